import ContentReading
import TestSupport

/// A site with one mistake, and all that is said about it.
struct BrokenSite: Sendable {
  let id: DiagnosticCatalog
  let site: TinySite
  let report: String

  init(_ id: DiagnosticCatalog, _ site: TinySite, _ report: String) {
    self.id = id
    self.site = site
    self.report = report
  }
}

/// `incidents/one.md` with these lines of front matter and this text.
func incident(
  _ lines: String = "title: T\nseverity: SEV1",
  _ body: String = "## Investigating - 2026-11-20 10:00 UTC"
) -> TinySite {
  TinySite().with("incidents/one.md", "---\n\(lines)\n---\n\(withWords(body))\n")
}

func maintenance(
  _ lines: String, _ body: String = "## Scheduled - 2026-11-20 10:00 UTC"
) -> TinySite {
  TinySite().with("maintenance/one.md", "---\n\(lines)\n---\n\(withWords(body))\n")
}

/// An update needs words; one that ends with its heading gets some, so that nothing but its fault is found.
private func withWords(_ body: String) -> String {
  body.split(separator: "\n").last?.hasPrefix("## ") == true ? body + "\n\nWords." : body
}

func message(_ text: String) -> TinySite {
  TinySite().with("messages/one.md", text)
}

/// The tiny site's `status.yml` with these lines at its end.
func status(_ lines: String) -> TinySite {
  TinySite(status: TinySite.statusFile + lines + "\n")
}

/// Groups `Apps` and `Data`, of which some components left the page, and an incident of 20 November 2026.
func groupedIncident(_ components: String, _ heading: String = "") -> TinySite {
  TinySite(
    status: """
      name: A
      url: https://a.example
      components:
        - {id: api, name: API, until: 2026-11-19}
        - group: Apps
          components: [{id: web, name: Web}, {id: phone, name: Phone, until: 2026-06-30}]
        - group: Old data
          id: data
          components: [{id: tape, name: Tape, until: 2026-01-31}]

      """
  ).with(
    "incidents/one.md",
    "---\ntitle: T\nseverity: SEV2\ncomponents: \(components)\n---\n"
      + "## Investigating - 2026-11-20 10:00 UTC\(heading)\n\nWords.\n")
}

/// A `status.yml` with these components.
func components(_ lines: String) -> TinySite {
  TinySite(status: "name: A\nurl: https://a.example\ncomponents:\n\(lines)\n")
}

