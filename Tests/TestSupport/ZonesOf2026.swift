package import StatusModel

/// Time zones written by hand, right for 2026 alone, so that tests need no zone data.
extension TimeZoneRules {
  /// UTC+1, and UTC+2 from 29 March 01:00 UTC to 25 October 01:00 UTC: days of 23 and 25 hours.
  package static let berlin2026 = TimeZoneRules(
    identifier: "Europe/Berlin", firstOffset: 3_600,
    transitions: [
      Transition(from: utc(month: 3, day: 29, hour: 1), offset: 7_200),
      Transition(from: utc(month: 10, day: 25, hour: 1), offset: 3_600),
    ])

  /// UTC+2, and UTC+3 from the midnight that begins 24 April, which no clock shows, to the
  /// midnight that ends 29 October, so that the hour before it comes twice.
  package static let cairo2026 = TimeZoneRules(
    identifier: "Africa/Cairo", firstOffset: 7_200,
    transitions: [
      Transition(from: utc(month: 4, day: 23, hour: 22), offset: 10_800),
      Transition(from: utc(month: 10, day: 29, hour: 21), offset: 7_200),
    ])

  /// UTC+5:30 all year.
  package static let kolkata = TimeZoneRules(
    identifier: "Asia/Kolkata", firstOffset: 19_800, transitions: [])

  /// UTC−8, and UTC−7 from 8 March 10:00 UTC to 1 November 09:00 UTC.
  package static let losAngeles2026 = TimeZoneRules(
    identifier: "America/Los_Angeles", firstOffset: -28_800,
    transitions: [
      Transition(from: utc(month: 3, day: 8, hour: 10), offset: -25_200),
      Transition(from: utc(month: 11, day: 1, hour: 9), offset: -28_800),
    ])

  private static func utc(month: Int, day: Int, hour: Int) -> Timestamp {
    Timestamp(seconds: 1_767_225_600)  // 2026-01-01
      .advanced(by: 86_400 * daysBefore(month: month) + 86_400 * (day - 1) + 3_600 * hour)
  }

  private static func daysBefore(month: Int) -> Int {
    [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][month - 1]
  }
}
