import StatusModel
import Testing

@testable import Uploading

/// What goes when, without any program.
struct UploadOrderTests {
  private let paths = [
    "404.html", "about/index.html", "api/ledger.json", "api/ledger.json.gz", "api/v2/status.json",
    "components/api/index.html", "de/incidents/a/index.html", "de/index.html", "feed.css",
    "feed.xml",
    "history/index.html", "incidents/a/feed.xml", "incidents/a/index.html", "index.html",
    "index.html.br", "maintenance/index.html", "maintenance/m/index.html", "static/logo.svg",
  ]

  @Test func `pages of entries go first, then lists, then the home pages, the ledger last`() {
    #expect(
      UploadOrder(paths, languages: ["en", "de"]).stages == [
        [
          "de/incidents/a/index.html", "feed.css", "incidents/a/feed.xml", "incidents/a/index.html",
          "maintenance/m/index.html", "static/logo.svg",
        ],
        [
          "404.html", "about/index.html", "api/v2/status.json", "components/api/index.html",
          "feed.xml", "history/index.html", "maintenance/index.html",
        ],
        ["de/index.html", "index.html", "index.html.br"],
        ["api/ledger.json", "api/ledger.json.gz"],
      ])
  }

  @Test func `a host that does not read _headers gets what stands there for each path`() {
    let rules = HeaderRules(
      """
      /*
        X-Content-Type-Options: nosniff
      /incidents/*
        Cache-Control: public, max-age=60
      /
        Cache-Control: a
      /index.html
        Cache-Control: b
      /components/:id/feed.xml
        Content-Type: application/rss+xml; charset=utf-8
        Cache-Control: c
      """)
    func headers(_ path: String) -> [String] {
      rules.headers(of: path, named: ["Content-Type", "Cache-Control"]).map {
        "\($0.name): \($0.value)"
      }
    }
    #expect(headers("index.html") == ["Cache-Control: b"])
    #expect(headers("incidents/a/index.html") == ["Cache-Control: public, max-age=60"])
    #expect(
      headers("components/api/feed.xml") == [
        "Content-Type: application/rss+xml; charset=utf-8", "Cache-Control: c",
      ])
    #expect(headers("components/feed.xml") == [])
    #expect(headers("components/a/b/feed.xml") == [])
    #expect(
      rules.headers(of: "x", named: ["X-Content-Type-Options"])
        == [.init("X-Content-Type-Options", "nosniff")])
  }
}
