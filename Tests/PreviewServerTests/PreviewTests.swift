import SiteFiles
import Testing

@testable import PreviewServer

private let headers = """
  /*
    X-Content-Type-Options: nosniff
    Strict-Transport-Security: max-age=31536000
  /api/*
    Content-Type: application/json; charset=utf-8
  /components/:id/feed.xml
    Content-Type: application/rss+xml; charset=utf-8

  """

private let page = """
  <head><meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; \
  script-src &#39;sha256-a&#39;"></head>
  """

private let site = PreviewSite(
  .site([
    OutputFile(path: "index.html", text: page), OutputFile(path: "404.html", text: "<p>Lost</p>"),
    OutputFile(path: "history/index.html", text: "<head></head>"),
    OutputFile(path: "api/uptime", text: "{}"),
    OutputFile(path: "components/api/feed.xml", text: "<rss/>"),
    OutputFile(path: "static/a b.png", text: "picture"),
    OutputFile(path: "_headers", text: headers),
  ]))

private func text(_ request: PreviewRequest, of site: PreviewSite = site) -> String {
  String(decoding: site.response(to: request).bytes, as: UTF8.self)
    .replacing("\r\n", with: "\n")
}

struct PreviewTests {
  @Test func `a page may load the script that reloads it, and that alone`() {
    #expect(
      text(PreviewRequest(path: "/")) == """
        HTTP/1.1 200 OK
        Cache-Control: no-store
        Content-Type: text/html; charset=utf-8
        Cross-Origin-Resource-Policy: same-origin
        X-Content-Type-Options: nosniff
        Content-Length: 218
        Connection: close

        <head><meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; \
        script-src &#39;sha256-a&#39; &#39;self&#39;; connect-src &#39;self&#39;">\
        <script src="/_allclear/reload.js" defer></script>
        </head>
        """)
  }

  @Test(arguments: [
    ("/api/uptime", "application/json; charset=utf-8"),
    ("/components/api/feed.xml", "application/rss+xml; charset=utf-8"),
    ("/static/a%20b.png", "image/png"), ("/history/", "text/html; charset=utf-8"),
  ])
  func `a file has the type that a host would give it`(path: String, type: String) {
    let answer = site.response(to: PreviewRequest(path: path))
    #expect(answer.status == 200)
    #expect(answer.headers.first { $0.name == "Content-Type" }?.value == type)
    #expect(!answer.headers.contains { $0.name == "Strict-Transport-Security" })
  }

  @Test(arguments: [
    "Access-Control-Allow-Origin", "access-control-allow-origin", "Access-Control-Allow-Methods",
  ])
  func `no other site may read it, whatever the host would let them`(name: String) {
    let open = PreviewSite(
      .site([
        OutputFile(path: "api/v2/summary.json", text: "{}"),
        OutputFile(
          path: "_headers", text: "/*\n  \(name): *\n  Cross-Origin-Resource-Policy: cross-origin\n"
        ),
      ]))
    let answer = open.response(to: PreviewRequest("GET", "/api/v2/summary.json"))
    #expect(answer.status == 200)
    #expect(
      answer.headers.filter { $0.name.lowercased().hasPrefix("access-control") }.isEmpty)
    #expect(
      answer.headers.filter { $0.name == "Cross-Origin-Resource-Policy" }.map(\.value)
        == ["same-origin"])
  }

  @Test func `a folder without its slash is sent to its page`() {
    #expect(
      text(PreviewRequest(path: "/history")) == """
        HTTP/1.1 301 Moved Permanently
        Cache-Control: no-store
        Content-Type: text/plain; charset=utf-8
        Cross-Origin-Resource-Policy: same-origin
        Location: /history/
        Content-Length: 25
        Connection: close

        The page is at /history/

        """)
  }

  @Test(arguments: [
    ("/nope", 404), ("/_headers", 404), ("/../etc/passwd", 400), ("/%2e%2e/etc/passwd", 400),
    ("/..%2fsecret", 400), ("/a%00b", 400), ("/%zz", 400), ("/%ff", 400), ("/a%5c..%5cb", 400),
    ("//etc/passwd", 404),
  ])
  func `no path leads out of what was built`(path: String, status: Int) {
    #expect(site.response(to: PreviewRequest(path: path)).status == status)
  }

  @Test(arguments: [
    "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "localhost:80:80", "", nil,
    "localhost:80@evil.example",
  ])
  func `a foreign name is refused`(host: String?) {
    #expect(
      site.response(to: PreviewRequest("GET", "/", host: host))
        == PreviewResponse(
          403, text: "This preview answers to localhost and 127.0.0.1 alone.\n"))
  }

  @Test(arguments: ["localhost", "LOCALHOST:8080", "127.0.0.1:3000", "[::1]:8080"])
  func `its own names are answered`(host: String) {
    #expect(site.response(to: PreviewRequest("GET", "/", host: host)).status == 200)
  }

  @Test func `it can only be read`() {
    #expect(site.response(to: PreviewRequest("POST", "/")).status == 405)
    let head = site.response(to: PreviewRequest("HEAD", "/"))
    #expect(head.body == [])
    #expect(head.headers.first { $0.name == "Content-Length" }?.value == "218")
  }

  @Test func `errors stand in the page, and what people wrote is text there`() {
    let problem = PreviewProblem(
      place: "incidents/a.md:4:19", message: "unknown component '<script>alert(1)</script>'",
      hint: #"write "api"\#u{338} & no more"#)
    let broken = PreviewSite(.problems([problem]))
    let answer = broken.response(to: PreviewRequest(path: "/history/"))
    let body = String(decoding: answer.body, as: UTF8.self)
    #expect(answer.status == 503)
    #expect(
      body.contains(
        """
        <li>
        <code>incidents/a.md:4:19</code>
        <p>unknown component &#39;&lt;script&gt;alert(1)&lt;/script&gt;&#39;</p>
        <p class="hint">write &quot;api&quot;\u{338} &amp; no more</p>
        </li>
        """))
    #expect(body.components(of: "<script").count == 2)
    #expect(
      text(PreviewRequest(path: "/feed.xml"), of: broken).hasSuffix("The content has errors.\n"))
  }

  @Test func `who waits for the next version is told of it`() async {
    let preview = Preview(patience: .seconds(600))
    await preview.show(.site([]))
    #expect(await preview.version(after: nil) == 1)
    async let next = preview.version(after: 1)
    await preview.show(.problems([]))
    #expect(await next == 2)
  }

  @Test func `who waits in vain is answered all the same`() async {
    let preview = Preview(patience: .milliseconds(1))
    #expect(await preview.version(after: 0) == 0)
  }

  @Test(
    arguments: [
      ("GET /a?b=1 HTTP/1.1\r\nHost:  localhost \r\n\r\n", "GET /a localhost b=1"),
      ("GET / HTTP/1.1\r\n\r\n", "GET / - "),
      ("GET / HTTP/2\r\n\r\n", nil), ("GET http://evil.example/ HTTP/1.1\r\n\r\n", nil),
      ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", nil), ("GET /", nil), ("", nil),
      ("GET / HTTP/1.1\r\n: a\r\n\r\n", nil),
    ] as [(String, String?)])
  func `a request is read by its form, and refused by it`(head: String, read: String?) {
    let parsed = parseRequestHead(Array(head.utf8)).map { request, query in
      "\(request.method) \(request.path) \(request.host ?? "-") \(query)"
    }
    #expect(parsed == read)
  }
}

extension PreviewRequest {
  fileprivate init(path: String) { self.init("GET", path) }
}

extension String {
  fileprivate func components(of text: String) -> [Substring] {
    split(separator: text, omittingEmptySubsequences: false)
  }
}
