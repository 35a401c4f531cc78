import ContentReading
import Diagnostics
import SiteFiles
import StatusModel
import TestSupport
import Testing

/// What readers see as a name may be given in each language of the site.
struct NameTests {
  private static let languages = TinySite.statusFile + "languages: [en, de, pt-BR]\n"

  private func texts(_ text: String?, _ translations: [Translation]) -> [String] {
    [text ?? "none"] + translations.map { "\($0.language) \($0.text)" }
  }

  @Test func `every name of status.yml may be given per language`() async throws {
    let site = try await TinySite.inTwoLanguages.read()
    let settings = site.settings
    #expect(
      texts(settings.name, settings.nameTranslations)
        == ["Acme Status", "en Acme Status", "de Acme-Lage"])
    #expect(
      texts(settings.description, settings.descriptionTranslations)
        == ["Live status", "en Live status", "de Lage zur Stunde"])
    let components = site.catalog.components
    #expect(
      components.map { texts($0.name, $0.nameTranslations) } == [
        ["Public API", "en Public API", "de Öffentliche API"],
        ["Web shop", "en Web shop", "de Webladen"],
      ])
    #expect(
      components.map { texts($0.description, $0.descriptionTranslations) }
        == [["REST & more", "en REST & more", "de REST & mehr"], ["none"]])
    guard case .group(let group) = site.catalog.entries.last else {
      Issue.record("no group")
      return
    }
    #expect(group.id == "group-apps")
    #expect(texts(group.name, group.nameTranslations) == ["Apps", "en Apps", "de Anwendungen"])
    #expect(
      site.severities.map { texts($0.name, $0.nameTranslations) } == [
        ["Critical", "en Critical", "de Kritisch"], ["Minor", "en Minor", "de Gering"],
      ])
    #expect(
      site.severities.map { texts($0.definition, $0.definitionTranslations) }
        == [["All is down.", "en All is down.", "de Nichts geht."], ["none"]])
  }

  @Test func `every title that readers see too`() async throws {
    let site = try await TinySite.inTwoLanguages.read()
    let titles = [
      site.history.incidents.map { texts($0.title, $0.titleTranslations) },
      site.history.maintenances.map { texts($0.title, $0.titleTranslations) },
      site.announcements.map { texts($0.title, $0.titleTranslations) },
      site.pages.map { texts($0.title, $0.titleTranslations) },
    ]
    #expect(
      titles == [
        [["Slow logins", "en Slow logins", "de Anmeldung langsam"]],
        [["New disks", "en New disks", "de Neue Platten"]],
        [["Day off", "en Day off", "de Feiertag"]],
        [["About us", "en About us", "de Über uns"]],
      ])
  }

  @Test(arguments: [
    ("A", ["A"]), ("{en: A}", ["A"]), ("{en: A, de: B}", ["A", "en A", "de B"]),
    ("{pt-br: C, de: B, EN: A}", ["A", "en A", "pt-BR C", "de B"]),
    ("\n  de: \"B # b\"\n  en: A  # the first\n", ["A", "en A", "de B # b"]),
  ])
  func `the first language comes first, the others as they are written`(
    title: String, expected: [String]
  ) async throws {
    let site = try await TinySite(status: Self.languages).with(
      "pages/one.md", "---\ntitle: \(title)\n---\n\nWords.\n"
    ).read()
    #expect(site.pages.map { texts($0.title, $0.titleTranslations) } == [expected])
  }

  @Test func `a site in one language may name it`() async throws {
    let site = try await TinySite(status: "language: de\n" + TinySite.statusFile)
      .with("pages/one.md", "---\ntitle: {de: B}\n---\n\nWords.\n").read()
    #expect(site.pages.map { texts($0.title, $0.titleTranslations) } == [["B"]])
  }

  @Test(arguments: [
    (
      "{en: A, ▶dd: B}",
      ["error: unknown language 'dd'; did you mean 'de'? [unknown-language]"]
    ),
    (
      "{▶de: B}",
      ["error: 'title' is not given in 'en', the site's first language [missing-language]"]
    ),
    ("{en: A, de: ▶\"\"}", ["error: 'de' is empty [empty-value]"]),
    ("\n  en: A\n  de: ▶~", ["error: 'de' is empty [empty-value]"]),
    (
      "\n  en: A\n  de: Ausfall ▶#12",
      ["error: 'de' ends before '#12', which YAML takes for a comment [cut-text]"]
    ),
    (
      "{en: A, ▶EN: B}",
      ["error: 'EN' names a language that stands here already [repeated-language]"]
    ),
    ("{en: A, de: ▶[B]}", ["error: 'de' is text, not a list [wrong-type]"]),
    ("{en: A, de: ▶{x: y}}", ["error: 'de' is text, not a mapping [wrong-type]"]),
    ("▶{}", ["error: 'title' is text, not a mapping [wrong-type]"]),
    (
      #"{en: A, de: ▶"a\e[2J"}"#,
      ["error: a control character stands here [control-character]"]
    ),
    (
      "{en: A, de: ▶\"a\u{202E}b\"}",
      [
        "error: 'de' holds the invisible sign U+202E, which turns words beside it around [direction-control]"
      ]
    ),
    (
      "{en: A, ▶d\u{435}: B}",
      [
        "error: U+0435 cyrillic small letter ie stands in 'd\u{435}', where it changes what the file says [odd-sign]"
      ]
    ),
  ])
  func `a mistake in a translation is reported at its own line and column`(
    title: String, reports: [String]
  ) async throws {
    try await expect(
      "---\ntitle: \(title)\n---\n\nWords.\n", at: "pages/one.md",
      in: TinySite(status: Self.languages), reports: reports)
  }

  @Test func `each translation has the room that the name has`() async throws {
    let long = String(repeating: "a", count: 501)
    try await expect(
      "---\ntitle: {en: A, de: ▶\(long)}\n---\n\nWords.\n", at: "pages/one.md",
      in: TinySite(status: Self.languages),
      reports: ["error: 'de' has more than 500 characters [too-long]"])
  }

  @Test func `a prewritten message has one title`() async throws {
    try await expect(
      "---\ntitle: ▶{en: A, de: B}\n---\n\nWords.\n", at: "messages/one.md",
      in: TinySite(status: Self.languages),
      reports: ["error: 'title' is text, not a mapping [wrong-type]"])
  }

  @Test func `every name of status.yml is held to the site's languages`() async throws {
    let marked = """
      name: {en: A, ▶fr: B}
      url: https://a.example
      description: {▶de: B}
      languages: [en, de]
      components:
        - {id: api, name: {en: A, ▶fr: B}, description: {▶de: B}}
        - {group: {en: G, ▶fr: B}, components: [{id: web, name: W}]}
      severities:
        SEV1: {name: {en: A, ▶fr: B}, definition: {▶de: B}, status: major_outage, impact: critical}
        SEV2: {name: A, status: degraded_performance, impact: minor}

      """
    let unknown = "error: unknown language 'fr' [unknown-language]"
    func missing(_ key: String) -> String {
      "error: '\(key)' is not given in 'en', the site's first language [missing-language]"
    }
    try await expect(
      marked, at: "status.yml",
      reports: [
        unknown, missing("description"), unknown, missing("description"), unknown, unknown,
        missing("definition"),
      ])
  }

  @Test func `a mistake in the list of languages is reported once`() async throws {
    try await expect(
      """
      name: {en: A, de: B}
      url: https://a.example
      languages: [en, ▶d]
      components: [{id: api, name: {en: A, de: B}}]

      """, at: "status.yml",
      in: TinySite().with("pages/one.md", "---\ntitle: {en: A, de: B}\n---\n\nWords.\n"),
      reports: ["error: 'd' is not a language tag [bad-language]"])
  }

  @Test func `entries name a group in the site's first language`() async throws {
    let text = try #require(
      TinySite.inTwoLanguages.files.first { $0.path == "maintenance/disks.md" })
    let marked = String(decoding: text.bytes, as: UTF8.self)
      .replacing("components: [Apps]", with: "components: [▶Anwendungen]")
    try await expect(
      marked, at: "maintenance/disks.md", in: .inTwoLanguages,
      reports: ["error: unknown component 'Anwendungen' [unknown-component]"])
  }

  @Test(arguments: ["name: {en: A, de: On ▶acme-internal.net}", "name: A"])
  func `what must not be published is found in each translation`(name: String) async throws {
    let leak =
      #"error: public text matches the private pattern 'acme-internal\.net' [private-word]"#
    let status = """
      \(name)
      url: https://a.example
      languages: [en, de]
      components:
        - {id: api, name: {en: A, de: "▶acme-internal.net"}}
        - group: {en: G, de: The ▶acme-internal.net}
          components: [{id: web, name: W}]
      never_publish: ['acme-internal\\.net']

      """
    try await expect(
      status, at: "status.yml",
      reports: Array(repeating: leak, count: name.contains("▶") ? 3 : 2))
    let site = TinySite(
      status: TinySite.statusFile
        + "languages: [en, de]\nnever_publish: ['acme-internal\\.net']\n")
    for (path, keys) in [
      ("incidents/one.md", "severity: SEV1\n"),
      ("announcements/one.md", "starts: 2026-11-20 10:00\n"),
      ("pages/one.md", ""),
    ] {
      let text = path.hasPrefix("i") ? "## Resolved - 2026-11-20 10:00 UTC\n\nWords." : "Words."
      try await expect(
        "---\ntitle:\n  en: A\n  de: On ▶acme-internal.net\n\(keys)---\n\n\(text)\n", at: path,
        in: site, reports: [leak])
    }
  }

  @Test func `alone, an entry may name any language, the first one counts`() throws {
    let site = TinySite().with("pages/one.md", "---\ntitle: {fr: A, de: B}\n---\n\nWords.\n")
    let file = try #require(site.files.last)
    guard case .page(let page)? = readEntryAlone(file).entry else {
      Issue.record("no page")
      return
    }
    #expect(texts(page.title, page.titleTranslations) == ["A", "fr A", "de B"])
  }
}
