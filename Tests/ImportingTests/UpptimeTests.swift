import Importing
import StatusModel
import Testing

@Suite struct UpptimeTests {
  private let settings = """
    owner: acme
    repo: status
    sites:
      - name: Web Site
        url: https://web.acme.example
      - name: LinkWave API
        url: $SECRET
        assignees: [ann]
      - name: Tunnel
        slug: tunnel
        url: https://tunnel.acme.example
    status-website:
      name: Acme
      cname: status.acme.example
      theme: dark
    """

  private let commit = "In [`abc`](https://github.com/acme/status/commit/abc\\n), "

  /// As `gh issue list --json` writes it.
  private func issue(
    _ number: Int = 7, _ title: String = "🛑 Web Site is down",
    labels: [String] = ["status", "web-site"],
    body: String? = nil, state: String = "CLOSED", closed: String = "\"2026-01-02T10:40:05Z\"",
    comments: String = "", _ more: String = ""
  ) -> String {
    """
    {"number": \(number), "title": "\(title)", "state": "\(state)", "author": {"login": "bot"},
     "createdAt": "2026-01-02T10:00:00Z", "closedAt": \(closed),
     "labels": [\(labels.map { "{\"name\": \"\($0)\"}" }.joined(separator: ","))],
     "body": "\(body ?? commit + "Web Site (https://10.0.0.1) was **down**:\\n- HTTP code: 503\\n- Response time: 9 ms")",
     "comments": [\(comments)]\(more)}
    """
  }

  private func comment(
    _ body: String, by login: String = "bot", as association: String? = nil,
    at time: String = "2026-01-02T10:40:00Z"
  ) -> String {
    let role = association.map { ", \"authorAssociation\": \"\($0)\"" } ?? ""
    return """
      {"author": {"login": "\(login)"}, "createdAt": "\(time)", "body": "\(body)"\(role)}
      """
  }

  private var back: String {
    comment(
      "**Resolved:** Web Site is back up in [`db7`](https://github.com/acme/status/commit/db7\\n) after 40 minutes."
    )
  }

  private func importing(
    _ issues: [String], _ more: [String: String] = [:],
    _ change: (inout ImportOptions) -> Void = { _ in }
  ) async throws -> Sample {
    var files = [
      ".upptimerc.yml": settings, "issues.json": "[\(issues.joined(separator: ","))]",
    ]
    files.merge(more) { _, new in new }
    return try await ImportingTests.importing("upptime", files, change)
  }

