import Diagnostics
import SiteFiles
import Testing

@testable import SiteRendering
@testable import StatusModel

/// How each language sets its signs and joins its words.
struct TypographyTests {
  @Test func `French sets no-break blanks before a colon and a semicolon`() throws {
    let faulty = try texts(of: "fr").filter { $0.contains(/\ [:;!?]/) }
    #expect(faulty == [])
    let words = try words("fr")
    #expect(words.text(.edited, ["time": "x"]) == "Modifié\u{A0}: x")
    #expect(words.text(.endNotKnown, ["start": "x"]).contains("x\u{202F}; fin"))
  }

  /// People type `W toku` into headings, so the states keep their plain blanks.
  @Test(arguments: [("cs", "ksvzouai"), ("pl", "iouwza"), ("uk", "вузійоа")])
  func `a word of one letter does not end a line`(language: String, letters: String) throws {
    let faulty = try texts(of: language).filter { text in
      text.split(separator: " ").dropLast().contains { words in
        let last = words.split(separator: "\u{A0}").last ?? ""
        return last.count == 1 && letters.contains(last.lowercased())
      }
    }
    #expect(faulty == (language == "pl" ? ["W toku"] : []))
  }

  @Test(arguments: [
    ("en", "1 hour 16 minutes"), ("de", "1 Stunde 16 Minuten"), ("fr", "1 heure et 16 minutes"),
    ("es", "1 hora y 16 minutos"), ("cs", "1 hodina a\u{A0}16 minut"), ("ja", "1時間16分"),
    ("ar", "ساعة و16 دقيقة"), ("he", "שעה, 16 דקות"), ("sv", "1 timme och 16 minuter"),
  ])
  func `two parts of a span are joined as the language joins them`(
    language: String, span: String
  ) throws {
    let moments = MomentWords(zone: .utc, words: try words(language), moments: [])
    #expect(moments.span(4_560) == span)
  }

  @Test(arguments: [
    ("en", "Major outage: 1 hour; partial outage: 32 minutes"),
    ("de", "Schwerer Ausfall: 1 Stunde; Teilausfall: 32 Minuten"),
    ("fr", "Panne majeure pendant 1 heure\u{202F}; panne partielle pendant 32 minutes"),
    ("tr", "Büyük kesinti: 1 saat; kısmi kesinti: 32 dakika"),
    ("ja", "重大な障害：1時間、一部障害：32分"), ("zh", "严重中断 1 小时；部分中断 32 分钟"),
  ])
  func `in a list only the first status begins with a capital letter`(
    language: String, list: String
  ) throws {
    let words = try words(language)
    let moments = MomentWords(zone: .utc, words: words, moments: [])
    #expect(
      words.list([
        (.majorOutage, moments.span(3_600)), (.partialOutage, moments.span(1_920)),
      ]) == list)
  }

  @Test(arguments: [
    ("en", "Published 8 Oct", "Earlier: x", "a. b."), ("de", "Veröffentlicht am 8 Oct", nil, nil),
    ("he", "פורסם ב־8 Oct", nil, nil), ("it", "Data di pubblicazione: 8 Oct", nil, nil),
    ("ja", "公開日：8 Oct", "前の月：x", "a。b。"), ("zh", "发布于 8 Oct", "更早：x", "a。b。"),
    ("fr", "Publié le 8 Oct", "Mois précédent\u{A0}: x", "a. b."),
  ])
  func `signs between a word and its value are the language's own`(
    language: String, published: String, earlier: String?, summary: String?
  ) throws {
    let words = try words(language)
    #expect(words.text(.postmortemPublished, ["day": "8 Oct"]) == published)
    if let earlier { #expect(words.text(.earlier, ["month": "x"]) == earlier) }
    if let summary {
      #expect(words.text(.uptimeAndSummary, ["uptime": "a", "summary": "b"]) == summary)
    }
  }

  /// The script puts moments together by these patterns, so that what it writes and what the build
  /// wrote differ in nothing but the zone.
  @Test(arguments: [("cs", "{date} {time} {zone}"), ("de", "{date}, {time} {zone}")])
  func `a page gives its script the language's pattern of a moment`(
    language: String, pattern: String
  ) throws {
    let example = exampleSite()
    let site = Site(
      settings: SiteSettings(
        name: "Acme", url: "https://status.acme.example", language: language),
      catalog: example.catalog, severities: example.severities, history: example.history)
    let page = try #require(try renderedPages(of: site)["index.html"])
    #expect(page.contains("data-moment=\"\(pattern)\" data-clock=\"{time} {zone}\""))
  }

  private func words(_ language: String) throws -> Words {
    let (theme, diagnostics) = readTheme(
      builtIn: try builtInThemeFiles(), site: [], language: language)
    #expect(diagnostics.map(\.text) == [])
    return try #require(theme).words
  }

  /// Every text of a language's file, each plural form by itself.
  private func texts(of language: String) throws -> [String] {
    let path = "theme/strings/\(language).yml"
    let file = try #require(try builtInThemeFiles().first { $0.path == path })
    let parsed = try #require(parseWords(file, in: language).file)
    return parsed.entries.flatMap { _, entry in
      switch entry {
      case .text(let pieces): [pieces]
      case .plural(let forms, _): Array(forms.values)
      }
    }.map { pieces in
      pieces.map { piece in
        switch piece {
        case .text(let text): text
        case .placeholder(let name): "{\(name)}"
        }
      }.joined()
    }
  }
}
