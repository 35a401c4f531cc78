import ContentReading
import Diagnostics
import StatusModel
import TestSupport
import Testing

/// Lines below an open update, and what is said to stand where in them.
private let oddHeadings: [(line: String, sign: String, column: Int)] = [
  ("##\u{A0}Resolved - 2026-11-20 10:30 UTC", "U+00A0 no-break space", 3),
  ("##\u{200B}Resolved - 2026-11-20 10:30 UTC", "U+200B zero width space", 3),
  ("\u{FEFF}## Resolved - 2026-11-20 10:30 UTC", "U+FEFF byte-order mark", 1),
  ("\u{200B}## Resolved - 2026-11-20 10:30 UTC", "U+200B zero width space", 1),
  ("\u{A0}## Resolved - 2026-11-20 10:30 UTC", "U+00A0 no-break space", 1),
  ("\u{3000}## Resolved - 2026-11-20 10:30 UTC", "U+3000 ideographic space", 1),
  ("#\u{200D}# Resolved - 2026-11-20 10:30 UTC", "U+200D zero width joiner", 2),
  ("\u{FF03}\u{FF03} Resolved - 2026-11-20 10:30 UTC", "U+FF03 fullwidth number sign", 1),
  ("#\u{FF03} Resolved - 2026-11-20 10:30 UTC", "U+FF03 fullwidth number sign", 2),
  ("##\u{202F}Gelöst - 2026-11-20 10:30 UTC", "U+202F narrow no-break space", 3),
  ("## Resolved\u{A0}- 2026-11-20 10:30 UTC", "U+00A0 no-break space", 12),
  ("## Resolved -\u{A0}2026-11-20 10:30 UTC", "U+00A0 no-break space", 14),
  ("## Resolved \u{2212} 2026-11-20 10:30 UTC", "U+2212 minus sign", 13),
  ("## Resolved \u{2015} 2026-11-20 10:30 UTC", "U+2015 horizontal bar", 13),
  ("## Resolved - 2026\u{2011}11-20 10:30 UTC", "U+2011 non-breaking hyphen", 19),
  ("## Resolved - 2026-11-20\u{A0}10:30 UTC", "U+00A0 no-break space", 25),
  ("## Resolved - 2026-11-20 10\u{FF1A}30 UTC", "U+FF1A fullwidth colon", 28),
  ("## Resolved - 2026-11-20 10:30 UTC\u{200B}", "U+200B zero width space", 35),
  ("## R\u{435}solved - 2026-11-20 10:30 UTC", "U+0435 cyrillic small letter ie", 5),
  ("## Re\u{AD}solved - 2026-11-20 10:30 UTC", "U+00AD soft hyphen", 6),
  ("## \u{200B}Resolved - 2026-11-20 10:30 UTC", "U+200B zero width space", 4),
  ("## Resolved - \u{662}026-11-20 10:30 UTC", "U+0662 arabic-indic digit two", 15),
]

@Test(arguments: oddHeadings.indices)
func `a sign that nobody sees in an update's heading is named where it stands`(
  index: Int
) async throws {
  let (line, sign, column) = oddHeadings[index]
  for head in ["title: T\nseverity: SEV1", "title: T\nseverity: SEV1\ndraft: true"] {
    let text = "## Investigating - 2026-11-20 10:00 UTC\n\nIt is slow.\n\n\(line)\n\nIt is over."
    let found = try await incident(head, text).diagnostics()
    #expect(found.map(\.id) == ["odd-sign"])
    #expect(found.first?.message.hasPrefix(sign + " stands in '") == true)
    #expect(found.first?.position.column == column)
    #expect(found.first?.severity == .error)
  }
}

/// The lines of one underlined heading are joined, so that no column of its text is one of the file.
@Test(arguments: [
  "C\n\u{3000}\n-", "Resolved - 2026-11-20\n10:30\u{A0}UTC\n---",
  "Resolved\u{200B}\nx - 2026-11-20 10:30 UTC\n---", "A\nB\nC\u{2011}D\n----", "A\n\u{FEFF}\nB\n--",
])
func `a sign in an underlined heading of many lines is reported at the start of the heading`(
  heading: String
) async throws {
  let found = try await incident(
    "title: T\nseverity: SEV1",
    "## Investigating - 2026-11-20 10:00 UTC\n\nIt is slow.\n\n\(heading)\n\nText."
  ).diagnostics().filter { $0.id == "odd-sign" }
  #expect(found.map(\.position.line) == [9])
  #expect(found.map(\.position.column) == [1])
}

