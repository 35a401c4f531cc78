import Diagnostics
import StatusModel

/// A time as it is written: what a clock shows, and perhaps how far that clock is ahead of UTC.
struct WrittenTime: Hashable, Sendable {
  let civil: CivilTime
  /// Seconds ahead of UTC; nil: a clock of the site's time zone.
  let offset: Int?
}

extension WrittenTime {
  /// `2026-11-20 10:10 UTC`, `2026-11-20T10:10Z`, `2026-11-20 11:10:30 +01:00`, `2026-11-20 11:10`.
  ///
  /// A fraction of a second is read and dropped: `2026-11-20T10:00:00.000Z`.
  init(_ text: Located<String>) throws(Refusal) {
    var reader = ClockReader(text.value)
    guard let day = reader.day(), reader.partsDayAndTime(), let clock = reader.clock(),
      let zone = reader.zone()
    else { throw Refusal(.notATime(text)) }
    guard let date = day.date else { throw Refusal(.impossibleTime(text, because: day.reason)) }
    offset = try zone.offset(in: text)
    civil = CivilTime(date: date, secondOfDay: try clock.secondOfDay(in: text))
  }

  /// The one moment that is meant.
  func moment(in zone: TimeZoneRules, of text: Located<String>) throws(Refusal) -> Timestamp {
    if let offset { return civil.moment(offset: offset) }
    let moments = zone.momentsNearly(of: civil)
    if moments.isEmpty { throw Refusal(.skippedTime(text, zone: zone.identifier)) }
    if moments.count > 1 { throw Refusal(.ambiguousTime(text, zone: zone.identifier)) }
    return moments[0]
  }
}

/// A time of day alone: `12:30`, `12:30 UTC`.
struct WrittenClock: Hashable, Sendable {
  let secondOfDay: Int
  let offset: Int?

  /// Nil for a text that does not look like a time of day.
  init?(_ text: Located<String>) throws(Refusal) {
    var reader = ClockReader(text.value)
    guard let clock = reader.clock(), let zone = reader.zone() else { return nil }
    secondOfDay = try clock.secondOfDay(in: text)
    offset = try zone.offset(in: text)
  }

  /// The first moment after `start` at which a clock shows this.
  ///
  /// Refused where a clock of the zone was to show it twice, or is put forward over it: nobody knows
  /// then which moment the promise means.
  func first(
    after start: Timestamp, in zone: TimeZoneRules, of text: Located<String>
  ) throws(Refusal) -> Timestamp {
    let hereAndNow = offset ?? zone.offset(at: start)
    let today = start.civilTime(offset: hereAndNow).date
    for days in 0...1 {
      let civil = CivilTime(date: today.advanced(byDays: days), secondOfDay: secondOfDay)
      let moments = offset.map { [civil.moment(offset: $0)] } ?? zone.moments(of: civil)
      let later = moments.filter { $0 > start }
      if later.count > 1 { throw Refusal(.ambiguousTime(text, zone: zone.identifier)) }
      if let only = later.first { return only }
      if moments.isEmpty, civil.moment(offset: hereAndNow) > start {
        throw Refusal(.skippedTime(text, zone: zone.identifier))
      }
    }
    return start.advanced(by: 86_400)
  }
}

/// `2026-11-20`, from 1970 to 2099.
func parseDate(_ text: Located<String>) throws(Refusal) -> CivilDate {
  var reader = ClockReader(text.value)
  guard let day = reader.day(), reader.isAtEnd else { throw Refusal(.notADate(text)) }
  guard let date = day.date else { throw Refusal(.impossibleTime(text, because: day.reason)) }
  return date
}

/// `5m`, `1h30m`, `3d`, `2w` in seconds: one to three units, the greater ones first, up to a year.
func parseDuration(_ text: Located<String>) throws(Refusal) -> Int {
  guard let seconds = duration(of: text.value) else { throw Refusal(.notADuration(text)) }
  return seconds
}

/// Nil for a text that is no such span.
package func duration(of text: String) -> Int? {
  let units: [(letter: UInt8, seconds: Int)] = [
    (UInt8(ascii: "w"), 604_800), (UInt8(ascii: "d"), 86_400), (UInt8(ascii: "h"), 3_600),
    (UInt8(ascii: "m"), 60),
  ]
  var reader = ClockReader(text)
  var total = 0
  for unit in units {
    var attempt = reader
    guard let count = attempt.number(ofAtMost: 6), attempt.take(unit.letter) else { continue }
    total += count * unit.seconds
    reader = attempt
  }
  return reader.isAtEnd && (60...366 * 86_400).contains(total) ? total : nil
}

