import ContentReading
import Diagnostics
import SiteFiles
import TestSupport
import Testing

/// What a merge wrote into a file, and the line of its first mark.
private let conflicts: [(text: String, line: Int)] = [
  ("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> branch\n", 1),
  ("<<<<<<< HEAD\n- a\n- b\n=======\n- c\n>>>>>>> branch\n", 1),
  ("a\n\n<<<<<<< HEAD\na\n\n=======\n\nb\n\n>>>>>>> branch\n", 3),
  ("<<<<<<< HEAD\n```\na\n```\n=======\n```\nb\n```\n>>>>>>> branch\n", 1),
  ("```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> branch\n```\n", 2),
  ("<<<<<<< HEAD\na\n||||||| 1a2b3c4\nc\n=======\nb\n>>>>>>> branch\n", 1),
  ("a\n||||||| merged common ancestors\nb\n", 2), ("a\n|||||||\nb\n", 2),
  ("a\n>>>>>>> 1a2b3c4 (Resolve it)\n", 2), ("a\n>>>>>>>", 2), ("<<<<<<<\na\n", 1),
  ("<<<<<<<<<<< HEAD\na\n", 1), ("<<<<<<< .mine\na\n=======\nb\n>>>>>>> .r2\n", 1),
  ("<<<<<<< HEAD\r\na\r\n=======\r\nb\r\n>>>>>>> branch\r\n", 1),
  ("<<<<<<< Conflict 1 of 1\n%%%%%%% Changes\n-a\n+++++++ Contents\nb\n>>>>>>> ends\n", 1),
  ("- a\n- b\n=======\n- c\n", 3), ("a\n\n=======\n\nb\n", 3), ("> a\n=======\n", 2),
  ("### a\n=======\nb\n", 2), ("```\na\n```\n=======\nb\n", 4), ("1. a\n=======\n", 2),
]

private let folders: [(path: String, front: String)] = [
  ("incidents/one.md", "---\ntitle: T\nseverity: SEV1\n---\n\n## Update - 2026-11-20 10:00\n\n"),
  (
    "maintenance/one.md",
    "---\ntitle: T\nstarts: 2026-12-01 02:00\nends: 2026-12-01 04:00\n---\n\n"
      + "## Scheduled - 2026-11-20 10:00\n\n"
  ),
  ("pages/one.md", "---\ntitle: T\n---\n\n"), ("messages/one.md", ""),
  ("announcements/one.md", "---\ntitle: T\nstarts: 2026-11-20 10:00\n---\n\n"),
]

@Test(arguments: conflicts.indices)
func `what a merge left is found in every entry`(index: Int) async throws {
  let (text, line) = conflicts[index]
  for (path, front) in folders {
    let found = try await TinySite().with(path, front + text).diagnostics()
    #expect(found.map(\.id) == ["merge-conflict"], "\(path)")
    #expect(found.map(\.position.line) == [front.utf8.count { $0 == 0x0A } + line], "\(path)")
  }
}

@Test(arguments: [
  "name: A\n<<<<<<< HEAD\nurl: https://a.example\n=======\nurl: https://b.example\n>>>>>>> b\n",
  "name: A\nurl: https://a.example\n=======\n", "description: |\n  a\n=======\n  b\n",
  "never_publish:\n  - a\n>>>>>>> b\n", "name: A\r\n<<<<<<< HEAD\r\n",
])
func `status.yml is looked through as well`(text: String) async throws {
  #expect(try await TinySite(status: text).diagnostics().map(\.id) == ["merge-conflict"])
}

@Test func `a postmortem and front matter are looked through as well`() async throws {
  let postmortem = "---\npublished: 2026-11-21\n---\n<<<<<<< HEAD\n## Summary\n=======\n"
  #expect(
    try await incident().with("postmortems/one.md", postmortem).diagnostics().map(\.id)
      == ["merge-conflict"])
  #expect(
    try await incident("<<<<<<< HEAD\ntitle: T\n=======\ntitle: U\n>>>>>>> b\nseverity: SEV1")
      .diagnostics().map(\.text.firstLineAlone) == [
        "incidents/one.md:2:1: error: a merge left both sides of a conflict in this file, from here on [merge-conflict]"
      ])
}

@Test(arguments: [
  "theme/strings/en.yml", "theme/assets/style.css", "theme/layouts/page.mustache",
  "theme/checks/en.yml", "static/security.txt",
])
func `theme and static files are looked through for whole conflicts`(path: String) async throws {
  let conflict = "a: b\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> branch\n"
  for text in [conflict, conflict.split(separator: "\n").joined(separator: "\r\n")] {
    #expect(
      try await TinySite().with(path, text).diagnostics().map(\.text.firstLineAlone) == [
        "\(path):2:1: error: a merge left both sides of a conflict in this file, from here on [merge-conflict]"
      ])
  }
  for harmless in ["<<<<<<< a", "=======\n", "a <<<<<<< HEAD\n=======\n>>>>>>> b\n", ">>>>>>> b\n"]
  {
    #expect(try await TinySite().with(path, harmless).diagnostics() == [])
  }
}

@Test(arguments: [
  "Welcome\n=======\n\nText.", "Two words\n=======\n", "**Bold**\n=======\n", "1st day\n=======\n",
  "```\nWords\n\n=======\n```\n", "a\n\n========\n", "a\n\n======\n", "a ======= b\n",
  "a <<<<<<< b",
  "> > > > > > > quote\n", ">>> quote\n", "  <<<<<<< HEAD\n", "<<<<<<<a\n", "|||||||x\n",
  "`<<<<<<< HEAD`\n", "-1 degrees\n=======\n",
])
func `an underline, code and other texts are no conflict`(text: String) async throws {
  let found = try await TinySite().with("pages/one.md", "---\ntitle: T\n---\n\n\(text)")
    .diagnostics()
  #expect(found.filter { $0.id == "merge-conflict" } == [])
}

extension String {
  fileprivate var firstLineAlone: String { split(separator: "\n").first.map(String.init) ?? "" }
}
