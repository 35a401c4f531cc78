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

  /// `12:15 +01:00` in the zone of a site, `2026-11-21 12:15 +01:00` for another day than `today`.
  package func wallClock(in zone: TimeZoneRules, today: CivilDate?) -> String {
    let time = zone.civilTime(at: self)
    let clock = "\(padded(time.hour)):\(padded(time.minute)) \(offsetText(zone.offset(at: self)))"
    return time.date == today ? clock : "\(time.date.iso8601) \(clock)"
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

extension TimeZoneRules {
  /// `2026-11-20 11:35 +01:00`; `… UTC` in a zone that never leaves UTC.
  package func written(_ moment: Timestamp) -> String {
    let (time, suffix) = wallClock(at: moment)
    return "\(time.date.iso8601) \(padded(time.hour)):\(padded(time.minute)) \(suffix ?? "UTC")"
  }

  package var isUTC: Bool { firstOffset == 0 && transitions.allSatisfy { $0.offset == 0 } }
}

/// `UTC`, `+01:00`.
private func offsetText(_ seconds: Int) -> String {
  guard seconds != 0 else { return "UTC" }
  return signed(minutes: seconds / 60)
}

/// `+01:00`, `-03:30`.
func signed(minutes: Int) -> String {
  "\(minutes < 0 ? "-" : "+")\(padded(abs(minutes) / 60)):\(padded(abs(minutes) % 60))"
}

/// `UTC`, `UTC+1`, `UTC-3:30`.
private func offsetWords(_ seconds: Int) -> String {
  guard seconds != 0 else { return "UTC" }
  let minutes = abs(seconds) / 60
  let rest = minutes % 60 == 0 ? "" : ":\(padded(minutes % 60))"
  return "UTC\(seconds < 0 ? "-" : "+")\(minutes / 60)\(rest)"
}
