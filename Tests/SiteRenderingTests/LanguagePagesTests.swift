import ContentReading
import SiteRendering
import StatusModel
import TestSupport
import Testing

/// A site in several languages: a tree of pages for each, with ways from one to the other.
struct LanguagePagesTests {
  private static let status = """
    name: Acme Status
    url: https://acme.example/status
    languages: [en, de, ar]
    components:
      - {id: api, name: Public API}

    """
  private static let incident = """
    ---
    title: Slow logins
    severity: SEV1
    components: [api]
    ---

    ## Investigating - 2026-11-20 10:00 UTC

    Logins are **slow**.

    ### de

    Anmelden dauert lange.

    ## Identified - 2026-11-20 10:30 UTC

    We found it. See [the guide](/static/guide.pdf).

    """

  private func pages(of status: String = status) async throws -> [String: String] {
    let site = try await TinySite(status: status)
      .with("incidents/slow.md", Self.incident)
      .with("pages/about.md", "---\ntitle: About\n---\n\nWe.\n\n### AR\n\nنحن.\n").read()
    return try renderedPages(of: site)
  }

  @Test func `each language has every page, at the root or below its folder, but one 404`()
    async throws
  {
    let own = [
      "about/index.html", "components/api/index.html", "history/2026-11/index.html",
      "history/index.html", "incidents/slow/index.html", "index.html",
      "maintenance/index.html", "severity-levels/index.html", "subscribe/index.html",
    ]
    #expect(
      try await pages().keys.sorted()
        == (own + own.map { "de/" + $0 } + own.map { "ar/" + $0 } + ["404.html", "feed.css"])
        .sorted())
  }

  @Test func `a site in one language has nothing of it`() async throws {
    let pages = try await pages(of: TinySite.statusFile)
    #expect(pages.filter { $0.value.contains("hreflang") }.keys.sorted() == [])
  }

  @Test(arguments: ["", "incidents/slow/", "history/2026-11/"])
  func `every page names itself in all languages`(folder: String) async throws {
    let pages = try await pages()
    let url = "https://acme.example/status/"
    let expected = [
      ("en", url), ("de", url + "de/"), ("ar", url + "ar/"), ("x-default", url),
    ].map { "<link rel=\"alternate\" hreflang=\"\($0)\" href=\"\($1)\(folder)\">" }
    for tree in ["", "de/", "ar/"] {
      let page = try #require(pages[tree + folder + "index.html"])
      #expect(page.split(separator: "\n").filter { $0.contains("x-default") }.count == 1)
      let links = page.split(separator: "\n").filter {
        $0.hasPrefix("<link rel=\"alternate\" hreflang")
      }
      #expect(links.map(String.init) == expected)
      #expect(page.contains("<link rel=\"canonical\" href=\"\(url)\(tree)\(folder)\">"))
    }
    #expect(pages["404.html"]?.contains("x-default") == false)
  }

  @Test(arguments: [
    ("index.html", ["de de/index.html Deutsch", "ar ar/index.html العربية"]),
    ("de/index.html", ["en ../index.html English", "ar ../ar/index.html العربية"]),
    (
      "ar/incidents/slow/index.html",
      [
        "en ../../../incidents/slow/index.html English",
        "de ../../../de/incidents/slow/index.html Deutsch",
      ]
    ),
    ("404.html", ["de /status/de/index.html Deutsch", "ar /status/ar/index.html العربية"]),
  ])
  func `every page leads to itself in the other languages, each named as its speakers do`(
    path: String, links: [String]
  ) async throws {
    let page = try #require(try await pages()[path])
    let found = page.matches(of: /<a href="([^"]*)" lang="([^"]*)" hreflang="([^"]*)">([^<]*)</)
    #expect(found.map { "\($0.output.2) \($0.output.1) \($0.output.4)" } == links)
    #expect(found.allSatisfy { $0.output.2 == $0.output.3 })
  }

  @Test func `every link inside the site leads to a page, a feed or a file that is there`()
    async throws
  {
    let pages = try await pages()
    let others = [
      "feed.xml", "atom.xml", "feed.json", "favicon.svg", "badge.svg", "maintenance.ics",
      "metrics.txt", "status.txt", "api/uptime.json", "api/v2/summary.json", "static/guide.pdf",
      "incidents/slow/feed.xml",
    ]
    let ofComponent = ["feed.xml", "atom.xml", "feed.json", "badge.svg", "maintenance.ics"]
    let there = Set(pages.keys).union(others).union(ofComponent.map { "components/api/" + $0 })
    for (path, page) in pages where path.hasSuffix(".html") {
      let links = page.matches(of: /href="([^"#]*)[^"]*"/).map { String($0.output.1) }
      let inside = links.filter { !$0.isEmpty && !$0.contains("://") }
      #expect(inside.count > 8)
      #expect(inside.filter { !there.contains(resolved($0, from: path)) } == [], "\(path)")
    }
  }

  @Test(arguments: [("", "en", "ltr"), ("de/", "de", "ltr"), ("ar/", "ar", "rtl")])
  func `a page is marked with its language and direction`(
    tree: String, language: String, direction: String
  ) async throws {
    let page = try #require(try await pages()[tree + "index.html"])
    #expect(page.contains("<html lang=\"\(language)\" dir=\"\(direction)\">"))
  }

  @Test(arguments: [
    ("", ["<p>Logins are <strong>slow</strong>.</p>"]),
    ("de/", ["<p>Anmelden dauert lange.</p>"]),
    (
      "ar/",
      [
        "<p class=\"language\"><small>لغة هذا النص: الإنجليزية.</small></p>",
        "<div lang=\"en\" dir=\"ltr\">", "<p>Logins are <strong>slow</strong>.</p>", "</div>",
      ]
    ),
  ])
  func `an update is shown in the language of the page, or marked with the one it is in`(
    tree: String, lines: [String]
  ) async throws {
    let site = try await TinySite(status: Self.status)
      .with("incidents/slow.md", Self.incident).read()
    for path in ["index.html", "incidents/slow/index.html"] {
      let page = try #require(try renderedPages(of: site)[tree + path])
      #expect(page.contains("\n" + lines.joined(separator: "\n") + "\n"))
      let others = ["Anmelden dauert", "Logins are"].filter { page.contains($0) }
      #expect(others.count == 1)
      #expect(!page.contains(">de</h"))
    }
  }

  @Test(arguments: [
    ("", "This text is in Arabic.", 0), ("de/", "Dieser Text ist auf Englisch.", 1),
    ("ar/", "لغة هذا النص", 0),
  ])
  func `an extra page too`(tree: String, note: String, count: Int) async throws {
    let page = try #require(try await pages()[tree + "about/index.html"])
    #expect(page.ranges(of: note).count == count)
    #expect(page.contains("<p>نحن.</p>") == (tree == "ar/"))
  }

  @Test func `a text written only in another language than the first is shown and marked`()
    async throws
  {
    let site = try await TinySite(status: Self.status).with(
      "announcements/a.md",
      "---\ntitle: A\nstarts: 2026-11-20 00:00\n---\n\n### ar\n\nنص.\n\n### de\n\nHallo.\n"
    ).read()
    let pages = try renderedPages(of: site)
    let marked = "<div lang=\"ar\" dir=\"rtl\">\n<p>نص.</p>\n</div>"
    #expect(pages["index.html"]?.contains(marked) == true)
    #expect(pages["de/index.html"]?.contains("<p>Hallo.</p>") == true)
    #expect(pages["ar/index.html"]?.contains("<div lang") == false)
  }
}

/// The path that a link leads to.
private func resolved(_ link: String, from page: String) -> String {
  guard !link.hasPrefix("/") else { return String(link.dropFirst("/status/".count)) }
  var parts = page.split(separator: "/").dropLast()
  for step in link.split(separator: "/") {
    if step == ".." { parts = parts.dropLast() } else { parts.append(step) }
  }
  return parts.joined(separator: "/")
}
