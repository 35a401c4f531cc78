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
  TinySite().with("incidents/one.md", "---\n\(lines)\n---\n\(body)\n")
}

func maintenance(
  _ lines: String, _ body: String = "## Scheduled - 2026-11-20 10:00 UTC"
) -> TinySite {
  TinySite().with("maintenance/one.md", "---\n\(lines)\n---\n\(body)\n")
}

func message(_ text: String) -> TinySite {
  TinySite().with("messages/one.md", text)
}

/// The tiny site's `status.yml` with these lines at its end.
func status(_ lines: String) -> TinySite {
  TinySite(status: TinySite.statusFile + lines + "\n")
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
    .controlCharacter, incident("title: \"a\\u0007\"\nseverity: SEV1"),
    """
    incidents/one.md:2:8: error: a control character stands here [control-character]
      hint: delete it, or save the file as UTF-8 if all of it looks odd
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
      hint: put quotes around a text with ': ' in it; else look for a colon missing in the line above
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
      hint: put quotes around a text that starts with '@', '`' or '%'
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
      hint: write the value out, or put quotes around a text that starts with '&' or '*'
    """),
  BrokenSite(
    .yamlAnchor, incident("title: *a\nseverity: SEV1"),
    """
    incidents/one.md:2:8: error: anchors (&name) and aliases (*name) are not read [yaml-anchor]
      hint: write the value out, or put quotes around a text that starts with '&' or '*'
    """),
  BrokenSite(
    .yamlTag, incident("title: !!str T\nseverity: SEV1"),
    """
    incidents/one.md:2:8: error: tags (!name) are not read [yaml-tag]
      hint: leave the tag out, or put quotes around a text that starts with '!'
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

let brokenValues: [BrokenSite] = [
  BrokenSite(
    .unknownKey, incident("title: T\nseverty: SEV1\nseverity: SEV1"),
    """
    incidents/one.md:3:1: error: unknown key 'severty'; did you mean 'severity'? [unknown-key]
      hint: known here: title, severity, components, started, detected, roles, draft
    """),
  BrokenSite(
    .missingKey, incident("title: T"),
    """
    incidents/one.md:2:1: error: an incident has no 'severity' [missing-key]
      hint: add a line 'severity: …'
    """),
  BrokenSite(
    .wrongType, incident("title: [T]\nseverity: SEV1"),
    """
    incidents/one.md:2:8: error: 'title' is text, not a list [wrong-type]
      hint: write text after 'title:'
    """),
  BrokenSite(
    .wrongType, incident("title: T\nseverity: SEV1\ncomponents: api"),
    """
    incidents/one.md:4:13: error: 'components' is a list of ids, or a mapping of ids to statuses, not text [wrong-type]
      hint: write a list of ids, or a mapping of ids to statuses after 'components:'
    """),
  BrokenSite(
    .emptyValue, incident("title:\nseverity: SEV1"),
    """
    incidents/one.md:2:7: error: 'title' is empty [empty-value]
      hint: write a value, or leave the key out if it may be
    """),
  BrokenSite(
    .emptyValue, incident("title: \" \"\nseverity: SEV1"),
    """
    incidents/one.md:2:8: error: 'title' is empty [empty-value]
      hint: write a value, or leave the key out if it may be
    """),
  BrokenSite(
    .unknownValue, components("  - {id: a, name: A, show: alway}"),
    """
    status.yml:4:28: error: 'show' cannot be 'alway'; did you mean 'always'? [unknown-value]
      hint: write one of always, degraded
    """),
  BrokenSite(
    .unknownValue, status("git: push"),
    """
    status.yml:6:6: error: 'git' cannot be 'push' [unknown-value]
      hint: write commit
    """),
  BrokenSite(
    .notOneLine, incident("title: |\n  a\n  b\nseverity: SEV1"),
    """
    incidents/one.md:2:8: error: 'title' has more than one line [not-one-line]
      hint: write it in one line
    """),
  BrokenSite(
    .tooLong, incident("title: \(String(repeating: "a", count: 501))\nseverity: SEV1"),
    """
    incidents/one.md:2:8: error: 'title' has more than 500 characters [too-long]
      hint: say it in fewer
    """),
  BrokenSite(
    .notABoolean, incident("title: T\nseverity: SEV1\ndraft: yes"),
    """
    incidents/one.md:4:8: error: 'yes' is neither true nor false [not-a-boolean]
      hint: write true or false
    """),
  BrokenSite(
    .notADate, components("  - {id: a, name: A, since: 1.3.2024}"),
    """
    status.yml:4:29: error: '1.3.2024' is not a day from 1970 to 2099 [not-a-date]
      hint: write it like 2026-11-20
    """),
  BrokenSite(
    .notATime, incident("title: T\nseverity: SEV1\nstarted: 2026-11-20"),
    """
    incidents/one.md:4:10: error: '2026-11-20' is not a time [not-a-time]
      hint: write it like 2026-11-20 10:10 UTC or 2026-11-20 11:10 +01:00
    """),
  BrokenSite(
    .impossibleTime, incident("title: T\nseverity: SEV1\nstarted: 2026-02-30 10:00 UTC"),
    """
    incidents/one.md:4:10: error: '2026-02-30 10:00 UTC' cannot be: there is no such day [impossible-time]
      hint: correct it; times are from 00:00:00 to 23:59:59, years from 1970 to 2099
    """),
  BrokenSite(
    .impossibleTime, incident("title: T\nseverity: SEV1\nstarted: 2026-11-20 24:00"),
    """
    incidents/one.md:4:10: error: '2026-11-20 24:00' cannot be: there is no such time of day [impossible-time]
      hint: correct it; times are from 00:00:00 to 23:59:59, years from 1970 to 2099
    """),
  BrokenSite(
    .impossibleTime, incident("title: T\nseverity: SEV1\nstarted: 2026-11-20 10:00:61"),
    """
    incidents/one.md:4:10: error: '2026-11-20 10:00:61' cannot be: there is no such time of day [impossible-time]
      hint: correct it; times are from 00:00:00 to 23:59:59, years from 1970 to 2099
    """),
  BrokenSite(
    .impossibleTime, incident("title: T\nseverity: SEV1\nstarted: 1969-11-20 10:00"),
    """
    incidents/one.md:4:10: error: '1969-11-20 10:00' cannot be: the year is out of range [impossible-time]
      hint: correct it; times are from 00:00:00 to 23:59:59, years from 1970 to 2099
    """),
  BrokenSite(
    .impossibleTime, incident("title: T\nseverity: SEV1\nstarted: 2026-11-20 10:00 +15:00"),
    """
    incidents/one.md:4:10: error: '2026-11-20 10:00 +15:00' cannot be: no place is that far from UTC [impossible-time]
      hint: correct it; times are from 00:00:00 to 23:59:59, years from 1970 to 2099
    """),
  BrokenSite(
    .skippedTime,
    status("timezone: Europe/Berlin").with(
      "incidents/one.md",
      "---\ntitle: T\nseverity: SEV1\n---\n## Resolved - 2026-03-29 02:30\n"),
    """
    incidents/one.md:5:15: error: '2026-03-29 02:30' never came in Europe/Berlin: the clock was put forward over it [skipped-time]
      hint: write the offset as well, such as +01:00, or UTC
    """),
  BrokenSite(
    .ambiguousTime,
    status("timezone: Europe/Berlin").with(
      "incidents/one.md",
      "---\ntitle: T\nseverity: SEV1\n---\n## Resolved - 2026-10-25 02:30\n"),
    """
    incidents/one.md:5:15: error: '2026-10-25 02:30' came twice in Europe/Berlin: the clock was put back over it [ambiguous-time]
      hint: write the offset as well, such as +01:00, or UTC
    """),
  BrokenSite(
    .futureTime, incident("title: T\nseverity: SEV1\ndetected: 2027-01-01 00:00"),
    """
    incidents/one.md:4:11: error: '2027-01-01 00:00' lies in the future [future-time]
      hint: correct the day, the time or the time zone
    """),
  BrokenSite(
    .futureTime,
    incident().with("postmortems/one.md", "---\npublished: 2026-12-03\n---\nWords.\n"),
    """
    postmortems/one.md:2:12: error: '2026-12-03' lies in the future [future-time]
      hint: correct the day, the time or the time zone
    """),
  BrokenSite(
    .notADuration,
    status(
      "severities:\n  A: {name: A, status: major_outage, impact: major, update_every: 2 hours}\n"
        + "  B: {name: B, status: operational, impact: none}"),
    """
    status.yml:7:67: error: '2 hours' is not a span of time [not-a-duration]
      hint: write it like 30m, 1h, 1h30m, 3d or 2w, up to a year
    """),
  BrokenSite(
    .badURL, TinySite(status: "name: A\nurl: a.example\ncomponents: [{id: a, name: A}]"),
    """
    status.yml:2:6: error: 'a.example' is not an address that can stand here [bad-url]
      hint: write an address like https://status.example.com, without '?' and '#'
    """),
  BrokenSite(
    .badURL, status("support: javascript:alert(1)"),
    """
    status.yml:6:10: error: 'javascript:alert(1)' is not an address that can stand here [bad-url]
      hint: write https://… or mailto:name@example.com
    """),
]

let brokenSettings: [BrokenSite] = [
  BrokenSite(
    .badColour, status("theme: {accent: blue}"),
    #"""
    status.yml:6:17: error: 'blue' is not a colour [bad-colour]
      hint: write it in quotes, like "#0b5cab" or "#05a"
    """#),
  BrokenSite(
    .badLanguage, status("language: e"),
    """
    status.yml:6:11: error: 'e' is not a language tag [bad-language]
      hint: write one like en, de or pt-BR
    """),
  BrokenSite(
    .badLogo, status("logo: ../logo.svg"),
    """
    status.yml:6:7: error: '../logo.svg' is not a file in static/ [bad-logo]
      hint: write a path like static/logo.svg
    """),
  BrokenSite(
    .badPattern, status("never_publish: ['(']"),
    """
    status.yml:6:17: error: '(' is not a regular expression [bad-pattern]
      hint: put a backslash before brackets and dots that stand for themselves
    """),
  BrokenSite(
    .badWeight, status("uptime: {weights: {partial_outage: 1.1}}"),
    """
    status.yml:6:36: error: '1.1' is not a weight [bad-weight]
      hint: write a number from 0 to 1 with at most six decimals, such as 0.3
    """),
  BrokenSite(
    .badSeverityID,
    status(
      "severities:\n  S 1: {name: A, status: major_outage, impact: major}\n"
        + "  S2: {name: B, status: partial_outage, impact: minor}"),
    """
    status.yml:7:3: error: 'S 1' cannot be the id of a severity [bad-severity-id]
      hint: use A-Z, a-z, 0-9, '-' and '_', 32 characters at most, a letter or a digit first
    """),
  BrokenSite(
    .severityCount, status("severities:\n  S1: {name: A, status: major_outage, impact: major}"),
    """
    status.yml:7:3: error: there is 1 severity [severity-count]
      hint: list two to nine, from worst to least, or leave the key out for SEV1 to SEV3
    """),
  BrokenSite(
    .severityOrder,
    status(
      "severities:\n  S2: {name: B, status: partial_outage, impact: minor}\n"
        + "  S1: {name: A, status: major_outage, impact: major}"),
    """
    status.yml:8:3: error: 'S1' has a greater impact than 'S2' above it [severity-order]
      hint: list the severities from worst to least
    """),
  BrokenSite(
    .unknownTimeZone, status("timezone: Europe/Berlyn"),
    """
    status.yml:6:11: error: unknown time zone 'Europe/Berlyn'; did you mean 'Europe/Berlin'? [unknown-time-zone]
      hint: write an IANA name such as Europe/Berlin or UTC
    """),
  BrokenSite(
    .unknownTimeZone, status("timezone: europe/berlin"),
    """
    status.yml:6:11: error: unknown time zone 'europe/berlin'; did you mean 'Europe/Berlin'? [unknown-time-zone]
      hint: write an IANA name such as Europe/Berlin or UTC
    """),
  BrokenSite(
    .languagesDisagree, status("language: de\nlanguages: [en, de]"),
    """
    status.yml:7:13: error: the first language is 'en', yet 'language' is 'de' [languages-disagree]
      hint: list 'de' first, or leave 'language' out
    """),
  BrokenSite(
    .repeatedLanguage, status("languages: [en, EN]"),
    """
    status.yml:6:17: error: 'EN' is listed twice [repeated-language]
      hint: list each language once
    """),
  BrokenSite(
    .duplicateComponent,
    components("  - {id: a, name: A}\n  - {group: G, components: [{id: a, name: B}]}"),
    """
    status.yml:5:34: error: another component above has the id 'a' [duplicate-component]
      hint: give each component an id of its own, in groups too
    """),
  BrokenSite(
    .duplicateGroup,
    components(
      "  - {group: G, components: [{id: a, name: A}]}\n"
        + "  - {group: G, components: [{id: b, name: B}]}"),
    """
    status.yml:5:13: error: another group above has the name 'G' [duplicate-group]
      hint: give each group a name of its own
    """),
  BrokenSite(
    .nestedGroup,
    components("  - {group: G, components: [{group: H, components: [{id: a, name: A}]}]}"),
    """
    status.yml:4:29: error: a group stands inside a group [nested-group]
      hint: groups hold components alone; list this group beside the other
    """),
  BrokenSite(
    .emptyList, TinySite(status: "name: A\nurl: https://a.example\ncomponents: []"),
    """
    status.yml:3:13: error: 'components' lists nothing [empty-list]
      hint: list one at least
    """),
  BrokenSite(
    .alertWithoutEffect, status("alerts:\n  - match: {service: a}"),
    """
    status.yml:7:5: error: this rule names neither a component nor a severity [alert-without-effect]
      hint: add 'component: …' or 'severity: …' beside 'match'
    """),
  BrokenSite(
    .unknownStatus,
    status(
      "severities:\n  A: {name: A, status: down, impact: none}\n"
        + "  B: {name: B, status: operational, impact: none}"),
    """
    status.yml:7:24: error: unknown status 'down' [unknown-status]
      hint: a status is operational, degraded_performance, partial_outage, major_outage
    """),
]

let brokenEntries: [BrokenSite] = [
  BrokenSite(
    .unknownComponent, incident("title: T\nseverity: SEV1\ncomponents: [ap]"),
    """
    incidents/one.md:4:14: error: unknown component 'ap'; did you mean 'api'? [unknown-component]
      hint: components are listed in status.yml
    """),
  BrokenSite(
    .unknownSeverity, incident("title: T\nseverity: sev1"),
    """
    incidents/one.md:3:11: error: unknown severity 'sev1'; did you mean 'SEV1'? [unknown-severity]
      hint: severities are SEV1, SEV2, SEV3
    """),
  BrokenSite(
    .unknownState, incident(body: nil, "## Investigatin - 2026-11-20 10:00"),
    """
    incidents/one.md:5:4: error: unknown state 'Investigatin'; did you mean 'Investigating'? [unknown-state]
      hint: states are Investigating, Identified, Monitoring, Resolved, Retracted, Update
    """),
  BrokenSite(
    .unknownState,
    maintenance(
      "title: T\nstarts: 2026-12-01 02:00\nends: 2026-12-01 04:00",
      "## In_progress - 2026-11-20 10:00"),
    """
    maintenance/one.md:6:4: error: unknown state 'In_progress'; did you mean 'In progress'? [unknown-state]
      hint: states are Scheduled, In progress, Verifying, Completed, Cancelled, Update
    """),
  BrokenSite(
    .unknownStatus, incident(body: "api: under_maintenance"),
    """
    incidents/one.md:5:41: error: unknown status 'under_maintenance' [unknown-status]
      hint: a status is operational, degraded_performance, partial_outage, major_outage
    """),
  BrokenSite(
    .repeatedComponent, incident("title: T\nseverity: SEV1\ncomponents: [api, api]"),
    """
    incidents/one.md:4:19: error: 'api' is named twice [repeated-component]
      hint: name each component once
    """),
  BrokenSite(
    .repeatedChange, incident(body: "SEV2 - SEV3"),
    """
    incidents/one.md:5:43: error: this heading changes 'severity' twice [repeated-change]
      hint: keep one of the two
    """),
  BrokenSite(
    .repeatedChange, incident(body: "api: operational - api: major_outage"),
    """
    incidents/one.md:5:55: error: this heading changes 'api' twice [repeated-change]
      hint: keep one of the two
    """),
  BrokenSite(
    .repeatedChange, incident(body: "next: 1h - next: 2h"),
    """
    incidents/one.md:5:47: error: this heading changes 'next' twice [repeated-change]
      hint: keep one of the two
    """),
  BrokenSite(
    .changeInMaintenance,
    maintenance(
      "title: T\nstarts: 2026-12-01 02:00\nends: 2026-12-01 04:00",
      "## Scheduled - 2026-11-20 10:00 - api: operational"),
    """
    maintenance/one.md:6:35: error: a maintenance has no change such as 'api: operational' [change-in-maintenance]
      hint: write 'State - time' alone; the window stands in the front matter
    """),
  BrokenSite(
    .updateWithoutTime, incident(body: nil, "## Timeline"),
    """
    incidents/one.md:5:4: error: the heading 'Timeline' has no time [update-without-time]
      hint: write '## State - 2026-11-20 10:10 UTC'; use ### for headings inside an update
    """),
  BrokenSite(
    .updateOutOfOrder,
    incident(
      body: nil,
      "## Investigating - 2026-11-20 10:00\n\n## Resolved - 2026-11-20 09:59:59"),
    """
    incidents/one.md:7:15: error: '2026-11-20 09:59:59' lies before the update above it [update-out-of-order]
      hint: correct the time, or put the updates in the order of their times
    """),
  BrokenSite(
    .textBeforeUpdate, incident(body: nil, "Hello.\n\n## Resolved - 2026-11-20 10:00"),
    """
    incidents/one.md:5:1: error: this text stands before the first update [text-before-update]
      hint: put a heading above it, like '## Investigating - 2026-11-20 10:10 UTC'
    """),
  BrokenSite(
    .topLevelHeading, incident(body: nil, "## Resolved - 2026-11-20 10:00\n\n# Oh"),
    """
    incidents/one.md:7:3: error: a level-1 heading has no place here [top-level-heading]
      hint: the title stands in the front matter; an update starts with ##
    """),
  BrokenSite(
    .noUpdate, incident(body: nil, "\n"),
    """
    incidents/one.md:1:1: error: an incident has no update [no-update]
      hint: add a heading like '## Investigating - 2026-11-20 10:10 UTC', and a text below it
    """),
  BrokenSite(
    .badNext, incident(body: "next: 2 hours"),
    """
    incidents/one.md:5:42: error: '2 hours' is neither a time nor a span of time [bad-next]
      hint: write 'next: 2h', 'next: 12:30 UTC' or 'next: 2026-11-20 12:30 UTC'
    """),
  BrokenSite(
    .badNext, incident(body: "next: 0m"),
    """
    incidents/one.md:5:42: error: '0m' is neither a time nor a span of time [bad-next]
      hint: write 'next: 2h', 'next: 12:30 UTC' or 'next: 2026-11-20 12:30 UTC'
    """),
  BrokenSite(
    .nextNotLater, incident(body: "next: 2026-11-20 10:00"),
    """
    incidents/one.md:5:42: error: the next update is promised for '2026-11-20 10:00', not after this one [next-not-later]
      hint: write a time after the update's own
    """),
  BrokenSite(
    .tooManyDefinitions,
    incident(
      body: nil,
      "[a]: https://a.example/\(String(repeating: "a", count: 17_000))\n\n## Resolved - 2026-11-20 10:00"
    ),
    """
    incidents/one.md:5:1: error: the link definitions have more than 16384 bytes [too-many-definitions]
      hint: write the addresses where the links are: [text](https://…)
    """),
  BrokenSite(
    .endsBeforeStart,
    maintenance("title: T\nstarts: 2026-12-01 02:00\nends: 2026-12-01 02:00"),
    """
    maintenance/one.md:4:7: error: the end '2026-12-01 02:00' does not come after the start [ends-before-start]
      hint: correct 'starts' or 'ends'
    """),
  BrokenSite(
    .postmortemWithoutIncident,
    incident().with("postmortems/ones.md", "---\npublished: 2026-11-25\n---\nWords.\n"),
    """
    postmortems/ones.md:1:1: error: there is no incident 'ones'; did you mean 'one'? [postmortem-without-incident]
      hint: a postmortem has the file name of its incident
    """),
  BrokenSite(
    .unknownPlaceholder, message("We look into {{componet}}.\n"),
    """
    messages/one.md:1:14: error: unknown placeholder '{{componet}}'; did you mean '{{component}}'? [unknown-placeholder]
      hint: placeholders are {{component}}, {{components}}, {{next_update}}, {{severity}}
    """),
  BrokenSite(
    .unknownPlaceholder, message("---\ntitle: We {{\n---\nWords.\n"),
    """
    messages/one.md:2:8: error: unknown placeholder '{{' [unknown-placeholder]
      hint: placeholders are {{component}}, {{components}}, {{next_update}}, {{severity}}
    """),
  BrokenSite(
    .startedLate, incident("title: T\nseverity: SEV1\nstarted: 2026-11-20 10:01 UTC"),
    """
    incidents/one.md:4:10: warning: 'started' '2026-11-20 10:01 UTC' lies after the first update [started-late]
      hint: the page shows an impact that starts after it was first told of; correct one of the two
    """),
  BrokenSite(
    .rawHTML, incident(body: nil, "## Resolved - 2026-11-20 10:00\n\nAll <b>done."),
    """
    incidents/one.md:7:5: warning: the page leaves this HTML out [raw-html]
      hint: write it in Markdown, or as `code` if readers should see it
    """),
  BrokenSite(
    .privateWord,
    status("never_publish: ['acme-internal\\.net']")
      .with(
        "incidents/one.md",
        "---\ntitle: On db1.Acme-Internal.net\nseverity: SEV1\n---\n"
          + "## Resolved - 2026-11-20 10:00\n"),
    #"""
    incidents/one.md:2:15: error: public text matches the private pattern 'acme-internal\.net' [private-word]
      hint: say it in other words; the pattern stands under never_publish in status.yml
    """#),
  BrokenSite(
    .privateAddress, incident(body: nil, "## Resolved - 2026-11-20 10:00\n\nHost 10.1.2.3 is up."),
    """
    incidents/one.md:7:6: error: public text names the private address '10.1.2.3' [private-address]
      hint: say what it is to customers, without the address
    """),
  BrokenSite(
    .secret,
    incident(
      body: nil,
      "## Resolved - 2026-11-20 10:00\n\nKey AKIA\("IOSFODNN7ABCDEFG") is new."),
    """
    incidents/one.md:7:5: error: public text holds what looks like a key: 'AKIA…' [secret]
      hint: take it out, and change the key where it is used, since this file has seen it
    """),
]

/// An incident whose only heading has these changes, or that has this text.
private func incident(body changes: String?, _ text: String = "") -> TinySite {
  incident(
    "title: T\nseverity: SEV1",
    changes.map { "## Update - 2026-11-20 10:00 UTC - \($0)" } ?? text)
}

let brokenSites = brokenFiles + brokenYAML + brokenValues + brokenSettings + brokenEntries
