import ContentReading
import Diagnostics
import SiteFiles
import StatusModel
import TestSupport
import Testing

/// In a site with the incident `one`, the draft `secret`, the page `about` and two files.
private func links(
  _ text: String, in path: String = "pages/about.md", besides old: Set<String> = []
) async throws -> [String] {
  let site = TinySite(
    status: TinySite.statusFile.replacing("acme.example\n", with: "acme.example/sub\n")
  )
  .with(
    "incidents/secret.md",
    "---\ntitle: S\nseverity: SEV1\ndraft: true\n---\n## Update - 2026-11-20 10:00 UTC\n\n[me](/incidents/secret/)\n"
  )
  .with(
    "incidents/one.md",
    "---\ntitle: T\nseverity: SEV1\n---\n## Resolved - 2026-11-20 10:00 UTC\n\nDone.\n"
  )
  .with(path, "---\ntitle: About\n---\n\n\(text)\n")
  let read = try await site.parse()
  let moment = Timestamp(seconds: 1_795_176_000)
  let links = try await InnerLinks(in: read, besides: old)
  return try await links.diagnostics(in: read.value.snapshot(at: moment)) {
    [
      "index.html", "feed.xml", "history/index.html", "about/index.html",
      "incidents/one/index.html",
      "static/plan.pdf", "static/u\u{308}ber.pdf",
    ]
  }.map { "\($0.position.line):\($0.position.column) \($0.severity.rawValue) \($0.message)" }
}

private func dead(_ address: String, _ nearest: String? = nil) -> String {
  "warning nothing of this site is at '\(address)'"
    + (nearest.map { "; did you mean '\($0)'?" } ?? "")
}

struct LinkCheckTests {
  @Test(arguments: ["pages/about.md", "pages/sub/about.md"])
  func `of an old entry only a link to a draft is reported`(path: String) async throws {
    let text = "[a](/abuot/) [b](/incidents/secret/)"
    let found = try await links(text, in: path, besides: ["pages/about.md"])
    #expect(found.count == 1)
    #expect(found.first?.contains(" error this link leads to the draft ") == true)
    #expect(try await links(text, in: path, besides: ["pages/other.md"]).count == 2)
  }

  @Test(arguments: [
    "/about/", "about", "about/index.html", "./about/?a=1#b", "../../history/", "/", "#top",
    "feed.xml",
    "https://status.acme.example/sub", "https://status.acme.example/sub/about/#x",
    "/static/plan.pdf",
    "/incidents/one/#2026-11-20T10-00-00Z", "/static/u%CC%88ber.pdf",
    "https://status.acme.example/",
    "https://other.example/abuot/", "mailto:a@b.example", "incidents/../about/", "javascript:x",
    "//x.example",
    "%61bout/",
  ])
  func `a link that leads somewhere is fine`(address: String) async throws {
    #expect(try await links("[a](\(address)) and <b>b</b>") == [])
  }

  @Test(arguments: [
    ("[a](/abuot/)", 5, dead("/abuot/", "/about/")),
    ("x [a](histori)", 7, dead("histori", "/history/")),
    ("[a][b]\n\n[b]: /incidents/on/", 15, dead("/incidents/on/", "/incidents/one/")),
    ("![A](/static/plan.png)", 6, dead("/static/plan.png", "/static/plan.pdf")),
    (
      "https://status.acme.example/sub/abuot/", 1,
      dead("https://status.acme.example/sub/abuot/", "/about/")
    ),
    ("[a](/sub/about/)", 5, dead("/sub/about/", "/about/")),
    ("[a](/zzzzzzzz/?b#c)", 5, dead("/zzzzzzzz/?b#c")),
    (
      "[a](/incidents/one/#2026-11-20T10-00-01Z)", 5,
      dead("/incidents/one/#2026-11-20T10-00-01Z", "/incidents/one/#2026-11-20T10-00-00Z")
    ),
    ("<a href='/abuot/'>a</a>", 10, dead("/abuot/", "/about/")),
    (
      "[a](/static/\u{FC}ber.pdf)", 5,
      dead("/static/\u{FC}ber.pdf") + ": the file has the same name in another Unicode form"
    ),
    (
      "[a](/static/%C3%BCber.pdf)", 5,
      dead("/static/%C3%BCber.pdf") + ": the file has the same name in another Unicode form"
    ),
  ])
  func `a link that leads nowhere names the nearest address`(
    text: String, column: Int, message: String
  ) async throws {
    let found = try await links(text)
    #expect(found.map { String($0.drop { $0 != " " }.dropFirst()) } == [message])
    let line = text.contains("[b]:") ? 7 : 5
    #expect(found.first?.hasPrefix("\(line):") == true)
    if line == 5 { #expect(found.first?.hasPrefix("5:\(column) ") == true) }
  }

  @Test(arguments: [
    "[a](/incidents/secret/)", "[a](incidents/secret)",
    "https://status.acme.example/sub/incidents/secret/",
    "[a](/incidents/secret/feed.xml)", "[a](/incidents/%73ecret/#b)", "![A](/incidents/secret/)",
    "<a href=\"/incidents/secret/\">a</a>", "[a](/incidents/one/../secret/)",
  ])
  func `a link to a draft is an error`(text: String) async throws {
    let found = try await links(text).map { String($0.drop { $0 != " " }.dropFirst()) }
    #expect(
      found == [
        "error this link leads to the draft incidents/secret.md, and would make its address public"
      ])
  }

  @Test func `each of two links has its own place`() async throws {
    let found = try await links("[a](/x1/) [b](/x1/)\n[c](/x1/)")
    #expect(found.map { String($0.prefix { $0 != " " }) } == ["5:5", "5:15", "6:5"])
  }
}
