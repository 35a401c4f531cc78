import StatusModel
import Testing

/// What a link to a page says where somebody pastes it.
struct SharedWordsTests {
  @Test(arguments: [
    (
      "index.html", "Partial outage",
      "2 of 4 components affected; Public API: Partial outage; Mobile apps: Under maintenance"
    ),
    (
      "incidents/2026-11-20-api-errors/index.html", "Identified: Elevated API error rates",
      "A configuration change is being rolled back. The dashboard works again. What you can do "
        + "Retry with --retry 3, or read the guide (https://acme.example/guide)."
    ),
    (
      "maintenance/2026-12-01-db-upgrade/index.html", "Scheduled: Database upgrade",
      "The API is read-only for up to two hours."
    ),
    (
      "severity-levels/index.html", "Severity levels - Acme Status",
      "Live status of Acme&#39;s services"
    ),
  ])
  func `a page says what is the matter, in its newest words`(
    path: String, title: String, text: String
  ) throws {
    let page = try #require(try renderedPages(of: exampleSite())[path])
    let folder = path.dropLast("index.html".count)
    let lines = page.split(separator: "\n").filter {
      $0.contains("\"og:") || $0.contains("twitter:")
    }
    #expect(
      lines == [
        "<meta property=\"og:title\" content=\"\(title)\">",
        "<meta property=\"og:description\" content=\"\(text)\">",
        "<meta property=\"og:type\" content=\"website\">",
        "<meta property=\"og:site_name\" content=\"Acme Status\">",
        "<meta property=\"og:url\" content=\"https://status.acme.example/\(folder)\">",
        "<meta name=\"twitter:card\" content=\"summary\">",
      ])
  }

  @Test
  func `a long text is one line of at most two hundred characters, and none of its marks are left`()
    throws
  {
    let text =
      "**Some** [requests](https://a.example) fail.\n\n" + String(repeating: "Wort ", count: 99)
    let site = Site(
      settings: exampleSite().settings, catalog: exampleSite().catalog,
      history: History(incidents: [
        Incident(
          id: "long", title: "A <b> & \"c\"", severity: "SEV3",
          updates: [.init(state: .investigating, time: friday.advanced(by: -60), text: text)])
      ]))
    let page = try #require(try renderedPages(of: site)["incidents/long/index.html"])
    let title =
      "<meta property=\"og:title\" content=\"Investigating: A &lt;b&gt; &amp; &quot;c&quot;\">"
    #expect(page.contains(title))
    let found = try #require(page.firstMatch(of: /og:description" content="([^"]*)"/)).output.1
    #expect(found.count == 199)
    #expect(found.hasPrefix("Some requests") && found.hasSuffix("…") && !found.contains("**"))
  }
}

/// The page of another moment.
struct PictureTests {
  @Test func `it says so once, leads to the present page and carries nothing that the clock moves`()
    throws
  {
    let pages = try renderedPages(of: exampleSite(), isPicture: true)
    for (path, page) in pages where path.hasSuffix(".html") {
      let isDated = page.contains("As it stood on")
      #expect(page.ranges(of: "As it stood on").count == (isDated ? 1 : 0), "\(path)")
      #expect(
        page.contains("<a href=\"https://status.acme.example/\">The page as it is now</a>")
          == isDated,
        "\(path)")
      #expect(!page.contains("data-until") && !page.contains("setInterval"), "\(path)")
      #expect(!page.contains("data-ago>As"), "\(path)")
    }
    #expect(pages["index.html"]?.contains("As it stood on") == true)
    #expect(pages["incidents/2026-11-10-sync/index.html"]?.contains("As it stood on") == false)
  }

  @Test func `a page of the present does none of that`() throws {
    for (path, page) in try renderedPages(of: exampleSite()) {
      #expect(
        !page.contains("As it stood on") && !page.contains("The page as it is now"), "\(path)")
    }
  }
}

/// Pages that list what happened, and the ways to hear of it.
struct ListPageTests {
  @Test func `the history has the entries of its newest months, and each component's`() throws {
    let lines = try shown(
      exampleSite(), on: "history/index.html", by: "history",
      template: "{{#recent}}{{name}} {{link}}\n{{{all_entries}}}\n{{/recent}}"
        + "{{#components}}{{name}} {{link}}\n{{/components}}")
    let titles = lines.compactMap { line in
      line.firstMatch(of: /<bdi>([^<]*)<\/bdi><\/a>/).map { String($0.output.1) }
    }
    #expect(
      lines.first
        == "November 2026 2026-11/index.html".replacing("2026-11/", with: "../history/2026-11/"))
    #expect(
      titles == [
        "New push servers", "Elevated API error rates", "Mobile sync is slow",
        "Dashboard unreachable",
      ])
    #expect(
      lines.suffix(3) == [
        "Public API ../components/api/index.html#incidents",
        "Dashboard ../components/dashboard/index.html#incidents",
        "Mobile apps ../components/mobile/index.html#incidents",
      ])
  }

  @Test func `all maintenance has a page, what runs first and what is over last`() throws {
    let lines = try shown(
      exampleSite(), at: friday.advanced(by: 86_400), on: "maintenance/index.html",
      by: "maintenance-list",
      template:
        "{{#running}}runs {{title}}\n{{/running}}{{#upcoming}}comes {{title}}\n{{/upcoming}}"
        + "{{{all_past}}}\n{{calendar}}")
    #expect(lines.first == "comes Database upgrade")
    #expect(lines.contains { $0.contains("New push servers") })
    #expect(lines.last == "../maintenance.ics")
  }

  @Test func `the team's own offers stand with their links`() throws {
    let site = exampleSite()
    let offering = Site(
      settings: SiteSettings(
        name: "Acme", url: "https://status.acme.example",
        subscriptions: [Subscription(name: "News & more", link: "https://list.example/?a=1&b=2")]),
      catalog: site.catalog, history: History())
    let page = try #require(try renderedPages(of: offering)["subscribe/index.html"])
    #expect(
      page.contains("<li><a href=\"https://list.example/?a=1&amp;b=2\">News &amp; more</a></li>"))
    #expect(try renderedPages(of: site)["subscribe/index.html"]?.contains("From us") == false)
  }

  @Test func `a name cannot leave the text that a feed's style shows`() throws {
    let site = Site(
      settings: SiteSettings(name: "a\"};*{x:\\<y>\n", url: "https://status.acme.example"),
      catalog: exampleSite().catalog, history: History())
    let style = try #require(try renderedPages(of: site)["feed.css"])
    #expect(style.contains("content: \"This is a feed of a\\22 };*{x:\\5c \\3c y\\3e  . To follow"))
    #expect(style.contains("https://status.acme.example/subscribe/\"; display"))
  }

  @Test func `a day of a component names what went on`() throws {
    let lines = try shown(
      exampleSite(), on: "components/mobile/index.html", by: "component",
      template: "{{#days}}{{date}}:{{#incidents}} {{name}} {{link}}{{/incidents}}\n{{/days}}")
    let sync = "Mobile sync is slow ../../incidents/2026-11-10-sync/index.html"
    #expect(
      lines == [
        "2026-11-20: New push servers ../../maintenance/2026-11-20-mobile/index.html",
        "2026-11-13: \(sync)", "2026-11-12: \(sync)", "2026-11-11: \(sync)", "2026-11-10: \(sync)",
      ])
  }
}