  @Test func `an issue of the robot becomes an incident without its private details`()
    async throws
  {
    let sample = try await importing([issue(comments: back)])
    let incident = try #require(sample.site.history.incidents.first)
    #expect(incident.id == "7")
    #expect(incident.title == "Web Site is down")
    #expect(incident.severity == "critical")
    #expect(incident.components.map(\.component) == ["web-site"])
    #expect(
      incident.story == [
        "investigating 2026-01-02T10:00:00Z Web Site is down.",
        "resolved 2026-01-02T10:40:00Z Web Site is back up after 40 minutes.",
      ])
    #expect(sample.report.redirects == [.init(from: "/incident/7", to: "/incidents/7/")])
    #expect(sample.tally("opening details") == "0/0/1")
    #expect(sample.told == [])
  }

  @Test func `--details keeps codes and addresses of sites`() async throws {
    let sample = try await importing([issue(comments: back)]) { $0.keepsDetails = true }
    #expect(
      sample.site.history.incidents.first?.updates.first?.text
        == "Web Site is down.\n\n- HTTP code: 503\n- Response time: 9 ms")
    #expect(
      sample.site.catalog.components.map(\.link) == [
        "https://web.acme.example", nil, "https://tunnel.acme.example",
      ])
  }

  @Test func `sites are components by their slug, with their first day`() async throws {
    let sample = try await importing(
      [issue(comments: back)],
      [
        "history/tunnel.yml":
          "url: https://tunnel.acme.example\nstartTime: Mon Aug 10 2020 07:54:39 GMT+0000 (Coordinated Universal Time)",
        "history/web-site.yml": "startTime: 2021-02-03T04:05:06.000Z\nresponseTime: 12",
        "history/summary.json":
          "[{\"name\": \"Tunnel\", \"slug\": \"tunnel\", \"uptime\": \"99%\", \"dailyMinutesDown\": {\"2026-01-02\": 4}}]",
      ])
    let components = sample.site.catalog.components
    #expect(components.map(\.id) == ["web-site", "link-wave-api", "tunnel"])
    #expect(components.map(\.since?.iso8601) == ["2021-02-03", nil, "2020-08-10"])
    #expect(components.map(\.link) == [nil, nil, nil])
    #expect(sample.tally("site url") == "0/0/3")
    #expect(sample.tally("site assignees") == "0/0/1")
    #expect(sample.tally("summary dailyMinutesDown") == "0/0/1")
    #expect(sample.tally("status-website theme") == "0/0/1")
    #expect(sample.site.settings.name == "Acme")
  }

  @Test func `labels match whatever their case; more of them are counted`() async throws {
    let sample = try await importing([
      issue(
        8, "⚠️ Tunnel has degraded performance", labels: ["Status", "Tunnel", "network"],
        comments: back)
    ])
    let incident = try #require(sample.site.history.incidents.first)
    #expect(incident.title == "Tunnel has degraded performance")
    #expect(incident.severity == "minor")
    #expect(incident.components.map(\.component) == ["tunnel"])
    #expect(sample.tally("label") == "0/0/1")
  }

  @Test func `a label of no site is a component that is gone`() async throws {
    let sample = try await importing([
      issue(9, "🛑 Old is down", labels: ["status", "old"], comments: back)
    ])
    #expect(sample.site.history.incidents.first?.components.map(\.component) == ["old"])
    #expect(
      sample.told == [
        "changed Old: the source no longer lists this component; it is written as gone"
      ])
  }

  @Test func `titles in other languages are known by their sign`() async throws {
    let sample = try await importing([issue(7, "🛑 Web Site ist nicht erreichbar", comments: back)])
    let incident = try #require(sample.site.history.incidents.first)
    #expect(incident.title == "Web Site ist nicht erreichbar")
    #expect(incident.severity == "critical")
  }

  @Test func `without a closing comment an issue ends when it was closed; an open one goes on`()
    async throws
  {
    let sample = try await importing([issue(), issue(8, state: "OPEN", closed: "null")])
    let incidents = sample.site.history.incidents
    #expect(incidents.map { $0.updates.last?.state } == [.resolved, .investigating])
    #expect(incidents.first?.updates.last?.time.iso8601 == "2026-01-02T10:40:05Z")
  }

  @Test func `comments of the team are updates, those of strangers are named`() async throws {
    let sample = try await importing([
      issue(
        comments: [
          comment("We look.", by: "ann", as: "MEMBER", at: "2026-01-02T10:10:00Z"),
          comment("ok", by: "eve", as: "NONE", at: "2029-01-02T10:10:00Z"),
          comment("same", by: "eve", at: "2029-01-02T10:10:00Z"), back,
        ].joined(separator: ","))
    ])
    let incident = try #require(sample.site.history.incidents.first)
    #expect(
      incident.story == [
        "investigating 2026-01-02T10:00:00Z Web Site is down.",
        "update 2026-01-02T10:10:00Z We look.",
        "resolved 2026-01-02T10:40:00Z Web Site is back up after 40 minutes.",
      ])
    #expect(
      sample.told == [
        "left-out #7: a comment whose author does not belong to the team",
        "left-out #7: a comment whose author does not belong to the team",
      ])
    #expect(sample.tally("comment") == "0/0/2")
  }

  @Test func `the REST API counts comments and has them elsewhere, and pull requests among issues`()
    async throws
  {
    let rest = """
      {"number": 7, "title": "🛑 Web Site is down", "state": "closed", "user": {"login": "bot"},
       "created_at": "2026-01-02T10:00:00Z", "closed_at": "2026-01-02T10:40:05Z", "comments": 2,
       "labels": [{"name": "status"}, {"name": "web-site"}], "body": null, "pull_request": null}
      """
    let pull = """
      {"number": 8, "title": "Bump", "state": "closed", "created_at": "2026-01-02T10:00:00Z",
       "labels": [{"name": "status"}], "comments": 0, "pull_request": {"url": "x"}}
      """
    let comments = """
      [[{"id": 1, "user": {"login": "bot"}, "created_at": "2026-01-02T10:40:00Z",
        "author_association": "NONE", "issue_url": "https://api.github.com/repos/acme/status/issues/7",
        "body": "**Resolved:** Web Site is back up in [`db7`](https://github.com/acme/status/commit/db7)."}]]
      """
    let sample = try await importing([rest, pull], ["comments.json": comments])
    #expect(
      sample.site.history.incidents.map(\.story) == [
        [
          "investigating 2026-01-02T10:00:00Z Web Site is down.",
          "resolved 2026-01-02T10:40:00Z Web Site is back up.",
        ]
      ])
    #expect(
      sample.told == [
        "missing #7: 1 of its comments are in no file; save /issues/comments too",
        "left-out #8: it is a pull request",
      ])
  }

  @Test func `issues of other kinds are named`() async throws {
    let sample = try await importing([issue(comments: back), issue(8, "Typo", labels: [])])
    #expect(
      sample.told == ["left-out #8: it has neither the label 'status' nor 'maintenance'"])
  }

  @Test(arguments: ["", "```\\n"])
  func `planned work takes its window from the first comment of HTML`(_ fence: String)
    async throws
  {
    let body =
      "About it\\n\(fence)<!--\\nstart: 2026-01-03T12:35:59.000+08:00\\nend: 2026-01-03T13:00:59.000+08:00\\nexpectedDown: tunnel, web-site\\nexpectedDegraded: LinkWave API\\n-->\\n\(fence)"
    let sample = try await importing([
      issue(
        9, "Move", labels: ["maintenance"], body: body,
        comments: [
          comment("We move.", by: "ann", as: "OWNER", at: "2026-01-02T12:00:00Z"),
          comment("We begin.", by: "ann", as: "OWNER", at: "2026-01-03T04:36:00Z"),
        ].joined(separator: ","))
    ])
    let maintenance = try #require(sample.site.history.maintenances.first)
    #expect(maintenance.window.start.iso8601 == "2026-01-03T04:35:59Z")
    #expect(maintenance.window.end?.iso8601 == "2026-01-03T05:00:59Z")
    #expect(maintenance.components == ["tunnel", "web-site", "link-wave-api"])
    #expect(
      maintenance.story == [
        "scheduled 2026-01-02T12:00:00Z We move.", "update 2026-01-03T04:36:00Z We begin.",
      ])
    #expect(sample.tally("maintenance body") == "0/0/1")
  }

  @Test func `planned work without a marker is named, without an end takes an hour`() async throws {
    let sample = try await importing([
      issue(9, "Move", labels: ["maintenance"], body: "start: 2026-01-03T12:00:00Z"),
      issue(
        10, "Move", labels: ["maintenance"],
        body: "<!-- x --><!--\\nstart: 2026-01-03T12:00:00Z\\n-->"),
    ])
    #expect(
      sample.told == [
        "left-out #9: its text has no '<!-- start: … end: … -->' with a time",
        "changed #10: it has no end; one hour is taken",
      ])
    #expect(
      sample.site.history.maintenances.map(\.window.end?.iso8601) == ["2026-01-03T13:00:00Z"])
  }

  @Test func `--min leaves out what was over at once`() async throws {
    let sample = try await importing([issue(comments: back)]) { $0.shortest = 3_600 }
    #expect(sample.told == ["left-out 7: it is shorter than --min asks"])
  }

  @Test func `files that cannot be read stop the import, all at once`() {
    #expect(
      refusal("upptime", ["a.json": "[1", "b.json": "{\"a\": tru}"])
        == """
        a.json:1:3: the JSON ends too early
          hint: save it again, to its end; also b.json:1:7: this is no JSON value
        """)
    #expect(
      refusal("upptime", ["a.json": "{}"])
        == "the source holds no issues of GitHub, nor an .upptimerc.yml")
    #expect(
      refusal("upptime", ["a.json": Array("[\"".utf8) + [0xFF] + Array("\"]".utf8)])
        == "a.json:1:4: a text that is not UTF-8 ends here")
  }

  @Test func `numbers that are no names do not leave the folder`() async throws {
    let sample = try await importing([
      issue(comments: back).replacing("\"number\": 7", with: "\"number\": \"../../etc\"")
    ])
    #expect(sample.files.keys.sorted() == ["incidents/etc.md", "status.yml"])
  }
}
