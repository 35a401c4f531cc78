import ContentReading
import Diagnostics
import StatusModel
import TestSupport
import Testing

@Test func `a maintenance is read as it is written`() async throws {
  let site = try await maintenance(
    "title: Database upgrade\ncomponents: [api]\nstarts: 2026-12-01 02:00 UTC\n"
      + "ends: 2026-12-01 04:00 UTC\nautomatic: false",
    "## Scheduled - 2026-11-24 09:00 UTC\n\nRead-only.\n\n## In Progress - 2026-11-24 10:00 UTC"
  ).read()
  let expected = Maintenance(
    id: "one", title: "Database upgrade", components: ["api"],
    window: moment(31, 2)..<moment(31, 4), isAutomatic: false,
    updates: [
      .init(state: .scheduled, time: moment(24, 9), text: "Read-only."),
      .init(state: .inProgress, time: moment(24, 10), text: "Words."),
    ])
  #expect(site.history.maintenances == [expected])
}

@Test func `a postmortem is read as it is written`() async throws {
  let site = try await incident().with(
    "postmortems/one.md",
    """
    ---
    published: 2026-11-25
    actions:
      - {kind: alert, what: Alert on a 2 % error rate within one minute, done: 2026-12-02}
      - {kind: runbook, what: Add the rollback, owner: Kim Vu}
    ---

    # Summary

    ## Impact
    """
  ).read()
  let expected = Postmortem(
    incident: "one", published: CivilDate(year: 2026, month: 11, day: 25),
    actions: [
      .init(
        kind: .alert, what: "Alert on a 2 % error rate within one minute",
        done: CivilDate(year: 2026, month: 12, day: 2)),
      .init(kind: .runbook, what: "Add the rollback", owner: "Kim Vu"),
    ], text: "# Summary\n\n## Impact")
  #expect(site.history.postmortems == [expected])
}

@Test func `a draft of a postmortem needs no day`() async throws {
  let site = try await incident().with("postmortems/one.md", "---\ndraft: true\n---\n").read()
  #expect(
    site.history.postmortems
      == [Postmortem(incident: "one", published: nil, isDraft: true, text: "")])
}

@Test func `announcements, pages and messages are read as they are written`() async throws {
  let site = try await TinySite()
    .with("announcements/b.md", "---\ntitle: B\nstarts: 2026-12-24 00:00\n---\n\nClosed.\n")
    .with(
      "announcements/2026/a.md",
      "---\ntitle: A\nstarts: 2026-11-01 00:00\nends: 2026-11-02 00:00\n---\n"
    )
    .with("pages/about.md", "---\ntitle: About us\n---\n# We\n\n<b>bold</b>\n")
    .with("messages/generic.md", "We look into {{component}}.\n")
    .with(
      "messages/full.md",
      "---\ntitle: \"Trouble with {{components}}\"\nseverity: SEV2\nstate: investigating\n---\n"
        + "{{severity}}, next {{next_update}}. {a}\n"
    ).read()
  #expect(
    site.announcements == [
      Announcement(id: "a", title: "A", starts: moment(1, 0), ends: moment(2, 0), text: ""),
      Announcement(id: "b", title: "B", starts: moment(54, 0), ends: nil, text: "Closed."),
    ])
  #expect(
    site.pages == [ExtraPage(id: "about", title: "About us", text: "# We\n\n<b>bold</b>")])
  #expect(
    site.messages == [
      MessageTemplate(
        name: "full", title: "Trouble with {{components}}", severity: "SEV2",
        state: .investigating, text: "{{severity}}, next {{next_update}}. {a}"),
      MessageTemplate(
        name: "generic", title: nil, severity: nil, state: nil,
        text: "We look into {{component}}."),
    ])
}

@Test(
  arguments: [
    ("", nil, nil), ("ends: 2026-12-01 03:00\n", 1, nil),
    ("ends:\n", nil, "empty-value"), ("ends: unknown\n", nil, "not-a-time"),
    ("ends: ~\n", nil, "empty-value"),
  ] as [(String, Int?, String?)])
