import SiteFiles
import StatusModel
import TestSupport
import Testing

@testable import ProgramOutputs

struct WebFilesTests {
  static let pages = [
    "404.html", "about/index.html", "components/api/index.html",
    "de/incidents/api-errors/index.html",
    "history/2026-11/index.html", "incidents/api-errors/index.html", "index.html",
    "maintenance/upgrade/index.html", "static/embed.html", "static/logo.svg",
  ]

  @Test func `the sitemap lists the pages that people are led to`() async throws {
    let sitemap = outputs(of: try await smallSite.read(), pages: Self.pages)["sitemap.xml"]
    #expect(
      sitemap == """
        <?xml version="1.0" encoding="UTF-8"?>
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <url><loc>https://status.acme.example/</loc></url>
        <url><loc>https://status.acme.example/about/</loc></url>
        <url><loc>https://status.acme.example/components/api/</loc></url>
        <url><loc>https://status.acme.example/de/incidents/api-errors/</loc></url>
        <url><loc>https://status.acme.example/history/2026-11/</loc></url>
        <url><loc>https://status.acme.example/incidents/api-errors/</loc><lastmod>2026-11-20T11:40:00Z</lastmod></url>
        <url><loc>https://status.acme.example/maintenance/upgrade/</loc><lastmod>2026-11-19T09:00:00Z</lastmod></url>
        </urlset>

        """)
  }

  @Test func `an entry's page in another language has the entry's date`() throws {
    let original = site(named: "API")
    let twoLanguages = Site(
      settings: SiteSettings(
        name: "Acme", url: "https://status.acme.example", languages: ["en", "de"]),
      catalog: original.catalog, history: original.history)
    let sitemap = outputs(of: twoLanguages, pages: ["de/incidents/trouble/index.html"])[
      "sitemap.xml"]
    #expect(
      try XMLTexts(of: try #require(sitemap))["lastmod"] == ["2026-11-20T11:59:00Z"])
  }

  @Test func `a sitemap that grows too large becomes an index of several`() throws {
    let files = madeFiles(
      by: { planSitemap(of: $0, pages: ["index.html", "a/index.html", "b/index.html"], limit: 2) },
      of: emptySite, emptySite.snapshot(at: noon))
    #expect(files.map(\.path) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"])
    let texts = try files.map {
      try XMLTexts(of: String(decoding: $0.bytes(), as: UTF8.self))["loc"]
    }
    #expect(
      texts == [
        ["http://status.acme.example/", "http://status.acme.example/a/"],
        ["http://status.acme.example/b/"],
        ["http://status.acme.example/sitemap-1.xml", "http://status.acme.example/sitemap-2.xml"],
      ])
  }

  @Test func `search engines may read everything`() {
    #expect(
      outputs(of: emptySite)["robots.txt"] == """
        User-agent: *
        Allow: /

        Sitemap: http://status.acme.example/sitemap.xml

        """)
  }

  @Test(arguments: [0, 3, 300])
  func `no path is given a header twice, and every page is fresh`(extraPages: Int) throws {
    let extra = (0..<extraPages).map { "extra-\($0)/index.html" }
    let text = headersFile(of: site(named: "API").settings, pages: Self.pages + extra)
    let rules = HeaderRules(text)
    #expect(rules.all.count <= 100)
    #expect(Set(rules.all.map(\.path)).count == rules.all.count)
    let paths =
      ["/", "/incidents/api-errors/", "/incidents/api-errors/feed.xml", "/history.atom"]
      + [
        "/components/api/badge.svg", "/components/api/feed.json", "/api/v2/summary.json",
        "/maintenance.ics", "/metrics.txt", "/status.txt", "/favicon.svg", "/de/", "/extra-2/",
      ] + Self.pages.map { "/" + $0 }
    for path in paths {
      let names = rules.headers(of: path).map(\.name)
      #expect(Set(names).count == names.count, "\(path): \(names)")
      #expect(names.contains("Content-Security-Policy"), "\(path)")
    }
    for path in paths where !path.hasPrefix("/static/") && !path.hasPrefix("/extra") {
      let cached = rules.headers(of: path).first { $0.name == "Cache-Control" }
      #expect(cached?.value == "public, max-age=60, must-revalidate", "\(path)")
    }
  }

  @Test(
    arguments: [
      ("/feed.xml", "application/rss+xml; charset=utf-8"),
      ("/components/api/atom.xml", "application/atom+xml; charset=utf-8"),
      ("/feed.json", "application/feed+json; charset=utf-8"),
      ("/incidents/trouble/feed.xml", "application/rss+xml; charset=utf-8"),
      ("/components/api/maintenance.ics", "text/calendar; charset=utf-8"),
      ("/api/v2/incidents/unresolved.json", "application/json; charset=utf-8"),
      ("/components/api/badge.svg", "image/svg+xml; charset=utf-8"),
      ("/metrics.txt", "application/openmetrics-text; version=1.0.0; charset=utf-8"),
      ("/status.txt", "text/plain; charset=utf-8"),
    ])
  func `what programs read has its type, and any page may read it`(
    path: String, type: String
  ) {
    let rules = HeaderRules(headersFile(of: emptySite.settings, pages: []))
    let headers = rules.headers(of: path)
    #expect(headers.filter { $0.name == "Content-Type" }.map(\.value) == [type])
    #expect(
      headers.filter { $0.name == "Access-Control-Allow-Origin" }.map(\.value) == ["*"])
  }

  @Test func `a page may not be read by others, and asks for https only where it has it`() {
    let common = [
      "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "Content-Security-Policy",
    ]
    let secure = HeaderRules(headersFile(of: site(named: "API").settings, pages: []))
    #expect(
      secure.headers(of: "/incidents/a/").map(\.name)
        == common + ["Strict-Transport-Security", "Cache-Control"])
    let plain = HeaderRules(headersFile(of: emptySite.settings, pages: []))
    #expect(plain.headers(of: "/incidents/a/").map(\.name) == common + ["Cache-Control"])
  }

  @Test func `no path is planned twice, and a build repeats its bytes`() async throws {
    let site = try await smallSite.read()
    let files = madeFiles(by: programPlanner(pages: Self.pages), of: site, site.snapshot(at: noon))
    #expect(
      files.map(\.path).sorted() == [
        "_headers", "badge.svg", "components/api/badge.svg", "components/app/badge.svg",
        "components/web/badge.svg", "favicon.svg", "metrics.txt", "robots.txt", "sitemap.xml",
        "status.txt",
      ])
    #expect(
      outputs(of: site, pages: Self.pages) == outputs(of: site, pages: Self.pages.reversed()))
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `any site at any moment gives well-formed files`(seed: UInt64) throws {
    let random = RandomSite(seed: seed)
    for moment in random.moments.prefix(40) {
      let files = outputs(of: random.site, at: moment)
      for (path, text) in files where path.hasSuffix(".svg") || path.hasSuffix(".xml") {
        #expect(throws: Never.self, "\(path)") { try XMLTexts(of: text) }
      }
      let metrics = try #require(files["metrics.txt"])
      let components = random.site.snapshot(at: moment).presentComponents.count
      let holding = metrics.split(separator: "\n").filter {
        $0.hasPrefix("allclear_component_status{") && $0.hasSuffix(" 1")
      }
      #expect(holding.count == components)
    }
  }
}

/// A `_headers` file as the hosts read it: every rule that fits a path gives its headers.
private struct HeaderRules {
  let all: [(path: String, headers: [(name: String, value: String)])]

  init(_ text: String) {
    var rules: [(path: String, headers: [(name: String, value: String)])] = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("/") {
        rules.append((String(line), []))
      } else {
        let parts = line.drop { $0 == " " }.split(separator: ":", maxSplits: 1)
        rules[rules.count - 1].headers.append(
          (String(parts[0]), String(parts[1].dropFirst())))
      }
    }
    all = rules
  }

  func headers(of path: String) -> [(name: String, value: String)] {
    all.filter { fits($0.path, path) }.flatMap(\.headers)
  }

  private func fits(_ rule: String, _ path: String) -> Bool {
    if rule.hasSuffix("*") { return path.hasPrefix(rule.dropLast()) }
    let parts = rule.split(separator: "/", omittingEmptySubsequences: false)
    let own = path.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count == own.count
      && zip(parts, own).allSatisfy { $0.hasPrefix(":") ? !$1.isEmpty : $0 == $1 }
  }
}
