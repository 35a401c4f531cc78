import StatusModel
import TestSupport
import Testing

@testable import Authoring

private let start = halfPastTen.advanced(by: 86_400)
private let end = start.advanced(by: 7_200)

private let file = """
  ---
  title: Upgrade
  components: [api]
  starts: 2026-11-21 10:35 UTC   # early
  ends: 2026-11-21 12:35 UTC
  ---

  ## Scheduled - 2026-11-20 09:00 UTC

  We upgrade.

  """

/// Planned work, a postmortem and an alert, without a terminal.
struct MaintenanceUseCaseTests {
  @Test func `new work is a file that announces it`() async throws {
    let site = try await presentSite([:])
    let planned = try site.scheduleMaintenance(
      MaintenanceOpening(
        title: "Upgrade", components: ["api"],
        window: MaintenanceWindow(start: start, end: end)),
      text: "We upgrade.", at: halfPastTen.advanced(by: -5_700))
    #expect(planned.edit.path == "maintenance/2026-11-21-upgrade.md")
    #expect(planned.file == file.replacing("   # early", with: ""))
    #expect(planned.firstLineOfText == "We upgrade.")
    #expect(planned.commitMessage == "Maintenance upgrade: Scheduled")
    let report = try #require(EntryReport(of: try site.checked(planned)))
    #expect(report.window == MaintenanceWindow(start: start, end: end))
  }