func `a maintenance may leave its end out, and not write another word for it`(
  line: String, hours: Int?, problem: String?
) async throws {
  let site = TinySite()
    .with(
      "maintenance/one.md",
      "---\ntitle: T\nstarts: 2026-12-01 02:00\n\(line)---\n## Scheduled - 2026-11-20 10:00\n\nSoon.\n"
    )
  #expect(try await site.diagnostics().map(\.id) == [problem].compactMap { $0 })
  guard problem == nil else { return }
  let window = try await site.read().history.maintenances[0].window
  #expect(window.end?.seconds(since: window.start) == hours.map { $0 * 3_600 })
}

@Test func `files that are no entries are left alone`() async throws {
  let site = TinySite().with("static/incident.md", "x").with("theme/assets/site.css", "x")
    .with("incidents/.DS_Store", "x").with("README.md", "# Hello").with("notes/todo.md", "x")
  #expect(try await site.diagnostics() == [])
}

@Test func `what lies ahead may be written, what has happened may not lie ahead`() async throws {
  let ahead = TinySite()
    .with(
      "maintenance/one.md",
      "---\ntitle: T\nstarts: 2026-12-01 02:00\nends: 2026-12-01 03:00\n---\n"
        + "## Scheduled - 2026-11-20 10:00\n\nWords.\n"
    )
    .with("announcements/a.md", "---\ntitle: A\nstarts: 2027-01-01 00:00\n---\n")
    .with(
      "incidents/one.md",
      "---\ntitle: T\nseverity: SEV1\n---\n## Update - 2026-11-20 10:00 - next: 2026-11-20 11:00\n\nA.\n"
    )
    .with("postmortems/one.md", "---\npublished: 2026-11-21\n---\n")
  #expect(try await ahead.diagnostics(latest: moment(20, 10)) == [])
  #expect(
    try await ahead.diagnostics(latest: moment(20, 9, 59, 59)).map(\.firstLine) == [
      "incidents/one.md:5:13: error: '2026-11-20 10:00' lies in the future [future-time]",
      "maintenance/one.md:6:16: error: '2026-11-20 10:00' lies in the future [future-time]",
    ])
  #expect(try await ahead.diagnostics(latest: nil) == [])
}

struct DraftTests {
  private static let site = TinySite(
    status: TinySite.statusFile + "never_publish: [acme-internal]\n")
  private static let latest = Timestamp(seconds: 1_795_168_800)
  private static let drafts: KeyValuePairs = [
    "incidents/one.md": """
    ---
    title: Node of acme-internal is down
    severity: SEV1
    started: 2026-12-24 10:00
    draft: true
    ---

    ## Investigating - 2026-12-24 10:10 UTC

    The database at 10.0.0.12 does not answer.

    """,
    "maintenance/one.md": """
    ---
    title: Work
    starts: 2026-12-24 10:00
    ends: 2026-12-24 11:00
    draft: true
    ---

    ## Scheduled - 2026-12-20 10:00

    We move 10.0.0.12.

    """,
    "postmortems/one.md": """
    ---
    published: 2026-12-31
    draft: true
    ---

    It was 10.0.0.12.

    """,
  ]

  @Test func `a draft with what must not be public, or with later times, stops no build`()
    async throws
  {
    let site = Self.drafts.reduce(Self.site) { $0.with($1.key, $1.value) }
    _ = try await site.read(latest: Self.latest)
    #expect(
      try await site.diagnostics(latest: Self.latest).map(\.firstLine) == [
        "incidents/one.md:2:16: warning: public text matches the private pattern 'acme-internal', so this draft cannot be published as it is [private-word]",
        "incidents/one.md:10:17: warning: public text names the private address '10.0.0.12', so this draft cannot be published as it is [private-address]",
        "maintenance/one.md:10:9: warning: public text names the private address '10.0.0.12', so this draft cannot be published as it is [private-address]",
        "postmortems/one.md:6:8: warning: public text names the private address '10.0.0.12', so this draft cannot be published as it is [private-address]",
      ])
  }

  @Test func `a draft that is published is checked like any other`() async throws {
    let site = Self.drafts.reduce(Self.site) {
      $0.with($1.key, $1.value.replacing("draft: true", with: "draft: false"))
    }
    let found = try await site.diagnostics(latest: Self.latest)
    #expect(found.allSatisfy { $0.severity == .error })
    #expect(
      found.map(\.id) == [
        "private-word", "future-time", "future-time", "private-address", "future-time",
        "private-address", "future-time", "private-address",
      ])
  }
}
