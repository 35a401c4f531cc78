/// Whole minutes since 1970-01-01 00:00 UTC, and how a site's files write them.
struct Minute: Comparable, Strideable {
  let count: Int

  /// The moment that every corpus ends at: 2026-11-01 00:00 UTC.
  static let endOfCorpus = Minute(count: 20_758 * day)
  static let hour = 60
  static let day = 1440

  var secondsSinceEpoch: Int { count * 60 }

  /// "2026-11-01 00:00 UTC".
  var text: String {
    let ofDay = count % Self.day
    return "\(date) \(twoDigits(ofDay / Self.hour)):\(twoDigits(ofDay % Self.hour)) UTC"
  }

  /// "2026-11-01", by counting off whole years and then whole months.
  var date: String {
    var days = count / Self.day
    var year = 1970
    while days >= 365 + leapDay(of: year) {
      days -= 365 + leapDay(of: year)
      year += 1
    }
    var month = 0
    let months = [31, 28 + leapDay(of: year), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    while days >= months[month] {
      days -= months[month]
      month += 1
    }
    return "\(year)-\(twoDigits(month + 1))-\(twoDigits(days + 1))"
  }

  func distance(to other: Minute) -> Int { other.count - count }
  func advanced(by minutes: Int) -> Minute { Minute(count: count + minutes) }
  static func < (one: Minute, other: Minute) -> Bool { one.count < other.count }
}

private func twoDigits(_ number: Int) -> String {
  number < 10 ? "0\(number)" : "\(number)"
}

private func leapDay(of year: Int) -> Int {
  year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 1 : 0
}
