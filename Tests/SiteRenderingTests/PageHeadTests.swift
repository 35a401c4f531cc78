import SiteFiles
import SiteRendering
import StatusModel
import Testing

/// What a page carries beside its content: feeds, style, pictures.
struct PageHeadTests {
  @Test(arguments: [
    ("index.html", ""), ("about/index.html", "../"), ("history/2026-11/index.html", "../../"),
    ("severity-levels/index.html", "../"), ("404.html", "/status/"),
  ])
  func `every page names the site's three feeds, from where it stands`(
    path: String, root: String
  ) throws {
    let site = exampleSite(url: "https://acme.example/status")
    #expect(try alternates(on: path, of: site) == siteFeeds(from: root))
  }

  @Test func `a maintenance's page names its calendar until it is over`() throws {
    let path = "maintenance/2026-12-01-db-upgrade/index.html"
    let own = "text/calendar maintenance.ics Database upgrade - Acme Status (Calendar)"
    #expect(try alternates(on: path, of: exampleSite()) == [own] + siteFeeds(from: "../../"))
    let later = friday.advanced(by: 30 * 86_400)
    #expect(try alternates(on: path, of: exampleSite(), at: later) == siteFeeds(from: "../../"))
  }

  @Test func `a component's page names its own feeds and its calendar first`() throws {
    let lines = try alternates(on: "components/api/index.html", of: exampleSite())
    let title = "Public API - Acme Status"
    #expect(
      lines == [
        "application/rss+xml feed.xml \(title) (RSS)",
        "application/atom+xml atom.xml \(title) (Atom)",
        "application/feed+json feed.json \(title) (JSON Feed)",
        "text/calendar maintenance.ics \(title) (Calendar)",
      ] + siteFeeds(from: "../../"))
  }

  /// The example's long incident was closed six days and 22½ hours before `friday`.
  @Test(arguments: [
    (0, true), (30 * 86_400 - 7 * 86_400 + 5_400, true),
    (30 * 86_400 - 7 * 86_400 + 5_401, false),
  ])
  func `an incident's page names its feed for thirty days after its end`(
    seconds: Int, isNamed: Bool
  ) throws {
    let lines = try alternates(
      on: "incidents/2026-11-10-sync/index.html", of: exampleSite(),
      at: friday.advanced(by: seconds))
    let own = "application/rss+xml feed.xml Mobile sync is slow - Acme Status (RSS)"
    #expect(lines == (isNamed ? [own] : []) + siteFeeds(from: "../../"))
  }

  @Test func `only an open incident offers to tell when it is over`() throws {
    let pages = try renderedPages(of: exampleSite())
    let offering = pages.filter { $0.value.contains(">Tell me when this is over</a>") }
    #expect(offering.keys.sorted() == ["incidents/2026-11-20-api-errors/index.html"])
    let link = "../../subscribe/index.html#incident-2026-11-20-api-errors"
    #expect(offering.values.allSatisfy { $0.contains("<p><a href=\"\(link)\">Tell me") })
    let target = "id=\"incident-2026-11-20-api-errors\""
    #expect(pages["subscribe/index.html"]?.contains(target) == true)
  }

  @Test func `a component's page gives the whole address of its badge`() throws {
    let page = try #require(try renderedPages(of: exampleSite())["components/api/index.html"])
    let address = "https://status.acme.example/components/api/badge.svg"
    #expect(page.contains("<a href=\"badge.svg\">\(address)</a>"))
  }

  @Test func `the ways to subscribe name each component that is listed, and no other`() throws {
    let site = exampleSite()
    let empty = Site(
      settings: site.settings, catalog: Catalog(entries: []), history: History())
    let template =
      "{{#has_components}}{{#components}}{{name}}: {{rss}} {{calendar}}\n{{/components}}{{/has_components}}"
    let url = "https://status.acme.example/components"
    let calendars = "webcal://status.acme.example/components"
    #expect(
      try shown(site, on: "subscribe/index.html", by: "subscribe", template: template)
        == [("Public API", "api"), ("Dashboard", "dashboard"), ("Mobile apps", "mobile")].map {
          "\($0): \(url)/\($1)/feed.xml \(calendars)/\($1)/maintenance.ics"
        })
    #expect(try shown(empty, on: "subscribe/index.html", by: "subscribe", template: template) == [])
  }

  @Test func `an entry's page carries the least style, the home page more, a list all of it`()
    throws
  {
    let own = [
      SourceFile(path: "theme/assets/style.css", bytes: Array("a{b:c}".utf8)),
      SourceFile(path: "theme/assets/home.css", bytes: Array("d{e:f}".utf8)),
      SourceFile(path: "theme/assets/lists.css", bytes: Array("g{h:i}".utf8)),
    ]
    let pages = try renderedPages(of: exampleSite(), theme: own)
    let light = pages.filter { $0.value.contains("<style>a{b:c}</style>") }.keys
    let home = pages.filter { $0.value.contains("<style>a{b:c}d{e:f}</style>") }.keys
    let full = pages.filter { $0.value.contains("<style>a{b:c}d{e:f}g{h:i}</style>") }.keys
    #expect(
      light.sorted() == [
        "about/index.html", "incidents/2026-11-05-alarm/index.html",
        "incidents/2026-11-10-sync/index.html", "incidents/2026-11-20-api-errors/index.html",
        "maintenance/2026-11-20-mobile/index.html",
        "maintenance/2026-12-01-db-upgrade/index.html",
      ])
    #expect(home.sorted() == ["index.html"])
    #expect(light.count + 1 + full.count == pages.keys.count { $0.hasSuffix(".html") })
  }

  @Test func `each page carries the pictures that it refers to, and no other`() throws {
    for (path, page) in try renderedPages(of: exampleSite()) {
      let carried = page.matches(of: /<symbol id="([^"]+)"/).map { String($0.output.1) }
      let shown = Set(page.matches(of: /<use href="#([^"]+)"/).map { String($0.output.1) })
      #expect(carried.count == shown.count && Set(carried) == shown, "\(path)")
      #expect(page.contains("<svg class=\"icons\"") == !shown.isEmpty, "\(path)")
    }
  }

  @Test(arguments: [
    "<svg><defs/><symbol id=\"i-ok\"><path/></symbol><g/><symbol id=\"i-no\"></symbol></svg>",
    "<svg><symbol id=\"i-ok\"><path fill=\"url(#a)\"/></symbol><symbol id=\"a\"></symbol></svg>",
    "<svg><symbol><path/></symbol></svg>", "<svg><path id=\"i-ok\"/></svg>", "",
  ])
  func `a sheet of pictures that cannot be taken apart is carried whole`(sheet: String) throws {
    let own = SourceFile(path: "theme/assets/icons.svg", bytes: Array(sheet.utf8))
    let lines = try shown(
      exampleSite(), on: "about/index.html", by: "extra-page", template: "x",
      within: ("page", "[{{{icons}}}]{{{content}}}"), theme: [own])
    #expect(lines == ["[\(sheet)]x"])
  }
}

/// Type, address and title of each feed that a page names, in its order.
private func alternates(
  on path: String, of site: Site, at moment: Timestamp = friday
) throws -> [String] {
  let page = try #require(try renderedPages(of: site, at: moment)[path])
  let link = /<link rel="alternate" type="([^"]+)" title="([^"]+)" href="([^"]+)">/
  return page.matches(of: link).map { "\($0.output.1) \($0.output.3) \($0.output.2)" }
}

private func siteFeeds(from root: String) -> [String] {
  [
    "application/rss+xml \(root)feed.xml Acme Status (RSS)",
    "application/atom+xml \(root)atom.xml Acme Status (Atom)",
    "application/feed+json \(root)feed.json Acme Status (JSON Feed)",
  ]
}
