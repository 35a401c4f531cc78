import Importing
import StatusModel
import Testing

@Suite struct MapHistoryTests {
  private let api = ImportedHistory.Component("api1", "API")

  @Test func `a history becomes files that a person could have written`() async throws {
    let history = ImportedHistory(
      page: .init(name: "Acme", url: "https://status.acme.example/", timeZone: "Etc/UTC"),
      components: [
        .init("api1", "API", group: "Core"), .init(nil, "Web site", group: "Core"),
        .init("Mail_1", "Mail"),
      ],
      entries: [
        .incident(
          "abc123", "Slow logins", of: [.init(.init(id: "api1"))],
          updates: [
            .init(.investigating, "2026-01-02T10:00:00Z", "We look."),
            .init(.resolved, "2026-01-02T11:00:30Z", "Over."),
          ])
      ])
    let sample = try await Sample(history)
    #expect(sample.problems == [])
    #expect(sample.findings == [])
    #expect(
      sample.files["incidents/abc123.md"] == """
        ---
        title: Slow logins
        severity: minor
        components: [api1]
        imported: test
        ---

        ## Investigating - 2026-01-02 10:00 UTC

        We look.

        ## Resolved - 2026-01-02 11:00:30 UTC

        Over.

        """)
    #expect(
      sample.files["status.yml"] == """
        name: Acme
        url: "https://status.acme.example"
        since: 2026-01-02
        components:
          - group: Core
            components:
              - id: api1
                name: API
              - id: web-site
                name: Web site
          - id: mail-1
            name: Mail
        severities:
          critical:
            name: Critical
            status: major_outage
            impact: critical
          major:
            name: Major
            status: partial_outage
            impact: major
          minor:
            name: Minor
            status: degraded_performance
            impact: minor
          none:
            name: No impact
            status: operational
            impact: none

        """)
  }

  @Test(arguments: [
    ("abc-1", "abc-1"), ("ABC_1 x.y", "abc-1-x-y"), ("Über 1", "uber-1"),
    (nil, "2026-01-02-slow"), ("!!!", "2026-01-02-slow"),
  ])
  func `the id is the source's own where it can be one`(id: String?, file: String) async throws {
    let sample = try await Sample(one(.incident(id, updates: [over])))
    #expect(sample.site.history.incidents.map(\.id) == [file])
  }

  private let over = ImportedHistory.Update(.resolved, "2026-01-02T11:00:00Z", "Over.")

  private func one(_ entry: ImportedHistory.Entry) -> ImportedHistory {
    ImportedHistory(components: [api], entries: [entry])
  }

  @Test func `ids that clash get a number, and one that can stay stays`() async throws {
    let sample = try await Sample(
      ImportedHistory(
        components: [api],
        entries: [
          .incident("A B", updates: [over]), .incident("a-b", updates: [over]),
          .incident("a.b", updates: [over]),
        ]))
    #expect(sample.site.history.incidents.map(\.id) == ["a-b", "a-b-2", "a-b-3"])
  }

  @Test func `updates stand in the order of their times, each once`() async throws {
    let entry = ImportedHistory.Entry.incident(
      "x",
      updates: [
        .init(.resolved, "2026-01-02T12:00:00Z", "Over."),
        .init(.identified, "2026-01-02T11:00:00Z", "First."),
        .init(.identified, "2026-01-02T11:00:00Z", "Second."),
        .init(.identified, "2026-01-02T11:00:00Z", "First."),
      ])
    let sample = try await Sample(one(entry))
    let updates = sample.site.history.incidents[0].updates
    #expect(updates.map(\.text) == ["First.", "Second.", "Over."])
    #expect(sample.findings == ["changed x: an update is there twice; it is written once"])
    #expect(sample.problems == [])
  }

  @Test func `an unknown state is an update`() async throws {
    let update = ImportedHistory.Update(
      .unknown("paused"), time: time("2026-01-02T10:00:00Z"), text: .init("Hm.", .markdown),
      at: nowhere)
    let sample = try await Sample(one(.incident("x", updates: [update, over])))
    #expect(sample.site.history.incidents[0].updates.map(\.state) == [nil, .resolved])
    #expect(
      sample.findings == ["changed x: the state 'paused' is not known; it is written as 'Update'"])
  }

  @Test func `what is over without a closing update gets one`() async throws {
    let entry = ImportedHistory.Entry.incident(
      "x", updates: [.init(.investigating, "2026-01-02T10:00:00Z", "Hm.")],
      closed: time("2026-01-02T09:00:00Z"))
    let last = try await Sample(one(entry)).site.history.incidents[0].updates[1]
    #expect(last.state == .resolved)
    #expect(last.time == time("2026-01-02T10:00:00Z"))
  }

  @Test func `without any update the title is the first one`() async throws {
    let entry = ImportedHistory.Entry.incident(
      "x", "Slow *logins*", updates: [], started: time("2026-01-02T09:00:00Z"),
      closed: time("2026-01-02T10:00:00Z"))
    let sample = try await Sample(one(entry))
    #expect(sample.site.history.incidents[0].updates.map(\.text).first == "Slow \\*logins\\*")
    #expect(sample.site.history.incidents[0].updates.map(\.state) == [.investigating, .resolved])
    #expect(sample.problems == [])
  }

  @Test func `what lies in the future, is a draft or has no time is left out and named`()
    async throws
  {
    let sample = try await Sample(
      ImportedHistory(
        components: [api],
        entries: [
          .incident("late", updates: [.init(.investigating, "2026-12-24T10:00:00Z", "x")]),
          .incident("secret", updates: [over], isDraft: true), .incident("never", updates: []),
        ]))
    #expect(sample.site.history.incidents == [])
    #expect(
      Set(sample.findings) == [
        "left-out late: an update lies in the future",
        "left-out secret: it is a draft; --drafts writes it",
        "left-out never: the source gives no time of it",
      ])
    #expect(sample.problems == [])
  }

  @Test func `drafts are written as drafts when asked for`() async throws {
    let sample = try await Sample(one(.incident("x", updates: [over], isDraft: true))) {
      $0.writesDrafts = true
    }
    #expect(sample.site.history.incidents.map(\.isDraft) == [true])
  }

  @Test func `a component that is gone is written as gone`() async throws {
    let sample = try await Sample(
      one(.incident("x", of: [.init(.init(id: "old", name: "Old one"))], updates: [over])))
    let gone = sample.site.catalog.components[1]
    #expect(gone.id == "old")
    #expect(gone.until == CivilDate(year: 2026, month: 1, day: 2))
    #expect(gone.showsOnlyWhenDegraded)
    #expect(sample.problems == [])
  }

  @Test func `ids of components are told apart`() async throws {
    let sample = try await Sample(
      ImportedHistory(components: [
        .init(nil, "Web", group: "EU"), .init(nil, "Web", group: "US"), .init(nil, "next"),
        .init(nil, "EU"),
      ]))
    #expect(sample.site.catalog.components.map(\.id) == ["web", "us-web", "next-2", "eu"])
    #expect(sample.problems == [])
  }

  @Test func `a source without components gets one`() async throws {
    let sample = try await Sample(
      ImportedHistory(page: .init(name: "Acme"), entries: [.incident("x", updates: [over])]))
    #expect(sample.site.catalog.components.map(\.name) == ["Acme"])
    #expect(
      sample.report.findings.map(\.subject).sorted() == ["Acme", "url"])
    #expect(sample.problems == [])
  }

  @Test(
    arguments: [
      (nil, .partialOutage, nil, "major"), (nil, nil, .critical, "critical"),
      (nil, nil, nil, "none"),
      (.minor, .majorOutage, nil, "minor"),
    ] as [(Impact?, ComponentStatus?, Impact?, String)])
  func `the level is the impact, else of the worst status, else the one asked for`(
    impact: Impact?, status: ComponentStatus?, asked: Impact?, level: String
  ) async throws {
    let sample = try await Sample(
      one(
        .incident(
          "x", impact: impact, of: [.init(.init(id: "api1"), status: status)], updates: [over]))
    ) { $0.impact = asked }
    #expect(sample.site.history.incidents.map(\.severity) == [level])
    #expect(sample.problems == [])
  }

  @Test func `started is kept only where it lies before the first update`() async throws {
    for (started, kept) in [
      ("2026-01-02T10:30:00Z", true), ("2026-01-02T11:00:00Z", false),
      ("2026-01-02T12:00:00Z", false),
    ] {
      let sample = try await Sample(
        one(.incident("x", updates: [over], started: time(started))))
      #expect((sample.site.history.incidents[0].started != nil) == kept)
      #expect(sample.problems == [])
    }
  }

  @Test func `private words make a draft, or are allowed when asked for`() async throws {
    let text = ImportedHistory.Update(.resolved, "2026-01-02T11:00:00Z", "Host 10.1.2.3 is back.")
    let draft = try await Sample(one(.incident("x", updates: [text])))
    #expect(draft.site.history.incidents.map(\.isDraft) == [true])
    #expect(
      draft.findings == [
        "draft x: its text holds what looks like a private address or a key; it is written as a draft; "
          + "look at it, or allow it with --allow-private"
      ])
    #expect(draft.problems == [])
    let allowed = try await Sample(one(.incident("x", updates: [text]))) { $0.allowsPrivate = true }
    #expect(allowed.site.history.incidents.map(\.isDraft) == [false])
    #expect(allowed.files["incidents/x.md"]?.contains("may_publish: [\"10.1.2.3\"]") == true)
    #expect(allowed.problems == [])
  }

  @Test func `titles become one line that a title may be`() async throws {
    let sample = try await Sample(
      one(.incident("x", "Slow\nlogins\u{202E} \u{7}now", updates: [over])))
    #expect(sample.site.history.incidents.map(\.title) == ["Slow logins now"])
    #expect(sample.problems == [])
  }

  @Test func `incidents whose title asks for it are maintenance, short ones go when asked for`()
    async throws
  {
    let entries = [
      ImportedHistory.Entry.incident(
        "x", "Planned work",
        updates: [.init(.investigating, "2026-01-02T10:00:00Z", "Soon."), over]),
      .incident("y", updates: [over]),
    ]
    let sample = try await Sample(ImportedHistory(components: [api], entries: entries)) {
      $0.maintenance = "planned"
      $0.shortest = 60
    }
    let work = try #require(sample.site.history.maintenances.first)
    #expect(work.updates.map(\.state) == [.scheduled, .completed])
    #expect(work.window.end == time("2026-01-02T11:00:00Z"))
    #expect(sample.site.history.incidents == [])
    #expect(sample.findings.contains("left-out y: it is shorter than --min asks"))
    #expect(sample.problems == [])
  }

  @Test func `the same history gives the same bytes`() async throws {
    let history = one(.incident("x", of: [.init(.init(id: "gone"))], updates: [over]))
    let first = try await Sample(history)
    let second = try await Sample(history)
    #expect(first.files == second.files)
    #expect(try first.report.json() == second.report.json())
  }
}
