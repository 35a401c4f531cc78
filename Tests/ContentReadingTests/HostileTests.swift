import Diagnostics
import SiteFiles
import StatusModel
import TestSupport
import Testing

@testable import ContentReading

/// Nine levels of nine aliases; as the key of a mapping, each level costs nine times the last.
private let bomb =
  "a0: &a0 [x, x]\n"
  + (1...9).map { level in
    let alias = "*a\(level - 1)"
    return "a\(level): &a\(level) [\(Array(repeating: alias, count: 9).joined(separator: ","))]\n"
  }.joined() + "? *a9\n: x\n"

@Test(arguments: [
  bomb, "x: 'y\n" + bomb + "'\n", "? &a {a: 1}\n: *a\n", "- &a x\n", "x: [1,&a 2]\n",
  "\"a\":&b c\n", "a: {\"b\":*c}\n", "a:\n  - - ? &a b\n",
])
func `an alias is refused before it can cost anything`(yaml: String) async throws {
  let ids = try await TinySite(status: yaml).diagnostics().map(\.id)
  #expect(ids == ["yaml-anchor"] || ids.allSatisfy { $0 == "unknown-key" || $0 == "missing-key" })
}

@Test func `a bomb that hides in what looks like quotes is refused`() async throws {
  let hidden = "a: foo\n  \"bar\n" + bomb + "c: \"\n"
  #expect(try await TinySite(status: hidden).diagnostics().map(\.id) == ["yaml-anchor"])
}

@Test(arguments: ["A & B", "R&D", "2 * 3", "*", "&", "Wow!", "a *b* c", "'&x'", "\"*x\""])
func `a text may hold the marks of an alias where they mean nothing`(title: String) async throws {
  let site = incident("title: x \(title)\nseverity: SEV1")
  #expect(try await site.diagnostics() == [])
}

@Test(arguments: ["[", "{a: ", "- ", "[[{\"a\":", "? "])
func `a hundred thousand levels of YAML are refused at once`(level: String) async throws {
  let count = 200_000 / level.utf8.count
  let yaml = String(repeating: level, count: count)
  #expect(try await TinySite(status: yaml).diagnostics().map(\.id) == ["yaml-too-deep"])
}

@Test func `indentation can be too deep as well`() async throws {
  let yaml = (0..<400).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
  #expect(try await TinySite(status: yaml).diagnostics().map(\.id) == ["yaml-too-deep"])
}

@Test(arguments: ["[", "> ", "- ", "*a ", "![", "`", "<a ", "[a]: ", "    "])
func `a hundred thousand levels of Markdown are only a text`(level: String) async throws {
  let count = 200_000 / level.utf8.count
  let text = "## Update - 2026-11-20 10:00\n\nWords.\n\n" + String(repeating: level, count: count)
  let found = try await incident("title: T\nseverity: SEV1", text).diagnostics()
  #expect(!found.containsErrors)
}

@Test func `many definitions in many updates do not multiply`() async throws {
  let definitions = (0..<600).map { "[a\($0)]: /a\n" }.joined()
  let updates = String(repeating: "## Update - 2026-11-20 10:00\n\n[a]\n\n", count: 5_000)
  let site = try await incident("title: T\nseverity: SEV1", definitions + updates).read()
  #expect(site.history.incidents.first?.updates.count == 5_000)
}

@Test func `brackets that hide in what looks like quotes are counted`() async throws {
  let brackets = String(repeating: "[", count: 990) + String(repeating: "]", count: 990)
  let yaml = "a: foo\n  \"bar\nb: \(brackets)\nc: \"\n"
  #expect(try await TinySite(status: yaml).diagnostics().map(\.id) == ["yaml-too-deep"])
}

