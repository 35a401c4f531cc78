import Foundation
import StatusModel

/// What a month's table needs of a language: its weekdays, which of them comes first, its digits.
struct CalendarWords: Sendable {
  struct Weekday: Sendable {
    let short: String
    let long: String
  }

  /// In the order of the language's week.
  let weekdays: [Weekday]
  /// How many days after Sunday the language's week begins.
  private let firstWeekday: Int
  private let numbers: [String]

  /// - Source: CLDR, through Foundation.
  init(locale: Locale) {
    var calendar = Calendar(identifier: .gregorian)
    calendar.locale = locale
    let first = calendar.firstWeekday - 1
    let short = calendar.shortStandaloneWeekdaySymbols
    let long = calendar.standaloneWeekdaySymbols
    firstWeekday = first
    weekdays = (0..<7).map {
      Weekday(short: short[($0 + first) % 7], long: long[($0 + first) % 7])
    }
    numbers = (0...31).map { $0.formatted(.number.locale(locale)) }
  }

  /// The day of the month in the language's digits.
  func number(of day: CivilDate) -> String { numbers[day.day] }

  /// The weeks of a month; nil stands for a day of another one.
  ///
  /// - Parameter start: the month's first day.
  func weeks(of start: CivilDate) -> [[CivilDate?]] {
    // 1970-01-01 was a Thursday, four days after a Sunday.
    let place = start.daysSinceEpoch + 4 - firstWeekday
    let before = (place % 7 + 7) % 7
    let length = CivilDate.length(ofMonth: start.month, year: start.year)
    let days =
      [CivilDate?](repeating: nil, count: before) + (0..<length).map { start.advanced(byDays: $0) }
    return stride(from: 0, to: days.count, by: 7).map { from in
      let week = Array(days[from..<min(from + 7, days.count)])
      return week + [CivilDate?](repeating: nil, count: 7 - week.count)
    }
  }
}
