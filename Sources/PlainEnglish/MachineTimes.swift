package import StatusModel

extension TimeZoneRules {
  /// `2026-11-20T11:35:00.000+01:00`; `…Z` in a zone that never leaves UTC.
  ///
  /// Always three fraction digits: clients in the field refuse a time without them.
  ///
  /// - Source: RFC 3339, in the form that the hosted standard's API gives it.
  package func rfc3339(_ moment: Timestamp) -> String {
    let (time, suffix) = wallClock(at: moment)
    return "\(time.date.iso8601)T\(padded(time.hour)):\(padded(time.minute)):"
      + "\(padded(time.second)).000\(suffix ?? "Z")"
  }

  /// What a clock shows, and how far it runs ahead of UTC; nil in a zone that never leaves UTC.
  func wallClock(at moment: Timestamp) -> (CivilTime, offset: String?) {
    // Local mean times of long ago had seconds in their offsets, which RFC 3339 cannot say.
    let minutes = offset(at: moment) / 60
    let time = moment.civilTime(offset: minutes * 60)
    guard !isUTC else { return (time, nil) }
    return (time, signed(minutes: minutes))
  }
}

extension Timestamp {
  /// `Fri, 20 Nov 2026 10:35:00 +0000`.
  ///
  /// - Source: RFC 822 with the year of four digits that RFC 1123 made of it; English in any locale.
  package var rfc822: String {
    let time = civilTime()
    // 1970-01-01 was a Thursday.
    let weekday = ((time.date.daysSinceEpoch + 4) % 7 + 7) % 7
    let day = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][weekday]
    let month = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ][time.date.month - 1]
    return "\(day), \(padded(time.date.day)) \(month) \(padded(time.date.year, to: 4)) "
      + "\(padded(time.hour)):\(padded(time.minute)):\(padded(time.second)) +0000"
  }
}
