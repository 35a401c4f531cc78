import Foundation
import StatusModel
import TestSupport
import Testing

/// Our calendar against Foundation's.
struct CivilTimeTests {
  private static let utc: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar
  }()

  /// Days since 1970 of the years 1970 to 2099, a year per test.
  static let years = 1_970...2_099

  @Test(arguments: years)
  func `every day of a year is Foundation's, and comes back`(year: Int) throws {
    let first = try #require(CivilDate(year: year, month: 1, day: 1)).daysSinceEpoch
    let last = try #require(CivilDate(year: year, month: 12, day: 31)).daysSinceEpoch
    #expect([365, 366].contains(last - first + 1))
    for days in first...last {
      let date = CivilDate(daysSinceEpoch: days)
      let parts = Self.utc.dateComponents(
        [.year, .month, .day], from: Date(timeIntervalSince1970: Double(days) * 86_400))
      #expect([date.year, date.month, date.day] == [parts.year, parts.month, parts.day])
      #expect(date.daysSinceEpoch == days)
      #expect(CivilDate(year: date.year, month: date.month, day: date.day) == date)
    }
  }

  @Test(arguments: [
    (2_026, 2, 29), (2_100, 2, 29), (2_024, 2, 30), (2_026, 4, 31), (2_026, 0, 1), (2_026, 13, 1),
    (2_026, 1, 0), (2_026, 1, 32), (2_026, -1, 1),
  ])
  func `a day that no calendar has is refused`(year: Int, month: Int, day: Int) {
    #expect(CivilDate(year: year, month: month, day: day) == nil)
  }

  @Test(arguments: [(2_024, 2, 29), (2_000, 2, 29), (2_026, 12, 31), (1_970, 1, 1)])
  func `a day that only some years have is taken`(year: Int, month: Int, day: Int) {
    #expect(CivilDate(year: year, month: month, day: day) != nil)
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `a moment shows the clock that Foundation shows`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<20 {
      let moment = Timestamp(seconds: Int.random(in: -86_400 * 365...4_102_444_799, using: &random))
      let time = moment.civilTime()
      let parts = Self.utc.dateComponents(
        [.year, .month, .day, .hour, .minute, .second],
        from: Date(timeIntervalSince1970: Double(moment.seconds)))
      #expect(
        [time.date.year, time.date.month, time.date.day, time.hour, time.minute, time.second]
          == [parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second])
      #expect(time.moment(offset: 0) == moment)
      let offset = Int.random(in: -50_400...50_400, using: &random)
      #expect(moment.civilTime(offset: offset).moment(offset: offset) == moment)
    }
  }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
    (951_782_400, "2000-02-29T00:00:00Z"),
    (1_795_169_405, "2026-11-20T10:10:05Z"), (4_102_444_799, "2099-12-31T23:59:59Z"),
  ])
  func `a moment is written as ISO 8601 has it`(seconds: Int, text: String) {
    #expect(Timestamp(seconds: seconds).iso8601 == text)
  }

  @Test func `days and months are written with all their digits, and ordered`() throws {
    let early = try #require(CivilDate(year: 987, month: 6, day: 5))
    #expect(early.iso8601 == "0987-06-05")
    #expect(early.iso8601Month == "0987-06")
    #expect(try #require(date("2026-09-30")) < #require(date("2026-10-01")))
    #expect(try #require(date("2025-12-31")) < #require(date("2026-01-01")))
    #expect(try #require(date("2024-02-28")).advanced(byDays: 2).iso8601 == "2024-03-01")
    #expect(try #require(date("2026-01-01")).advanced(byDays: -1).iso8601 == "2025-12-31")
  }

  @Test func `a moment moves by seconds, in both directions`() {
    #expect(at("10:00").advanced(by: 90) == at("10:01:30"))
    #expect(at("10:00").advanced(by: -86_400) == at("2026-11-19 10:00"))
    #expect(at("10:00").seconds(since: at("10:01")) == -60)
    #expect(at("09:59:59") < at("10:00"))
  }
}
