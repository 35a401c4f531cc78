import Foundation
import StatusModel
import TestSupport
import Testing

/// Clocks that are put forward and back.
struct TimeZoneRulesTests {
  static let zones: [TimeZoneRules] = [
    .utc, .berlin2026, .cairo2026, .kolkata, .losAngeles2026,
  ]

  @Test(arguments: [
    TimeZoneRules.berlin2026, .cairo2026, .kolkata, .losAngeles2026,
  ])
  func `shows the offset that the system's zone data has`(zone: TimeZoneRules) throws {
    let system = try #require(TimeZone(identifier: zone.identifier))
    for hour in 0..<8_760 {
      for second in [-1, 0] {
        let moment = at("2026-01-01 00:00").advanced(by: hour * 3_600 + second + 1)
        let offset = system.secondsFromGMT(
          for: Date(timeIntervalSince1970: Double(moment.seconds)))
        #expect(zone.offset(at: moment) == offset, "at \(moment.iso8601)")
      }
    }
  }

  static func time(_ day: String, _ clock: String) throws -> CivilTime {
    let numbers = clock.split(separator: ":").compactMap { Int($0) }
    return CivilTime(
      date: try #require(date(day)), secondOfDay: numbers[0] * 3_600 + numbers[1] * 60)
  }

  @Test(arguments: [
    // (zone, day, clock, the moments at which a clock shows it)
    (TimeZoneRules.berlin2026, "2026-03-29", "01:59", ["2026-03-29 00:59"]),
    (.berlin2026, "2026-03-29", "02:00", []),
    (.berlin2026, "2026-03-29", "02:59", []),
    (.berlin2026, "2026-03-29", "03:00", ["2026-03-29 01:00"]),
    (.berlin2026, "2026-10-25", "01:59", ["2026-10-24 23:59"]),
    (.berlin2026, "2026-10-25", "02:00", ["2026-10-25 00:00", "2026-10-25 01:00"]),
    (.berlin2026, "2026-10-25", "02:59", ["2026-10-25 00:59", "2026-10-25 01:59"]),
    (.berlin2026, "2026-10-25", "03:00", ["2026-10-25 02:00"]),
    (.cairo2026, "2026-04-24", "00:00", []),
    (.cairo2026, "2026-04-24", "00:59", []),
    (.cairo2026, "2026-04-24", "01:00", ["2026-04-23 22:00"]),
    (.cairo2026, "2026-10-29", "23:30", ["2026-10-29 20:30", "2026-10-29 21:30"]),
    (.cairo2026, "2026-10-30", "00:00", ["2026-10-29 22:00"]),
    (.kolkata, "2026-06-01", "05:00", ["2026-05-31 23:30"]),
    (.losAngeles2026, "2026-11-01", "01:30", ["2026-11-01 08:30", "2026-11-01 09:30"]),
    (.utc, "2026-06-01", "05:00", ["2026-06-01 05:00"]),
  ])
  func `a time of day falls never, once or twice`(
    zone: TimeZoneRules, day: String, clock: String, moments: [String]
  ) throws {
    #expect(zone.moments(of: try Self.time(day, clock)) == moments.map { at($0) })
  }

  @Test(arguments: [
    (TimeZoneRules.utc, "2026-11-20", "2026-11-20 00:00"),
    (.berlin2026, "2026-03-29", "2026-03-28 23:00"),
    (.berlin2026, "2026-03-30", "2026-03-29 22:00"),
    (.berlin2026, "2026-10-25", "2026-10-24 22:00"),
    (.berlin2026, "2026-10-26", "2026-10-25 23:00"),
    (.cairo2026, "2026-04-24", "2026-04-23 22:00"),
    (.cairo2026, "2026-04-25", "2026-04-24 21:00"),
    (.cairo2026, "2026-10-29", "2026-10-28 21:00"),
    (.cairo2026, "2026-10-30", "2026-10-29 22:00"),
    (.kolkata, "2026-11-20", "2026-11-19 18:30"),
    (.losAngeles2026, "2026-11-01", "2026-11-01 07:00"),
  ])
  func `a day starts at midnight, or where a skipped midnight ends`(
    zone: TimeZoneRules, day: String, start: String
  ) throws {
    #expect(zone.start(of: try #require(date(day))) == at(start))
  }

  @Test func `a midnight that comes twice starts its day the first time`() throws {
    let zone = TimeZoneRules(
      identifier: "Test/Twice", firstOffset: 3_600,
      transitions: [TimeZoneRules.Transition(from: at("2026-10-24 23:30"), offset: 0)])
    #expect(zone.start(of: try #require(date("2026-10-25"))) == at("2026-10-24 23:00"))
  }

  @Test func `a day that a zone left out starts where the next one does`() throws {
    // Samoa went from 29 to 31 December 2011, to the other side of the date line.
    let zone = TimeZoneRules(
      identifier: "Pacific/Apia", firstOffset: -36_000,
      transitions: [TimeZoneRules.Transition(from: at("2011-12-30 10:00"), offset: 50_400)])
    #expect(zone.start(of: try #require(date("2011-12-29"))) == at("2011-12-29 10:00"))
    #expect(zone.start(of: try #require(date("2011-12-30"))) == at("2011-12-30 10:00"))
    #expect(zone.start(of: try #require(date("2011-12-31"))) == at("2011-12-30 10:00"))
    #expect(zone.start(of: try #require(date("2012-01-01"))) == at("2011-12-31 10:00"))
  }

  @Test(arguments: zones)
  func `every day starts where the day before ends, and is its own first moment`(
    zone: TimeZoneRules
  ) throws {
    var day = try #require(date("2025-12-20"))
    for _ in 0..<400 {
      let start = zone.start(of: day)
      #expect(zone.date(at: start) == day)
      #expect(zone.date(at: start.advanced(by: -1)) == day.advanced(byDays: -1))
      day = day.advanced(byDays: 1)
    }
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `a moment is among those at which a clock shows its time`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for zone in Self.zones {
      let boundary = zone.transitions.randomElement(using: &random)?.from ?? at("10:00")
      let moment = boundary.advanced(by: Int.random(in: -8_000...8_000, using: &random))
      let moments = zone.moments(of: zone.civilTime(at: moment))
      #expect(moments.contains(moment))
      #expect(moments == moments.sorted())
      #expect((1...2).contains(moments.count))
    }
  }
}
