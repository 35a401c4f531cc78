import Diagnostics
import StatusModel
import TestSupport
import Testing

@testable import ContentWriting

/// 2026-11-20 10:35 UTC.
let halfPastTen = Timestamp(seconds: 1_795_170_900)

private let update = Incident.Update(
  state: .identified, time: halfPastTen, severity: "SEV2",
  statusChanges: [.init(component: "web", status: .operational)],
  text: "The cause is known.\n\nMore at noon.")

struct AppendingTests {
  @Test(arguments: [
    ("## A\n\ntext\n", "\n", "\n"),
    ("## A\n\ntext", "\n\n", "\n"),
    ("## A\n\ntext\n\n", "", "\n"),
    ("## A\n\ntext\n\n\n", "", "\n"),
    ("## A\n\ntext\n  \t\n", "", "\n"),
    ("## A\n\ntext\n   ", "\n", "\n"),
    ("## A\r\n\r\ntext\r\n", "\r\n", "\r\n"),
    ("## A\r\n\r\ntext", "\r\n\r\n", "\r\n"),
    ("\u{FEFF}## A\n\ntext\r\n\r\n", "", "\r\n"),
    ("", "", "\n"),
  ])
  func `an update stands below a blank line, with the line ends of the file`(
    file: String, gap: String, end: String
  ) {
    let lines = [
      "## Identified - 2026-11-20 10:35 UTC - SEV2 - web: operational", "", "The cause is known.",
      "", "More at noon.",
    ]
    let expected = file + gap + lines.map { $0 + end }.joined()
    #expect(
      String(decoding: appending(update, to: Array(file.utf8)), as: UTF8.self) == expected)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `every byte that was there stays`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pieces = ["\n", "\r\n", " ", "\t", "# note", "---", "text", "ü", "\u{0}", "```"]
    let file = (0..<Int.random(in: 0..<30, using: &random)).flatMap { _ in
      Array((pieces.randomElement(using: &random) ?? "").utf8)
    }
    let after = appending(update, to: file)
    #expect(after.starts(with: file))
    let heading = Array("## Identified - 2026-11-20 10:35 UTC".utf8)
    let place = after[file.count...].firstRange(of: heading)?.lowerBound
    #expect(place.map { $0 == 0 || after[$0 - 1] == UInt8(ascii: "\n") } ?? false)
  }

  @Test(arguments: [
    ("a\r\nb\rc", "a\nb\nc"), ("\n \n  indented\nend  \n\n", "  indented\nend  "), (" \n\t", ""),
    ("", ""),
  ])
  func `a typed text loses its blank edges and foreign line ends`(typed: String, kept: String) {
    #expect(tidied(typed) == kept)
  }

  @Test func `an update without words is a heading alone`() {
    let update = Maintenance.Update(state: .inProgress, time: halfPastTen.advanced(by: 7))
    #expect(
      String(decoding: appending(update, to: Array("x\n".utf8)), as: UTF8.self)
        == "x\n\n## In progress - 2026-11-20 10:35:07 UTC\n")
  }

  @Test(arguments: [
    ("starts: 2026-12-01 02:00 UTC", "starts: NEW"),
    ("starts:   2026-12-01 02:00   # a note", "starts:   NEW   # a note"),
    ("starts: \"2026-12-01 # 02:00\"  # a note", "starts: NEW  # a note"),
    ("starts: '2026-12-01'\r", "starts: NEW\r"), ("starts:", "starts: NEW"),
    ("starts: # a note", "starts: NEW # a note"),
  ])
  func `a value is replaced and what stands beside it stays`(line: String, expected: String) throws
  {
    let file = "---\ntitle: x\n\(line)\nends: y\n---\n"
    let after = try #require(
      replacingValue(
        ofKey: "starts", at: .init(path: "m.md", line: 3), with: "NEW", in: Array(file.utf8)))
    #expect(
      String(decoding: after, as: UTF8.self) == "---\ntitle: x\n\(expected)\nends: y\n---\n")
  }

  @Test func `a key inside braces is not touched`() {
    let file = Array("---\n{starts: a}\n---\n".utf8)
    #expect(
      replacingValue(
        ofKey: "starts", at: .init(path: "m.md", line: 2, column: 2), with: "NEW", in: file) == nil)
  }
}
