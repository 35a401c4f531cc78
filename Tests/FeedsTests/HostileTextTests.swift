import Feeds
import Foundation
import SiteFiles
import StatusModel
import TestSupport
import Testing

@Suite struct HostileTextTests {
  static let pieces = [
    "]]>", "<script>alert(1)</script>", "</script>", "<!--", "-->", "\"", "'", "&", "&amp;", "&#0;",
    "\\", "\\u0000", "\u{0}", "\u{1}", "\u{8}", "\u{B}", "\u{C}", "\u{1F}", "\u{7F}", "\u{85}",
    "\u{FFFE}", "\u{FFFF}", "\u{2028}", "\u{2029}", "\u{202E}", "\u{338}", "\"\u{338}", "<\u{338}",
    "👩‍👩‍👧‍👦", "🇩🇪", "é", "{id}", "{time}", "%s", "javascript:alert(1)", "[a](javascript:b)", "]", ">",
    "<",
    "<![CDATA[", "<?xml?>", "<a href=x style=y>", "\t", "  ", "word",
  ]

  /// A site whose every public field holds text that means something to some parser.
  static func site(seed: UInt64) -> (site: Site, title: String, names: [String]) {
    var random = SeededGenerator(seed: seed)
    func text() -> String {
      (0..<Int.random(in: 1...6, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
    }
    let names = [text(), text(), text()]
    let title = text()
    let severity = Severity(
      id: "SEV1", name: text(), definition: text(), status: .majorOutage, impact: .critical)
    let minor = Severity(
      id: "SEV3", name: text(), status: .degradedPerformance, impact: .minor, updateEvery: 60)
    let site = Site(
      settings: SiteSettings(
        name: text(), url: "https://status.acme.example", description: text()),
      catalog: Catalog(entries: [
        .component(Component(id: "api", name: names[0], description: text())),
        .group(
          ComponentGroup(
            id: "group-apps", name: text(), components: [Component(id: "app", name: names[1])])),
      ]),
      severities: [severity, minor],
      history: History(
        incidents: [
          Incident(
            id: "one", title: title, severity: "SEV3", components: [.init(component: "api")],
            updates: [
              .init(state: .investigating, time: utc("2026-11-20 10:00"), text: text()),
              .init(
                state: .identified, time: utc("2026-11-20 10:10"), severity: "SEV1",
                statusChanges: [.init(component: "app", status: .operational)], text: text()),
              .init(state: .resolved, time: utc("2026-11-20 10:20"), text: text()),
            ])
        ],
        maintenances: [
          Maintenance(
            id: "two", title: text(), components: ["app"],
            window: utc("2026-12-01 02:00")..<utc("2026-12-01 04:00"),
            updates: [.init(state: .scheduled, time: utc("2026-11-19 09:00"), text: text())])
        ],
        postmortems: [
          Postmortem(
            incident: "one", published: CivilDate(year: 2026, month: 11, day: 20), text: text())
        ]))
    return (site, title, names)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `whatever people write, feeds and API read back as they wrote it`(seed: UInt64) throws {
    let (site, title, names) = Self.site(seed: seed)
    let rss = try titlesAndCategories(inRSS: published("feed.xml", of: site))
    #expect(rss.titles.count == 6)
    #expect(rss.titles.contains("[Resolved] " + withoutForbidden(title)))
    #expect(Set(rss.categories) == Set(names.prefix(2).map(withoutForbidden)))

    let feed = try object("feed.json", of: site)
    let items = try #require(feed["items"] as? [[String: Any]])
    #expect(items.compactMap { $0["title"] as? String }.contains("[Resolved] " + title))
    #expect((items.first?["tags"] as? [String]) == Array(names.prefix(2)))

    let summary = try object("api/v2/summary.json", of: site)
    #expect((summary["page"] as? [String: Any])?["name"] as? String == site.settings.name)
    let rows = try #require(summary["components"] as? [[String: Any]])
    #expect(rows.map { $0["name"] as? String }.first == names[0])
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `Atom, the history and the calendar read back what people wrote`(seed: UInt64) throws {
    let (site, title, names) = Self.site(seed: seed)
    let atom = try texts(inXML: published("atom.xml", of: site))
    #expect(atom["name"] == [withoutForbidden(site.settings.name)])
    #expect(atom["id"]?.count == 6)
    #expect(atom["title"]?.contains("[Resolved] " + withoutForbidden(title)) == true)
    for path in ["history.rss", "history.atom"] {
      let history = try texts(inXML: published(path, of: site))
      #expect(history["title"]?[1] == withoutForbidden(title))
    }
    let component = try texts(inXML: published("components/app/atom.xml", of: site))
    #expect(component["title"]?[0] == withoutForbidden("\(site.settings.name): \(names[1])"))

    let calendar = try #require(calendarLines(published("maintenance.ics", of: site)))
    let planned = try #require(site.history.maintenances.first)
    #expect(calendarValues(of: "SUMMARY", in: calendar) == [onOneLine(planned.title)])
    #expect(calendarValues(of: "CATEGORIES", in: calendar) == [onOneLine(names[1])])
  }

  private func onOneLine(_ text: String) -> String {
    withoutForbidden(
      String(
        String.UnicodeScalarView(
          text.unicodeScalars.map { $0 == "\u{2028}" || $0 == "\u{2029}" ? "\n" : $0 })))
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `no file holds anything that could run inside a page`(seed: UInt64) throws {
    let (site, _, _) = Self.site(seed: seed)
    for file in madeFiles(
      by: feedPlanner(), of: site, site.snapshot(at: utc("2026-11-20 10:40")))
    {
      let bytes = file.bytes()
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(Array(text.utf8) == bytes, "\(file.path) is not UTF-8")
      if file.path.hasSuffix(".json") {
        #expect(!bytes.contains { $0 == 0x3C || $0 == 0x3E || $0 == 0x26 || $0 < 0x20 })
        #expect(!text.unicodeScalars.contains { $0 == "\u{2028}" || $0 == "\u{2029}" })
      } else if file.path.hasSuffix(".ics") {
        #expect(calendarLines(text) != nil, "\(file.path)")
      } else {
        #expect(!text.contains("]]>"))
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" })
      }
      for html in try contents(of: file.path, of: site) {
        for tag in ["<script", "style=", "href=\"javascript:", "<![CDATA["] {
          #expect(!html.hasTag(with: tag), "\(html)")
        }
      }
    }
  }

  private func contents(of path: String, of site: Site) throws -> [String] {
    guard path.hasSuffix("feed.json") else { return [] }
    let items = try #require(try object(path, of: site)["items"] as? [[String: Any]])
    return items.compactMap { $0["content_html"] as? String }
  }

  private func object(_ path: String, of site: Site) throws -> [String: Any] {
    let text = try published(path, of: site)
    return try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func withoutForbidden(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter {
          $0 == "\t" || $0 == "\n"
            || !($0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0.value == 0xFFFE
              || $0.value == 0xFFFF)
        }))
  }

  private func titlesAndCategories(
    inRSS text: String
  ) throws -> (titles: [String], categories: [String]) {
    let texts = try texts(inXML: text)
    return (texts["title"] ?? [], texts["category"] ?? [])
  }
}

extension String {
  /// Whether it stands in one of the tags of an HTML text, rather than in the words between them.
  fileprivate func hasTag(with part: String) -> Bool {
    split(separator: "<", omittingEmptySubsequences: false).dropFirst()
      .contains { "<\($0.prefix { $0 != ">" })".contains(part) }
  }
}