let brokenFiles: [BrokenSite] = [
  BrokenSite(
    .missingStatusFile, TinySite().without("status.yml"),
    """
    status.yml:1:1: error: there is no status.yml [missing-status-file]
      hint: a site folder has a status.yml with the name, the url and the components
    """),
  BrokenSite(
    .badPath, TinySite().with("incidents/../one.md", TinySite.incident),
    """
    incidents/../one.md:1:1: error: the path 'incidents/../one.md' does not stay in the site folder [bad-path]
      hint: take '..', '.' and empty names out of the path
    """),
  BrokenSite(
    .unknownFolder, TinySite().with("incident/one.md", TinySite.incident),
    """
    incident/one.md:1:1: error: unknown folder 'incident'; did you mean 'incidents'? [unknown-folder]
      hint: nothing in this folder would be published; rename it to 'incidents'
    """),
  BrokenSite(
    .notMarkdown, TinySite().with("incidents/one.txt", "text"),
    """
    incidents/one.txt:1:1: error: this file does not end in .md [not-markdown]
      hint: entries are .md files; pictures and other files belong in static/
    """),
  BrokenSite(
    .badID, TinySite().with("incidents/One.md", TinySite.incident),
    """
    incidents/One.md:1:1: error: the file name 'One' cannot be an address [bad-id]
      hint: use a-z, 0-9 and '-', 99 characters at most, and no '-' at the start
    """),
  BrokenSite(
    .badID, TinySite().with("incidents/\(String(repeating: "a", count: 100)).md", "x"),
    """
    incidents/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.md:1:1: error: the file name 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…' cannot be an address [bad-id]
      hint: use a-z, 0-9 and '-', 99 characters at most, and no '-' at the start
    """),
  BrokenSite(
    .duplicateID,
    TinySite().with("incidents/2025/one.md", TinySite.incident)
      .with("incidents/2026/one.md", TinySite.incident),
    """
    incidents/2026/one.md:1:1: error: 'one' is also the id of incidents/2025/one.md [duplicate-id]
      hint: the file name is the public address, also in sub-folders; rename one of the two
    """),
  BrokenSite(
    .duplicateID,
    TinySite().with("incidents/One.md", TinySite.incident)
      .with("incidents/one.md", TinySite.incident),
    """
    incidents/One.md:1:1: error: the file name 'One' cannot be an address [bad-id]
      hint: use a-z, 0-9 and '-', 99 characters at most, and no '-' at the start
    incidents/one.md:1:1: error: 'one' is also the id of incidents/One.md [duplicate-id]
      hint: the file name is the public address, also in sub-folders; rename one of the two
    """),
  BrokenSite(
    .reservedID, TinySite().with("pages/index.md", "---\ntitle: T\n---\n"),
    """
    pages/index.md:1:1: error: 'index' is taken by Allclear itself [reserved-id]
      hint: choose another name
    """),
  BrokenSite(
    .reservedID, components("  - {id: next, name: N}"),
    """
    status.yml:4:10: error: 'next' is taken by Allclear itself [reserved-id]
      hint: choose another name
    """),
  BrokenSite(
    .fileTooLarge,
    TinySite().with("pages/a.md", bytes: Array(repeating: 0x61, count: 262_145)),
    """
    pages/a.md:1:1: error: the file has 262145 bytes; at most 262144 are read [file-too-large]
      hint: move what is long to a page of its own, or to static/
    """),
  BrokenSite(
    .notUTF8, TinySite().with("pages/a.md", bytes: Array("---\na".utf8) + [0xC3, 0x28]),
    """
    pages/a.md:2:2: error: the text is not UTF-8 from here on [not-utf8]
      hint: save the file as UTF-8
    """),
  BrokenSite(
    .utf16, TinySite().with("pages/a.md", bytes: [0xFF, 0xFE, 0x2D, 0x00]),
    """
    pages/a.md:1:1: error: the file is UTF-16 [utf-16]
      hint: save the file as UTF-8
    """),
  BrokenSite(
    .controlCharacter, TinySite().with("pages/a.md", bytes: [0x2D, 0x00]),
    """
    pages/a.md:1:2: error: a control character stands here [control-character]
      hint: delete it, or save the file as UTF-8 if all of it looks odd
    """),
  BrokenSite(
    .directionControl, incident("title: Slow \u{202E}gpj.exe\nseverity: SEV1"),
    """
    incidents/one.md:2:8: error: 'title' holds the invisible sign U+202E, which turns words beside it around [direction-control]
      hint: delete it; names and titles of any script stand apart from their neighbours without it
    """),
  BrokenSite(
    .directionControl, components("  - {id: api, name: \"API\\u2066\"}"),
    """
    status.yml:4:21: error: 'name' holds the invisible sign U+2066, which turns words beside it around [direction-control]
      hint: delete it; names and titles of any script stand apart from their neighbours without it
    """),
  BrokenSite(
    .controlCharacter, incident("title: \"a\\u0007\"\nseverity: SEV1"),
    """
    incidents/one.md:2:8: error: a control character stands here [control-character]
      hint: delete it, or save the file as UTF-8 if all of it looks odd
    """),
  BrokenSite(
    .oddSign, incident("title: T\nseverity: SEV\u{200B}1"),
    """
    incidents/one.md:3:11: error: U+200B zero width space stands in 'SEV\u{200B}1', where it changes what the file says [odd-sign]
      hint: delete it: SEV1
    """),
  BrokenSite(
    .mergeConflict, TinySite().with("pages/a.md", "---\ntitle: A\n---\n\n<<<<<<< HEAD\nWords.\n"),
    """
    pages/a.md:5:1: error: a merge left both sides of a conflict in this file, from here on [merge-conflict]
      hint: keep what is right, and delete the lines of <<<<<<<, |||||||, ======= and >>>>>>>
    """),
  BrokenSite(
    .missingFrontMatter, TinySite().with("pages/a.md", "# About\n"),
    """
    pages/a.md:1:1: error: the file does not start with front matter [missing-front-matter]
      hint: start with a line '---', lines such as 'title: …', and another line '---'
    """),
  BrokenSite(
    .unclosedFrontMatter, TinySite().with("pages/a.md", "---\ntitle: About\n"),
    """
    pages/a.md:1:1: error: the front matter is never closed [unclosed-front-matter]
      hint: write a line '---' after the last key
    """),
]

