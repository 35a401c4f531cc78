import Escaping
import Foundation
import StatusModel

/// Moments, days and spans in the words of one language and in the site's time zone.
///
/// What Foundation says about a day or a minute is asked once and kept: a site of 10,000 incidents
/// shows 100,000 moments, but only a few thousand days and 1,440 minutes.
struct MomentWords: Sendable {
  let zone: TimeZoneRules
  let words: Words
  let locale: Locale
  /// All that the following say, escaped, in one piece: a moment is put together of places in it, so
  /// that it counts no references that the cores share.
  private let texts: [UInt8]
  /// By days since 1970.
  private let days: [Int: Range<Int>]
  /// By minute of the day.
  private let minutes: [Range<Int>]
  /// By seconds ahead of UTC.
  private let zoneNames: [Int: Range<Int>]
  private let forms: Forms
  /// `1 hour` and `1 minute`, by their number; none for zero.
  private let hours: [String?]
  private let wholeMinutes: [String?]

  /// How the language puts a moment together.
  private struct Forms: Sendable {
    enum Part: Sendable {
      case mark(Range<Int>)
      case date, time, zone
    }

    let moment: [Part]
    let clock: [Part]
    let dayAndClock: [Part]

    init(_ words: Words, in texts: inout [UInt8]) {
      func parts(of word: Word, in texts: inout [UInt8]) -> [Part] {
        words.pieces(word).map { piece in
          switch piece {
          case .text(let text): .mark(texts.place(escaping: text))
          case .placeholder("date"): .date
          case .placeholder("time"): .time
          case .placeholder: .zone
          }
        }
      }
      moment = parts(of: .moment, in: &texts)
      clock = parts(of: .clock, in: &texts)
      dayAndClock = parts(of: .dayAndClock, in: &texts)
    }
  }

  /// - Parameter moments: those that will be shown; others are formatted when they are.
  init(zone: TimeZoneRules, words: Words, moments: [Timestamp]) {
    self.zone = zone
    self.words = words
    locale = words.locale
    let style = dayStyle(locale)
    let numbers = Set(moments.map { zone.date(at: $0).daysSinceEpoch })
    var texts: [UInt8] = []
    days = Dictionary(
      uniqueKeysWithValues: numbers.map {
        ($0, texts.place(escaping: date(ofDay: $0).formatted(style)))
      })
    minutes = minutesOfDay(locale).map { texts.place(escaping: $0) }
    zoneNames = namesOfOffsets(in: zone, locale: locale).mapValues { texts.place(escaping: $0) }
    forms = Forms(words, in: &texts)
    self.texts = texts
    hours = (0..<24).map { $0 == 0 ? nil : words.counted(.hours, $0) }
    wholeMinutes = (0..<60).map { $0 == 0 ? nil : words.counted(.minutes, $0) }
  }

  /// `20 Nov 2026, 10:10 UTC`, marked up for programs.
  func moment(_ moment: Timestamp) -> HTML {
    element(moment, forms.moment)
  }

  /// `10:10 UTC` on the day of `reference`, else the day as well.
  func moment(_ moment: Timestamp, seenFrom reference: Timestamp) -> HTML {
    let isSameDay = zone.date(at: moment) == zone.date(at: reference)
    return element(moment, isSameDay ? forms.clock : forms.moment)
  }

  /// `20 Nov 2026, 10:02 – 11:20 UTC`; the second day is named where it is another one.
  func range(_ start: Timestamp, _ end: Timestamp) -> HTML {
    let isSameDay = zone.date(at: start) == zone.date(at: end)
    guard isSameDay, zone.offset(at: start) == zone.offset(at: end) else {
      return words.html(.momentRange, ["start": moment(start), "end": moment(end)])
    }
    return words.html(
      .momentRange,
      ["start": element(start, forms.dayAndClock), "end": element(end, forms.clock)])
  }

  /// `20 Nov 2026`, marked up for programs.
  func day(_ day: CivilDate) -> HTML {
    "<time datetime=\"\(day.iso8601)\">\(text(of: day))</time>"
  }

  /// `20 Nov 2026`, for a text without marks.
  func dayText(_ day: CivilDate) -> String {
    date(ofDay: day.daysSinceEpoch).formatted(dayStyle(locale))
  }

  /// `20 November`, for a text about days near the page's own.
  func dayOfYear(_ day: CivilDate) -> String {
    date(ofDay: day.daysSinceEpoch).formatted(
      Date.FormatStyle(locale: locale, calendar: gregorian, timeZone: .gmt).day().month(.wide))
  }

  /// `Friday, 20 November 2026`, marked up for programs.
  func weekday(_ day: CivilDate) -> HTML {
    let text = date(ofDay: day.daysSinceEpoch).formatted(
      Date.FormatStyle(locale: locale, calendar: gregorian, timeZone: .gmt)
        .weekday(.wide).day().month(.wide).year())
    return "<time datetime=\"\(day.iso8601)\">\(text)</time>"
  }

