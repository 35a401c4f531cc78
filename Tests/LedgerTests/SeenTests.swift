import Foundation
import SiteFiles
import StatusModel
import TestSupport
import Testing

@testable import Ledger

/// What only a ledger knows: when readers first saw an entry, which window they were told, what the clock
/// did.
struct SeenTests {
  private func afterwards(_ ledger: PublishedLedger, at moment: Timestamp) -> Timestamp? {
    ledger.recollection(at: moment).incidents["api-errors"]?.publishedAfterwards
  }

  /// The first update is of 10:10.
  @Test(arguments: [(0, false), (86_400, false), (86_401, true), (77 * 86_400, true)])
  func `an entry that readers first saw more than a day after its first update came late`(
    seconds: Int, isLate: Bool
  ) async throws {
    let before = try await TinySite().ledger(at: friday(9))
    let moment = friday(10, 10).advanced(by: seconds)
    let ledger = try await acme.ledger(at: moment, after: readBack(before))
    #expect(afterwards(ledger, at: moment) == (isLate ? moment : nil))
    #expect(ledger.entries.first?.seen == moment)
  }

  @Test func `the moment stays, and is read back`() async throws {
    let before = try await TinySite().ledger(at: friday(9))
    let second = try await acme.ledger(at: friday(100), after: before)
    let third = try await acme.ledger(at: friday(200), after: readBack(second))
    #expect(third == second)
    #expect(afterwards(third, at: friday(200)) == friday(100))
    #expect(try readBack(third) == third)
  }

  @Test func `a first build knows of nothing that came late, nor does the one after it`()
    async throws
  {
    let first = try await acme.ledger(at: friday(500))
    #expect(first.entries.allSatisfy { $0.seen == nil })
    let second = try await acme.ledger(at: friday(600), after: readBack(first))
    #expect(second.recollection(at: friday(600)).incidents.isEmpty)
  }

  @Test func `another name is no new entry`() async throws {
    let first = try await acme.ledger(at: friday(12))
    let renamed = try acme.moving("incidents/api-errors.md", to: "incidents/errors.md")
      .without("postmortems/api-errors.md")
    let second = try await renamed.ledger(at: friday(300), after: first)
    #expect(second.recollection(at: friday(300)).incidents.isEmpty)
  }

  @Test func `a draft is first seen when it is published`() async throws {
    let draft = try acme.replacing("title: Elevated", with: "draft: true\ntitle: Elevated")
      .without("postmortems/api-errors.md")
    let first = try await draft.ledger(at: friday(12))
    let second = try await acme.ledger(at: friday(300), after: first)
    #expect(afterwards(second, at: friday(300)) == friday(300))
  }

  @Test func `what comes from another system was seen there`() async throws {
    let before = try await TinySite().ledger(at: friday(9))
    let imported = try acme.replacing(
      "title: Elevated", with: "imported: statuspage\ntitle: Elevated"
    )
    .replacing("title: Database", with: "imported: statuspage\ntitle: Database", in: Self.path)
    let ledger = try await imported.ledger(at: friday(300), after: before)
    #expect(ledger.entries.allSatisfy { $0.seen == nil })
  }

  @Test func `a corrected time counts from then on`() async throws {
    let before = try await TinySite().ledger(at: friday(9))
    let old = try acme.replacing("Investigating - 2026-11-20", with: "Investigating - 2026-09-20")
    let second = try await old.ledger(at: friday(12), after: before)
    #expect(afterwards(second, at: friday(12)) == friday(12))
    let third = try await acme.ledger(at: friday(13), after: second)
    #expect(afterwards(third, at: friday(13)) == nil)
  }

  @Test func `a page of a moment before does not know it`() async throws {
    let before = try await TinySite().ledger(at: friday(9))
    let ledger = try await acme.ledger(at: friday(100), after: before)
    #expect(afterwards(ledger, at: friday(99)) == nil)
    #expect(afterwards(ledger, at: friday(100)) == friday(100))
  }

  @Test func `after a page of the past nobody knows what readers of the present saw`() async throws
  {
    let site = try await acme.read()
    func ledger(at moment: Timestamp, after previous: PublishedLedger?, isPicture: Bool) throws
      -> PublishedLedger
    {
      try readBack(
        PublishedLedger(
          of: site.snapshot(at: moment), in: site, after: previous, isPicture: isPicture))
    }
    let past = try ledger(at: friday(9), after: nil, isPicture: true)
    let present = try ledger(at: friday(300), after: past, isPicture: false)
    #expect(present.recollection(at: friday(300)).incidents.isEmpty)
    let later = try ledger(at: friday(300), after: past, isPicture: true)
    #expect(afterwards(later, at: friday(300)) == friday(300))
  }

