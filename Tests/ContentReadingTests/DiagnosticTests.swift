import ContentReading
import Diagnostics
import StatusModel
import TestSupport
import Testing

/// 28 November 2026.
private let latest = Timestamp(seconds: 1_795_900_000)

@Test(arguments: brokenSites.indices)
func `a mistake is told once, at its place, with what to write instead`(index: Int) async throws {
  let broken = brokenSites[index]
  let found = try await broken.site.diagnostics(latest: latest)
  #expect(found.map(\.text).joined(separator: "\n") == broken.report)
  #expect(found.contains { $0.id == broken.id.rawValue })
}

@Test func `every finding of the catalogue is shown by an example`() {
  let shown = Set(brokenSites.map(\.id))
  #expect(DiagnosticCatalog.allCases.filter { !shown.contains($0) } == [])
}

@Test(arguments: brokenSites.indices)
func `an error leaves no site, a warning leaves one`(index: Int) async throws {
  let (site, diagnostics) = try await readSite(brokenSites[index].site.files, latest: latest)
  #expect((site == nil) == diagnostics.containsErrors)
}

@Test func `every unknown name is reported where it is written`() async throws {
  try await expect(
    """
    ---
    title: Slow logins
    severity: ▶SEV9
    components: [api, ▶ap, ▶wbe]
    ▶tile: x
    ---
    ## Investigating - 2026-11-20 10:00 UTC - ▶SEV8 - ▶ap: operational - api: ▶down

    Words.
    """,
    reports: [
      "error: unknown severity 'SEV9'; did you mean 'SEV1'? [unknown-severity]",
      "error: unknown component 'ap'; did you mean 'api'? [unknown-component]",
      "error: unknown component 'wbe'; did you mean 'web'? [unknown-component]",
      "error: unknown key 'tile'; did you mean 'title'? [unknown-key]",
      "error: unknown severity 'SEV8'; did you mean 'SEV1'? [unknown-severity]",
      "error: unknown component 'ap'; did you mean 'api'? [unknown-component]",
      "error: unknown status 'down' [unknown-status]",
    ])
}

@Test func `columns are counted in bytes, also after letters beyond ASCII`() async throws {
  try await expect(
    """
    ---
    {title: "Störung in 東京", severity: ▶SEV9, components: ["é", ▶ap]}
    ---
    ## Resolved – 2026-11-20 10:00 UTC — ▶SEV8

    Words.
    """.replacingEAcute,
    reports: [
      "error: unknown severity 'SEV9'; did you mean 'SEV1'? [unknown-severity]",
      "error: unknown component 'ap'; did you mean 'api'? [unknown-component]",
      "error: unknown severity 'SEV8'; did you mean 'SEV1'? [unknown-severity]",
    ])
}

extension String {
  /// The list keeps one wide text before its second item, which is a component.
  fileprivate var replacingEAcute: String {
    split(separator: "\"é\"").joined(separator: "\"web\"  ")
  }
}

@Test func `a mistake in the list of components is not told again in each incident`() async throws {
  let site = components("  - {id: API, name: A}").with("incidents/one.md", TinySite.incident)
  #expect(
    try await site.diagnostics().map(\.firstLine) == [
      "status.yml:4:10: error: 'API' cannot be an id [bad-id]"
    ])
}

@Test func `a secret is never repeated whole`() async throws {
  let key = "AKIA" + "IOSFODNN7ABCDEFG"
  let site = incident("title: T\nseverity: SEV1", "## Resolved - 2026-11-20 10:00\n\nKey \(key).")
  let texts = try await site.diagnostics().map(\.text)
  #expect(texts.count == 1)
  #expect(!texts.contains { $0.utf8.count > 0 && $0.split(separator: key).count > 1 })
}

@Test func `private values are not searched for private words`() async throws {
  let site = status("never_publish: [kim]").with(
    "incidents/one.md",
    "---\ntitle: T\nseverity: SEV1\nroles: {scribe: Kim}\n---\n## Resolved - 2026-11-20 10:00\n\nAll is well.\n"
  )
  #expect(try await site.diagnostics() == [])
}

@Test(arguments: ["dashboard", "DASHBOARD", "Dash-board", "dash.{0,2}board", "das(h|k)-?board"])
func `a private word is found in whatever case`(pattern: String) async throws {
  let site = status("never_publish: ['dash-?board']").with(
    "pages/about.md",
    "---\ntitle: About\n---\nÜber das \(pattern == "dashboard" ? pattern : "DashBoard").\n")
  let other = status("never_publish: ['\(pattern)']").with(
    "pages/about.md", "---\ntitle: About\n---\nThe DASHBOARD of dash-board.\n")
  let first = try await site.diagnostics().map(\.position)
  #expect(first == [SourcePosition(path: "pages/about.md", line: 4, column: 11)])
  #expect(try await other.diagnostics().isEmpty == false)
}

