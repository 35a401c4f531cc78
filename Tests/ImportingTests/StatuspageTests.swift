import Importing
import StatusModel
import Testing

@Suite struct StatuspageTests {
  private let page = """
    "page": {"id": "p", "name": "Acme", "url": "https://status.acme.example", "time_zone": "Etc/UTC"}
    """

  private func importing(
    _ files: [String: String], _ change: (inout ImportOptions) -> Void = { _ in }
  ) async throws -> Sample {
    let system = try #require(ImportSystem.all.first { $0.name == "statuspage" })
    let sample = try await Sample(system, files, change)
    #expect(sample.problems == [])
    return sample
  }

  private func incident(
    _ code: String = "abc", _ more: String = "", updates: String = ""
  ) -> String {
    """
    {"id": "\(code)", "name": "Slow logins", "status": "resolved", "impact": "minor",
     "created_at": "2026-01-02T10:00:00.123Z", "resolved_at": "2026-01-02T11:00:00.000Z"\(more),
     "incident_updates": [\(updates.isEmpty ? resolved + ", " + investigating : updates)]}
    """
  }

  private let investigating = """
    {"id": "u1", "status": "investigating", "body": "We look.", "display_at": "2026-01-02T10:00:00.999Z",
     "created_at": "2026-05-02T10:00:00.000Z", "affected_components": null}
    """
  private let resolved = """
    {"id": "u2", "status": "resolved", "body": "Over.", "display_at": "2026-01-02T12:00:00.5+01:00"}
    """