  @Test func `a maintenance that was announced late came late as well`() async throws {
    let before = try await TinySite().ledger(at: friday(8))
    let ledger = try await acme.ledger(at: friday(100), after: before)
    #expect(
      ledger.recollection(at: friday(100)).maintenances["db-upgrade"]?.publishedAfterwards
        == friday(100))
  }

  // MARK: Windows

  private static let announcement = "2026-11-20T09-00-00Z"
  private static let window = MaintenanceWindow(friday(11 * 24 + 2)..<friday(11 * 24 + 4))

  /// The maintenance on another day of December, with an update that says so.
  private func moved(to day: String, at hour: Int, from site: TinySite = acme) throws -> TinySite {
    let file = try #require(site.files.first { $0.path == "maintenance/db-upgrade.md" })
    let old = String(decoding: file.bytes, as: UTF8.self)
    let lines = old.components(separatedBy: "\n").map { line in
      let isKey = line.hasPrefix("starts:") || line.hasPrefix("ends:")
      return isKey ? line.replacing(#/2026-12-\d\d/#, with: "2026-12-\(day)") : line
    }
    return site.with(
      file.path,
      lines.joined(separator: "\n")
        + "\n## Update - 2026-11-20 \(hour):00 UTC\n\nIt is on another day, 0\(hour).\n")
  }

  private func windows(_ ledger: PublishedLedger) -> [String: MaintenanceWindow]? {
    ledger.recollection(at: friday(600)).maintenances["db-upgrade"]?.windows
  }

  @Test func `an update keeps the window that readers were told with it`() async throws {
    let first = try await acme.ledger(at: friday(10))
    #expect(windows(first) == [:])
    let second = try await moved(to: "02", at: 11).ledger(at: friday(12), after: readBack(first))
    #expect(windows(second) == [Self.announcement: Self.window])
    #expect(try readBack(second) == second)
    let third = try await moved(to: "02", at: 11).ledger(at: friday(15), after: readBack(second))
    #expect(third == second)
  }

  @Test func `of two moves, each update keeps its own, and back again the first has none`()
    async throws
  {
    let once = try moved(to: "02", at: 11)
    let first = try await acme.ledger(at: friday(10))
    let second = try await once.ledger(at: friday(12), after: first)
    let next = MaintenanceWindow(friday(12 * 24 + 2)..<friday(12 * 24 + 4))
    let third = try await moved(to: "05", at: 13, from: once).ledger(at: friday(14), after: second)
    #expect(
      windows(third) == [Self.announcement: Self.window, "2026-11-20T11-00-00Z": next])
    let back = try await moved(to: "01", at: 13, from: once).ledger(at: friday(14), after: second)
    #expect(windows(back) == ["2026-11-20T11-00-00Z": next])
  }

  @Test func `an end that comes to be known moves nothing, and its words stay`() async throws {
    let open = try acme.replacing("ends: 2026-12-01 04:00 UTC\n", with: "", in: Self.path)
    let first = try await open.ledger(at: friday(10))
    let second = try await acme.ledger(at: friday(12), after: readBack(first))
    let told = MaintenanceWindow(start: Self.window.start, end: nil)
    #expect(windows(second) == [Self.announcement: told])
    #expect(try readBack(second) == second)
    let snapshot = try await acme.read().snapshot(at: friday(12))
      .recalling(second.recollection(at: friday(12)))
    #expect(snapshot.maintenances.map(\.movedFrom) == [nil])
    #expect(snapshot.maintenances.map { $0.window(saidIn: 0) } == [told])
  }

  @Test func `what readers never saw was not moved`() async throws {
    let first = try await TinySite().ledger(at: friday(8))
    let second = try await moved(to: "02", at: 11).ledger(at: friday(12), after: first)
    #expect(windows(second) == [:])
  }

  // MARK: The clock

  private func anchors(_ site: TinySite, after ledger: PublishedLedger, at moment: Timestamp)
    async throws -> [String]
  {
    let site = try await site.read()
    let snapshot = site.snapshot(at: moment)
    let next = PublishedLedger(of: snapshot, in: site, after: try readBack(ledger))
    let recalled = snapshot.recalling(try readBack(next).recollection(at: moment))
    return recalled.maintenances.flatMap { $0.clockMoves.map(\.anchor) }
  }

  /// 1 December, in hours of 20 November.
  private static let december = 11 * 24

  @Test func `what the clock did stays told when the window moves`() async throws {
    let during = friday(Self.december + 3)
    let first = try await acme.ledger(at: during)
    #expect(first.entries.last?.clockMoves.map(\.state) == [.inProgress])
    let later = try acme.replacing("2026-12-01 02:00", with: "2026-12-02 02:00", in: Self.path)
      .replacing("2026-12-01 04:00", with: "2026-12-02 04:00", in: Self.path)
    let began = "2026-12-01T02-00-00Z-in-progress"
    #expect(try await anchors(later, after: first, at: during.advanced(by: 60)) == [began])
    #expect(
      try await anchors(later, after: first, at: during.advanced(by: 2 * 86_400)) == [
        began, "2026-12-02T02-00-00Z-in-progress", "2026-12-02T04-00-00Z-completed",
      ])
    #expect(try await anchors(later, after: first, at: friday(12)) == [])
  }

  @Test(arguments: [
    ("nothing", "", ["2026-12-01T02-00-00Z-in-progress", "2026-12-01T04-00-00Z-completed"]),
    (
      "a word", "Update - 2026-12-01 03:00",
      ["2026-12-01T02-00-00Z-in-progress", "2026-12-01T04-00-00Z-completed"]
    ),
    ("an earlier end", "Completed - 2026-12-01 03:50", ["2026-12-01T02-00-00Z-in-progress"]),
    ("the same end", "Completed - 2026-12-01 04:00", ["2026-12-01T02-00-00Z-in-progress"]),
    ("the same start", "In progress - 2026-12-01 02:00", ["2026-12-01T04-00-00Z-completed"]),
    ("that it was called off", "Cancelled - 2026-12-01 01:00", []),
  ])
  func `what people write later of the same hours takes its place`(
    name: String, heading: String, left: [String]
  ) async throws {
    let after = friday(Self.december + 5)
    let first = try await acme.ledger(at: after)
    #expect(first.entries.last?.clockMoves.count == 2)
    let later =
      heading.isEmpty
      ? acme : acme.with(Self.path, dbUpgrade + "\n## \(heading) UTC\n\nThis is how it was.\n")
    #expect(try await anchors(later, after: first, at: after.advanced(by: 600)) == left)
  }

  private static let path = "maintenance/db-upgrade.md"
}
