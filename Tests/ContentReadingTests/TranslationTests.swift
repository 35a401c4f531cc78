import ContentReading
import StatusModel
import TestSupport
import Testing

/// A text may be given in each language of the site, below a heading that names it.
struct TranslationTests {
  private static let status = TinySite.statusFile + "languages: [en, de, pt-BR]\n"

  @Test(arguments: [
    ("Hello.", ["Hello."]),
    ("Hello.\n\n### de\n\nHallo.", ["Hello.", "en Hello.", "de Hallo."]),
    (
      "Hello.\n\n###   PT-br ###\nOi.\n### De\nHallo.",
      ["Hello.", "en Hello.", "pt-BR Oi.", "de Hallo."]
    ),
    ("### de\n\nHallo.\n\n### en\n\nHello.", ["Hello.", "en Hello.", "de Hallo."]),
    ("### de\n\nHallo.", ["Hallo.", "de Hallo."]),
    ("Hello.\n\n### de\n\n", ["Hello.", "en Hello."]),
    (
      "Hello.\n\n### de\n\nHallo.\n\n### Was tun?\n\n#### fr\n\nNichts.",
      ["Hello.", "en Hello.", "de Hallo.\n\n### Was tun?\n\n#### fr\n\nNichts."]
    ),
    // A language that is none of the site's, another level, a list, a quote, code.
    ("Hello.\n\n### fr\n\nSalut.", ["Hello.\n\n### fr\n\nSalut."]),
    ("Hello.\n\n#### de\n\nHallo.", ["Hello.\n\n#### de\n\nHallo."]),
    (
      "- a\n\n  ### de\n\n> ### de\n\n```\n### de\n```",
      ["- a\n\n  ### de\n\n> ### de\n\n```\n### de\n```"]
    ),
    (
      "See [a].\n\n### de\n\nSiehe [a].\n\n[a]: https://acme.example",
      [
        "See [a].\n\n[a]: https://acme.example",
        "en See [a].\n\n[a]: https://acme.example",
        "de Siehe [a].\n\n[a]: https://acme.example",
      ]
    ),
  ])
  func `an update's text is cut at the headings that name a language`(
    text: String, parts: [String]
  ) async throws {
    let site = try await TinySite(status: Self.status)
      .with("incidents/one.md", incident(text + "\n\n## Resolved - 2026-11-20 12:00 UTC\n\nOver."))
      .with("announcements/one.md", "---\ntitle: A\nstarts: 2026-11-20 10:00\n---\n\n\(text)\n")
      .with("pages/one.md", "---\ntitle: A\n---\n\n\(text)\n")
      .with("postmortems/one.md", "---\npublished: 2026-11-20\n---\n\n\(text)\n").read()
    let incident = try #require(site.history.incidents.first)
    #expect(texts(incident.updates[0].text, incident.updates[0].translations) == parts)
    #expect(texts(incident.updates[1].text, incident.updates[1].translations) == ["Over."])
    let announcement = try #require(site.announcements.first)
    #expect(texts(announcement.text, announcement.translations) == parts)
    let page = try #require(site.pages.first)
    #expect(texts(page.text, page.translations) == parts)
    let postmortem = try #require(site.history.postmortems.first)
    #expect(texts(postmortem.text, postmortem.translations) == parts)
  }

  @Test func `a maintenance too`() async throws {
    let site = try await TinySite(status: Self.status).with(
      "maintenance/one.md",
      """
      ---
      title: A
      starts: 2026-11-20 10:00
      ends: 2026-11-20 11:00
      ---

      ## Scheduled - 2026-11-19 10:00

      Hello.

      ### de

      Hallo.
      """
    ).read()
    let update = try #require(site.history.maintenances.first?.updates.first)
    #expect(texts(update.text, update.translations) == ["Hello.", "en Hello.", "de Hallo."])
  }

  @Test func `a site in one language cuts nothing`() async throws {
    let site = try await TinySite().with("incidents/one.md", incident("Hello.\n\n### en\n\nAgain."))
      .read()
    let update = try #require(site.history.incidents.first?.updates.first)
    #expect(texts(update.text, update.translations) == ["Hello.\n\n### en\n\nAgain."])
  }

  @Test func `feeds and programs get the first language alone`() async throws {
    let site = try await TinySite(status: Self.status)
      .with("incidents/one.md", incident("Hello.\n\n### de\n\nHallo.")).read()
    let moment = try #require(site.history.incidents.first?.updates.first?.time)
    let snapshot = site.snapshot(at: moment)
    #expect(snapshot.incidents.first?.updates.first?.text == "Hello.")
  }

  private func texts(_ text: String, _ translations: [Translation]) -> [String] {
    [text] + translations.map { "\($0.language) \($0.text)" }
  }

  private func incident(_ text: String) -> String {
    """
    ---
    title: A
    severity: SEV1
    ---

    ## Investigating - 2026-11-20 10:00 UTC

    \(text)
    """
  }
}
