import StatusModel
import TestSupport
import Testing
import WebRequests

@testable import LiveChecks

private let now = Timestamp(seconds: 1_795_176_000)

private let ledger = """
  {"version":1,"incidents":[{"id":"slow","updates":[
  {"anchor":"2026-11-20T10-05-00Z","time":"2026-11-20T10:05:00Z"},
  {"anchor":"2026-11-20T10-40-00Z","time":"2026-11-20T10:40:00Z"}]}],"maintenances":[]}
  """

/// A page and its server, each part of which a test may break.
private struct LivePage: Sendable {
  struct File: Sendable {
    var type: String
    var body: String
    var headers = [
      "Access-Control-Allow-Origin": "*", "ETag": "\"a\"",
      "Cache-Control": "public, max-age=60, must-revalidate",
    ]
  }

  private static let newest = "https://a.example/incidents/slow/#2026-11-20T10-40-00Z"

  var files: [String: File] = [
    "/": File(
      type: "text/html; charset=utf-8", body: "<div data-until=\"2026-11-20T12:50:00Z\"></div>"),
    "/404.html": File(type: "text/html", body: "lost"),
    "/feed.xml": File(
      type: "application/rss+xml", body: "<?xml?><rss><guid>\(newest)</guid></rss>\n"),
    "/atom.xml": File(
      type: "application/atom+xml", body: "<?xml?><feed><id>\(newest)</id></feed>"),
    "/feed.json": File(type: "application/feed+json", body: "{\"id\": \"\(newest)\"}"),
    "/maintenance.ics": File(type: "text/calendar; charset=utf-8", body: "BEGIN:VCALENDAR"),
    "/api/ledger.json": File(type: "application/json", body: ledger),
    "/api/v2/summary.json": File(type: "application/json", body: "{}"),
  ]
  var notFound = "404 Not Found"

  func answer(to request: String) -> String {
    let path = request.split(separator: " ")[1]
    let file = files[String(path)]
    let isKnown = file != nil
    let sent = file ?? File(type: "text/html", body: files["/404.html"]?.body ?? "", headers: [:])
    let headers = sent.headers.merging(["Content-Type": sent.type]) { $1 }
    return "HTTP/1.1 \(isKnown ? "200 OK" : notFound)\r\n"
      + headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }.joined()
      + "Content-Length: \(sent.body.utf8.count)\r\nConnection: close\r\n\r\n\(sent.body)"
  }
}

private let files = [
  ("feed.xml", "application/rss+xml; charset=utf-8"),
  ("atom.xml", "application/atom+xml; charset=utf-8"),
  ("feed.json", "application/feed+json; charset=utf-8"),
  ("maintenance.ics", "text/calendar; charset=utf-8"),
  ("api/ledger.json", "application/json; charset=utf-8"),
  ("api/v2/summary.json", "application/json; charset=utf-8"),
].map { LiveExpectations.File(path: $0, type: $1, isOpen: true) }

struct LivePageTests {
  /// What is off, a line each.
  private func off(
    comparing local: String? = ledger, _ damage: (inout LivePage) -> Void = { _ in }
  ) async throws -> [String] {
    try await found(comparing: local, damage).filter { !$0.isOk }.map(line)
  }

  private func line(_ finding: LiveFinding) -> String {
    "\(finding.check.rawValue): \(finding.message)"
  }

  private func found(
    comparing local: String? = ledger, _ damage: (inout LivePage) -> Void = { _ in }
  ) async throws -> [LiveFinding] {
    var page = LivePage()
    damage(&page)
    let server = try TinyServer { [page] in page.answer(to: $0) }
    let expectations = LiveExpectations(
      files: files, maximumAge: 60, ledger: local.map { Array($0.utf8) }, now: now)
    let findings = try await checkLivePage(
      at: server.url, with: WebClient(version: "1"), expectations)
    #expect(findings.allSatisfy { $0.isOk == $0.hints.isEmpty })
    return findings.map { finding in
      LiveFinding(
        check: finding.check, isOk: finding.isOk,
        message: finding.message.replacing(server.url, with: "URL"), hints: finding.hints)
    }
  }

