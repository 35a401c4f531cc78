import ContentReading
import Diagnostics
import StatusModel
import TestSupport
import Testing

/// Texts that mean something else to YAML.
private let texts = [
  "\"API\" is down", "'API' is down", "[EU] API", "[EU] [US] API", "{name} is down",
  "*.acme.example",
  "* all of it", "@team is on it", "`x` fails", "%x of requests", "key: value", "a: b: c",
  "API: \"x\": y",
  "!x", "!important words", "&x", "&x y", "- x", "- - x", "? x", "| x", "> 5 percent", "] x", "} x",
  ", x",
  "[EU]: it's down", "\"it's\" down: yes", "*a", "@", "%",
]

@Test(arguments: texts)
func `a title that YAML does not take for a text is read once the hint is followed`(
  text: String
) async throws {
  let broken = try await incident("title: \(text)\nseverity: SEV1").diagnostics()
  #expect(broken.count == 1 && broken.containsErrors)
  let hint = try #require(broken.first?.hint)
  let line = try #require(hint.split(separator: "if it is a text: ").last)
  #expect(line.hasPrefix("title: "), "\(hint)")
  let site = try await incident("\(line)\nseverity: SEV1").read()
  #expect(site.history.incidents.first?.title == text)
}

@Test(arguments: [
  ("  - {id: api, name: \"API\" is down}", "- {id: api, name: '\"API\" is down'}"),
  ("  - {id: api, name: *.acme.example}", "- {id: api, name: \"*.acme.example\"}"),
  ("  - {id: api, name: @x}", "- {id: api, name: \"@x\"}"),
  ("  - {name: API #1, id: api}", "- {name: \"API #1\", id: api}"),
  ("  - {id: api, name: API #1}", "- {id: api, name: \"API #1\"}"),
  ("  - id: api\n    name: [EU] API", "name: \"[EU] API\""),
  ("  - id: api\n    name: A\n    description: a: b", "description: \"a: b\""),
])
func `a hint shows the whole line, also between brackets`(
  lines: String, fixed: String
) async throws {
  let found = try await components(lines).diagnostics()
  #expect(found.map(\.id).allSatisfy { $0.hasPrefix("yaml-") } && found.count == 1)
  #expect(found.first?.hint.hasSuffix("put quotes around it if it is a text: \(fixed)") == true)
}

@Test func `a colour without quotes is told from a bracket that is never closed`() async throws {
  #expect(
    try await status("theme: {accent: #e4572e}").diagnostics().map(\.text) == [
      #"""
      status.yml:6:17: error: '#' starts a comment, which hides the end of a bracket [yaml-syntax]
        hint: put quotes around it if it is a text: theme: {accent: "#e4572e"}
      """#
    ])
  #expect(
    try await status("theme:\n  accent: #e4572e").diagnostics().map(\.text) == [
      #"""
      status.yml:7:11: error: 'accent' is empty, since '#' starts a comment [empty-value]
        hint: put quotes around a text that starts with '#': "#e4572e"
      """#
    ])
  #expect(try await status("theme: #e4572e").diagnostics().map(\.id) == ["empty-value"])
}

@Test func `a list that starts on the line of its key is not taken for text`() async throws {
  #expect(
    try await status("never_publish: - project seven").diagnostics().map(\.hint) == [
      "start a list on a line of its own, or put quotes around it if it is a text: "
        + "never_publish: \"- project seven\""
    ])
}

/// Each with a text that ` #` would cut, and what is left to say.
private let cuts: [(site: TinySite, whole: String)] = [
  (incident("title: Release #42 breaks sign-in\nseverity: SEV1"), "Release #42 breaks sign-in"),
  (incident("title: Fix # of requests\nseverity: SEV1"), "Fix # of requests"),
  (incident("title: Release  #42\nseverity: SEV1"), "Release #42"),
  (incident("title: C #\nseverity: SEV1"), "C #"),
  (incident("title: The release\n  of #42 breaks\nseverity: SEV1"), "The release of #42 breaks"),
  (incident("title: The release\n  #42 breaks\nseverity: SEV1"), "The release #42 breaks"),
  (incident("title: T\nseverity: SEV1\nroles: {\n  scribe: Kim #2\n  }"), "Kim #2"),
  (incident("title: T\nseverity: SEV1\nroles:\n  scribe: Kim #2"), "Kim #2"),
  (status("never_publish:\n  - project #7"), "project #7"),
  (status("never_publish:\n- zebra\n- project #7"), "project #7"),
  (status("description: All of #acme"), "All of #acme"),
  (components("  - id: a\n    name: API #1"), "API #1"),
  (components("  - id: a\n    name: A\n    description: The #1 API"), "The #1 API"),
  (components("  - group: Apps #2\n    components: [{id: a, name: A}]"), "Apps #2"),
  (
    status(
      "severities:\n  A:\n    name: A\n    definition: See #ops\n    status: major_outage\n"
        + "    impact: major\n  B: {name: B, status: operational, impact: none}"), "See #ops"
  ),
  (
    incident().with(
      "postmortems/one.md",
      "---\npublished: 2026-11-21\nactions:\n  - kind: other\n    what: Close #12\n---\n"),
    "Close #12"
  ),
  (status("alerts:\n  - match:\n      service: pay #2\n    component: api"), "pay #2"),
  (TinySite().with("pages/a.md", "---\ntitle: Room #5\n---\n"), "Room #5"),
  (TinySite().with("messages/a.md", "---\ntitle: Room #5 \"x\"\n---\n"), "Room #5 \"x\""),
]

@Test(arguments: cuts.indices)
func `a comment that cuts a text is an error that shows the whole`(index: Int) async throws {
  let (site, whole) = cuts[index]
  let found = try await site.diagnostics()
  #expect(found.map(\.id) == ["cut-text"])
  let quotes = whole.contains("\"") ? "'" : "\""
  #expect(
    found.first?.hint
      == "put quotes around all of it: \(quotes)\(whole)\(quotes); a comment has two spaces before its '# '"
  )
}

@Test(arguments: [
  "title: T  # the first\nseverity: SEV1", "title: T   # optional\nseverity: SEV1 # ours",
  "title: T\n# a line\nseverity: SEV1 #ours", "title: T\nseverity: SEV1\n#draft: true",
  "title: \"T\" # quoted\nseverity: SEV1", "title: 'Release #42' #x\nseverity: SEV1",
  "title: T\t# tab\nseverity: SEV1", "title: C#\nseverity: SEV1", "title: a#b\nseverity: SEV1",
  "title: T\nseverity: SEV1\ncomponents: [api] # one\nroles: # none yet\n  scribe: K",
  "title: T\nseverity: SEV1\nstarted: 2026-11-20 09:00 UTC # told by Kim\ndraft: false #x",
  "title: >\n  Release #42\nseverity: SEV1", "title: T\nseverity: SEV1\nroles: # later",
])
func `what is a comment stays one`(lines: String) async throws {
  #expect(try await incident(lines).diagnostics() == [])
}
