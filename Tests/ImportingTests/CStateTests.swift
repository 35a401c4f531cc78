import ContentReading
import Importing
import StatusModel
import Testing

@Suite struct CStateTests {
  private let config = """
    title: Acme Status
    baseURL: https://status.acme.example/
    languageCode: en
    params:
      categories:
        - name: Core
        - name: Rest
          untitled: true
      systems:
        - name: Files
          category: Rest
          link: https://files.acme.example
        - name: API
          category: Core
          description: The guts.
    """

  private func post(_ matter: String, _ body: String = "We look into it.") -> String {
    "---\n\(matter)\n---\n\(body)\n"
  }

  private func importing(
    _ files: [String: String], _ change: (inout ImportOptions) -> Void = { _ in }
  ) async throws -> Sample {
    var all = files
    all["config.yml"] = all["config.yml"] ?? config
    return try await ImportingTests.importing("cstate", all, change)
  }

  private func incident(
    _ matter: String, _ body: String = "We look into it.",
    _ change: (inout ImportOptions) -> Void = { _ in }
  ) async throws -> (Sample, Incident) {
    let sample = try await importing(["content/issues/down.md": post(matter, body)], change)
    return (sample, try #require(sample.site.history.incidents.first))
  }

  private let resolved = """
    title: Down
    date: 2026-01-02 10:00:00
    resolved: true
    resolvedWhen: 2026-01-02 11:30:00
    severity: down
    affected: [API]
    """

  @Test func `a post becomes an incident that ends when it was resolved`() async throws {
    let (sample, incident) = try await incident(resolved)
    #expect(incident.id == "down")
    #expect(incident.severity == "critical")
    #expect(incident.components.map(\.component) == ["api"])
    #expect(
      incident.story == [
        "investigating 2026-01-02T10:00:00Z We look into it.",
        "resolved 2026-01-02T11:30:00Z This incident is over. The former page gave no closing update.",
      ])
    #expect(sample.report.redirects == [.init(from: "/issues/down/", to: "/incidents/down/")])
    #expect(sample.site.settings.name == "Acme Status")
  }

  @Test func `systems keep the order of their categories, untitled ones are no group`()
    async throws
  {
    let sample = try await importing(["content/issues/down.md": post(resolved)])
    let names = sample.site.catalog.entries.map { entry in
      switch entry {
      case .component(let component): component.name
      case .group(let group): group.name + ": " + group.components.map(\.name).joined()
      }
    }
    #expect(names == ["Core: API", "Files"])
    #expect(sample.site.catalog.components.map(\.link) == [nil, "https://files.acme.example"])
    #expect(sample.tally("category without a title") == "0/1/0")
  }

  @Test(
    arguments: [
      ("down", "critical"), ("disrupted", "major"), ("notice", "none"), ("monitoring", "none"),
    ])
  func `severities are levels`(_ word: String, _ level: String) async throws {
    let (_, incident) = try await incident("title: x\ndate: 2026-01-02\nseverity: \(word)")
    #expect(incident.severity == level)
  }

  @Test func `--map gives a severity another meaning`() async throws {
    let (_, incident) = try await incident("title: x\ndate: 2026-01-02\nseverity: disrupted") {
      $0.words["disrupted"] = "minor"
    }
    #expect(incident.severity == "minor")
  }

  @Test func `a severity that is not known is named`() async throws {
    let (sample, incident) = try await incident(
      "title: x\ndate: 2026-11-19\nseverity: dire\naffected:")
    #expect(incident.severity == "none")
    #expect(sample.told == ["changed down: the severity 'dire' is not known"])
  }

  @Test(
    arguments: [
      ("2026-01-02T10:00:00.482Z", "2026-01-02T10:00:00Z"),
      ("2026-01-02T10:00:00-05:00", "2026-01-02T15:00:00Z"),
      ("2026-01-02T9:00", "2026-01-02T09:00:00Z"),
      ("2026-01-02 10:00:00 ", "2026-01-02T10:00:00Z"), ("2026-01-02", "2026-01-02T00:00:00Z"),
    ])
  func `times are read as Hugo reads them`(_ written: String, _ expected: String) async throws {
    let (_, incident) = try await incident("title: x\ndate: \(written)")
    #expect(incident.updates.first?.time.iso8601 == expected)
  }