@Test(arguments: 0..<60 as Range<UInt64>)
func `no alias and no depth gets past the guard`(seed: UInt64) throws {
  var random = SeededGenerator(seed: seed)
  let words = [
    "\n", "\n", "\n  ", "\n ", "\n    ", " ", "\"", "'", "*x", " *x", "[", "]", "{", "}", ",", "?",
    ": ",
    ":", "- ",
    "? ", "#", " # ", "|", "|\n", ">-\n", "a", "a: ", "b: ", "\\", "---\n", "...\n", "\t", "%",
    "foo", "''",
  ]
  for _ in 0..<100 {
    let yaml = (0..<Int.random(in: 2...14, using: &random)).map { _ in
      words[Int.random(in: 0..<words.count, using: &random)]
    }.joined()
    let text = try SourceText(SourceFile(path: "x.yml", bytes: Array(yaml.utf8)))
    let source = YAMLSource(text: text, bytes: text.bytes[...], firstLine: 1)
    guard YAMLGuard.firstFault(in: source.bytes) == nil else { continue }
    do throws(Refusal) {
      _ = try source.compose()
    } catch {
      // An alias that the parser sees is one that names nothing here.
      #expect(error.diagnostic.id != "yaml-anchor", "\(yaml.debugDescription)")
    }
  }
}

@Test func `a byte-order mark and carriage returns are as if they were not there`() async throws {
  let plain = TinySite.statusFile
  let windows = plain.split(separator: "\n", omittingEmptySubsequences: false)
    .joined(separator: "\r\n")
  let incident = TinySite.incident.split(separator: "\n", omittingEmptySubsequences: false)
    .joined(separator: "\r\n")
  let site = TinySite().with("status.yml", bytes: [0xEF, 0xBB, 0xBF] + Array(windows.utf8))
    .with("incidents/one.md", bytes: [0xEF, 0xBB, 0xBF] + Array(incident.utf8))
  let expected = try await TinySite().with("incidents/one.md", TinySite.incident).read()
  #expect(try await site.read() == expected)
}

@Test(
  arguments: [
    ([0x80], 1), ([0x61, 0xC3], 2), ([0xC0, 0xAF], 1), ([0xE0, 0x80, 0x80], 1),
    ([0xED, 0xA0, 0x80], 1), ([0xF4, 0x90, 0x80, 0x80], 1), ([0xC3, 0xA9, 0xFF], 3),
    ([0xF0, 0x9F, 0x98], 1),
  ] as [([UInt8], Int)])
func `the first byte that is not UTF-8 is named`(bytes: [UInt8], column: Int) async throws {
  let site = TinySite().with("pages/a.md", bytes: Array("---\ntitle: A\n---\n".utf8) + bytes)
  #expect(
    try await site.diagnostics().map(\.firstLine) == [
      "pages/a.md:4:\(column): error: the text is not UTF-8 from here on [not-utf8]"
    ])
}

private let goodFiles = TinySite()
  .with("incidents/one.md", TinySite.incident)
  .with(
    "incidents/two.md",
    """
    ---
    title: "It's é"
    severity: SEV2
    components: {api: partial_outage}
    started: 2026-11-20 09:00 +01:00
    roles: {commander: 'A'}
    ---
    [a]: https://a.example

    ## Investigating - 2026-11-20 10:00 - next: 2h

    See [a], <b>x</b>.

    ## Resolved - 2026-11-20 11:00 - web: operational - SEV3
    """
  )
  .with(
    "maintenance/m.md",
    "---\ntitle: M\nstarts: 2026-12-01 02:00\nends: 2026-12-01 03:00\n---\n"
      + "## Scheduled - 2026-11-20 10:00\n"
  )
  .with(
    "postmortems/one.md", "---\npublished: 2026-11-21\nactions: [{kind: other, what: W}]\n---\n"
  )
  .with("messages/m.md", "{{component}}\n").with("pages/p.md", "---\ntitle: P\n---\nText\n")
  .with("announcements/a.md", "---\ntitle: A\nstarts: 2026-11-20 10:00\n---\n").files

