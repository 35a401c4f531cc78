import StatusModel
import Testing

@testable import Feeds

@Suite struct CalendarTests {
  private static let head = """
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//Allclear//Status page//EN

    """
  private static let refresh = """
    REFRESH-INTERVAL;VALUE=DURATION:PT1H
    X-PUBLISHED-TTL:PT1H

    """

  @Test func `the calendar has an event for each maintenance, by its start`() throws {
    let expected = """
      \(Self.head)NAME:Acme Status: scheduled maintenance
      X-WR-CALNAME:Acme Status: scheduled maintenance
      \(Self.refresh)BEGIN:VEVENT
      UID:2026-11-20-mobile-release@status.acme.example
      DTSTAMP:20261120T103000Z
      CREATED:20261118T090000Z
      LAST-MODIFIED:20261120T103000Z
      SEQUENCE:1
      DTSTART:20261120T090000Z
      DTEND:20261120T110000Z
      STATUS:CONFIRMED
      TRANSP:TRANSPARENT
      SUMMARY:Mobile release
      DESCRIPTION:We are testing.
      CATEGORIES:Mobile apps
      URL:https://status.acme.example/maintenance/2026-11-20-mobile-release/
      END:VEVENT
      BEGIN:VEVENT
      UID:2026-11-19-called-off@status.acme.example
      DTSTAMP:20261117T090000Z
      CREATED:20261116T090000Z
      LAST-MODIFIED:20261117T090000Z
      SEQUENCE:1
      DTSTART:20261125T090000Z
      DTEND:20261125T110000Z
      STATUS:CANCELLED
      TRANSP:TRANSPARENT
      SUMMARY:[Cancelled] Called off
      DESCRIPTION:Not needed any more.
      CATEGORIES:Public API
      URL:https://status.acme.example/maintenance/2026-11-19-called-off/
      END:VEVENT
      BEGIN:VEVENT
      UID:2026-12-01-db-upgrade@status.acme.example
      DTSTAMP:20261119T090000Z
      CREATED:20261119T090000Z
      LAST-MODIFIED:20261119T090000Z
      SEQUENCE:0
      DTSTART:20261201T020000Z
      DTEND:20261201T040000Z
      STATUS:CONFIRMED
      TRANSP:TRANSPARENT
      SUMMARY:Database upgrade
      DESCRIPTION:The API is read-only.
      CATEGORIES:Public API
      URL:https://status.acme.example/maintenance/2026-12-01-db-upgrade/
      END:VEVENT
      END:VCALENDAR

      """
    #expect(try published("maintenance.ics", of: acme(busy)) == withCRLF(expected))
  }