  @Test func `times without a zone are in that of --time-zone, else of the site, else UTC`()
    async throws
  {
    let matter = "title: x\ndate: 2026-01-02 10:00:00"
    let (_, ours) = try await incident(matter) {
      $0.timeZone = timeZoneRules(named: "Europe/Berlin")
    }
    #expect(ours.updates.first?.time.iso8601 == "2026-01-02T09:00:00Z")
    let sample = try await importing([
      "config.yml": config + "\ntimeZone: Asia/Tokyo", "content/issues/x.md": post(matter),
    ])
    #expect(
      sample.site.history.incidents.first?.updates.first?.time.iso8601 == "2026-01-02T01:00:00Z")
  }

  @Test(arguments: ["true", "yes", "True", "on", "TRUE"])
  func `resolved is a boolean of YAML 1.1`(_ word: String) async throws {
    let (_, incident) = try await incident(
      "title: x\ndate: 2026-01-02\nresolved: \(word)\nresolvedWhen: 2026-01-03")
    #expect(incident.updates.last?.state == .resolved)
  }

  @Test func `tracked paragraphs are updates at their times, newest first there, last here`()
    async throws
  {
    let (sample, incident) = try await incident(
      resolved,
      """
      *Post-mortem*

      A disk was full.

      It is larger now.

      ---

      *Resolved* - Over. {{< track "2026-01-02 11:30:00" >}}

      **Monitoring** - A fix is out.
      More words. {{< track "2026-01-02 11:00:00" >}}

      A detail of it.

      *Investigating* - We look. {{<track "2026-01-02 10:00:00">}}
      """)
    #expect(
      incident.story == [
        "investigating 2026-01-02T10:00:00Z We look.",
        "monitoring 2026-01-02T11:00:00Z A fix is out.\nMore words.\n\nA detail of it.",
        "resolved 2026-01-02T11:30:00Z Over.",
      ])
    #expect(
      sample.site.history.postmortems.map(\.text) == ["A disk was full.\n\nIt is larger now."])
    #expect(sample.told == [])
  }

  @Test func `times in the text win over a date far from them`() async throws {
    let (sample, incident) = try await incident(
      resolved, "*Resolved* - Over. {{< track \"2026-05-25 05:54:00\" >}}")
    #expect(incident.story == ["resolved 2026-05-25T05:54:00Z Over."])
    #expect(incident.started == nil)
    #expect(
      sample.told == [
        "changed down: 'date' lies far from the times in the text; those are taken",
        "changed down: 'resolvedWhen' does not lie after what is known of it; it ends at its last known time",
      ])
  }

  @Test func `updates of one second keep their order, whichever end is the newest`() async throws {
    let first = "*Investigating* - We look. {{< track \"2026-01-02 10:00:00\" >}}"
    let last = "*Fixed* - Over. {{< track \"2026-01-02 10:00:00\" >}}"
    for body in ["\(first)\n\n---\n\n\(last)", "\(last)\n\n\(first)"] {
      let (_, incident) = try await incident(resolved, body)
      #expect(incident.updates.map(\.text) == ["We look.", "Over."])
    }
  }

  @Test func `without times in it, a text is one update, whatever it says`() async throws {
    let (_, incident) = try await incident(
      resolved, "*Update* - Over.\n\n*Investigating* - We look.")
    #expect(incident.updates.first?.text == "*Update* - Over.\n\n*Investigating* - We look.")
    #expect(incident.updates.count == 2)
  }

  @Test(
    arguments: [
      (
        "resolvedWhen: 2026-01-01 09:00:00",
        "'resolvedWhen' does not lie after what is known of it; it ends at its last known time"
      ), ("pin: false", "it has no 'resolvedWhen'; it ends at its last known time"),
    ])
  func `an end that cannot be is cut to the last known time`(_ line: String, _ reason: String)
    async throws
  {
    let (sample, incident) = try await incident(
      "title: x\ndate: 2026-01-02 10:00:00\nresolved: true\nseverity: down\n\(line)")
    #expect(incident.updates.last?.time.iso8601 == "2026-01-02T10:00:00Z")
    #expect(sample.told.contains("changed down: " + reason))
  }

  @Test func `what was never resolved stays open and is listed`() async throws {
    let (sample, incident) = try await incident(
      "title: x\ndate: 2026-01-02\nresolved: false\nseverity: down")
    #expect(incident.updates.map(\.state) == [.investigating])
    #expect(
      sample.told == ["changed down: it is old and not resolved; it stays open"])
  }

  @Test func `a component that the site does not list is written as gone`() async throws {
    let (sample, incident) = try await incident(
      resolved.replacing("[API]", with: "[api, Old Proxy]"))
    #expect(incident.components.map(\.component) == ["api", "old-proxy"])
    #expect(
      sample.told.contains(
        "changed Old Proxy: the source no longer lists this component; it is written as gone"))
  }

  @Test(
    arguments: [
      ("2020_05 Mail.Down.md", "2020-05-mail-down", "/issues/2020_05-mail.down/"),
      ("2021/API.md", "api", "/issues/2021/api/"), ("api/index.md", "api", "/issues/api/"),
    ])
  func `names of files become ids, and old addresses lead to them`(
    _ name: String, _ id: String, _ address: String
  ) async throws {
    let sample = try await importing(["content/issues/\(name)": post(resolved)])
    #expect(sample.site.history.incidents.map(\.id) == [id])
    #expect(sample.report.redirects.map(\.old) == [address])
  }

  @Test(arguments: [("slug: Other", "/issues/other/"), ("url: /gone/away/", "/gone/away/")])
  func `an address of the front matter counts`(_ line: String, _ address: String) async throws {
    let (sample, _) = try await incident(resolved + "\n" + line)
    #expect(sample.report.redirects.map(\.old) == [address])
  }

  @Test func `an informational post is an announcement while it is new, else an incident`()
    async throws
  {
    let new = "title: Party\ndate: 2026-11-10\ninformational: true"
    let sample = try await importing([
      "content/issues/new.md": post(new, "Cake."),
      "content/issues/old.md": post(new.replacing("2026-11-10", with: "2024-01-01"), "Tea."),
    ])
    #expect(sample.site.announcements.map(\.text) == ["Cake."])
    #expect(
      sample.site.history.incidents.map(\.story) == [["resolved 2024-01-01T00:00:00Z Tea."]])
    #expect(sample.tally("informational") == "0/2/0")
    let fewer = try await importing([
      "content/issues/new.md": post(new),
      "content/issues/old.md": post(new + "\nslug: x")
        .replacing("2026-11-10", with: "2024-01-01"),
    ]) { $0.informational = .skip }
    #expect(fewer.site.history.incidents.isEmpty)
    #expect(fewer.findings == ["left-out old: it is informational and old"])
  }

  @Test func `drafts are left out, or written as drafts`() async throws {
    let files = ["content/issues/x.md": post(resolved + "\ndraft: true")]
    let without = try await importing(files)
    #expect(without.findings == ["left-out x: it is a draft; --drafts writes it"])
    let with = try await importing(files) { $0.writesDrafts = true }
    #expect(with.site.history.incidents.map(\.isDraft) == [true])
  }

  @Test func `shortcodes and HTML stay as text and are named`() async throws {
    let (sample, _) = try await incident(
      resolved,
      "See {{< figure src=\"x.png\" >}} and <details>more</details> at <https://a.example>.")
    #expect(
      sample.told.filter { !$0.contains("closing") } == [
        "changed down: HTML in it may show as text; look at it",
        "changed down: the shortcode 'figure' is kept as text",
      ])
  }

  @Test func `what has no counterpart is counted by field`() async throws {
    let (sample, _) = try await incident(
      resolved + "\npin: true\nautomated: true\nid: dns\nsection: issue")
    #expect(sample.tally("front matter pin") == "0/0/1")
    #expect(sample.tally("front matter automated") == "0/0/1")
    #expect(sample.tally("front matter id") == "0/0/1")
    #expect(sample.tally("front matter section") == nil)
  }

  @Test func `other pages and posts without a date are named`() async throws {
    let sample = try await importing([
      "content/issues/_index.md": "x", "content/pages/about.md": post("title: About"),
      "content/issues/none.md": post("title: None"), "content/issues/bad.md": post("date: soon"),
    ])
    #expect(
      sample.told.filter { $0.hasPrefix("left-out") } == [
        "left-out bad: 'date' is no time: soon", "left-out none: it has no 'date'",
        "left-out content/pages/about.md: this page is no issue; it has no counterpart",
      ])
  }

  @Test func `--maintenance makes planned work of what a title says`() async throws {
    let sample = try await importing([
      "content/issues/x.md": post(resolved.replacing("Down", with: "Planned upgrade"))
    ]) { $0.maintenance = "upgrade" }
    let maintenance = try #require(sample.site.history.maintenances.first)
    #expect(maintenance.window.start.iso8601 == "2026-01-02T10:00:00Z")
    #expect(maintenance.window.end?.iso8601 == "2026-01-02T11:30:00Z")
  }

  @Test func `all files that cannot be read are named at once`() {
    #expect(
      refusal(
        "cstate",
        [
          "content/issues/a.md": Array("no front matter".utf8),
          "content/issues/b.md": Array("---\ntitle: x\n".utf8),
          "content/issues/c.md": Array("---\ntitle: x\n---\n".utf8) + [0xFF],
          "content/issues/d.md": Array(
            ("---\nx: " + String(repeating: "[", count: 500) + "\n---\n").utf8),
        ])?.split(separator: "\n").first
        == "content/issues/a.md:1:1: the file does not begin with a line '---' and front matter in YAML"
    )
    let hint = refusal(
      "cstate", ["content/issues/a.md": "+++\n+++", "content/issues/b.md": "---\ntitle: x\n"])
    #expect(
      hint?.hasSuffix(
        """
        hint: `hugo convert toYAML` turns front matter in TOML into YAML; also content/issues/b.md:1:1: \
        the front matter has no end: a line '---' is missing
        """) == true)
    #expect(
      refusal("cstate", ["README.txt": "x"])
        == "the source holds no issues of cState (content/issues)")
  }

  @Test func `many braces and a year far away do no harm`() async throws {
    let (_, incident) = try await incident(resolved, String(repeating: "{{<", count: 20_000))
    #expect(incident.updates.count == 2)
    let sample = try await importing([
      "content/issues/far.md": post("title: x\ndate: 9999-12-31T23:59:59Z")
    ])
    #expect(sample.told == ["left-out far: an update lies in the future"])
  }
}