  @Test func `a page whose server sends what it should is fine, check by check`() async throws {
    let findings = try await found()
    #expect(
      findings.map(line) == [
        "reachable: URL/ answers",
        "certificate: none: the address is an http one, which others on the way can change",
        "age: the page holds until 2026-11-20T12:50:00Z",
        "ledger: api/ledger.json is that of the last build here",
        "feeds: whole, with the newest update",
        "types: 7 files have the type that programs expect",
        "cors: scripts of other sites may read feeds and API",
        "caching: no copy is older than 60 seconds",
        "compression: the page comes as it is, not packed",
        "not-found: an unknown address gets 404, and our page",
        "private-folder: .allclear/ cannot be read",
      ])
    #expect(findings.filter { !$0.isOk } == [])
    #expect(Set(findings.map(\.check)) == Set(LiveCheck.allCases))
  }

  @Test func `a calendar that is a mere download is off`() async throws {
    let found = try await off { $0.files["/maintenance.ics"]?.type = "application/octet-stream" }
    #expect(
      found == ["types: maintenance.ics is sent as application/octet-stream, not text/calendar"])
  }

  @Test(arguments: [
    ("/feed.xml", "text/xml"), ("/atom.xml", "application/xml; charset=UTF-8"),
    ("/feed.json", "application/json"),
  ])
  func `a general type that feed readers take is fine`(path: String, type: String) async throws {
    #expect(try await off { $0.files[path]?.type = type } == [])
  }

  @Test func `another encoding than the one that was written is off`() async throws {
    let found = try await off { $0.files["/"]?.type = "text/html; charset=iso-8859-1" }
    #expect(
      found == ["types: the home page is sent as text/html; charset=iso-8859-1, not text/html"])
  }

  @Test func `feeds and API that scripts may not read are off`() async throws {
    let found = try await off {
      $0.files["/feed.json"]?.headers["Access-Control-Allow-Origin"] = nil
      $0.files["/api/v2/summary.json"]?.headers["Access-Control-Allow-Origin"] = "https://a.example"
    }
    #expect(
      found == ["cors: scripts of other sites may not read feed.json, api/v2/summary.json"])
  }

  @Test(arguments: [
    ("public, max-age=600", "may be kept for 600 seconds"),
    ("max-age=0, s-maxage=3600", "may be kept for 3600 seconds"),
    ("public", "may be kept as long as a cache likes"),
  ])
  func `a copy that may get too old is off`(control: String, problem: String) async throws {
    let found = try await off { $0.files["/"]?.headers["Cache-Control"] = control }
    #expect(found == ["caching: the home page \(problem)"])
  }

  @Test(arguments: ["no-cache", "no-store", "max-age=0", "private, max-age=30"])
  func `a copy that is asked about is fine`(control: String) async throws {
    #expect(try await off { $0.files["/"]?.headers["Cache-Control"] = control } == [])
  }

  @Test func `a file that cannot be asked about anew is off`() async throws {
    let found = try await off { $0.files["/feed.xml"]?.headers["ETag"] = nil }
    #expect(found == ["caching: feed.xml has neither ETag nor Last-Modified"])
  }

  @Test func `a private folder that can be read is off`() async throws {
    let found = try await off {
      $0.files["/.allclear/files"] = .init(type: "text/plain", body: "index.html")
    }
    #expect(found == ["private-folder: .allclear/ can be read"])
  }

  @Test func `an unknown address that gets the home page is off`() async throws {
    let found = try await off { $0.notFound = "200 OK" }
    #expect(
      found == [
        "not-found: an unknown address gets status 200, not 404",
        "private-folder: .allclear/ can be read",
      ])
  }

  @Test func `a missing 404 page is off`() async throws {
    let found = try await off { $0.files["/404.html"] = nil }
    #expect(
      found == ["not-found: an unknown address gets 404, with a page that is not our 404.html"])
  }

  @Test func `a page that nobody builds any more is off`() async throws {
    let found = try await off {
      $0.files["/"]?.body = "<div data-until=\"2026-11-20T11:49:00Z\">"
    }
    #expect(found == ["age: the page held until 2026-11-20T11:49:00Z and was not built since"])
  }

  @Test func `one that is late by less than a build is fine`() async throws {
    #expect(
      try await off { $0.files["/"]?.body = "<div data-until=\"2026-11-20T11:51:00Z\">" } == [])
  }

  @Test func `a feed without the newest update is off`() async throws {
    let found = try await off { page in
      let body = page.files["/feed.xml"]?.body ?? ""
      page.files["/feed.xml"]?.body = body.replacing("10-40", with: "10-05")
    }
    #expect(
      found == ["feeds: feed.xml lacks the newest update, incidents/slow/#2026-11-20T10-40-00Z"])
  }

  @Test func `a feed that breaks off, or is not there, is off`() async throws {
    let found = try await off {
      $0.files["/atom.xml"]?.body = "<?xml?><feed><id>"
      $0.files["/feed.json"] = nil
    }
    #expect(
      found == [
        "feeds: atom.xml is no whole feed; feed.json is missing",
        "types: feed.json is missing",
      ])
  }

  @Test func `a ledger of another build is off, and without a build here nothing is compared`()
    async throws
  {
    #expect(
      try await off(comparing: "{}") == [
        "ledger: api/ledger.json is not that of the last build here"
      ])
    let message = try await found(comparing: nil).first { $0.check == .ledger }?.message
    #expect(message == "api/ledger.json is there; there is no build here to compare it with")
  }

  @Test func `a page that is not there is all that is said`() async throws {
    let found = try await off { $0.files["/"] = nil }
    #expect(found == ["reachable: URL/ answers with status 404"])
  }

  @Test func `a server that is not there is a finding, too`() async throws {
    let expectations = LiveExpectations(files: files, maximumAge: 60, ledger: nil, now: now)
    let found = try await checkLivePage(
      at: "http://127.0.0.1:9/", with: WebClient(version: "1"), expectations)
    #expect(
      found.map(line) == [
        "reachable: http://127.0.0.1:9/ cannot be read: it refuses the connection"
      ])
  }

  @Test(arguments: [
    (13, false, "ends in 13 days, at 2026-12-03T12:00:00Z"),
    (-1, false, "ends in 0 days, at 2026-11-19T12:00:00Z"),
    (14, true, "valid for 14 days"),
  ])
  func `a certificate that ends within two weeks is off`(
    days: Int, isOk: Bool, message: String
  ) {
    let home = WebAnswer(status: 200, certificateExpiry: now.advanced(by: days * 86_400))
    let missing = WebAnswerOrReason.failure(.untrusted)
    let answers = LiveAnswers(
      home: .success(home), compressedHome: missing, files: [:], notFoundPage: missing,
      unknown: missing, privateFile: missing)
    let expectations = LiveExpectations(files: [], maximumAge: 60, ledger: nil, now: now)
    let finding = findings(in: answers, of: "https://a.example/", expectations)
      .first { $0.check == .certificate }
    #expect(finding?.isOk == isOk)
    #expect(finding?.message == message)
  }

  @Test func `a certificate that browsers refuse is off by itself`() {
    let finding = reachability(.failure(.untrusted), of: "https://a.example/")
    #expect(
      line(finding)
        == "certificate: https://a.example/ cannot be read: its certificate has expired, is for "
        + "another name, or is not trusted")
    #expect(!finding.isOk)
  }
}