@Test func `a folder that was to be static or theme is warned of`() async throws {
  let site = TinySite().with("Static/logo.svg", "").with("Static/b.png", "")
    .with("themes/layouts/footer.mustache", "")
  #expect(
    try await site.diagnostics().map(\.text) == [
      """
      Static/b.png:1:1: warning: unknown folder 'Static'; did you mean 'static'? [unknown-folder]
        hint: nothing in this folder is part of the page; rename it to 'static'
      """,
      """
      themes/layouts/footer.mustache:1:1: warning: unknown folder 'themes'; did you mean 'theme'? [unknown-folder]
        hint: nothing in this folder is part of the page; rename it to 'theme'
      """,
    ])
}

@Test(arguments: [
  ("##Resolved - 2026-11-20 10:30 UTC", "9:1"), ("### Resolved - 2026-11-20 10:30 UTC", "9:1"),
  ("> ## Resolved - 2026-11-20 10:30 UTC", "9:1"),
  ("**Resolved - 2026-11-20 10:30 UTC**", "9:1"), ("**Resolved** - 2026-11-20 10:30 UTC", "9:1"),
  ("Resolved - 2026-11-20 10:30 UTC", "9:1"), ("- Resolved – 2026-11-20 10:30 UTC", "9:1"),
  ("    ## resolved - 2026-11-20 10:30 UTC", "9:5"),
  ("```\nnever closed\n\n## Resolved - 2026-11-20 10:30 UTC", "12:1"),
  ("<pre>\n## Resolved - 2026-11-20 10:30 UTC", "10:1"),
])
func `a line that was to be an update's heading is named with what to write`(
  text: String, place: String
) async throws {
  let site = incident(
    "title: T\nseverity: SEV1",
    "## Investigating - 2026-11-20 10:00 UTC\n\nIt is slow.\n\n\(text)\n\nIt is over.")
  let found = try await site.diagnostics().filter { $0.id == "lost-heading" }
  #expect(found.map { "\($0.position.line):\($0.position.column)" } == [place])
  #expect(
    found.first?.hint.lowercased()
      .replacing("–", with: "-")
      == "write '## resolved - 2026-11-20 10:30 utc' on a line of its own, outside of quotes, lists and code"
  )
}

@Test(arguments: [
  "```\n## Resolved - 2026-11-20 10:30 UTC\n```", "> ```\n> Resolved - 2026-11-20 10:30 UTC\n> ```",
  "<!--\n## Resolved - 2026-11-20 10:30 UTC\n-->", "Resolved - as of 10:30 UTC",
  "## Resolved - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC\n---",
  "It was resolved - 2026-11-20 10:30 UTC", "Resolved: 2026-11-20 10:30 UTC",
])
func `what is set apart, and what reads as a sentence, is not`(text: String) async throws {
  let site = incident(
    "title: T\nseverity: SEV1",
    "## Investigating - 2026-11-20 10:00 UTC\n\nIt is slow.\n\n\(text)\n")
  #expect(try await site.diagnostics().filter { $0.id == "lost-heading" } == [])
}

@Test func `a status.yml that is no mapping is one mistake`() async throws {
  #expect(
    try await TinySite(status: "- name: A\n").diagnostics().map(\.id) == ["wrong-type"])
}

@Test func `a status in a list of components is told from a wrong type`() async throws {
  let site = incident(
    "title: T\nseverity: SEV1\ncomponents: [web, api: operational]",
    "## Resolved - 2026-11-20 10:00\n")
  #expect(
    try await site.diagnostics().map(\.text) == [
      """
      incidents/one.md:4:19: error: 'api' has a value here, where 'components' is a list of ids [wrong-type]
        hint: write [api], or in an incident {api: operational}
      """
    ])
}

@Test(arguments: ["GMT", "GMT0", "GMT+0", "GMT-0", "Etc/GMT+5"])
func `a zone by its oldest name is read`(name: String) async throws {
  let zone = try await TinySite(status: TinySite.statusFile + "timezone: \(name)\n").read()
    .settings.timeZone
  #expect(zone.identifier == name)
  #expect(zone.offset(at: Timestamp(seconds: 0)) == (name == "Etc/GMT+5" ? -18_000 : 0))
}
