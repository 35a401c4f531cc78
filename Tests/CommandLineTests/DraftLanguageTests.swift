import Authoring
import Building
import ContentChecking
import Foundation
import SiteFiles
import TestSupport
import Testing

@testable import SiteRendering

/// What commands write for a person to finish is in the language of the site.
struct DraftLanguageTests {
  private func site(_ language: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write([
      "status.yml": """
      name: Acme
      url: https://status.acme.example
      timezone: UTC
      language: \(language)
      components:
        - {id: api, name: Schnittstelle}
      severities:
        SEV1:
          name: Hoch
          impact: critical
          status: major_outage
          first_update_within: 15m
        SEV2:
          name: Niedrig
          impact: minor
          status: degraded_performance
      alerts:
        - {match: {service: api}, component: api, severity: SEV1}

      """,
      "incidents/2026-11-20-ausfall.md": """
      ---
      title: Ausfall
      severity: SEV1
      components: [api]
      started: 2026-11-20 09:52 UTC
      ---

      ## Investigating - 2026-11-20 10:00 UTC

      Anfragen schlagen fehl. Wir suchen die Ursache.

      ## Update - 2026-11-20 10:05 UTC - SEV2

      Die meisten Anfragen gelingen wieder.

      ## Resolved - 2026-11-20 10:20 UTC

      Alle Anfragen gelingen wieder, und es gingen keine Daten verloren.

      """,
    ])
    return folder
  }

  @Test func `the skeleton of a German site is German, and check is content with it`() throws {
    let folder = try site("de")
    let run = try Program.run(
      ["postmortem", "new", "ausfall"], in: folder.path, environment: atHalfPastTen)
    #expect(run.status == 0, "\(run.errors)")
    let file = try folder.text("postmortems/2026-11-20-ausfall.md")
    let body = try #require(file.split(separator: "---\n", maxSplits: 2).last)
    #expect(
      body == """

        ## Zusammenfassung

        ## Auswirkungen

        Was diese Seite meldete:

        - 2026-11-20 09:52 UTC: Erste Kunden waren betroffen.
        - 2026-11-20 10:00 UTC: Wird untersucht. Anfragen schlagen fehl.
        - 2026-11-20 10:05 UTC: Aktualisierung (SEV2). Die meisten Anfragen gelingen wieder.
        - 2026-11-20 10:20 UTC: Behoben. Alle Anfragen gelingen wieder, und es gingen keine Daten \
        verloren.

        ## Was nicht funktioniert hat

        ### Abläufe

        ### Werkzeuge

        ### Kommunikation

        Die erste Meldung kam 8 Minuten nach Beginn. Zugesagte Frist: 15 Minuten.

        ## Was gut lief

        ## Was wir ändern

        """)
    let headings = body.split(separator: "\n").filter { $0.hasPrefix("#") }
    #expect(try warnings(about: headings, in: folder) == [])
    // Small letters make no other title, and a missing one is named in German.
    let others = headings.dropLast().map { $0.lowercased() }
    #expect(
      try warnings(about: others, in: folder) == [
        "postmortems/2026-11-20-ausfall.md:31:1: warning: the postmortem has no section "
          + "'Was wir ändern', so readers miss it on the page [missing-section]"
      ])
  }

  /// What `check` says of a postmortem with these headings.
  private func warnings(
    about headings: [some StringProtocol], in folder: TemporaryFolder
  ) throws -> [Substring] {
    try folder.write([
      "postmortems/2026-11-20-ausfall.md":
        "---\npublished: 2026-11-20\n---\n\n"
        + headings.map { "\($0)\n\nDas steht hier.\n\n" }.joined()
    ])
    let check = try Program.run(["check"], in: folder.path, environment: atHalfPastTen)
    #expect(check.status == 0)
    return check.errors.split(separator: "\n").filter { $0.hasPrefix("postmortems/") }
  }

  @Test func `the draft of an alert speaks the language of the site`() throws {
    let folder = try site("de")
    try folder.write([
      "alert.json": """
      {"version": "4", "groupKey": "k", "status": "firing",
       "alerts": [{"status": "firing", "labels": {"service": "api"}, "annotations": {},
         "startsAt": "2026-11-20T10:30:00Z"}]}
      """
    ])
    let run = try Program.run(
      ["incident", "draft", "--from", "alertmanager", "alert.json"], in: folder.path,
      environment: atHalfPastTen)
    #expect(run.status == 0, "\(run.errors)")
    let file = try folder.text("incidents/2026-11-20-problem-schnittstelle.md")
    #expect(file.hasPrefix("---\ntitle: \"Problem: Schnittstelle\"\n"))
    #expect(
      file.hasSuffix(
        """
        ## Investigating - 2026-11-20 10:35 UTC

        Wir haben ein Problem bemerkt (Schnittstelle) und klären, was es für Sie bedeutet.

        """))
  }

  @Test func `every built-in language names the sections of a postmortem`() throws {
    let theme = try builtInTheme()
    let english = readCheckWords(builtIn: theme, site: [], language: "en").words.postmortemSections
    for language in try languages(in: theme) where language != "en" {
      let (words, diagnostics) = readCheckWords(builtIn: theme, site: [], language: language)
      #expect(diagnostics.map(\.text) == [])
      #expect(Set(words.postmortemSections).count == 8, "\(language)")
      #expect(words.postmortemSections != english, "\(language)")
    }
  }

  @Test func `without a theme a draft has the built-in English words`() throws {
    let theme = try builtInTheme()
    let words = try #require(PageWords(builtIn: theme, site: [], language: "en"))
    let texts = DraftWords.Text.allCases.map { ($0, words.text(forKey: $0.rawValue)) }
    #expect(
      DraftWords.english.texts.mapValues(Optional.some)
        == Dictionary(uniqueKeysWithValues: texts))
    #expect(
      DraftWords.english.sections
        == DraftWords.Sections(
          titles: readCheckWords(builtIn: theme, site: [], language: "en").words
            .postmortemSections))
  }

  @Test func `every text that a draft needs is there in every built-in language`() throws {
    let theme = try builtInTheme()
    for language in try languages(in: theme) {
      let words = try #require(PageWords(builtIn: theme, site: [], language: language))
      for text in DraftWords.Text.allCases {
        #expect(words.text(forKey: text.rawValue) != nil, "\(text) in \(language)")
      }
    }
  }

  private func builtInTheme() throws -> [SourceFile] {
    try tree(projectFolder + "/site-template").filter { $0.key.hasPrefix("theme/") }
      .map { SourceFile(path: $0.key, bytes: Array($0.value)) }
  }

  private func languages(in theme: [SourceFile]) throws -> [String] {
    let names = theme.map(\.path).filter { $0.hasPrefix("theme/strings/") }
      .map { String($0.dropFirst("theme/strings/".count).dropLast(".yml".count)) }
    #expect(names.count == 17)
    return names.sorted()
  }
}