@Test(arguments: 0..<300 as Range<UInt64>)
func `whatever bytes are damaged, reading ends, and twice the same`(seed: UInt64) async throws {
  var random = SeededGenerator(seed: seed)
  let marks = Array("\n-#:[]{}'\"&*!|>%@`,? \\\t\u{0}\u{FF}é".utf8) + [0xFF, 0x80]
  let files = goodFiles.map { file in
    var bytes = file.bytes
    for _ in 0..<Int.random(in: 0...6, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let mark = marks[Int.random(in: 0..<marks.count, using: &random)]
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[place] = mark
      case 1: bytes.insert(mark, at: place)
      case 2: bytes.removeSubrange(place..<min(place + 9, bytes.count))
      default: bytes.insert(contentsOf: bytes.suffix(20), at: place)
      }
    }
    return SourceFile(path: file.path, bytes: bytes)
  }
  let (site, diagnostics) = try await readSite(files, latest: nil)
  let (again, sameDiagnostics) = try await readSite(files, latest: nil)
  #expect(site?.value == again?.value && diagnostics == sameDiagnostics)
  #expect((site == nil) == diagnostics.containsErrors)
}

@Test(arguments: 0..<200 as Range<UInt64>)
func `the order of the files never matters`(seed: UInt64) async throws {
  var random = SeededGenerator(seed: seed)
  let extra = [
    SourceFile(path: "incidents/x/one.md", bytes: Array(TinySite.incident.utf8)),
    SourceFile(path: "incident/z.md", bytes: []), SourceFile(path: "incidents/Two.md", bytes: []),
  ]
  let files = goodFiles + (seed % 2 == 0 ? [] : extra)
  let expected = try await readSite(files, latest: nil)
  let found = try await readSite(files.shuffled(using: &random), latest: nil)
  #expect(found.site?.value == expected.site?.value && found.diagnostics == expected.diagnostics)
}

@Test(arguments: 0..<100 as Range<UInt64>)
func `front matter that is read the short way means the same to the YAML parser`(
  seed: UInt64
) throws {
  var random = SeededGenerator(seed: seed)
  let words = [
    "a", "b_c", "x", ":", ": ", " ", "\"", "[", "]", ", ", ",", "-", "- ", "#", " #", "é", "0",
    "1.5",
    "null", "~", "yes", "2026-11-20 10:00 UTC", "+", "/", "%", "\u{2028}", "'", "{", "}", "(", ")",
    ";",
  ]
  for _ in 0..<60 {
    let lines = (0..<Int.random(in: 1...3, using: &random)).map { number in
      let value = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        words[Int.random(in: 0..<words.count, using: &random)]
      }.joined()
      return "k\("abc".dropFirst(number).prefix(1)): "
        + ["\(value)", "\"\(value)\"", "[\(value)]"][Int.random(in: 0..<3, using: &random)] + "\n"
    }
    let text = try SourceText(
      SourceFile(path: "x.md", bytes: Array(("---\n" + lines.joined()).utf8)))
    let source = YAMLSource(text: text, bytes: text.bytes[...], firstLine: 1)
    guard let read = source.simpleMapping() else { continue }
    #expect(try read == source.compose(), "\(lines)")
  }
}

@Test func `the front matter of nearly every entry is read the short way`() throws {
  let text = try SourceText(
    SourceFile(path: "x.md", bytes: Array("---\ntitle: \"It's é\"\ncomponents: [a, b-c]\n".utf8)))
  let source = YAMLSource(text: text, bytes: text.bytes[...], firstLine: 1)
  let title = YAMLValue(content: .scalar("It's é"), position: text.position(line: 2, column: 8))
  guard case .mapping(let entries)? = source.simpleMapping()?.content else {
    Issue.record("left to the parser")
    return
  }
  #expect(entries.map(\.key) == ["title", "components"])
  #expect(entries.first?.value == title)
}
