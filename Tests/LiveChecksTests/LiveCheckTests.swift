import LiveChecks
import StatusModel
import Testing
import WebRequests

/// What a look at a live page finds, by the answers of a server that is right but for one thing.
struct LiveCheckTests {
  private static let url = "https://status.acme.example"
  private static let ledger = """
    {"version":1,"url":"https://status.acme.example","components":[],"pages":[],"incidents":[
    {"id":"a","updates":[{"anchor":"2026-11-20T10-10-00Z","time":"2026-11-20T10:10:00Z",\
    "digest":"0000000000000001"}]}
    ],"maintenances":[]}
    """
  private static let now = Timestamp(seconds: 1_795_175_400)  // 2026-11-20 11:50 UTC

  private struct File {
    var status = 200
    var type: String?
    var body: String
    var headers: [String: String] = [:]

    var answer: WebAnswer {
      var headers = [
        "cache-control": "public, max-age=60", "etag": "\"1\"", "access-control-allow-origin": "*",
      ].merging(self.headers) { _, new in new }
      headers["content-type"] = type
      return WebAnswer(
        status: status, headers: headers.filter { !$0.value.isEmpty }, body: Array(body.utf8),
        certificates: " Expire date:Dec 14 11:50:00 2026 GMT\n")
    }
  }

  private static let files: [String: File] = [
    "": File(
      type: "text/html; charset=utf-8",
      body: "<main data-until=\"2026-11-20T12:00:00Z\"><h1 id=\"page-status\">"),
    "history/": File(type: "text/html", body: "<h1>"),
    "NO-SUCH-PAGE-allclear-verify/": File(status: 404, type: "text/html", body: "<p data-lost>"),
    ".allclear/files": File(status: 404, body: ""),
    "api/ledger.json": File(type: "application/json", body: ledger),
    "feed.xml": File(
      type: "application/rss+xml; charset=utf-8",
      body: "<rss>\(url)/incidents/a/#2026-11-20T10-10-00Z</rss>\n"),
    "atom.xml": File(type: "application/atom+xml", body: "<feed></feed>"),
    "feed.json": File(type: "application/feed+json", body: "{}"),
    "maintenance.ics": File(type: "text/calendar; charset=utf-8", body: "BEGIN"),
    "api/v2/summary.json": File(type: "application/json", body: "{}"),
    "badge.svg": File(type: "image/svg+xml", body: "<svg>"),
    "status.txt": File(type: "text/plain", body: "All"),
    "metrics.txt": File(type: "text/plain; charset=utf-8", body: "# EOF"),
  ]

  private func findings(
    _ path: String? = nil, built: String? = ledger, now: Timestamp = now,
    _ change: (inout File) -> Void = { _ in }
  ) async throws -> [LiveFinding] {
    var files = Self.files
    if let path {
      var file = try #require(files[path])
      change(&file)
      files[path] = file
    }
    let answers = files.mapValues(\.answer)
    let page = await LivePage(at: Self.url) { request in
      guard let answer = answers[String(request.url.dropFirst(Self.url.count + 1))] else {
        return .failure(.network("the host is not known"))
      }
      return .success(answer)
    }
    return page.findings(built: built.map { Array($0.utf8) }, now: now)
  }

  private func off(
    _ path: String? = nil, built: String? = ledger, now: Timestamp = now,
    _ change: (inout File) -> Void = { _ in }
  ) async throws -> [String] {
    try await findings(path, built: built, now: now, change).filter { !$0.isGood }.map {
      "\($0.check.rawValue): \($0.text)"
    }
  }

  @Test func `a server that is right has nothing to set`() async throws {
    let findings = try await findings()
    #expect(findings.allSatisfy(\.isGood))
    #expect(
      findings.map(\.check) == [
        .reachable, .ledger, .fresh, .feeds, .types, .cors, .caching, .notFound, .privateFiles,
        .certificate,
      ])
    #expect(findings.allSatisfy { $0.cure == nil })
    #expect(findings.last?.text == "the certificate holds for 24 days")
  }

  @Test func `each thing that is off is named alone, with what to set`() async throws {
    #expect(
      try await off("maintenance.ics") { $0.type = "application/octet-stream" }
        == ["types: sent with a wrong type: maintenance.ics as application/octet-stream"])
    #expect(
      try await off("feed.xml") { $0.headers["access-control-allow-origin"] = "" }
        == ["cors: pages of other addresses may not read feed.xml"])
    #expect(
      try await off(".allclear/files") { $0.status = 200 }
        == ["private-files: .allclear/ can be read by everybody"])
    #expect(
      try await off(now: Self.now.advanced(by: 3_600))
        == ["fresh: the page should have been built again by 2026-11-20 12:00 UTC"])
    #expect(
      try await off("NO-SUCH-PAGE-allclear-verify/") { $0.body = "<h1>404 Not Found</h1>" }
        == ["not-found: an unknown address has the server's own page"])
    #expect(
      try await off("NO-SUCH-PAGE-allclear-verify/") { $0.status = 200 }
        == ["not-found: an unknown address answers 200"])
    #expect(
      try await off("feed.xml") { $0.body = "<rss></rss>" } == [
        "feeds: feed.xml lacks the newest update, "
          + "https://status.acme.example/incidents/a/#2026-11-20T10-10-00Z"
      ])
    #expect(
      try await off("feed.json") { $0.body = "{\"items\": [" }
        == ["feeds: feed.json is not there, or not whole"])
    #expect(
      try await off(built: Self.ledger + " ") == ["ledger: readers do not have the last build"])
    #expect(
      try await off("") { $0.headers["cache-control"] = "" }
        == ["caching: nothing says how long the home page may be kept"])
    #expect(
      try await off("api/v2/summary.json") { $0.headers["cache-control"] = "public, max-age=86400" }
        == ["caching: api/v2/summary.json may be kept for 86400 seconds"])
    #expect(
      try await off("") { $0.headers["etag"] = "" }
        == ["caching: the home page has neither an ETag nor Last-Modified"])
    #expect(
      try await off("", now: Timestamp(seconds: 1_795_175_400 + 11 * 86_400)) {
        $0.body = $0.body.replacing("2026-11-20T12", with: "2027-11-20T12")
      } == ["certificate: the certificate ends in 13 days"])
  }

  @Test func `a page that does not answer is the only thing that is said`() async throws {
    #expect(
      try await off("") { $0.status = 503 }
        == ["reachable: https://status.acme.example/ answers 503"])
    #expect(
      try await off("history/") { $0.status = 403 } == [
        "reachable: https://status.acme.example/history/ does not answer with its index.html"
      ])
    let nobody = await LivePage(at: Self.url) { _ in .failure(.network("the host is not known")) }
    #expect(
      nobody.findings(built: nil, now: Self.now).map(\.text)
        == ["https://status.acme.example/: the host is not known"])
  }

  @Test func `without a build here the ledger is only looked for`() async throws {
    #expect(try await off(built: nil) == [])
    #expect(
      try await off("api/ledger.json", built: nil) { $0.body = "<html>" }
        == ["ledger: api/ledger.json is not there, or is no ledger"])
  }
}
