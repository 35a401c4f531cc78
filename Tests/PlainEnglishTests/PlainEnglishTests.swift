import PlainEnglish
import StatusModel
import Testing

struct PlainEnglishTests {
  private static let day = 86_400

  @Test(arguments: [
    (0, "less than a minute", "less than a minute", "0 s"),
    (40, "less than a minute", "less than a minute", "40 s"), (60, "1 minute", "1 min", "1 min"),
    (12 * 60 + 59, "12 minutes", "12 min", "12 min"), (3_600, "1 hour", "1 h", "1 h"),
    (3_600 + 18 * 60, "1 hour 18 minutes", "1 h 18 min", "1 h 18 min"),
    (day, "1 day", "1 day", "1 d"),
    (2 * day + 3 * 3_600 + 59 * 60, "2 days 3 hours", "2 days 3 h", "2 d 3 h"),
    (day + 5 * 60, "1 day 5 minutes", "1 day", "1 d"),
    (-5, "less than a minute", "less than a minute", "0 s"),
  ])
  func `a span is said in three widths`(seconds: Int, full: String, brief: String, narrow: String) {
    #expect(spanWords(seconds, .full) == full)
    #expect(spanWords(seconds, .brief) == brief)
    #expect(spanWords(seconds, .narrow) == narrow)
  }

  private static let moment = Timestamp(seconds: 1_795_170_935)  // 2026-11-20T10:35:35Z
  private static let india = TimeZoneRules(
    identifier: "Asia/Kolkata", firstOffset: 19_800, transitions: [])
  private static let west = TimeZoneRules(
    identifier: "America/St_Johns", firstOffset: -12_600, transitions: [])

  @Test func `a moment is said in UTC as files have it`() {
    #expect(Self.moment.written == "2026-11-20 10:35:35 UTC")
    #expect(Self.moment.wholeMinute.written == "2026-11-20 10:35 UTC")
    #expect(Self.moment.wholeMinute.writtenClock == "10:35 UTC")
  }

  @Test func `a moment is said by a site's clock`() {
    #expect(TimeZoneRules.utc.written(Self.moment) == "2026-11-20 10:35 UTC")
    #expect(Self.india.written(Self.moment) == "2026-11-20 16:05 +05:30")
    #expect(Self.west.written(Self.moment) == "2026-11-20 07:05 -03:30")
    #expect(Self.moment.wallClock(in: Self.india, today: nil) == "2026-11-20 16:05 +05:30")
    let today = Self.india.date(at: Self.moment)
    #expect(Self.moment.wallClock(in: Self.india, today: today) == "16:05 +05:30")
    #expect(Self.moment.wallClock(in: .utc, today: today) == "10:35 UTC")
    #expect(Self.india.words(for: Self.moment) == "2026-11-20 16:05 (UTC+5:30)")
    #expect(Self.west.words(for: Self.moment, on: Self.moment) == "07:05 (UTC-3:30)")
    #expect(TimeZoneRules.utc.words(for: Self.moment, on: Self.moment) == "10:35 UTC")
  }

  @Test func `a moment is said to programs`() {
    #expect(TimeZoneRules.utc.rfc3339(Self.moment) == "2026-11-20T10:35:35.000Z")
    #expect(Self.west.rfc3339(Self.moment) == "2026-11-20T07:05:35.000-03:30")
    #expect(Self.moment.rfc822 == "Fri, 20 Nov 2026 10:35:35 +0000")
  }

  @Test func `statuses and states have one English word each`() {
    #expect(
      ComponentStatus.allCases.map(\.words) == [
        "operational", "under maintenance", "degraded performance", "partial outage",
        "major outage",
      ])
    #expect(
      Incident.State.allCases.map(\.title) == [
        "Investigating", "Identified", "Monitoring", "Resolved", "Retracted",
      ])
    #expect(
      Maintenance.State.allCases.map(\.title) == [
        "Scheduled", "In progress", "Verifying", "Completed", "Cancelled",
      ])
  }

  @Test func `lists and numbers`() {
    #expect(listWords([]) == "")
    #expect(listWords(["a"]) == "a")
    #expect(listWords(["a", "b"]) == "a and b")
    #expect(listWords(["a", "b", "c"]) == "a, b and c")
    #expect(
      ["no", "one", "two"].indices.map { plural($0, "file") } == ["0 files", "1 file", "2 files"])
  }
}
