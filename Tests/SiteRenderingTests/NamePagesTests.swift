import StatusModel
import TestSupport
import Testing

/// Each page shows the names in its own language.
struct NamePagesTests {
  private let moment = TinySite.fridayNoon

  /// A page in English and in German, where each page is nothing but `template`.
  private func both(
    _ path: String, by name: String, _ template: String, of site: TinySite = .inTwoLanguages
  ) async throws -> [[String]] {
    let site = try await site.read()
    return try ["", "de/"].map {
      try shown(site, at: moment, on: $0 + path, by: name, template: template)
    }
  }

  @Test func `the home page names its components, groups and entries`() async throws {
    let lines = try await both(
      "index.html", by: "home",
      """
      {{#affected}}{{name}}
      {{/affected}}
      {{#announcements}}{{title}}
      {{/announcements}}
      {{#incidents}}{{title}} {{severity}}{{#effects}} {{name}}{{/effects}}
      {{/incidents}}
      {{#upcoming}}{{title}}{{#components}} {{name}}{{/components}}
      {{/upcoming}}
      {{#sections}}[{{name}}]{{#components}} {{name}}{{/components}}
      {{/sections}}
      {{#days}}{{#entries}}{{title}} {{label}}
      {{/entries}}{{/days}}
      """)
    #expect(
      lines == [
        [
          "Public API", "Web shop", "Day off", "Slow logins Critical Public API Web shop",
          "New disks Web shop", "[] Public API", "[Apps] Web shop", "Slow logins Critical",
          "New disks Maintenance",
        ],
        [
          "Öffentliche API", "Webladen", "Feiertag",
          "Anmeldung langsam Kritisch Öffentliche API Webladen", "Neue Platten Webladen",
          "[] Öffentliche API", "[Anwendungen] Webladen", "Anmeldung langsam Kritisch",
          "Neue Platten Wartung",
        ],
      ])
  }

  @Test func `an incident's page names it, its level, its components and what an update changes`()
    async throws
  {
    let lines = try await both(
      "incidents/slow/index.html", by: "incident",
      """
      {{title}} {{severity}}{{#effects}} {{name}}{{/effects}}
      {{#updates}}{{{changes}}}
      {{/updates}}
      """)
    let names = lines.map { lines in
      [lines[0]]
        + lines.dropFirst().map { line in
          line.matches(of: /<bdi>([^<]*)<\/bdi>/).map { String($0.output.1) }
            .joined(separator: ", ")
        }
    }
    #expect(
      names == [
        [
          "Slow logins Critical Public API Web shop", "Critical, Public API, Web shop",
          "Public API",
        ],
        [
          "Anmeldung langsam Kritisch Öffentliche API Webladen",
          "Kritisch, Öffentliche API, Webladen", "Öffentliche API",
        ],
      ])
  }

  @Test func `the pages of a maintenance, a component, the levels and an extra page do`()
    async throws
  {
    #expect(
      try await both(
        "maintenance/disks/index.html", by: "maintenance",
        "{{title}}{{#components}} {{name}}{{/components}}")
        == [["New disks Web shop"], ["Neue Platten Webladen"]])
    #expect(
      try await both(
        "components/api/index.html", by: "component",
        "{{name}}: {{description}}{{#incidents}} {{title}} {{label}}{{/incidents}}")
        == [
          ["Public API: REST &amp; more Slow logins Critical"],
          ["Öffentliche API: REST &amp; mehr Anmeldung langsam Kritisch"],
        ])
    #expect(
      try await both(
        "severity-levels/index.html", by: "severity-levels",
        "{{#levels}}{{id}} {{name}} {{definition}}\n{{/levels}}")
        == [
          ["SEV1 Critical All is down.", "SEV2 Minor "],
          ["SEV1 Kritisch Nichts geht.", "SEV2 Gering "],
        ])
    #expect(
      try await both("about/index.html", by: "extra-page", "{{title}}")
        == [["About us"], ["Über uns"]])
  }

  @Test func `the calendar and the list of a month do`() async throws {
    let lines = try await both(
      "history/2026-11/index.html", by: "month",
      """
      {{#weeks}}{{#dates}}{{#link}}{{date}} {{label}} {{{causes}}}
      {{/link}}{{/dates}}{{/weeks}}
      {{#entries}}{{title}} {{label}}
      {{/entries}}
      """)
    #expect(
      lines == [
        [
          "20 Critical <bdi>Critical</bdi>: <bdi>Slow logins</bdi>",
          "21 Maintenance <bdi>Maintenance</bdi>: <bdi>New disks</bdi>", "New disks Maintenance",
          "Slow logins Critical",
        ],
        [
          "20 Kritisch <bdi>Kritisch</bdi>: <bdi>Anmeldung langsam</bdi>",
          "21 Wartung <bdi>Wartung</bdi>: <bdi>Neue Platten</bdi>", "Neue Platten Wartung",
          "Anmeldung langsam Kritisch",
        ],
      ])
  }

  @Test(arguments: [
    (
      "index.html", "Acme Status", "Live status",
      ["Acme Status (RSS)", "Acme Status (Atom)", "Acme Status (JSON Feed)"]
    ),
    (
      "de/index.html", "Acme-Lage", "Lage zur Stunde",
      ["Acme-Lage (RSS)", "Acme-Lage (Atom)", "Acme-Lage (JSON Feed)"]
    ),
  ])
  func `the frame of a page does`(
    path: String, name: String, description: String, feeds: [String]
  ) async throws {
    let pages = try renderedPages(of: try await TinySite.inTwoLanguages.read(), at: moment)
    let page = try #require(pages[path])
    let brand = page.firstMatch(of: /<a class="brand" href="[^"]*"><bdi>([^<]*)<\/bdi>/)
    #expect(brand?.output.1 == name[...])
    #expect(page.contains("<meta name=\"description\" content=\"\(description)\">"))
    let titles = page.matches(of: /<link rel="alternate" type="[^"]*" title="([^"]*)"/)
    #expect(titles.map { String($0.output.1) } == feeds)
  }

  @Test(arguments: [
    ("index.html", "Acme Status", "Acme-Lage"),
    ("incidents/slow/index.html", "Slow logins", "Anmeldung langsam"),
    ("maintenance/disks/index.html", "New disks", "Neue Platten"),
    ("components/api/index.html", "Public API", "Öffentliche API"),
    ("about/index.html", "About us", "Über uns"),
  ])
  func `a page's title is in its language`(
    path: String, english: String, german: String
  ) async throws {
    let pages = try renderedPages(of: try await TinySite.inTwoLanguages.read(), at: moment)
    let titles = ["", "de/"].map {
      pages[$0 + path]?.firstMatch(of: /<title>(.*)<\/title>/).map { String($0.output.1) }
    }
    let isHome = path == "index.html"
    #expect(
      titles == [
        english + (isHome ? "" : " - Acme Status"), german + (isHome ? "" : " - Acme-Lage"),
      ])
  }

  @Test func `every page leads to the extra pages by their names`() async throws {
    let pages = try renderedPages(of: try await TinySite.inTwoLanguages.read(), at: moment)
    let names = ["incidents/slow/index.html", "de/incidents/slow/index.html"].map {
      pages[$0]?.matches(of: /<a href="[^"]*about\/index.html">([^<]*)</).map {
        String($0.output.1)
      }
    }
    #expect(names == [["About us"], ["Über uns"]])
  }

  @Test func `no page holds a name of the other language`() async throws {
    let pages = try renderedPages(of: try await TinySite.inTwoLanguages.read(), at: moment)
    let english = [
      "Acme Status", "Live status", "Public API", "REST &amp; more", "Apps", "Web shop",
      "All is down.", "Slow logins", "New disks", "Day off", "About us",
    ]
    let german = [
      "Acme-Lage", "Lage zur Stunde", "Öffentliche API", "REST &amp; mehr", "Anwendungen",
      "Webladen", "Nichts geht.", "Kritisch", "Anmeldung langsam", "Neue Platten", "Feiertag",
      "Über uns",
    ]
    for (path, page) in pages {
      let foreign = path.hasPrefix("de/") ? english : german
      #expect(foreign.filter { page.contains($0) } == [], "\(path)")
    }
  }

  @Test func `where a language is missing, its readers see the name in the first`() async throws {
    let site = TinySite(
      status: """
        name: {en: Acme, fr: Acmé}
        url: https://acme.example
        languages: [en, de, fr]
        components: [{id: api, name: API}]

        """
    ).with("pages/about.md", "---\ntitle: {en: About, de: Über}\n---\n\nWe.\n")
    let pages = try renderedPages(of: try await site.read(), at: moment)
    let titles = ["", "de/", "fr/"].map {
      pages[$0 + "about/index.html"]?.firstMatch(of: /<title>(.*)<\/title>/).map {
        String($0.output.1)
      }
    }
    #expect(titles == ["About - Acme", "Über - Acme", "About - Acmé"])
  }

  @Test func `in the first language nothing depends on the others`() async throws {
    let both = try renderedPages(of: try await TinySite.inTwoLanguages.read(), at: moment)
    let one = try renderedPages(of: try await TinySite.inEnglishAlone.read(), at: moment)
    let paths = one.keys.filter { !$0.hasPrefix("de/") }.sorted()
    #expect(paths.count > 9)
    #expect(paths.filter { both[$0] != one[$0] } == [])
  }
}
