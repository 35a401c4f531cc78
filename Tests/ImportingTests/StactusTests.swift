import Importing
import StatusModel
import Testing

@Suite struct StactusTests {
  private let settings = """
    version: stactus/v1
    brandName: Acme
    brandURL: https://acme.example
    systems:
      - id: api
        name: Core / API
        description: The guts.
      - id: web
        name: Web
      - id: db
        name: Core / Database
    """

  private func incident(_ timeline: String, id: String = "abc", _ more: String = "") -> String {
    """
    version: incident/v1
    id: \(id)
    name: Slow
    impact: minor
    systems: [api]
    \(more)
    timeline:
    \(timeline)
    """
  }

  private let simple = """
      - ts: "2026-01-02 10:00:00"
        description: We look.
        investigating: true
      - ts: "2026-01-02 11:00"
        description: Over.
        resolved: true
    """

  private func importing(
    _ files: [String: String], _ change: (inout ImportOptions) -> Void = { _ in }
  ) async throws -> Sample {
    var all = files
    all["stactus.yaml"] = settings
    return try await ImportingTests.importing("stactus", all, change)
  }

  private func times(_ written: [String]) async throws -> (Sample, [String]) {
    let events = written.map { "  - ts: '\($0)'\n    description: At \($0)" }
    let sample = try await importing(["a.yml": incident(events.joined(separator: "\n"))])
    return (sample, sample.site.history.incidents.flatMap { $0.updates.map(\.time.iso8601) })
  }

  @Test func `an incident arrives with its states, systems and impact`() async throws {
    let sample = try await importing(["incidents/a.yml": incident(simple)])
    let incident = try #require(sample.site.history.incidents.first)
    #expect(incident.id == "abc")
    #expect(incident.severity == "minor")
    #expect(incident.components.map(\.component) == ["api"])
    #expect(
      incident.story == [
        "investigating 2026-01-02T10:00:00Z We look.", "resolved 2026-01-02T11:00:00Z Over.",
      ])
    #expect(sample.site.settings.name == "Acme")
    #expect(sample.site.catalog.components.map(\.name) == ["Core / API", "Web", "Core / Database"])
    #expect(sample.report.redirects == [.init(from: "/ir/abc", to: "/incidents/abc/")])
    #expect(sample.told == [])
  }

  @Test func `--groups takes groups from the names`() async throws {
    let sample = try await importing(["a.yml": incident(simple)]) { $0.splitsGroups = true }
    #expect(sample.site.catalog.components.map(\.name) == ["API", "Database", "Web"])
    #expect(sample.groupNames == ["Core"])
  }

  @Test func `every document of a file is an incident of its own`() async throws {
    let sample = try await importing([
      "a.yml": "---\n" + incident(simple) + "\n---\n# nothing\n--- # next\n"
        + incident(simple, id: "def")
    ])
    #expect(sample.site.history.incidents.map(\.id) == ["abc", "def"])
  }

  @Test func `times may be relative to the event above`() async throws {
    let (sample, times) = try await times([
      "2026/01/02 22:00", "+17m", "22:30", "23:30:15", "11:45PM", "+1h30m",
    ])
    #expect(
      times == [
        "2026-01-02T22:00:00Z", "2026-01-02T22:17:00Z", "2026-01-02T22:30:00Z",
        "2026-01-02T23:30:15Z", "2026-01-02T23:45:00Z", "2026-01-03T01:15:00Z",
      ])
    #expect(sample.told == [])
  }

  @Test func `an hour before that of the event above is of the next day, in the same zone`()
    async throws
  {
    let (sample, times) = try await times(["2026-01-02T23:50:00+02:00", "00:10", "12:05AM"])
    #expect(
      times == ["2026-01-02T21:50:00Z", "2026-01-02T22:10:00Z", "2026-01-03T22:05:00Z"])
    #expect(
      sample.told == [
        "changed abc: the hour 00:10 lies before the event above; the next day is taken",
        "changed abc: the hour 12:05AM lies before the event above; the next day is taken",
      ])
  }

  @Test(arguments: ["17:00", "+5m", "soon", "25:00", "13:00PM"])
  func `a time that nothing stands above is named`(_ written: String) async throws {
    let (sample, _) = try await times([written])
    #expect(
      sample.told == [
        "left-out abc: its timeline has no event with a time",
        "left-out abc: an event: 'ts' is no time: \(written)",
      ])
  }

  @Test func `the timeline may have the newest first, and one second twice`() async throws {
    let sample = try await importing([
      "a.yml": incident(
        """
          - {ts: "2026-01-02 11:00", description: Over., resolved: true}
          - {ts: "2026-01-02 10:30", description: Second.}
          - {ts: "2026-01-02 10:30", description: First.}
          - {ts: "2026-01-02 10:00", description: We look., investigating: yes}
        """)
    ])
    #expect(
      sample.site.history.incidents.first?.updates.map(\.text) == [
        "We look.", "First.", "Second.", "Over.",
      ])
  }

  @Test func `an event that is both is resolved`() async throws {
    let sample = try await importing([
      "a.yml": incident(
        "  - {ts: '2026-01-02 10:00', description: x, resolved: true, investigating: true}")
    ])
    #expect(sample.site.history.incidents.first?.updates.map(\.state) == [.resolved])
    #expect(
      sample.told == [
        "changed abc: an event is 'investigating' and 'resolved'; it is taken as resolved"
      ])
  }

  @Test func `unknown impacts, systems and keys are named or counted`() async throws {
    let sample = try await importing([
      "a.yml": incident(simple, "owner: ann").replacing("minor", with: "dire")
        .replacing("[api]", with: "[api, gone]"),
      "b.yml": "version: other/v1\nname: x",
    ])
    #expect(
      sample.told == [
        "changed gone: the source no longer lists this component; it is written as gone",
        "changed abc: the impact 'dire' is not known",
        "left-out b.yml: this is neither an incident nor the settings of Stactus",
      ])
    #expect(sample.tally("incident owner") == "0/0/1")
  }

  @Test func `files that cannot be read stop the import, all at once`() async throws {
    #expect(
      refusal("stactus", ["a.yml": [0x61, 0xFF], "b.yml": [0xFE]])
        == """
        a.yml:1:1: the line is not UTF-8
          hint: save the file as UTF-8; also b.yml:1:1: the line is not UTF-8
        """)
    #expect(
      refusal("stactus", ["a.yml": ""])
        == "the source holds no YAML of Stactus (version: incident/v1 or stactus/v1)")
    let sample = try await importing([
      "a.yml": incident("  - ts: '9999-12-31 23:59'\n    description: x", id: "../../x")
    ])
    #expect(sample.told == ["left-out ../../x: an update lies in the future"])
  }
}
