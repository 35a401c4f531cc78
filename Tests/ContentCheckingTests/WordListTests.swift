import ContentReading
import Diagnostics
import SiteFiles
import StatusModel
import TestSupport
import Testing

@testable import ContentChecking

struct WordListTests {
  @Test(arguments: [
    ("soon", "We are back soon.", ["soon"]),
    ("soon", "Sooner or later.", []),
    ("as soon as possible", "As soon\nas  possible!", ["As soon as possible"]),
    ("back by <number>", "We are back by 14:00 or so.", ["back by 14:00"]),
    ("back by <number>", "We are back by noon.", []),
    ("in a|one minute", "In one minute, in a minute.", ["In one minute", "in a minute"]),
    ("very [very] late", "very very late, very late", ["very very late", "very late"]),
    ("estimat*", "An estimated time, an estimate.", ["estimated", "estimate"]),
    ("by * then", "by noon then", ["by noon then"]),
    ("!as soon", "as soon as it is here; soon", ["soon"]),
    ("!as soon", "Not as. Soon.", ["Soon"]),
    ("shortly !after", "shortly after noon; shortly", ["shortly"]),
    ("it is", "Here it. Is it over?", []),
    ("don't", "I don't know", ["don't"]),
    ("übermorgen", "Wieder da ÜBERMORGEN.", ["ÜBERMORGEN"]),
  ])
  func `a pattern finds words within a sentence`(
    pattern: String, text: String, found: [String]
  ) throws {
    let patterns = WordPatterns([try #require(WordPattern(pattern))])
    let words = TextWords(text)
    #expect(patterns.matches(in: words).map { phrase($0, in: words, of: text) } == found)
  }

  @Test(arguments: ["[open", "!", "one||two", "!as", "[only]", ""])
  func `a line that is no pattern is told where it stands`(line: String) {
    let place = SourcePosition(path: "theme/checks/en.yml", line: 3, column: 5)
    let (_, faults) = CheckWords.make(["promises": [Located(line, at: place)]])
    #expect(
      faults.map(\.text) == [
        """
        theme/checks/en.yml:3:5: warning: '\(line)' is no pattern, so check looks for nothing here [bad-word-pattern]
          hint: write words such as 'soon', 'in a|one minute' or 'back by <number>'; close each '['
        """
      ])
  }

  @Test func `a language without lists has all warnings but those of words`() async throws {
    let site = TinySite().with(
      "incidents/one.md",
      """
      ---
      title: Slow logins
      severity: SEV3
      ---

      ## Investigating - 2026-11-20 11:30 UTC

      We hope that logins work again soon, for all.

      ## Resolved - 2026-11-20 11:40 UTC

      All requests succeed again since a short while ago.

      ## Resolved - 2026-11-20 11:50 UTC

      Done.
      """)
    #expect(try await warnings(in: site, words: [:]).map(\.id) == ["short-resolution"])
    #expect(
      try await warnings(in: site).map(\.id) == [
        "empty-promise", "effects-untold", "short-resolution",
      ])
  }

  @Test func `sections may have the names of the site's language`() throws {
    let german = [
      "Zusammenfassung", "Auswirkung", "Was versagt hat", "Abläufe", "Werkzeuge", "Verständigung",
      "Was gut ging", "Was wir ändern",
    ]
    let text =
      "## Zusammenfassung\n\nText\n\n## Impact\n\nText\n\n## Was versagt hat\n\n### Abläufe\n"
    let sections = PostmortemSections(of: text, titles: german)
    #expect(sections.missing == ["Werkzeuge", "Verständigung", "Was gut ging", "Was wir ändern"])
    #expect(sections.empty.map(\.title) == ["Was versagt hat", "Abläufe"])
    #expect(sections.heading(of: "Werkzeuge") == "### Werkzeuge")
  }

  @Test(arguments: [
    ("One login in ten fails.", 5), ("", 0), ("- * —", 0), ("error 500 on-call", 3),
    ("現在ログインできません。", 6), ("Die Anmeldung geht nicht.", 4),
  ])
  func `words are counted as readers see them`(text: String, count: Int) {
    #expect(wordCount(of: text) == count)
  }
}