private let oddValues: [(site: TinySite, sign: String)] = [
  (incident("title: T\nseverity: SEV\u{200B}1"), "U+200B zero width space"),
  (incident("title: T\nseverity: SEV1\u{A0}"), "U+00A0 no-break space"),
  (incident("title: T\nseverity: \u{201C}SEV1\u{201D}"), "U+201C left double quotation mark"),
  (incident("title: T\nseverity: SEV1\ncomponents: [\u{430}pi]"), "U+0430 cyrillic small letter a"),
  (incident("title: T\nseverity: SEV1\ncomponents: [api\u{200B}, web]"), "U+200B zero width space"),
  (incident("title: T\nseverity: SEV1\ncomponents: [api\u{FF0C}web]"), "U+FF0C fullwidth comma"),
  (incident("title: T\nseverity: SEV1\ncomponents:\n  -\u{A0}api"), "U+00A0 no-break space"),
  (
    incident("title: T\nseverity: SEV1\ncomponents: {api: major\u{2011}outage}"),
    "U+2011 non-breaking hyphen"
  ),
  (incident("title: T\nseverity: SEV1\nstarted: 2026-11-20\u{A0}09:00"), "U+00A0 no-break space"),
  (
    incident("title: T\nseverity: SEV1\ndetected: 2026-11-20 09\u{FF1A}00"),
    "U+FF1A fullwidth colon"
  ),
  (incident("title: T\nseverity: SEV1\ndraft\u{200B}: true"), "U+200B zero width space"),
  (incident("title: T\nseverity: SEV1\n\u{A0}draft: true"), "U+00A0 no-break space"),
  (incident("title: T\nseverity: SEV1\ndraft:\u{A0}true"), "U+00A0 no-break space"),
  (incident("title: T\nseverity\u{FF1A} SEV1"), "U+FF1A fullwidth colon"),
  (incident("title: T\nseverity: SEV1\ndraft: true\u{200B}"), "U+200B zero width space"),
  (incident(body: "next:\u{A0}2h"), "U+00A0 no-break space"),
  (incident(body: "SEV\u{200B}2"), "U+200B zero width space"),
  (incident(body: "api: operation\u{430}l"), "U+0430 cyrillic small letter a"),
  (components("  - {id: a\u{2011}b, name: A}"), "U+2011 non-breaking hyphen"),
  (components("  - {id: a, name: A, since: 2024\u{2013}03-01}"), "U+2013 en dash"),
  (status("url\u{200B}: x"), "U+200B zero width space"),
  (status("timezone: Europe/Berlin\u{200B}"), "U+200B zero width space"),
  (status("support: https://a.example\u{200B}"), "U+200B zero width space"),
  (status("never_publish: [\"project\\u00a0x\"]"), "U+00A0 no-break space"),
  (status("language: en\u{2011}GB"), "U+2011 non-breaking hyphen"),
  (TinySite().with("incidents/o\u{200B}ne.md", TinySite.incident), "U+200B zero width space"),
  (TinySite().with("pages/a.md", "---\u{A0}\ntitle: T\n---\n"), "U+00A0 no-break space"),
  (TinySite().with("pages/a.md", "\u{200B}---\ntitle: T\n---\n"), "U+200B zero width space"),
  (TinySite().with("pages/a.md", "\u{FEFF}\u{FEFF}---\ntitle: T\n---\n"), "U+FEFF byte-order mark"),
  (TinySite().with("pages/a.md", "---\ntitle: T\n---\u{200B}\n"), "U+200B zero width space"),
  (
    TinySite().with("pages/a.md", "---\ntitle: T\n---\u{A0}\n\nText.\n\n---\n"),
    "U+00A0 no-break space"
  ),
  (TinySite().with("pages/a.md", "---\ntitle: T\n\u{2013}--\n\nText.\n"), "U+2013 en dash"),
  (message("\u{A0}---\ntitle: T\n---\nText.\n"), "U+00A0 no-break space"),
  (message("We look into {{component\u{200B}}}.\n"), "U+200B zero width space"),
  (TinySite().with("pages/a.md", "---\ntitle: T\n---\n##\u{A0}Words\n"), "U+00A0 no-break space"),
  (
    TinySite().with("pages/a.md", "---\ntitle: T\n---\n\u{200B}# Words\n"),
    "U+200B zero width space"
  ),
  (
    status("languages: [en, de]").with("pages/a.md", "---\ntitle: T\n---\nA\n\n###\u{A0}de\n\nB\n"),
    "U+00A0 no-break space"
  ),
  (
    status("languages: [en, de]").with(
      "pages/a.md", "---\ntitle: T\n---\nA\n\n### de\u{200B}\n\nB\n"),
    "U+200B zero width space"
  ),
]

