import Diagnostics
import SiteFiles
import SiteRendering
import StatusModel
import TestSupport
import Testing

struct PageTests {
  @Test func `every page of the contract is planned once`() throws {
    let site = exampleSite()
    let statics = [
      SourceFile(path: "static/logo.svg", bytes: [1, 2, 3]),
      SourceFile(path: "status.yml", bytes: [4]),
    ]
    let pages = madeFiles(
      by: pagePlanner(themes: [try builtInTheme()], statics: statics), of: site,
      site.snapshot(at: friday)
    ).sorted { $0.path < $1.path }
    #expect(
      pages.map(\.path) == [
        "404.html", "about/index.html", "components/api/index.html",
        "components/dashboard/index.html", "components/legacy/index.html",
        "components/mobile/index.html", "feed.css", "history/2026-11/index.html",
        "history/index.html", "incidents/2026-11-05-alarm/index.html",
        "incidents/2026-11-10-sync/index.html",
        "incidents/2026-11-20-api-errors/index.html", "index.html",
        "maintenance/2026-11-20-mobile/index.html",
        "maintenance/2026-12-01-db-upgrade/index.html", "maintenance/index.html",
        "severity-levels/index.html", "static/logo.svg", "subscribe/index.html",
      ])
    #expect(pages.first { $0.path == "static/logo.svg" }?.bytes() == [1, 2, 3])
  }

  @Test func `asked twice, a page is the same byte for byte`() throws {
    let site = exampleSite()
    let one = try renderedPages(of: site)
    let other = try renderedPages(of: site)
    #expect(one == other)
  }

  @Test func `the home page says how bad and how broad it is`() throws {
    let lines = try shown(
      exampleSite(), on: "index.html", by: "home",
      template: "{{status}}\n{{look}}\n{{breadth}}\n{{{as_of}}}")
    #expect(
      lines == [
        "Partial outage", "part", "2 of 4 components affected",
        "As of <time datetime=\"2026-11-20T11:00:00Z\">20 Nov 2026, 11:00 UTC</time>",
      ])
  }

  @Test func `the home page names the components that are concerned, the worst first`() throws {
    let lines = try shown(
      exampleSite(), on: "index.html", by: "home",
      template: "{{#affected}}{{name}} {{look}} {{{words}}} {{link}}\n{{/affected}}")
    #expect(
      lines == [
        "Public API part Partial outage components/api/index.html",
        "Mobile apps work Under maintenance components/mobile/index.html",
      ])
  }

  @Test func `at most five are named, and how many there are is said`() throws {
    let example = exampleSite()
    let names = (1...7).map { Component(id: "c\($0)", name: "C\($0)") }
    let incident = Incident(
      id: "all", title: "All", severity: "SEV3",
      components: names.map { component in
        .init(component: component.id, status: component.id == "c6" ? .majorOutage : nil)
      },
      updates: [.init(state: .investigating, time: friday.advanced(by: -60), text: "All.")])
    let site = Site(
      settings: example.settings, catalog: Catalog(entries: names.map { .component($0) }),
      history: History(incidents: [incident]))
    let lines = try shown(
      site, on: "index.html", by: "home",
      template: "{{breadth}}:{{#affected}} {{name}}{{/affected}}")
    #expect(lines == ["7 of 7 components affected: C6 C1 C2 C3 C4"])
  }

  @Test func `the promised update stands above the newest one, on both pages`() throws {
    let pages = try renderedPages(of: exampleSite())
    let promise =
      "<ol class=\"timeline\">\n<li class=\"next\"><p class=\"promise\" data-due>Next update by "
      + "<time datetime=\"2026-11-20T11:35:00Z\">11:35 UTC</time></p></li>\n<li class=\"open\""
    for path in ["index.html", "incidents/2026-11-20-api-errors/index.html"] {
      let page = try #require(pages[path])
      #expect(page.ranges(of: promise).count == 1, "\(path)")
      #expect(page.ranges(of: "Next update by").count == 1, "\(path)")
    }
  }

  @Test func `an open incident stands above announcements, maintenance and components`() throws {
    let page = try #require(try renderedPages(of: exampleSite())["index.html"])
    let ids = page.matches(of: /<h[12] id="([^"]+)"/).map { String($0.output.1) }
    #expect(
      ids == [
        "page-status", "open-incidents", "notice-holidays", "running", "components", "upcoming",
        "recent",
      ])
  }

  @Test func `an open incident shows its promise, its components and its updates`() throws {
    let lines = try shown(
      exampleSite(), on: "index.html", by: "home",
      template: """
        {{#incidents}}
        {{title}} ({{severity}}, {{state}}, {{look}}) {{{when}}}
        {{{promise}}}
        {{#effects}}
        {{name}} {{look}} {{{words}}} {{link}}
        {{/effects}}
        {{#updates}}
        {{state}} {{link}} {{{changes}}}
        {{/updates}}
        {{/incidents}}
        """)
    let page = "incidents/2026-11-20-api-errors/index.html"
    #expect(
      lines == [
        "Elevated API error rates (Major, Identified, part) Since "
          + "<time datetime=\"2026-11-20T10:02:00Z\">20 Nov 2026, 10:02 UTC</time>",
        "Next update by <time datetime=\"2026-11-20T11:35:00Z\">11:35 UTC</time>",
        "Public API part Partial outage components/api/index.html",
        "Dashboard ok Operational components/dashboard/index.html",
        "Identified \(page)#2026-11-20T10-35-00Z <ul class=\"changes\">"
          + "<li>Severity changed to <bdi>Major</bdi></li>"
          + "<li><bdi>Public API</bdi>: Partial outage</li>"
          + "<li><bdi>Dashboard</bdi>: operational again</li></ul>",
        "Investigating \(page)#2026-11-20T10-10-00Z ",
      ])
  }

  @Test func `an incident's page says how long each component was affected`() throws {
    let lines = try shown(
      exampleSite(), on: "incidents/2026-11-20-api-errors/index.html", by: "incident",
      template: "{{#effects}}{{name}}: {{{words}}}\n{{/effects}}")
    #expect(
      lines == [
        "Public API: Major outage: 33 minutes; partial outage: 25 minutes",
        "Dashboard: Major outage: 33 minutes",
      ])
  }

  @Test func `a postmortem shows its text and which actions are done, and no owner`() throws {
    let lines = try shown(
      exampleSite(), on: "incidents/2026-11-10-sync/index.html", by: "postmortem",
      template: """
        {{anchor}} {{{published}}}
        {{{text}}}
        {{#actions}}{{kind}}: {{what}} ({{{done}}}){{#is_done}} ✓{{/is_done}}
        {{/actions}}
        """, within: ("incident", "{{{postmortem}}}"))
    #expect(
      lines == [
        "postmortem Published <time datetime=\"2026-11-17\">17 Nov 2026</time>",
        "<h3>Summary</h3>", "<p>The queue was full.</p>", "<h3>What failed</h3>",
        "<h4>Tooling</h4>", "<p>No alert on its length.</p>",
        "Alert: Alert when the queue holds more than 1,000 jobs (Done on "
          + "<time datetime=\"2026-11-18\">18 Nov 2026</time>) ✓",
        "Runbook: Describe how to add a worker (Not done yet)",
      ])
  }

  @Test
  func `a long incident leaves no quiet day, what is open stands above, and quiet days are one`()
    throws
  {
    let lines = try shown(
      exampleSite(), on: "index.html", by: "home",
      template: "{{#days}}{{{day}}}{{quiet}}{{#entries}} [{{title}}]{{/entries}}\n{{/days}}")
    func day(_ date: String, _ words: String) -> String {
      "<time datetime=\"\(date)\">\(words)</time> [Mobile sync is slow]"
    }
    // An incident is open on the twentieth, so that day is not quiet either.
    #expect(
      lines == [
        "No incidents from 14 November to 19 November",
        day("2026-11-13", "Friday, 13 November 2026"),
        day("2026-11-12", "Thursday, 12 November 2026"),
        day("2026-11-11", "Wednesday, 11 November 2026"),
        day("2026-11-10", "Tuesday, 10 November 2026"),
        "No incidents from 6 November to 9 November",
      ])
  }

  @Test func `a component that is listed only while it fails is not listed before`() throws {
    let template = "{{#sections}}{{name}}:{{#components}} {{name}}{{/components}}\n{{/sections}}"
    let lines = try shown(exampleSite(), on: "index.html", by: "home", template: template)
    #expect(lines == [": Public API", "Apps: Dashboard Mobile apps"])
  }

  @Test func `a retracted incident is marked as none`() throws {
    let lines = try shown(
      exampleSite(), on: "incidents/2026-11-05-alarm/index.html", by: "incident",
      template: "{{state}} {{look}}{{#is_retracted}} retracted{{/is_retracted}}"
        + "{{#has_effects}} affected{{/has_effects}}")
    #expect(lines == ["False alarm none retracted"])
  }

  @Test func `times are told in the site's zone, with the zone named`() throws {
    let site = Site(
      settings: SiteSettings(
        name: "Acme", url: "https://s.example", timeZone: .berlin2026),
      catalog: exampleSite().catalog, history: exampleSite().history)
    let lines = try shown(
      site, on: "incidents/2026-11-20-api-errors/index.html", by: "incident",
      template: "{{{when}}} {{{promise}}}")
    #expect(
      lines == [
        "Since <time datetime=\"2026-11-20T10:02:00Z\">20 Nov 2026, 11:02 CET</time> "
          + "Next update by <time datetime=\"2026-11-20T11:35:00Z\">12:35 CET</time>"
      ])
  }

  @Test(arguments: [
    ("https://status.acme.example", "/index.html"),
    ("https://acme.example/status", "/status/index.html"),
  ])
  func `the page for lost readers links from the site's own path`(
    url: String, home: String
  ) throws {
    let pages = try renderedPages(of: exampleSite(url: url))
    let page = try #require(pages["404.html"])
    #expect(page.contains("<a class=\"brand\" href=\"\(home)\">"))
    #expect(!page.contains("href=\"../"))
    #expect(!page.contains("canonical"))
  }

  @Test func `style and script are allowed by their hashes and nothing else is`() throws {
    let own = [
      SourceFile(path: "theme/assets/style.css", bytes: Array("a { b: c; }".utf8)),
      SourceFile(path: "theme/assets/home.css", bytes: Array("/* nothing */".utf8)),
      SourceFile(path: "theme/assets/script.js", bytes: Array("  f();\n".utf8)),
    ]
    let page = try #require(try renderedPages(of: exampleSite(), theme: own)["index.html"])
    #expect(page.contains("<style>a{b:c}</style>"))
    let policy =
      "default-src &#39;none&#39;; style-src &#39;sha256-\(hashOfTinyStyle)&#39;; "
      + "script-src &#39;sha256-\(hashOfTinyScript)&#39;; connect-src &#39;self&#39;; "
      + "img-src &#39;self&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"
    #expect(page.contains("content=\"\(policy)\""))
    #expect(!page.contains("style="))
    let scripts = page.matches(of: /<script[^>]*>[^<]*<\/script>/).map { String($0.output) }
    #expect(
      scripts == [
        """
        <script data-zone="UTC" data-dates="en-GB" data-moment="{date}, {time} {zone}" \
        data-clock="{time} {zone}" data-toggle="Your time">\
        f();</script>
        """
      ])
  }

  @Test func `an extra page takes the words of its file`() throws {
    let lines = try shown(
      exampleSite(), on: "about/index.html", by: "extra-page",
      template: "{{title}}\n{{{text}}}")
    #expect(lines == ["About this page", "<h2>Who</h2>", "<p>We are Acme.</p>"])
  }

  @Test func `a site changes a word without touching a template`() throws {
    let own = SourceFile(
      path: "theme/strings/en.yml", bytes: Array("today: 'All {quiet} <here>'".utf8))
    let (_, diagnostics) = readTheme(builtIn: try builtInThemeFiles(), site: [own])
    #expect(diagnostics.map(\.id) == ["unknown-placeholder"])
    let right = SourceFile(
      path: "theme/strings/en.yml", bytes: Array("today: 'All } <here>'".utf8))
    let page = try #require(try renderedPages(of: exampleSite(), theme: [right])["index.html"])
    #expect(page.contains("<span>All &#125; &lt;here&gt;</span>"))
    #expect(!page.contains("Today"))
  }
}

/// Of `f();`, by `openssl dgst -sha256 -binary | base64`.
private let hashOfTinyScript = "9RATIFdqkCJTNwEc6+pNG0qjxmJA9pKWbaKmy3Jw3G0="
/// Of `a{b:c}`, in the same way.
private let hashOfTinyStyle = "0cRUVYRKwNwnl1hkfkPGjkht16b039TjFdJzmXfFK2o="