  @Test func `work starts, moves, is completed and is cancelled at the end of its file`()
    async throws
  {
    let site = try await presentSite(["maintenance/m.md": file])
    let started = try site.changeMaintenance("m", .to(.inProgress), text: "")
    #expect(started.file == file + "\n## In progress - 2026-11-20 10:35 UTC\n")
    let running = try site.checked(started).site
    #expect(
      try running.changeMaintenance("m", .to(.completed), text: "Done.").file
        == started.file + "\n## Completed - 2026-11-20 10:35 UTC\n\nDone.\n")
    #expect(
      try site.changeMaintenance("m", .to(.cancelled), text: "Not now.").change == "Cancelled")
    let later = start.advanced(by: 3_600)
    let moved = try site.changeMaintenance(
      "m", .move(starts: later, ends: nil), text: "One hour later.")
    #expect(
      moved.file == file.replacing("2026-11-21 10:35", with: "2026-11-21 11:35")
        .replacing("2026-11-21 12:35", with: "2026-11-21 13:35")
        + "\n## Update - 2026-11-20 10:35 UTC\n\nOne hour later.\n")
    #expect(moved.change == "Moved")
    _ = try site.checked(moved)
    let longer = try site.changeMaintenance(
      "m", .move(starts: nil, ends: end.advanced(by: 60)), text: "Longer.")
    #expect(longer.file.hasPrefix(file.replacing("12:35", with: "12:36")))
  }

  @Test func `what planned work does not take is an error of its own`() async throws {
    let site = try await presentSite([
      "maintenance/m.md": file,
      "maintenance/over.md": file + "\n## Cancelled - 2026-11-20 10:00 UTC\n\nNot now.\n",
      "maintenance/braces.md": file.replacing(
        "starts: 2026-11-21 10:35 UTC   # early\n", with: "? starts\n: 2026-11-21 10:35 UTC\n"),
    ])
    let cancelled = halfPastTen.advanced(by: -2_100)
    #expect(
      throws: AuthoringError.maintenanceOver("over", .cancelled, since: cancelled)
    ) { try site.changeMaintenance("over", .to(.completed), text: "") }
    #expect(throws: AuthoringError.maintenanceInState("m", .scheduled)) {
      try site.changeMaintenance("m", .to(.scheduled), text: "")
    }
    #expect(throws: AuthoringError.emptyText) {
      try site.changeMaintenance("m", .to(.cancelled), text: "")
    }
    #expect(throws: AuthoringError.emptyText) {
      try site.changeMaintenance("m", .move(starts: start, ends: nil), text: " ")
    }
    #expect(throws: AuthoringError.endsBeforeStart(end: start, start: start)) {
      try site.changeMaintenance("m", .move(starts: nil, ends: start), text: "x")
    }
    #expect(throws: AuthoringError.windowNotInLines(path: "maintenance/braces.md")) {
      try site.changeMaintenance("braces", .move(starts: end, ends: nil), text: "x")
    }
    let past = halfPastTen.advanced(by: -60)
    #expect(throws: AuthoringError.windowOver(end: past, now: site.now)) {
      try site.scheduleMaintenance(
        MaintenanceOpening(
          title: "T", window: MaintenanceWindow(start: past.advanced(by: -60), end: past)),
        text: "x")
    }
    #expect(throws: AuthoringError.severalFit(["braces", "m"])) {
      try site.onlyMaintenance { $0 == .scheduled }
    }
    #expect(throws: AuthoringError.noneFits) { try site.onlyMaintenance { $0.isActive } }
  }

  @Test func `a postmortem is begun once, for what really was`() async throws {
    let site = try await presentSite([
      "incidents/x.md": TinySite.incident,
      "incidents/y.md": TinySite.incident
        + "\n## Retracted - 2026-11-20 10:10 UTC\n\nIt was none.\n",
      "incidents/z.md": TinySite.incident,
      "postmortems/2026/z.md": "---\npublished: 2026-11-20\n---\n\n## Summary\n",
    ])
    let planned = try site.beginPostmortem(ofIncident: "x", words: .english)
    #expect(planned.edit.path == "postmortems/x.md")
    #expect(planned.commitMessage == "Postmortem x: Begin")
    #expect(try site.checked(planned).site.site.history.postmortems.map(\.incident) == ["x", "z"])
    #expect(throws: AuthoringError.retractedHasNoPostmortem("y")) {
      try site.beginPostmortem(ofIncident: "y", words: .english)
    }
    #expect(throws: AuthoringError.postmortemExists("z", path: "postmortems/2026/z.md")) {
      try site.beginPostmortem(ofIncident: "z", words: .english)
    }
  }

  private func alert(_ start: String, ends: String = "0001-01-01T00:00:00Z") throws -> AlertPayload
  {
    let status = ends.hasPrefix("0") ? "firing" : "resolved"
    return try readAlertPayload(
      Array(
        """
        {"version": "4", "groupKey": "k", "status": "\(status)",
         "commonAnnotations": {"summary": "See 10.0.0.7"},
         "alerts": [{"status": "\(status)", "labels": {"a": "b"}, "annotations": {},
           "startsAt": "2026-11-20T\(start)Z", "endsAt": "\(ends)"}]}
        """.utf8))
  }

  @Test func `an alert that fires anew ends its draft first, and begins another beside it`()
    async throws
  {
    let site = try await presentSite([:])
    guard
      case .write(let draft, then: nil) = try site.follow(try alert("10:00:00"), words: .english)
    else {
      Issue.record("no draft")
      return
    }
    // Its own words may not be public, so the next form is taken.
    #expect(draft.planned.edit.path == "incidents/2026-11-20-problem-with-our-service.md")
    guard case .known(let id) = try draft.site.follow(try alert("10:00:00"), words: .english) else {
      Issue.record("not known")
      return
    }
    #expect(id == draft.planned.id)
    guard
      case .write(let over, then: nil) = try draft.site.follow(
        try alert("10:00:00", ends: "2026-11-20T10:10:00Z"), words: .english)
    else {
      Issue.record("not ended")
      return
    }
    guard
      case .write(let next, then: nil) = try over.site.follow(
        try alert("10:20:00"), words: .english)
    else {
      Issue.record("no second draft")
      return
    }
    #expect(next.planned.edit.path == "incidents/2026-11-20-problem-with-our-service-2.md")
    guard
      case .write(let first, let second?) = try draft.site.follow(
        try alert("10:20:00"), words: .english)
    else {
      Issue.record("not both")
      return
    }
    #expect(first.planned.edit.path == draft.planned.edit.path)
    #expect(first.planned.file.contains("# alert: RESOLVED: "))
    #expect(second.planned.edit.path == next.planned.edit.path)
    #expect(second.site.site.history.incidents.map(\.isDraft) == [true, true])
  }
}