  @Test func `a calendar without an event holds the time zone that it speaks in`() throws {
    let expected = """
      \(Self.head)NAME:Acme Status: Dashboard: scheduled maintenance
      X-WR-CALNAME:Acme Status: Dashboard: scheduled maintenance
      \(Self.refresh)BEGIN:VTIMEZONE
      TZID:Etc/UTC
      BEGIN:STANDARD
      DTSTART:20000101T000000
      TZOFFSETFROM:+0000
      TZOFFSETTO:+0000
      TZNAME:UTC
      END:STANDARD
      END:VTIMEZONE
      END:VCALENDAR

      """
    #expect(
      try published("components/dashboard/maintenance.ics", of: acme(busy)) == withCRLF(expected))
  }

  @Test func `a component's calendar has only what concerns it`() throws {
    let calendar = try events(at: "2026-11-20 10:40", of: busy, "components/api/maintenance.ics")
    #expect(
      calendar["UID"] == [
        "2026-11-19-called-off@status.acme.example", "2026-12-01-db-upgrade@status.acme.example",
      ])
  }

  @Test(arguments: [
    Course("as planned, so far", [], at: "12-01 03:00", "02:00", "04:00"),
    Course("ended by the clock", [], at: "12-01 09:00", "02:00", "04:00"),
    Course("started late", [(.inProgress, "02:30")], at: "12-01 03:00", "02:00", "04:00"),
    Course(
      "started early", [(.inProgress, "01:30"), (.completed, "03:00")], at: "12-01 09:00", "02:00",
      "03:00"),
    Course("completed early", [(.completed, "03:10")], at: "12-01 09:00", "02:00", "03:10"),
    Course("running on", [(.inProgress, "04:20")], at: "12-01 09:00", "02:00", "04:20"),
    Course(
      "still running on", [(nil, "03:50"), (.verifying, "05:00")], at: "12-02 09:00", "02:00",
      "05:00"),
    Course(
      "completed late", [(.inProgress, "03:59"), (.completed, "05:30")], isAutomatic: false,
      at: "12-01 09:00", "02:00", "05:30"),
    Course(
      "completed late, never said to run", [(.completed, "09:00")], isAutomatic: false,
      at: "12-01 10:00", "02:00", "04:00"),
    Course(
      "all done before", [(.inProgress, "00:10"), (.completed, "01:00")], at: "12-01 09:00",
      "00:10",
      "01:00"),
    Course(
      "found needless before", [(.completed, "01:00")], at: "12-01 09:00", "02:00", "04:00",
      "CANCELLED"),
    Course("called off", [(.cancelled, "01:00")], at: "12-01 09:00", "02:00", "04:00", "CANCELLED"),
  ])
  func `an event lasts as long as is known`(_ course: Course) throws {
    let updates = course.updates.map {
      Maintenance.Update(state: $0.state, time: utc("2026-12-01 \($0.time)"))
    }
    let maintenance = Maintenance(
      id: "m", title: "M", window: upgrade.window, isAutomatic: course.isAutomatic,
      updates: upgrade.updates + updates)
    let calendar = try events(
      at: "2026-\(course.moment)", of: History(maintenances: [maintenance]))
    #expect(calendar["DTSTART"] == ["20261201T\(course.start.filter { $0 != ":" })00Z"])
    #expect(calendar["DTEND"] == ["20261201T\(course.end.filter { $0 != ":" })00Z"])
    #expect(calendar["STATUS"] == [course.status])
    #expect(calendar["SEQUENCE"] == [String(updates.count)])
  }

  @Test(arguments: [
    ("scheduled", [], "12-01 01:00", nil, "CONFIRMED", true),
    ("begun by the clock", [], "12-01 09:00", nil, "CONFIRMED", true),
    (
      "begun, and said so", [(Maintenance.State.inProgress, "03:00")], "12-01 09:00", "030000",
      "CONFIRMED", true
    ),
    ("completed", [(.completed, "05:30")], "12-01 09:00", "053000", "CONFIRMED", false),
    ("called off", [(.cancelled, "01:00")], "12-01 09:00", nil, "CANCELLED", false),
    ("found needless", [(.completed, "01:00")], "12-01 09:00", nil, "CANCELLED", false),
  ])
  func `an event whose end is not known has none until it is over`(
    name: String, told: [(Maintenance.State, String)], moment: String, end: String?,
    status: String, isOpenEnded: Bool
  ) throws {
    let updates = told.map {
      Maintenance.Update(state: $0, time: utc("2026-12-01 \($1)"), text: "So it is.")
    }
    let maintenance = Maintenance(
      id: "m", title: "M", window: MaintenanceWindow(start: upgrade.window.start, end: nil),
      updates: upgrade.updates + updates)
    let calendar = try events(at: "2026-\(moment)", of: History(maintenances: [maintenance]))
    #expect(calendar["DTSTART"] == ["20261201T020000Z"])
    #expect(calendar["DTEND"] == end.map { ["20261201T\($0)Z"] })
    #expect(calendar["STATUS"] == [status])
    let description = try #require(calendar["DESCRIPTION"]?.first)
    #expect(description.hasPrefix("The end is not known yet.") == isOpenEnded)
  }

  /// What was written on 1 December 2026 about a window from 02:00 to 04:00, and what a calendar
  /// makes of it.
  struct Course: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let updates: [(state: Maintenance.State?, time: String)]
    let isAutomatic: Bool
    let moment: String
    let start: String
    let end: String
    let status: String

    init(
      _ name: String, _ updates: [(Maintenance.State?, String)], isAutomatic: Bool = true,
      at moment: String, _ start: String, _ end: String, _ status: String = "CONFIRMED"
    ) {
      testDescription = name
      self.updates = updates.map { (state: $0, time: $1) }
      self.isAutomatic = isAutomatic
      self.moment = moment
      self.start = start
      self.end = end
      self.status = status
    }
  }

  @Test(arguments: [
    ("2026-11-19 08:59", 0), ("2026-11-19 09:00", 1), ("2027-12-01 03:59", 1),
    ("2027-12-01 04:00", 0),
  ])
  func `an event stays from its announcement until a year after its end`(
    _ moment: String, count: Int
  ) throws {
    let calendar = try events(at: moment, of: History(maintenances: [upgrade]))
    #expect((calendar["UID"] ?? []).count == count)
  }

  @Test func `a maintenance without text or components has neither line`() throws {
    let bare = Maintenance(
      id: "bare", title: "Bare", window: upgrade.window,
      updates: [.init(state: .scheduled, time: utc("2026-11-19 09:00"))])
    let calendar = try events(at: "2026-11-20 10:40", of: History(maintenances: [bare]))
    #expect(calendar["SUMMARY"] == ["Bare"])
    #expect(calendar["DESCRIPTION"] == nil && calendar["CATEGORIES"] == nil)
  }

  @Test func `long lines are folded after at most 75 octets, between characters`() {
    let line = calendarLine("SUMMARY", String(repeating: "é", count: 60))
    #expect(
      String(decoding: line, as: UTF8.self) == "SUMMARY:" + String(repeating: "é", count: 33)
        + "\r\n " + String(repeating: "é", count: 27) + "\r\n")
    #expect(calendarLine("A", String(repeating: "x", count: 73)).count == 77)
    #expect(calendarLine("A", String(repeating: "x", count: 74)).count == 81)
  }

  @Test func `what means something to a calendar is escaped`() {
    #expect(
      calendarText("a\\b;c,d\ne\r\nf\u{0}\u{B}\u{7F}\u{85}g\u{2028}h\tü👩‍👧")
        == #"a\\b\;c\,d\ne\nfg\nh"# + "\tü👩‍👧")
  }

  @Test(arguments: [
    ("https://status.acme.example", "status.acme.example"),
    ("https://Status.Acme.Example/de", "status.acme.example"),
    ("http://localhost:8080/a@b", "localhost"),
    ("https://me:secret@acme.example:443", "acme.example"),
    ("http://[2001:DB8::1]:8080/x", "[2001:db8::1]"),
  ])
  func `an event's id names the host alone`(_ url: String, expected: String) {
    #expect(host(of: url) == expected)
  }

  private func withCRLF(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
  }

  /// The values of all events, by the name of their line.
  private func events(
    at moment: String, of history: History, _ path: String = "maintenance.ics"
  ) throws -> [String: [String]] {
    let calendar = try published(path, of: acme(history), at: utc(moment))
    let lines = try #require(calendarLines(calendar))
    let parts = lines.map { $0.split(separator: ":", maxSplits: 1).map(String.init) }
    return Dictionary(grouping: parts, by: { $0[0] }).mapValues { $0.map { $0[1] } }
  }
}
