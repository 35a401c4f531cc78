package import StatusModel

/// A moment as other systems write it: RFC 3339 with or without seconds, fractions and a zone; also with a blank for
/// the `T`, slashes for dashes, and hours of one digit.
///
/// Fractions are cut. Where the clock was put back over a time, its first moment counts; where it was put forward
/// over it, the one after the gap.
///
/// - Parameter zone: of a time that names none; nil: such a time is refused.
/// - Returns: nil for what is no time.
package func foreignTime(_ text: String, in zone: TimeZoneRules?) -> Timestamp? {
  var scanner = TimeScanner(text)
  guard let (civil, offset) = scanner.time() else { return nil }
  if let offset { return civil.moment(offset: offset) }
  return zone.map { civilMoment(civil, in: $0) }
}

/// Whether a text is a time that names no zone.
package func lacksZone(_ text: String) -> Bool {
  var scanner = TimeScanner(text)
  return scanner.time().map { $0.offset == nil } ?? false
}

/// A day at the front of a text, whatever stands behind it.
package func foreignDay(_ text: String) -> CivilDate? {
  var scanner = TimeScanner(text)
  return scanner.day()
}

func civilMoment(_ civil: CivilTime, in zone: TimeZoneRules) -> Timestamp {
  if let first = zone.moments(of: civil).first { return first }
  let utc = civil.moment(offset: 0)
  return civil.moment(offset: zone.offset(at: utc.advanced(by: -86_400)))
}

private struct TimeScanner {
  private let bytes: [UInt8]
  private var index = 0

  init(_ text: String) {
    bytes = Array(String(trimmedLine(text[...])).utf8)
  }

  private mutating func take(_ marks: String) -> Bool {
    guard index < bytes.count, marks.utf8.contains(bytes[index]) else { return false }
    index += 1
    return true
  }

  private mutating func number(_ digits: ClosedRange<Int>) -> Int? {
    let found = bytes[index...].prefix(digits.upperBound).prefix { (0x30...0x39).contains($0) }
    guard found.count >= digits.lowerBound else { return nil }
    index += found.count
    return found.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  mutating func day() -> CivilDate? {
    guard let year = number(4...4), take("-/"), let month = number(1...2), take("-/"),
      let day = number(1...2)
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }

  mutating func time() -> (civil: CivilTime, offset: Int?)? {
    guard let date = day() else { return nil }
    if index == bytes.count { return (CivilTime(date: date, secondOfDay: 0), nil) }
    guard take("Tt "), let hour = number(1...2), take(":"), let minute = number(2...2),
      hour < 24, minute < 60
    else { return nil }
    var second = 0
    if take(":") {
      guard let written = number(2...2), written <= 60 else { return nil }
      second = min(59, written)
      if take(".,") { guard number(1...12) != nil else { return nil } }
    }
    _ = take(" ")
    guard let offset = offset(), index == bytes.count else { return nil }
    let civil = CivilTime(date: date, secondOfDay: hour * 3_600 + minute * 60 + second)
    return (civil, offset.seconds)
  }

  /// Nil for what is none; seconds are nil where there is none.
  private mutating func offset() -> (seconds: Int?, Void)? {
    if index == bytes.count { return (nil, ()) }
    if take("Zz") { return (0, ()) }
    if bytes[index...].elementsEqual("UTC".utf8) || bytes[index...].elementsEqual("GMT".utf8) {
      index = bytes.count
      return (0, ())
    }
    let isWest = index < bytes.count && bytes[index] == UInt8(ascii: "-")
    guard take("+-"), let hours = number(2...2) else { return nil }
    _ = take(":")
    let minutes = index < bytes.count ? number(2...2) : 0
    guard let minutes, hours < 24, minutes < 60 else { return nil }
    let seconds = hours * 3_600 + minutes * 60
    return (isWest ? -seconds : seconds, ())
  }
}
