import Foundation
import Testing

@testable import CommandLineTool

/// Nothing that others wrote steers the terminal of a person who reads it, or hides a word from them.
struct VisibleTextTests {
  @Test(arguments: [
    ("\u{1B}]0;pwn\u{7}", "<U+001B>]0;pwn<U+0007>"),
    ("a\u{0}b\u{8}c\rd", "a<U+0000>b<U+0008>c<U+000D>d"),
    ("\u{7F}\u{80}\u{9B}31m\u{9F}", "<U+007F><U+0080><U+009B>31m<U+009F>"),
    ("\u{202A}\u{202E}\u{2066}\u{2069}\u{61C}", "<U+202A><U+202E><U+2066><U+2069><U+061C>"),
    ("\u{200B}\u{200F}\u{FEFF}\u{2060}", "<U+200B><U+200F><U+FEFF><U+2060>"),
    ("a\u{2028}b\u{2029}", "a<U+2028>b<U+2029>"),
    ("\u{E0041}x", "<U+E0041>x"),
    ("e\u{301}\u{1B}\u{301}", "e\u{301}<U+001B>\u{301}"),
    ("two\r\nlines\tand a tab\n", "two\r\nlines\tand a tab\n"),
    ("naïve 日本語 😀 עברית العربية", "naïve 日本語 😀 עברית العربية"),
  ])
  func `a sign that steers or hides is shown`(text: String, shown: String) {
    #expect(Array(visible(text).utf8) == Array(shown.utf8))
  }

  @Test func `bytes that are no UTF-8 are shown`() {
    #expect(
      visible([0x61, 0x9B, 0x31, 0xC3, 0x62, 0xED, 0xA0, 0x80, 0x1B])
        == Array(
          "a<0x9B>1<0xC3>b<0xED><0xA0><0x80><U+001B>".utf8))
  }

  @Test func `in JSON they are escaped, and mean the same`() throws {
    let text = "\u{1B}\u{7F}\u{9B}\u{202E}\u{200B}\u{2028}\u{FEFF}\u{E0041}é\n"
    let json = try jsonLine([text])
    #expect(
      json == #"["\u001b\u007F\u009B\u202E\u200B\u2028\uFEFF\uDB40\uDC41é\n"]"#)
    #expect(try JSONDecoder().decode([String].self, from: Data(json.utf8)) == [text])
  }

  @Test func `codes of our own are codes, around what others wrote`() {
    #expect(Painted("a\u{1B}[0m", style: "1").text == "\u{1B}[1ma<U+001B>[0m\u{1B}[0m")
    let part = Painted(code: "\u{1B}[K")
    let line: Painted = "\("\u{1B}[H")\(part)\(7)"
    #expect(line.text == "<U+001B>[H\u{1B}[K7")
  }
}

/// The same of whole runs, by every way on which a text of others reaches a terminal or a pipe.
struct VisibleOutputTests {
  static let hostile = "\u{1B}]0;pwn\u{7}\u{9B}31m\u{202E}\u{200B}\u{2028}\u{7F}"