extension TimeZoneRules {
  /// As `moments(of:)`, but quick on the days that have one offset.
  fileprivate func momentsNearly(of civil: CivilTime) -> [Timestamp] {
    let middle = civil.moment(offset: 0)
    let before = offset(at: middle.advanced(by: -86_400))
    let after = offset(at: middle.advanced(by: 86_400))
    return before == after ? [civil.moment(offset: before)] : moments(of: civil)
  }
}

/// Reads the digits and marks of times, from left to right.
private struct ClockReader {
  struct Day {
    let year: Int
    let month: Int
    let day: Int

    /// Nil for a day that no calendar has, or a year that is not read.
    var date: CivilDate? {
      (1970...2099).contains(year) ? CivilDate(year: year, month: month, day: day) : nil
    }

    var reason: String {
      (1970...2099).contains(year) ? "there is no such day" : "the year is out of range"
    }
  }

  struct Clock {
    let hour: Int
    let minute: Int
    let second: Int

    func secondOfDay(in text: Located<String>) throws(Refusal) -> Int {
      guard hour < 24, minute < 60, second < 60 else {
        throw Refusal(.impossibleTime(text, because: "there is no such time of day"))
      }
      return hour * 3_600 + minute * 60 + second
    }
  }

  enum Zone {
    case site
    case offset(sign: Int, hours: Int, minutes: Int)

    func offset(in text: Located<String>) throws(Refusal) -> Int? {
      guard case .offset(let sign, let hours, let minutes) = self else { return nil }
      guard hours * 60 + minutes <= 14 * 60, minutes < 60 else {
        throw Refusal(.impossibleTime(text, because: "no place is that far from UTC"))
      }
      return sign * (hours * 3_600 + minutes * 60)
    }
  }

  private let bytes: [UInt8]
  private var index = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  var isAtEnd: Bool { index == bytes.count }

  mutating func take(_ byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  mutating func digits(_ count: Int) -> Int? {
    guard index + count <= bytes.count else { return nil }
    var number = 0
    for byte in bytes[index..<index + count] {
      guard (0x30...0x39).contains(byte) else { return nil }
      number = number * 10 + Int(byte - 0x30)
    }
    index += count
    return number
  }

  mutating func number(ofAtMost count: Int) -> Int? {
    let length = bytes[index...].prefix { (0x30...0x39).contains($0) }.count
    return (1...count).contains(length) ? digits(length) : nil
  }

  mutating func day() -> Day? {
    guard let year = digits(4), take(UInt8(ascii: "-")), let month = digits(2),
      take(UInt8(ascii: "-")), let day = digits(2)
    else { return nil }
    return Day(year: year, month: month, day: day)
  }

  mutating func partsDayAndTime() -> Bool {
    if take(UInt8(ascii: "T")) || take(UInt8(ascii: "t")) { return true }
    return skipSpaces() > 0
  }

  mutating func clock() -> Clock? {
    guard let hour = digits(2), take(UInt8(ascii: ":")), let minute = digits(2) else { return nil }
    guard take(UInt8(ascii: ":")) else { return Clock(hour: hour, minute: minute, second: 0) }
    guard let second = digits(2), skipFraction() else { return nil }
    return Clock(hour: hour, minute: minute, second: second)
  }

  /// Steps over a fraction of a second, if one follows; false where its mark has no digit after it.
  ///
  /// - Source: ISO 8601, which allows both marks and any number of digits.
  private mutating func skipFraction() -> Bool {
    guard take(UInt8(ascii: ".")) || take(UInt8(ascii: ",")) else { return true }
    let digits = bytes[index...].prefix { (0x30...0x39).contains($0) }
    index = digits.endIndex
    return !digits.isEmpty
  }

  /// To the end of the text; nil when something else stands there.
  mutating func zone() -> Zone? {
    skipSpaces()
    let rest = bytes[index...].map { $0 | 0x20 }
    if rest.isEmpty { return .site }
    if rest == Array("z".utf8) || rest == Array("utc".utf8) {
      return .offset(sign: 1, hours: 0, minutes: 0)
    }
    let isAhead = take(UInt8(ascii: "+"))
    guard isAhead || take(UInt8(ascii: "-")), let hours = digits(2) else { return nil }
    let hasColon = take(UInt8(ascii: ":"))
    guard let minutes = isAtEnd && !hasColon ? 0 : digits(2), isAtEnd else { return nil }
    return .offset(sign: isAhead ? 1 : -1, hours: hours, minutes: minutes)
  }

  @discardableResult
  private mutating func skipSpaces() -> Int {
    let start = index
    while take(UInt8(ascii: " ")) {}
    return index - start
  }
}