  /// `November 2026`.
  func month(of day: CivilDate) -> String {
    date(ofDay: day.daysSinceEpoch).formatted(
      Date.FormatStyle(locale: locale, calendar: gregorian, timeZone: .gmt).month(.wide).year())
  }

  /// `1 hour 10 minutes`: the two largest parts, cut to whole minutes.
  func span(_ seconds: Int) -> String {
    guard seconds >= 60 else { return words.text(.underAMinute) }
    let (hour, minute) = (hours[seconds / 3_600 % 24], wholeMinutes[seconds / 60 % 60])
    let parts =
      switch seconds {
      case ..<3_600: [minute]
      case ..<86_400: [hour, minute]
      default: [words.counted(.days, seconds / 86_400), hour]
      }
    let texts = parts.compactMap(\.self)
    guard texts.count == 2 else { return texts[0] }
    return words.text(.twoParts, ["first": texts[0], "second": texts[1]])
  }

  /// `99.97%`; only a share without any loss has no decimals.
  func percent(_ share: UptimeShare) -> String {
    let decimals = share.hundredths == 10_000 ? 0 : 2
    return (Double(share.hundredths) / 10_000).formatted(
      FloatingPointFormatStyle<Double>.Percent(locale: locale)
        .precision(.fractionLength(decimals)))
  }

  private func element(_ moment: Timestamp, _ form: [Forms.Part]) -> HTML {
    let offset = zone.offset(at: moment)
    let time = moment.civilTime(offset: offset)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(96)
    bytes += "<time datetime=\"".utf8
    bytes += moment.iso8601.utf8
    bytes += "\">".utf8
    texts.withUnsafeBufferPointer { texts in
      for part in form {
        switch part {
        case .mark(let mark): bytes += texts[mark]
        case .date: write(time.date, to: &bytes)
        case .time: bytes += texts[minutes[time.secondOfDay / 60]]
        case .zone:
          if let name = zoneNames[offset] {
            bytes += texts[name]
          } else {
            bytes.append(escapingHTML: zone.identifier)
          }
        }
      }
    }
    bytes += "</time>".utf8
    return HTML(bytes: bytes)
  }

  private func text(of day: CivilDate) -> HTML {
    var bytes: [UInt8] = []
    write(day, to: &bytes)
    return HTML(bytes: bytes)
  }

  private func write(_ day: CivilDate, to bytes: inout [UInt8]) {
    let number = day.daysSinceEpoch
    if let place = days[number] {
      texts.withUnsafeBufferPointer { bytes += $0[place] }
    } else {
      bytes.append(escapingHTML: date(ofDay: number).formatted(dayStyle(locale)))
    }
  }
}

extension [UInt8] {
  /// Appends a text, escaped, and says where it stands.
  fileprivate mutating func place(escaping text: String) -> Range<Int> {
    let start = count
    append(escapingHTML: text)
    return start..<count
  }
}

private let gregorian: Calendar = {
  var calendar = Calendar(identifier: .gregorian)
  calendar.timeZone = .gmt
  return calendar
}()

private func date(ofDay number: Int) -> Date {
  Date(timeIntervalSince1970: Double(number) * 86_400)
}

private func dayStyle(_ locale: Locale) -> Date.FormatStyle {
  Date.FormatStyle(
    date: .abbreviated, time: .omitted, locale: locale, calendar: gregorian, timeZone: .gmt)
}

/// `02:00`, as the locale writes a short time; by the older formatter, since the newer one drops the
/// zero that British English wants.
private func minutesOfDay(_ locale: Locale) -> [String] {
  let formatter = DateFormatter()
  formatter.locale = locale
  formatter.calendar = gregorian
  formatter.timeZone = .gmt
  formatter.dateStyle = .none
  formatter.timeStyle = .short
  return (0..<1_440).map { minute in
    formatter.string(from: Date(timeIntervalSince1970: Double(minute) * 60))
  }
}

/// `UTC`, `CET`, `GMT+5:30`: what the language calls each offset that the zone ever had.
private func namesOfOffsets(in zone: TimeZoneRules, locale: Locale) -> [Int: String] {
  guard zone.identifier != "UTC", let timeZone = TimeZone(identifier: zone.identifier) else {
    return [zone.firstOffset: zone.identifier]
  }
  let style = Date.FormatStyle(locale: locale, calendar: gregorian, timeZone: timeZone)
    .timeZone(.specificName(.short))
  let samples =
    [(zone.firstOffset, Timestamp(seconds: (zone.transitions.first?.from.seconds ?? 0) - 1))]
    + zone.transitions.map { ($0.offset, $0.from) }
  let latest = Dictionary(samples) { _, later in later }
  return latest.mapValues {
    Date(timeIntervalSince1970: Double($0.seconds)).formatted(style)
  }
}

extension Words {
  /// `1 hour`, `2 hours`.
  fileprivate func counted(_ unit: Word, _ count: Int) -> String {
    text(unit, ["count": number(count)], number: count)
  }
}
