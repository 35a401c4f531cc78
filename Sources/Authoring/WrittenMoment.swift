package import StatusModel

extension Timestamp {
  /// As content files have it: `2026-11-20 10:10 UTC`, with seconds only where there are any.
  package var written: String {
    "\(civilTime().date.iso8601) \(writtenClock)"
  }

  /// `10:10 UTC`.
  package var writtenClock: String {
    let time = civilTime()
    let seconds = time.second == 0 ? "" : ":\(padded(time.second))"
    return "\(padded(time.hour)):\(padded(time.minute))\(seconds) UTC"
  }

  /// The start of this moment's minute.
  package var wholeMinute: Timestamp {
    advanced(by: -civilTime().second)
  }
}

extension TimeZoneRules {
  /// `13:10 (UTC+1)`, with the day before it where that is not the day of `other`; always, without one.
  ///
  /// For sentences that people read: the clock they live by, and how far it is from everybody's.
  package func words(for moment: Timestamp, on other: Timestamp? = nil) -> String {
    let time = civilTime(at: moment)
    let clock = "\(padded(time.hour)):\(padded(time.minute))"
    let day = other.map { date(at: $0) } == time.date ? "" : "\(time.date.iso8601) "
    guard identifier != "UTC" else { return "\(day)\(clock) UTC" }
    return "\(day)\(clock) (\(offsetWords(offset(at: moment))))"
  }
}

/// `UTC`, `UTC+1`, `UTC-3:30`.
private func offsetWords(_ seconds: Int) -> String {
  guard seconds != 0 else { return "UTC" }
  let minutes = abs(seconds) / 60
  let rest = minutes % 60 == 0 ? "" : ":\(padded(minutes % 60))"
  return "UTC\(seconds < 0 ? "-" : "+")\(minutes / 60)\(rest)"
}

/// `1 hour 18 minutes`; the two greatest units, cut, not rounded.
package func spanWords(_ seconds: Int) -> String {
  let units: [(name: String, length: Int)] = [("day", 86_400), ("hour", 3_600), ("minute", 60)]
  var rest = max(0, seconds)
  let parts = units.compactMap { unit -> String? in
    let count = rest / unit.length
    rest %= unit.length
    return count == 0 ? nil : "\(count) \(unit.name)\(count == 1 ? "" : "s")"
  }
  return parts.isEmpty ? "less than a minute" : parts.prefix(2).joined(separator: " ")
}
