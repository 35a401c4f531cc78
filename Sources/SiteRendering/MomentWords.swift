import Foundation
import StatusModel

/// Moments, days and spans in the words of one language and in the site's time zone.
///
/// What Foundation says about a day or a minute is asked once and kept: a site of 10,000 incidents
/// shows 100,000 moments, but only a few thousand days and 1,440 minutes.
struct MomentWords: Sendable {
  let zone: TimeZoneRules
  let words: Words
  private let locale: Locale
  /// By days since 1970.
  private let days: [Int: String]
  /// By minute of the day.
  private let minutes: [String]
  /// By seconds ahead of UTC.
  private let zoneNames: [Int: String]

  /// - Parameter moments: those that will be shown; others are formatted when they are.
  init(zone: TimeZoneRules, words: Words, moments: [Timestamp]) {
    self.zone = zone
    self.words = words
    let written = words.text(.dateLocale)
    let hasRegion = words.language.contains("-")
    locale = Locale(identifier: hasRegion || written.isEmpty ? words.language : written)
    let style = dayStyle(locale)
    let numbers = Set(moments.map { zone.date(at: $0).daysSinceEpoch })
    days = Dictionary(
      uniqueKeysWithValues: numbers.map { ($0, date(ofDay: $0).formatted(style)) })
    minutes = minutesOfDay(locale)
    zoneNames = namesOfOffsets(in: zone, locale: locale)
  }

  /// `20 Nov 2026, 10:10 UTC`, marked up for programs.
  func moment(_ moment: Timestamp) -> HTML {
    let time = zone.civilTime(at: moment)
    return element(
      moment,
      words.html(
        .moment,
        [
          "date": HTML(escaping: text(of: time.date)), "time": clock(time),
          "zone": zoneName(at: moment),
        ]))
  }

  /// `10:10 UTC` on the day of `reference`, else the day as well.
  func moment(_ moment: Timestamp, seenFrom reference: Timestamp) -> HTML {
    let time = zone.civilTime(at: moment)
    guard time.date == zone.date(at: reference) else { return self.moment(moment) }
    return element(
      moment, words.html(.clock, ["time": clock(time), "zone": zoneName(at: moment)]))
  }

  /// `20 Nov 2026, 10:02 – 11:20 UTC`; the second day is named where it is another one.
  func range(_ start: Timestamp, _ end: Timestamp) -> HTML {
    let first = zone.civilTime(at: start)
    guard first.date == zone.date(at: end), zone.offset(at: start) == zone.offset(at: end) else {
      return words.html(.momentRange, ["start": moment(start), "end": moment(end)])
    }
    let opening = words.html(
      .dayAndClock, ["date": HTML(escaping: text(of: first.date)), "time": clock(first)])
    return words.html(
      .momentRange,
      ["start": element(start, opening), "end": moment(end, seenFrom: start)])
  }

  /// `20 Nov 2026`, marked up for programs.
  func day(_ day: CivilDate) -> HTML {
    "<time datetime=\"\(day.iso8601)\">\(text(of: day))</time>"
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
    let parts: [(Word, Int)] = [
      (.days, seconds / 86_400), (.hours, seconds / 3_600 % 24), (.minutes, seconds / 60 % 60),
    ]
    guard let first = parts.firstIndex(where: { $0.1 > 0 }) else {
      return words.text(.underAMinute)
    }
    let texts = parts[first...].prefix(2).filter { $0.1 > 0 }.map { word, count in
      words.text(word, ["count": String(count)], number: count)
    }
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

  private func element(_ moment: Timestamp, _ content: HTML) -> HTML {
    "<time datetime=\"\(moment.iso8601)\">\(content)</time>"
  }

  private func text(of day: CivilDate) -> String {
    let number = day.daysSinceEpoch
    return days[number] ?? date(ofDay: number).formatted(dayStyle(locale))
  }

  private func clock(_ time: CivilTime) -> HTML {
    HTML(escaping: minutes[time.secondOfDay / 60])
  }

  private func zoneName(at moment: Timestamp) -> HTML {
    HTML(escaping: zoneNames[zone.offset(at: moment)] ?? zone.identifier)
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
