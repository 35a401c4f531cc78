import Diagnostics
import SiteFiles
import TestSupport
import Testing

/// A finding stands where its words are written, whatever stands around them.
struct PlaceTests {
  private static let head = "---\ntitle: Slow logins\nseverity: SEV3\n---\n\n"

  /// With a `▶` before each promise that nobody can keep.
  private static let texts: [(name: String, languages: String, text: String)] = [
    (
      "a language that is a heading of a site in one language", "[en]",
      "We are back ▶soon.\n\n### en\n\nIt works again ▶soon."
    ),
    (
      "a heading right below the one that names a language", "[en, de]",
      "One login in ten fails.\n\n### de\n\n### Einzelheiten\n\nWir sind ▶bald zurück."
    ),
    (
      "a text whose first language comes second", "[en, de]",
      "### de\n\nWir sind ▶bald zurück.\n\n### en\n\n  Indented, and back ▶soon."
    ),
    (
      "a language with more of the text below other headings", "[en, de]",
      "Hello.\n\n### DE\n\nGuten Tag.\n\n### Mehr\n\nWir sind ▶bald zurück.\n"
    ),
    ("letters of several bytes, and blank lines", "[en]", "\n\n\nÄrger – we are back ▶soon.\n\n\n"),
  ]

  @Test(arguments: texts.indices)
  func `a promise is marked`(index: Int) async throws {
    let (_, languages, text) = Self.texts[index]
    let heading = "## Investigating - 2026-11-20 11:30 UTC\n\n"
    let marked = MarkedText(Self.head + heading + text, path: "incidents/2026/one.md")
    let site = TinySite(status: TinySite.statusFile + "languages: \(languages)\n")
      .with("incidents/2026/one.md", marked.text)
    let found = try await warnings(in: site).filter { $0.id == "empty-promise" }
    #expect(found.map(\.position) == marked.places)
  }

  @Test func `lines that end as on Windows and a byte order mark move nothing`() async throws {
    let heading = "## Investigating - 2026-11-20 11:30 UTC\n\n"
    let marked = MarkedText(
      Self.head + heading + "One login in ten fails.\nWe are back ▶soon.", path: "incidents/one.md")
    let site = TinySite().with(
      "incidents/one.md", "\u{FEFF}" + marked.text.replacing("\n", with: "\r\n"))
    let found = try await warnings(in: site).filter { $0.id == "empty-promise" }
    #expect(found.map(\.position) == marked.places)
  }

  /// The definition is carried to each update that may use it.
  @Test func `words of a link definition of another update are marked at the end`() async throws {
    let text = """
      ## Investigating - 2026-11-20 11:30 UTC

      See [this][soon].

      ## Update - 2026-11-20 11:40 UTC

      Some more is known now.

      [soon]: https://status.example/

      """
    let site = TinySite().with("incidents/one.md", Self.head + text)
    let found = try await warnings(in: site).filter { $0.id == "empty-promise" }
    #expect(
      found.map { "\($0.position.line):\($0.position.column)" } == ["8:12", "8:18", "14:2"])
  }
}
