import ContentWriting
import Diagnostics
import StatusModel
import TestSupport
import Testing

@testable import Authoring

private let closed =
  TinySite.incident + "\n## Resolved - 2026-11-20 10:30 UTC\n\nAll requests succeed again.\n"

/// Opening an incident and writing its updates, without a terminal.
struct IncidentUseCaseTests {
  @Test func `a new incident is a file with its first update`() async throws {
    let site = try await presentSite([:])
    let opening = IncidentOpening(
      title: "  Cards: fail ", severity: "SEV1",
      components: [.init(component: "api"), .init(component: "web", status: .operational)],
      nextUpdate: halfPastTen.advanced(by: 3_600), roles: .init(commander: "Ana"))
    let planned = try site.openIncident(opening, text: "\nWe look.\r\n```\nx\n")
    #expect(planned.edit.path == "incidents/2026-11-20-cards-fail.md")
    #expect(planned.edit.before == nil)
    #expect(
      planned.file == """
        ---
        title: "Cards: fail"
        severity: SEV1
        components: [api]
        roles: {commander: "Ana"}
        ---

        ## Investigating - 2026-11-20 10:35 UTC - web: operational - next: 11:35 UTC

        We look.
        ```
        x
        ```

        """)
    #expect(planned.firstLineOfText == "We look.")
    #expect(planned.commitMessage == "Incident cards-fail: Investigating")
    let checked = try site.checked(planned)
    #expect(checked.site.site.history.incidents.map(\.id) == ["2026-11-20-cards-fail"])
    #expect(checked.site.sources.map(\.path) == ["status.yml", planned.edit.path])
    #expect(checked.warnings == [])
    let report = try #require(EntryReport(of: checked))
    #expect(report.components.map(\.name) == ["Public API", "Website"])
    #expect(report.components.map(\.status) == [.majorOutage, .operational])
    #expect(report.page == .majorOutage)
    // The next one of this name, though the file has errors.
    let beside = try await presentSite(["incidents/2026-11-20-cards-fail.md": "---\n"])
    #expect(
      try beside.openIncident(opening, text: "We look.").edit.path
        == "incidents/2026-11-20-cards-fail-2.md")
  }

  private static let refusedOpenings: [(IncidentOpening, String, AuthoringError)] = [
    (.init(title: " ", severity: "SEV1"), "x", .emptyTitle),
    (.init(title: "a\u{7}", severity: "SEV1"), "x", .controlCharacterInTitle("\u{7}", place: 2)),
    (.init(title: "T", severity: "SEV1"), " \n", .emptyText),
    (.init(title: "T", severity: "SEV1", state: .resolved), "x", .beginsClosed(.resolved)),
    (
      .init(title: "T", severity: "SEV4"), "x",
      .unknown(.severity, "SEV4", nearest: "SEV1", known: ["SEV1", "SEV2", "SEV3"])
    ),
    (
      .init(title: "T", severity: "SEV1", components: [.init(component: "ap")]), "x",
      .unknown(.component, "ap", nearest: "api", known: ["api", "web"])
    ),
    (
      .init(
        title: "T", severity: "SEV1",
        components: [.init(component: "api"), .init(component: "api")]
      ), "x", .repeatedComponent("api")
    ),
    (
      .init(title: "T", severity: "SEV1", started: halfPastTen.advanced(by: 60)), "x",
      .startedAfterFirstUpdate(started: halfPastTen.advanced(by: 60), first: halfPastTen)
    ),
    (
      .init(
        title: "T", severity: "SEV2",
        components: [.init(component: "api"), .init(component: "web", status: .majorOutage)],
        started: halfPastTen.advanced(by: -60)), "x",
      .mixedStatuses([
        .init(component: "api", status: .partialOutage),
        .init(component: "web", status: .majorOutage),
      ])
    ),
  ]

  @Test(arguments: refusedOpenings)
  func `what no incident can begin with is an error of its own`(
    opening: IncidentOpening, text: String, error: AuthoringError
  ) async throws {
    let site = try await presentSite([:])
    #expect(throws: error) { try site.openIncident(opening, text: text) }
  }

  @Test func `an update goes to the end of the file`() async throws {
    let site = try await presentSite(["incidents/2026/x.md": TinySite.incident])
    let change = IncidentChange(
      state: .identified, severity: "SEV2",
      components: [.init(component: "web"), .init(component: "api", status: .operational)],
      nextUpdate: halfPastTen.advanced(by: 200_000))
    let planned = try site.updateIncident("x", change, text: "Known.\n\nMore.")
    #expect(planned.edit.path == "incidents/2026/x.md")
    #expect(
      planned.file == TinySite.incident + """

        ## Identified - 2026-11-20 10:35 UTC - SEV2 - web: partial_outage - api: operational - \
        next: 2026-11-22 18:08:20 UTC

        Known.

        More.

        """)
    #expect(planned.firstLineOfText == "Known.")
    let after = try site.checked(planned).site
    #expect(try after.snapshot(of: after.incident("x")).state == .identified)
    #expect(try site.resolveIncident("x", text: "Over.").change == "Resolved")
    #expect(try site.retractIncident("x", text: "No.").change == "Retracted")
  }

  @Test func `what an incident does not take is an error of its own`() async throws {
    let site = try await presentSite([
      "incidents/closed.md": closed, "incidents/open.md": TinySite.incident,
      "incidents/ahead.md": TinySite.incident.replacing("10:00", with: "10:38"),
      "incidents/code.md": TinySite.incident + "\n```\nnever closed\n",
      "incidents/broken.md": "---\ntitle: x\n---\n",
    ])
    let last = halfPastTen.advanced(by: -2_100)
    #expect(
      throws: AuthoringError.incidentClosed(
        "closed", .resolved, since: halfPastTen.advanced(by: -300))
    ) { try site.resolveIncident("closed", text: "x") }
    #expect(throws: AuthoringError.promiseWhenClosed(.resolved)) {
      try site.updateIncident(
        "closed", IncidentChange(nextUpdate: halfPastTen.advanced(by: 60)), text: "x")
    }
    #expect(
      throws: AuthoringError.beforeLastUpdate(last.advanced(by: -60), last: last)
    ) { try site.updateIncident("open", text: "x", at: last.advanced(by: -60)) }
    #expect(throws: AuthoringError.emptyText) { try site.updateIncident("open", text: "\n") }
    let unclosed = #expect(throws: AuthoringError.self) {
      try site.updateIncident("code", text: "x")
    }
    guard case .openBlock(let block, "incidents/code.md")? = unclosed else {
      Issue.record("\(String(describing: unclosed))")
      return
    }
    #expect(block.mark == "```")
    #expect(block.line == 11)
    #expect(
      throws: AuthoringError.unknown(.incident, "opn", nearest: nil, known: [])
    ) { try site.updateIncident("opn", text: "x") }
    // A false alarm may turn out after the end; and nobody is earlier than who came first.
    #expect(try site.retractIncident("closed", text: "It was none.").change == "Retracted")
    #expect(
      try site.updateIncident("ahead", text: "x").time == halfPastTen.advanced(by: 180))
    guard
      case .broken(let found)? = #expect(
        throws: AuthoringError.self, performing: { try site.updateIncident("broken", text: "x") })
    else {
      Issue.record("not refused as broken")
      return
    }
    #expect(found.map(\.position.path) == ["incidents/broken.md", "incidents/broken.md"])
  }

  private static let refusedTexts: [(String, RefusedEdit.Reason)] = [
    ("a\n\n## Two", .text(.beginsUpdate(heading: "Two", line: 3))), ("***", .text(.showsNothing)),
    ("<!-- x", .text(.leavesOpen(mark: "<!--", line: 1))),
  ]

  @Test(arguments: refusedTexts)
  func `a text that would be more or less than an update is refused before it is written`(
    text: String, reason: RefusedEdit.Reason
  ) async throws {
    let site = try await presentSite(["incidents/x.md": TinySite.incident])
    let planned = try site.updateIncident("x", text: text)
    #expect(throws: RefusedEdit(reason: reason, planned: planned)) { try site.checked(planned) }
  }

  @Test func `an edit that says something private is refused with the place`() async throws {
    let site = try await presentSite(["incidents/x.md": TinySite.incident])
    let planned = try site.updateIncident("x", text: "Ask\n10.0.0.7 why.")
    let refused = #expect(throws: RefusedEdit.self) { try site.checked(planned) }
    guard case .content(let errors)? = refused?.reason else {
      Issue.record("\(String(describing: refused))")
      return
    }
    #expect(errors.map(\.id) == ["private-address"])
    #expect(errors.map(\.position.line) == [14])
    #expect(planned.textLine == 13)
    #expect(refused?.isOfText == true)
    let title = #expect(throws: RefusedEdit.self) { try site.check(title: "At 10.0.0.7") }
    #expect(title?.isOfText == false)
  }

  @Test func `an incident is found by what people call it`() async throws {
    let site = try await presentSite([
      "incidents/2026-11-19-api.md": closed, "incidents/2026-11-20-api.md": TinySite.incident,
      "incidents/2025/2025-01-01-web.md": closed,
    ])
    #expect(try site.incident(named: "api").id == "2026-11-20-api")
    #expect(try site.incident(named: "WEB").id == "2025-01-01-web")
    #expect(
      try site.incident(named: "incidents/2025/2025-01-01-web.md").id == "2025-01-01-web")
    #expect(try site.onlyOpenIncident() == "2026-11-20-api")
    #expect(
      throws: AuthoringError.ambiguous(
        .incident, "api", candidates: ["2026-11-19-api", "2026-11-20-api"])
    ) { try site.incident(named: "api", prefersOpen: false) }
    let nearest = #expect(throws: AuthoringError.self) { try site.incident(named: "wbe") }
    guard case .unknown(.incident, "wbe", let near, _)? = nearest else {
      Issue.record("\(String(describing: nearest))")
      return
    }
    #expect(near == "web")
    let none = try await presentSite([:])
    #expect(throws: AuthoringError.noneFits) { try none.onlyOpenIncident() }
  }
}