let brokenYAML: [BrokenSite] = [
  BrokenSite(
    .yamlSyntax, incident("title: a: b\nseverity: SEV1"),
    """
    incidents/one.md:2:9: error: a colon stands where none can be [yaml-syntax]
      hint: put quotes around it if it is a text: title: "a: b"
    """),
  BrokenSite(
    .yamlSyntax, incident("title T\nseverity: SEV1"),
    """
    incidents/one.md:3:9: error: a colon stands where none can be [yaml-syntax]
      hint: put quotes around a text with ': ' in it; else look for a colon missing in the line above
    """),
  BrokenSite(
    .yamlSyntax, incident("title: T\n severity: SEV1"),
    """
    incidents/one.md:3:10: error: a colon stands where none can be [yaml-syntax]
      hint: put quotes around a text with ': ' in it; else look for a colon missing in the line above
    """),
  BrokenSite(
    .yamlSyntax, incident("title: @T\nseverity: SEV1"),
    """
    incidents/one.md:2:8: error: a text cannot start with this character [yaml-syntax]
      hint: put quotes around it if it is a text: title: "@T"
    """),
  BrokenSite(
    .yamlSyntax, incident("title: T\nroles:\n\tscribe: K\nseverity: SEV1"),
    """
    incidents/one.md:4:1: error: a tab is used to indent [yaml-syntax]
      hint: indent by spaces
    """),
  BrokenSite(
    .yamlSyntax, incident("title: 'T\nseverity: SEV1"),
    """
    incidents/one.md:2:8: error: a quotation mark is never closed [yaml-syntax]
      hint: close it, or double a ' inside of '…'
    """),
  BrokenSite(
    .yamlSyntax, incident("title: T\ncomponents: [api\nseverity: SEV1"),
    """
    incidents/one.md:3:13: error: a bracket is never closed [yaml-syntax]
      hint: close it, and part the items by commas
    """),
  BrokenSite(
    .yamlSyntax, status("---\nname: B"),
    """
    status.yml:6:1: error: a second document starts here [yaml-syntax]
      hint: keep one, without '---' inside of it
    """),
  BrokenSite(
    .yamlSyntax, incident(#"title: "\q""#),
    #"""
    incidents/one.md:2:9: error: a backslash stands before a character that it cannot change [yaml-syntax]
      hint: use '…' in place of "…"
    """#),
  BrokenSite(
    .yamlSyntax, incident("[a]: b"),
    """
    incidents/one.md:2:1: error: a list or a mapping is used as a key [yaml-syntax]
      hint: write a word before the colon
    """),
  BrokenSite(
    .yamlSyntax, incident("title: T\nseverity: SEV1\ncomponents:\n- api\n  web: a"),
    """
    incidents/one.md:6:6: error: a colon stands where none can be [yaml-syntax]
      hint: put quotes around a text with ': ' in it; else look for a colon missing in the line above
    """),
  BrokenSite(
    .yamlAnchor, incident("title: &a T\nseverity: SEV1"),
    """
    incidents/one.md:2:8: error: anchors (&name) and aliases (*name) are not read [yaml-anchor]
      hint: write the value out, or put quotes around it if it is a text: title: "&a T"
    """),
  BrokenSite(
    .yamlAnchor, incident("title: *a\nseverity: SEV1"),
    """
    incidents/one.md:2:8: error: anchors (&name) and aliases (*name) are not read [yaml-anchor]
      hint: write the value out, or put quotes around it if it is a text: title: "*a"
    """),
  BrokenSite(
    .yamlTag, incident("title: !!str T\nseverity: SEV1"),
    """
    incidents/one.md:2:8: error: tags (!name) are not read [yaml-tag]
      hint: leave the tag out, or put quotes around it if it is a text: title: "!!str T"
    """),
  BrokenSite(
    .yamlTooDeep, incident("title: \(String(repeating: "[", count: 100_000))"),
    """
    incidents/one.md:2:39: error: more than 32 levels lie inside one another [yaml-too-deep]
      hint: look for a bracket that is never closed, or a line that is too far in
    """),
  BrokenSite(
    .duplicateKey, incident("title: T\nseverity: SEV1\ntitle: U"),
    """
    incidents/one.md:4:1: error: 'title' is already written above [duplicate-key]
      hint: keep one of the two
    """),
  BrokenSite(
    .duplicateKey, incident("title: T\nseverity: SEV1\nroles: {scribe: A, scribe: B}"),
    """
    incidents/one.md:4:20: error: 'scribe' is already written above [duplicate-key]
      hint: keep one of the two
    """),
]

/// An incident whose only heading has these changes, or that has this text.
func incident(body changes: String?, _ text: String = "") -> TinySite {
  incident(
    "title: T\nseverity: SEV1",
    changes.map { "## Update - 2026-11-20 10:00 UTC - \($0)" } ?? text)
}

let brokenSites = brokenFiles + brokenYAML + brokenValues + brokenSettings + brokenEntries