@Test(arguments: oddValues.indices)
func `a sign that nobody sees in a value, a key, an id or a fence is named`(
  index: Int
) async throws {
  let (site, sign) = oddValues[index]
  let found = try await site.diagnostics()
  #expect(found.map(\.id) == ["odd-sign"])
  #expect(found.first?.message.hasPrefix(sign + " stands in '") == true, "\(found.map(\.text))")
}

@Test(arguments: [
  "Es ist\u{A0}« fertig »\u{202F}!", "نمی\u{200C}خواهم", "👩\u{200D}💻 #️⃣ is here",
  "#\u{200B}1234 is it",
  "\u{FF03}障害", "# \u{200F}כותרת", "Приложение \u{2013} работает", "\u{3000}段落", "#\u{A0}5 of 7",
  "a ##\u{A0}b", "```\n##\u{A0}Resolved - 2026-11-20 10:30 UTC\n```",
])
func `texts and titles may hold any sign`(text: String) async throws {
  let lines = text.split(separator: "\n")
  let title = lines.count == 1 && !text.hasPrefix("#") ? text : "T"
  let page = TinySite().with("pages/a.md", "---\ntitle: \"\(title)\"\n---\n\n\(text)\n\nText.\n")
  #expect(try await page.diagnostics() == [])
  guard !text.hasPrefix("# ") else { return }
  let site = incident(
    "title: \"\(title)\"\nseverity: SEV1", "## Update - 2026-11-20 10:00 UTC\n\n\(text)\n\nText.")
  #expect(try await site.diagnostics() == [])
}