  @Test func `an incident of any file arrives, times to the second, newest last`() async throws {
    let shapes = [
      "{\(page), \"incidents\": [\(incident())]}", "{\(page), \"incident\": \(incident())}",
      incident(), "[\(incident())]",
      "{\"code\": \"abc\"," + incident().dropFirst(),
    ]
    for shape in shapes {
      let sample = try await importing(["x.json": shape])
      let incident = try #require(sample.site.history.incidents.first)
      #expect(incident.id == "abc")
      #expect(incident.severity == "minor")
      #expect(incident.updates.map(\.state) == [.investigating, .resolved])
      #expect(
        incident.updates.map(\.time) == [
          time("2026-01-02T10:00:00Z"), time("2026-01-02T11:00:00Z"),
        ])
      #expect(incident.updates.map(\.text) == ["We look.", "Over."])
    }
  }

  @Test func `copies of an incident are one, with all their updates`() async throws {
    let sample = try await importing([
      "a.json": "[\(incident(updates: investigating))]",
      "deep/b.json": incident(
        "abc",
        ", \"postmortem_body\": \"Why\", \"postmortem_published_at\": \"2026-01-05T23:00:00Z\""),
      "c.json": "{\(page), \"incidents\": [\(incident(updates: resolved))]}",
    ])
    #expect(sample.site.history.incidents.map(\.updates.count) == [2])
    #expect(sample.site.history.postmortems.map(\.text) == ["Why"])
    #expect(
      sample.site.history.postmortems.map(\.published) == [CivilDate(year: 2026, month: 1, day: 5)])
    #expect(sample.site.settings.name == "Acme")
  }

  @Test func `components keep their order, groups and ids`() async throws {
    let sample = try await importing([
      "summary.json": """
      {\(page), "components": [
        {"id": "c3", "name": "Mail", "status": "operational", "position": 3, "group": false, "group_id": null,
         "only_show_if_degraded": true, "start_date": "2020-01-02", "showcase": false},
        {"id": "g1", "name": "Core", "status": "operational", "position": 1, "group": true, "group_id": null},
        {"id": "c2", "name": "Web", "status": "operational", "position": 2, "group_id": "g1"},
        {"id": "c1", "name": "API", "status": "operational", "position": 1, "group_id": "g1",
         "description": "One\\r\\ntwo", "automation_email": "component+secret@notifications.example"}
      ], "incidents": [], "scheduled_maintenances": [], "status": {"indicator": "none"}}
      """
    ])
    let catalog = sample.site.catalog
    #expect(catalog.components.map(\.id) == ["c1", "c2", "c3"])
    guard case .group(let group) = catalog.entries[0] else { throw Missing() }
    #expect(group.name == "Core")
    #expect(catalog.components[0].description == "One two")
    #expect(catalog.components[2].showsOnlyWhenDegraded)
    #expect(catalog.components[2].since == CivilDate(year: 2020, month: 1, day: 2))
    let everything = sample.files.values.joined() + sample.report.text + (try sample.report.json())
    #expect(!everything.contains("secret"))
    #expect(sample.report.fields.fields["component showcase"]?.lost == 1)
  }

  private struct Missing: Error {}

  @Test func `a maintenance keeps its window and states`() async throws {
    let scheduled = """
      {"id": "u1", "status": "scheduled", "body": "Soon.", "display_at": "2026-01-01T10:00:00Z"}
      """
    let done = """
      {"id": "u2", "status": "completed", "body": "Done.", "display_at": "2026-01-02T11:00:00Z"}
      """
    let value = { (more: String, updates: String) in
      """
      {"id": "m1", "name": "Work", "status": "completed", "impact": "maintenance",
       "scheduled_for": "2026-01-02T10:00:00Z"\(more), "incident_updates": [\(updates)]}
      """
    }
    let until = ", \"scheduled_until\": \"2026-01-02T12:00:00Z\""
    for (more, updates, end, isAutomatic) in [
      (until, scheduled, "2026-01-02T12:00:00Z", true),
      (until, done + "," + scheduled, "2026-01-02T12:00:00Z", false),
      (
        until + ", \"scheduled_auto_in_progress\": true, \"scheduled_auto_completed\": true",
        done + "," + scheduled, "2026-01-02T12:00:00Z", true
      ),
      (
        until + ", \"scheduled_auto_in_progress\": true, \"scheduled_auto_completed\": false",
        done + "," + scheduled, "2026-01-02T12:00:00Z", false
      ),
      (", \"scheduled_until\": \"2026-01-02T10:00:00Z\"", scheduled, "2026-01-02T10:01:00Z", true),
    ] {
      let sample = try await importing([
        "m.json": "{\(page), \"scheduled_maintenances\": [\(value(more, updates))]}"
      ])
      let work = try #require(sample.site.history.maintenances.first)
      #expect(work.window.start == time("2026-01-02T10:00:00Z"))
      #expect(work.window.end == time(end))
      #expect(work.isAutomatic == isAutomatic)
      #expect(
        sample.report.redirects == [.init(from: "/incidents/m1", to: "/maintenance/m1/")])
      #expect(
        work.former
          == FormerPlaces(
            addresses: ["/incidents/m1"], rss: "https://status.acme.example/incidents/m1"))
    }
  }

  @Test func `a postmortem becomes one, also that of an update, and an ignored one a draft`()
    async throws
  {
    let update = """
      {"id": "u3", "status": "postmortem", "body": "# Cause\\nA fault.", "display_at": "2026-01-04T12:00:00Z"}
      """
    let first = try await importing([
      "a.json": "{\(page), \"incident\": \(incident(updates: update + "," + resolved))}"
    ])
    #expect(first.site.history.incidents[0].updates.map(\.text) == ["Over."])
    #expect(first.site.history.postmortems.map(\.text) == ["## Cause\nA fault."])
    #expect(
      first.site.history.postmortems.map(\.published) == [CivilDate(year: 2026, month: 1, day: 4)])
    let ignored = try await importing([
      "a.json": incident("abc", ", \"postmortem_body\": \"Why\", \"postmortem_ignored\": true")
    ])
    #expect(ignored.site.history.postmortems.map(\.isDraft) == [true])
  }

  @Test func `the history alone gives two updates, or one of one moment`() async throws {
    let months = """
      {"months": [{"name": "December", "year": 2025, "incidents": [
        {"code": "h1", "name": "Over new year", "message": "Done.", "impact": "major",
         "timestamp": "Dec <var data-var='date'>31</var>, <var data-var='time'>23:30</var> - Jan <var data-var='date'>1</var>, <var data-var='time'>01:10</var> CST"},
        {"code": "h2", "name": "One moment", "message": "Done.", "impact": "none",
         "timestamp": "Dec <var data-var='date'>5</var>, <var data-var='time'>08:00</var> CST"},
        {"code": "h3", "name": "Same day", "message": "Done.", "impact": "minor",
         "timestamp": "Dec <var data-var='date'>5</var>, <var data-var='time'>08:00</var> - <var data-var='time'>09:15</var> CST"},
        {"code": "h4", "name": "Work", "message": "Done.", "impact": "maintenance",
         "timestamp": "Dec <var data-var='date'>6</var>, <var data-var='time'>08:00</var> - <var data-var='time'>09:15</var> CST"}
      ]}], "page_status": {"page": {"name": "Acme", "url": "https://s.example", "time_zone": "Asia/Shanghai"}}}
      """
    let props = months.replacing("\"", with: "&quot;")
    for files in [
      ["history.json": months],
      [
        "history.html":
          "<div data-react-class=\"HistoryIndex\" data-react-props=\"\(props)\"></div>"
      ],
    ] {
      let sample = try await importing(files)
      let incidents = sample.site.history.incidents
      #expect(incidents.map(\.id) == ["h1", "h2", "h3"])
      #expect(
        incidents[0].updates.map(\.time) == [
          time("2025-12-31T15:30:00Z"), time("2025-12-31T17:10:00Z"),
        ])
      #expect(incidents[0].updates.map(\.text) == ["Over new year", "Done."])
      #expect(incidents[1].updates.map(\.text) == ["Done."])
      #expect(incidents[2].updates.map(\.state) == [.investigating, .resolved])
      #expect(sample.site.history.maintenances.map(\.window.end) == [time("2025-12-06T01:15:00Z")])
      #expect(
        sample.findings.filter { $0.hasPrefix("missing h1") } == [
          "missing h1: the source has only its last words; save https://s.example/incidents/h1.json"
        ])
    }
  }

  @Test func `a history without a zone asks for one`() async throws {
    let months = """
      {"months": [{"name": "December", "year": 2025, "incidents": [{"code": "h", "name": "x", "message": "y",
       "impact": "none", "timestamp": "Dec <var>5</var>, <var>08:00</var> CST"}]}]}
      """
    await #expect(throws: ImportError.self) { try await importing(["h.json": months]) }
    let sample = try await importing(["h.json": months]) { $0.timeZone = .utc }
    #expect(sample.site.history.incidents[0].updates[0].time == time("2025-12-05T08:00:00Z"))
  }

  @Test func `what a file of 2016 says of no components is no component`() async throws {
    let update = """
      {"id": "u", "status": "resolved", "body": "x", "display_at": "2016-01-02T10:00:00Z",
       "affected_components": [{"name": "No components were affected by this update."}]}
      """
    let sample = try await importing([
      "a.json": "{\(page), \"incident\": \(incident(updates: update))}"
    ])
    #expect(sample.site.catalog.components.map(\.id) == ["service"])
  }

  @Test func `feeds go on with the ids that they had`() async throws {
    let feed = """
      <feed><entry><id>tag:status.acme.example,2005:Incident/4711</id>
      <link href="https://status.acme.example/incidents/abc"/></entry></feed>
      """
    let sample = try await importing([
      "a.json": "{\(page), \"incident\": \(incident())}", "history.atom": feed,
    ])
    #expect(
      sample.site.history.incidents[0].former
        == FormerPlaces(
          rss: "https://status.acme.example/incidents/abc",
          atom: "tag:status.acme.example,2005:Incident/4711"))
    #expect(sample.report.redirects == [])
  }

  @Test func `a backfill is one update at the time that readers were shown`() async throws {
    let sample = try await importing([
      "a.json": incident("abc", ", \"backfilled\": true", updates: resolved)
    ])
    #expect(sample.site.history.incidents[0].updates.map(\.time) == [time("2026-01-02T11:00:00Z")])
  }

  @Test(arguments: [
    ("{\"incidents\": [", "a.json:1:16: the JSON ends too early"),
    (
      "{\"incident\": {\"id\": \"x\", \"name\": \"y\", \"incident_updates\": [{\"status\": \"resolved\", \"display_at\": \"soon\"}]}}",
      "a.json:1:97: 'display_at' is no time with a zone"
    ),
    ("{\"incident\": {\"id\": \"x\", \"incident_updates\": []}}", "a.json:1:14: 'name' is missing"),
    ("{\"a\": 1}", "the source holds no incidents, components or history that Statuspage saves"),
  ])
  func `what cannot be read to its end imports nothing`(text: String, message: String) async throws
  {
    await #expect {
      try await importing(["a.json": text])
    } throws: { error in
      (error as? ImportError)?.text.split(separator: "\n").first.map(String.init) == message
    }
  }

  @Test func `the order of the files does not matter`() async throws {
    let files = [
      "a.json": "{\(page), \"incidents\": [\(incident("a")), \(incident("b"))]}",
      "b.json": incident("b"),
      "c.json": incident("c"),
    ]
    let first = try await importing(files)
    let second = try await importing(Dictionary(uniqueKeysWithValues: files.reversed()))
    #expect(first.files == second.files)
  }
}
