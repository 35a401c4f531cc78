import Diagnostics
import StatusModel
import TestSupport
import Testing

private func maintenance(
  _ starts: String, _ ends: String?, components: String = "[api]", updates: String = "",
  mark: String = ""
) -> String {
  """
  ---
  title: Upgrade
  components: \(components)
  automatic: false
  \(mark == "starts" ? "▶" : "")starts: \(starts)
  \(ends.map { "\(mark == "ends" ? "▶" : "")ends: \($0)" } ?? "# The end is not known.")
  ---

  ## Scheduled - 2026-11-10 09:00 UTC

  The API is read-only for up to two hours.
  \(updates)
  """
}

private let early = maintenance(
  "2026-12-01 02:00 UTC", "2026-12-01 04:00 UTC", components: "[web, api]")

struct MaintenanceWarningTests {
  @Test(arguments: [
    CheckCase(
      "an overlap on one component", "maintenance/one.md",
      maintenance("2026-12-01 03:30 UTC", "2026-12-01 05:00 UTC", mark: "starts"),
      reports: [
        "this window overlaps that of 'early' on api, so the page announces two works from 2026-12-01 03:30 UTC to 2026-12-01 04:00 UTC [maintenance-overlap]"
      ], beside: ["maintenance/early.md": early]),
    CheckCase(
      "an overlap on two", "maintenance/one.md",
      maintenance(
        "2026-12-01 03:00 UTC", "2026-12-01 03:20 UTC", components: "[api, web]", mark: "starts"),
      reports: [
        "this window overlaps that of 'early' on api and web, so the page announces two works from 2026-12-01 03:00 UTC to 2026-12-01 03:20 UTC [maintenance-overlap]"
      ], beside: ["maintenance/early.md": early]),
    CheckCase(
      "one without an end before it", "maintenance/one.md",
      maintenance("2026-12-09 03:00 UTC", "2026-12-09 03:20 UTC", mark: "starts"),
      reports: [
        "this window overlaps that of 'early' on api, so the page announces two works from 2026-12-09 03:00 UTC to 2026-12-09 03:20 UTC [maintenance-overlap]"
      ], beside: ["maintenance/early.md": maintenance("2026-12-01 02:00 UTC", nil)]),
    CheckCase(
      "both without an end", "maintenance/one.md",
      maintenance("2026-12-09 03:00 UTC", nil, mark: "starts"),
      reports: [
        "this window overlaps that of 'early' on api, so the page announces two works from 2026-12-09 03:00 UTC on [maintenance-overlap]"
      ], beside: ["maintenance/early.md": maintenance("2026-12-01 02:00 UTC", nil)]),
    CheckCase(
      "one without an end after it", "maintenance/one.md",
      maintenance("2026-12-01 04:00 UTC", nil), beside: ["maintenance/early.md": early]),
    CheckCase(
      "one that begins when the other ends", "maintenance/one.md",
      maintenance("2026-12-01 04:00 UTC", "2026-12-01 05:00 UTC"),
      beside: ["maintenance/early.md": early]),
    CheckCase(
      "another component", "maintenance/one.md",
      maintenance("2026-12-01 03:30 UTC", "2026-12-01 05:00 UTC"),
      beside: [
        "maintenance/early.md": maintenance(
          "2026-12-01 02:00 UTC", "2026-12-01 04:00 UTC", components: "[web]")
      ]),
    CheckCase(
      "one that was called off", "maintenance/one.md",
      maintenance("2026-12-01 03:30 UTC", "2026-12-01 05:00 UTC"),
      beside: [
        "maintenance/early.md": early + "\n## Cancelled - 2026-11-11 09:00 UTC\n\nNot needed.\n"
      ]),
  ])
  func `overlapping windows are told once, of the later one`(case: CheckCase) async throws {
    try await `case`.verify()
  }

  @Test func `a short window within a long one hides no third`() async throws {
    let site = TinySite()
      .with("maintenance/a.md", maintenance("2026-12-01 02:00 UTC", "2026-12-01 08:00 UTC"))
      .with("maintenance/b.md", maintenance("2026-12-01 03:00 UTC", "2026-12-01 03:30 UTC"))
      .with("maintenance/c.md", maintenance("2026-12-01 05:00 UTC", "2026-12-01 06:00 UTC"))
    let found = try await warnings(in: site)
    #expect(found.map(\.position.path) == ["maintenance/b.md", "maintenance/c.md"])
    #expect(found.allSatisfy { $0.message.hasPrefix("this window overlaps that of 'a' on api") })
  }