/// Lines below an open update that were to be one, and the proposed heading.
private let lostHeadings: [(line: String, proposed: String)] = [
  (": ## Resolved - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("| ## Resolved - 2026-11-20 10:30 UTC |", "Resolved - 2026-11-20 10:30 UTC"),
  ("\\## Resolved - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("\"## Resolved - 2026-11-20 10:30 UTC\"", "Resolved - 2026-11-20 10:30 UTC"),
  ("1. ## Resolved - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("• ## Resolved - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("- ## Resolved - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("#\u{301}# Resolved - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("= Resolved - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("== Resolved - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("~## Resolved - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("→ ## Resolved - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("…## Resolved-2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("&#35;&#35; Resolved - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("Resolved- 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("Resolved-2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("**Resolved -2026-11-20 10:30 UTC**", "Resolved - 2026-11-20 10:30 UTC"),
  ("behoben–2026-11-20 10:30 UTC - SEV2", "Resolved - 2026-11-20 10:30 UTC - SEV2"),
  ("Update - 2026-11-20 10:30 UTC ---", "Update - 2026-11-20 10:30 UTC"),
  ("Resolved - 2026-11-20T10:30:00Z ===", "Resolved - 2026-11-20T10:30:00Z"),
  ("**Resolved** - 2026-11-20 10:30 +01:00 ***", "Resolved - 2026-11-20 10:30 +01:00"),
  ("Resolved - 2026-11-20 10:30 .", "Resolved - 2026-11-20 10:30"),
  ("Re\u{AD}solved - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("** Re\u{AD}solved - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("Resol\u{200B}ved - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("\u{2066}Resolved\u{2069} - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("_In\u{2009}progress_ - 2026-11-20 10:30 UTC", "In progress - 2026-11-20 10:30 UTC"),
  ("Ｒｅｓｏｌｖｅｄ - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("Resolved\u{A0}\u{2011} 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("It is over. ## Resolved - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("It is over.\u{2028}## Resolved - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("\t## Resolved - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("####### Resolved - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("#Resolved - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("#e# Resolved - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("#~# Resolved - 2026-11-20T10:30:00Z", "Resolved - 2026-11-20T10:30:00Z"),
  ("#/# Resolved - 2026-11-20 10:30 UTC - SEV2", "Resolved - 2026-11-20 10:30 UTC - SEV2"),
  ("#<!--# Resolved - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("#&nbsp;# Resolved - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("##Resolved", "Resolved - 2026-11-20 10:10 UTC"),
  ("##Resolved: 20.11.2026", "Resolved - 20.11.2026"),
  ("### Resolved: 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("### Resolved 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("### Behoben - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("##Gelöst - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("##Résolu – 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("### 解決済み - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("Behoben - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("> ## Resuelto - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("### Resloved - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("##Whatever - 2026-11-20 10:30 UTC", "Whatever - 2026-11-20 10:30 UTC"),
  (
    "##Resolved - 2026-11-20 10:30 UTC - SEV2 - api: operational",
    "Resolved - 2026-11-20 10:30 UTC - SEV2 - api: operational"
  ),
  ("##\u{FF03}Resolved - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("    \u{FF03}\u{FF03} Resolved - 2026-11-20 10:30 UTC", "Resolved - 2026-11-20 10:30 UTC"),
  ("<div>\n## Resolved - 2026-11-20 10:30 UTC\n</div>", "Resolved - 2026-11-20 10:30 UTC"),
  (
    "```\nlog\n\n## Resolved - 2026-11-20 10:30 UTC\n\n```\ncode\n```",
    "Resolved - 2026-11-20 10:30 UTC"
  ),
  (
    "```\nlog\n\n## Resolved - 2026-11-20 10:30 UTC\n\n```\ncode", "Resolved - 2026-11-20 10:30 UTC"
  ),
]

@Test(arguments: lostHeadings.indices)
func `a line that can only be an update's heading, and is none, is an error`(
  index: Int
) async throws {
  let (line, proposed) = lostHeadings[index]
  let text = "## Investigating - 2026-11-20 10:00 UTC\n\nIt is slow.\n\n\(line)\n\nIt is over."
  for site in [
    incident("title: T\nseverity: SEV1", text),
    maintenance(
      "title: T\nstarts: 2026-12-01 02:00\nends: 2026-12-01 04:00",
      text.replacing("Investigating", with: "Scheduled")),
  ] {
    let found = try await site.diagnostics().filter { $0.id != "raw-html" }
    #expect(found.map(\.id) == ["lost-heading"])
    #expect(found.map(\.severity) == [.error])
    #expect(
      found.first?.hint
        == "write '## \(proposed)' on a line of its own, outside of quotes, lists and code")
  }
}

@Test(arguments: [
  "### Timeline - 2026-11-20 10:30 UTC", "### Resolved", "### Update 2: the database",
  "### Update 2.1 is out", "### Resolved issues", "### Identified - the cause", "#resolved",
  "Resolved: 2026-11-20 10:30 UTC", "Started: 2026-11-20 10:00, resolved: 2026-11-20 10:30",
  "We resolved it - 2026-11-20 10:30 UTC", "Resolved 2026-11-20 10:30 UTC.", "##linux is a channel",
  "See `## Resolved - 2026-11-20 10:30 UTC` for its form.", "Update 4 - 2026-11-20",
  "Update-2026 is out", "Resolved-2026-11-20 was its name",
  "C## is no language",
  "<!-- ## Resolved - 2026-11-20 10:30 UTC -->", "#42 - 2026-11-20 10:30 UTC",
  "```md\n## Resolved - 2026-11-20 10:30 UTC\n```\n\nText.",
  "### Resolved: what we did on 2026-11-20",
  "### Done", "> Resolved, says the vendor", "#### Update for 10:30", "* Update",
  "~~~\n##Resolved\n~~~",
])
func `a sentence, a heading of the text and code are none`(text: String) async throws {
  let site = incident(
    "title: T\nseverity: SEV1",
    "## Investigating - 2026-11-20 10:00 UTC\n\nIt is slow.\n\n\(text)\n")
  #expect(try await site.diagnostics().filter { $0.id != "raw-html" } == [])
}

@Test(arguments: [
  "- Resolved - 2026-11-20 10:30 UTC", "> Resolved - 2026-11-20 10:30 UTC",
  "→ Resolved - 2026-11-20 10:30 UTC", "- Resolved -2026-11-20 10:30 UTC",
  "1. Investigating - 2026-11-20 10:00 UTC\n2. text", "• Resolved - 2026-11-20 10:30 UTC",
  "Resolved - 2026-11-20 10:30 UTC by the vendor",
  "**Resolved** - 2026-11-20 10:30 UTC by the vendor", "Update - 2026-11-20 10:30 UTC: all is well",
])
func `a list of what happened when, and a sentence, are only warned of`(text: String) async throws {
  let site = incident(
    "title: T\nseverity: SEV1",
    "## Investigating - 2026-11-20 10:00 UTC\n\nIt is slow.\n\n\(text)\n")
  let found = try await site.diagnostics()
  #expect(found.map(\.id) == ["lost-heading"])
  #expect(found.map(\.severity) == [.warning])
}

@Test(arguments: [
  ("Behoben", "Resolved"), ("Résolu", "Resolved"), ("En cours", nil),
  ("Untersuchung", "Investigating"),
  ("解決済み", "Resolved"), ("Resloved", "Resolved"), ("Fixed", "Resolved"),
])
func `a state in another language is guessed`(written: String, meant: String?) async throws {
  let found = try await incident(body: nil, "## \(written) - 2026-11-20 10:00 UTC\n\nText.")
    .diagnostics()
  let guess = meant.map { "; did you mean '\($0)'?" } ?? ""
  #expect(found.map(\.message) == ["unknown state '\(written)'\(guess)"])
}