  private func site() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write([
      "status.yml": """
      name: Acme
      url: https://status.acme.example
      components:
        - {id: api, name: API}

      """,
      "incidents/2026-11-20-slow.md": """
      ---
      title: Slow
      severity: SEV3
      ---

      ## Investigating - 2026-11-20 10:00 UTC

      Requests are slow. We look into it and say more by noon.

      """,
    ])
    return folder
  }

  private func expectVisible(_ run: Run, _ ways: String = "", isExpected: Bool = true) {
    for text in [run.output, run.errors] {
      let raw = text.unicodeScalars.filter { scalar in
        scalar != "\n" && scalar != "\t" && visible(String(scalar)) != String(scalar)
      }
      #expect(raw.isEmpty, "\(ways): \(visible(text))")
    }
    let isRepeated = (run.output + run.errors).contains("U+202E") || run.output.contains("\\u202E")
    #expect(isRepeated || !isExpected, "\(ways)")
  }

  static let arguments: [[String]] = [
    [hostile],
    ["--" + hostile],
    ["check", "--" + hostile],
    ["check", hostile],
    ["check", "--site", hostile],
    ["check", "--as-of", hostile],
    ["build", "--output", "/dev/null/" + hostile],
    ["build", "--verbose", "--site", hostile],
    ["serve", "--port", hostile],
    ["incident", "show", hostile],
    ["incident", "open", "New", "--severity", hostile, "-m", "x", "--yes"],
    ["incident", "open", "New", "--severity", "SEV3", "--component", hostile, "-m", "x", "--yes"],
    ["incident", "update", "--next", hostile, "-m", "x", "--yes"],
    ["incident", "update", "--at", hostile, "-m", "x", "--yes"],
    ["incident", "update", "--state", hostile, "-m", "x", "--yes"],
    ["incident", "update", "--template", hostile, "--yes"],
    ["incident", "draft", "--from", "alertmanager", hostile],
    ["incident", "draft", "--from", hostile, "-"],
    ["theme", "eject", hostile],
    ["init", "/dev/null/" + hostile],
  ]

  @Test(arguments: arguments)
  func `an argument that is repeated is shown`(arguments: [String]) throws {
    let folder = try site()
    let run = try Program.run(
      arguments, in: folder.path, environment: ["SOURCE_DATE_EPOCH": "1795175400"])
    #expect(run.status != 0)
    expectVisible(run, visible(arguments.joined(separator: " ")))
  }

  struct File: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String

    var testDescription: String { visible(name) }

    init(_ name: String, _ text: String) {
      self.name = name
      self.text = text
    }
  }

  static let files = [
    File("incidents/\u{202E}\u{200B}\u{9B}.md", "x"),
    File("incidents/\(hostile).md", "x"),
    File("incidents/a.md", "---\n\"\(#"\e\u202E"#)\": x\n---\n"),
    File("incidents/a.md", "---\ntitle: \"\(#"a\e]0;x\a\u202E"#)\"\nseverity: SEV1\n---\n"),
    File("incidents/a.md", "---\ntitle: A\nseverity: \"\(#"\e\x9B\u202E"#)\"\n---\n"),
    File(
      "incidents/a.md",
      "---\ntitle: A\nseverity: SEV1\ncomponents: [\"\(#"\e\x9B\u202E"#)\"]\n---\n"
    ),
    File("pages/a.md", "---\ntitle: A\n\"\(#"\x9B\u202E"#)\": x\n---\nText.\n"),
    File("theme/strings/en.yml", "\"\(#"\e\u202E"#)\": x\n"),
  ]

  @Test(arguments: files, ["check", "check --json", "build", "incident list"])
  func `a name or a value in a file is shown`(
    file: File, command: String
  ) throws {
    let folder = try site()
    try folder.write(Data(file.text.utf8), to: file.name)
    let run = try Program.run(
      command.split(separator: " ").map(String.init), in: folder.path,
      environment: ["SOURCE_DATE_EPOCH": "1795175400"])
    // Many a message says what is wrong without repeating it.
    expectVisible(run, "\(visible(file.name)) \(command)", isExpected: false)
  }

  @Test func `what an alert says is shown`() throws {
    let folder = try site()
    let hostile = #"\u001b]0;pwn\u0007\u009b31m\u202e"#
    try folder.write([
      "alert.json": """
      {"version": "4", "status": "firing", "groupKey": "\(hostile)", "groupLabels": {}, "alerts": [
        {"status": "firing", "labels": {"alertname": "\(hostile)"}, "annotations": {},
         "startsAt": "\(hostile)"}]}
      """
    ])
    let run = try Program.run(
      ["incident", "draft", "--from", "alertmanager", "alert.json"], in: folder.path,
      environment: ["SOURCE_DATE_EPOCH": "1795175400"])
    let raw = (run.output + run.errors).unicodeScalars.filter {
      $0 != "\n" && visible(String($0)) != String($0)
    }
    #expect(raw.isEmpty, "\(visible(run.errors))")
  }

  @Test func `what a git hook says is shown`() throws {
    let folder = try site()
    let script = """
      #!/bin/sh
      printf '\\033]0;pwn\\007 \\342\\200\\256 \\233'
      printf '\\033[2J' >&2
      exit 1

      """
    let setUp = try Program.shell(
      """
      git init -q && git config user.name T && git config user.email t@example.com &&
      git add . && git commit -qm Begin
      """, in: folder.path, environment: ["HOME": folder.path])
    #expect(setUp.status == 0, "\(setUp.errors)")
    try folder.write([".git/hooks/pre-commit": script])
    chmod(folder.path + "/.git/hooks/pre-commit", 0o755)
    let run = try Program.run(
      ["incident", "update", "-m", "Known.", "--yes", "--git"], in: folder.path,
      environment: ["SOURCE_DATE_EPOCH": "1795175400", "HOME": folder.path])
    #expect(run.status == 2)
    expectVisible(run)
    #expect(run.errors.contains("<U+001B>]0;pwn<U+0007> <U+202E> <0x9B><U+001B>[2J"))
  }
}