  @Test(arguments: [
    CheckCase(
      "a day over its end", "maintenance/one.md",
      maintenance(
        "2026-11-19 10:00 UTC", "2026-11-19 12:00 UTC",
        updates: "\n## In progress - 2026-11-19 10:00 UTC\n\nThe work has begun.", mark: "ends"),
      reports: [
        "the window ended 1 day ago and the work is not completed, so the page still shows api under maintenance [maintenance-overrun]"
      ]),
    CheckCase(
      "a day without a word, without an end", "maintenance/one.md",
      maintenance(
        "2026-11-18 10:00 UTC", nil,
        updates: "\n## In progress - 2026-11-19 12:00 UTC\n\nThe work has begun.", mark: "starts"),
      reports: [
        "this work has no 'ends', and nothing was said of it for 1 day, so the page still shows api under maintenance [maintenance-overrun]"
      ]),
    CheckCase(
      "a word within the day, without an end", "maintenance/one.md",
      maintenance(
        "2026-11-10 10:00 UTC", nil,
        updates: "\n## Update - 2026-11-19 12:01 UTC\n\nThe work still goes on.")),
    CheckCase(
      "completed, without an end", "maintenance/one.md",
      maintenance(
        "2026-11-12 10:00 UTC", nil,
        updates: "\n## Completed - 2026-11-13 12:01 UTC\n\nDone, and no data was lost.")),
    CheckCase(
      "a minute less", "maintenance/one.md",
      maintenance(
        "2026-11-19 10:00 UTC", "2026-11-19 12:01 UTC",
        updates: "\n## In progress - 2026-11-19 10:00 UTC\n\nThe work has begun.")),
    CheckCase(
      "completed late", "maintenance/one.md",
      maintenance(
        "2026-11-17 10:00 UTC", "2026-11-17 12:00 UTC",
        updates: "\n## In progress - 2026-11-17 10:00 UTC\n\nThe work has begun.\n\n"
          + "## Completed - 2026-11-19 10:00 UTC\n\nDone, and no data was lost.")),
    CheckCase(
      "never begun", "maintenance/one.md",
      maintenance("2026-11-17 10:00 UTC", "2026-11-17 12:00 UTC")),
  ])
  func `work that goes on a day after its end is told`(case: CheckCase) async throws {
    try await `case`.verify()
  }

  private static func late(
    _ heading: String, marked: Bool = true, automatic: Bool = true, components: String = "[api]"
  ) -> String {
    """
    ---
    title: Upgrade
    components: \(components)
    automatic: \(automatic)
    starts: 2026-11-19 10:00 UTC
    ends: 2026-11-19 12:00 UTC
    ---

    ## \(marked ? "▶" : "")\(heading)

    The API is read-only for up to two hours.

    ## Completed - 2026-11-19 14:00 UTC

    The work is done, and no data was lost.
    """
  }

  @Test(arguments: [
    CheckCase(
      "scheduled in its window", "maintenance/one.md", late("Scheduled - 2026-11-19 10:20 UTC"),
      reports: [
        "this work is announced 20 min after its start, so the page shows it in progress from this update on [announced-late]"
      ]),
    CheckCase(
      "scheduled at its start", "maintenance/one.md", late("Scheduled - 2026-11-19 10:00 UTC"),
      reports: [
        "this work is announced at its very start, so the page shows it in progress from this update on [announced-late]"
      ]),
    CheckCase(
      "scheduled at its end", "maintenance/one.md", late("Scheduled - 2026-11-19 12:00 UTC"),
      reports: [
        "this work is announced 2 h after its start, when its window was over, so the page shows it completed and never in progress [announced-late]"
      ]),
    CheckCase(
      "scheduled late, by hand", "maintenance/one.md",
      late("Scheduled - 2026-11-19 10:20 UTC", automatic: false),
      reports: [
        "this work is announced 20 min after its start, and the page shows it as scheduled until an update moves it [announced-late]"
      ]),
    CheckCase(
      "told of when it runs", "maintenance/one.md",
      late("In progress - 2026-11-19 10:20 UTC", components: "[api, web]"),
      reports: [
        "this work is announced 20 min after its start, so the page shows api and web under maintenance before anybody was told [announced-late]"
      ]),
    CheckCase(
      "told of when it runs, with no component", "maintenance/one.md",
      late("In progress - 2026-11-19 10:20 UTC", components: "[]"),
      reports: [
        "this work is announced 20 min after its start, so the page shows a start of which nobody was told [announced-late]"
      ]),
    CheckCase(
      "begun by hand as planned", "maintenance/one.md",
      late("In progress - 2026-11-19 10:20 UTC", marked: false, automatic: false)),
    CheckCase(
      "begun as announced", "maintenance/one.md",
      late("In progress - 2026-11-19 10:00 UTC", marked: false)),
    CheckCase(
      "scheduled before", "maintenance/one.md",
      late("Scheduled - 2026-11-19 09:59 UTC", marked: false)),
    CheckCase(
      "called off", "maintenance/one.md",
      late("Cancelled - 2026-11-19 10:20 UTC", marked: false)),
  ])
  func `work that is announced when it should have begun is told`(case: CheckCase) async throws {
    try await `case`.verify()
  }
}
