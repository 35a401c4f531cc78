import TestSupport
import Testing

@testable import Markdown

private func shown(_ text: String) -> [String]? {
  ShownText(of: Array(text.utf8)[...])?.words
}

private func parsed(_ text: String) -> ShownText {
  ShownText(parsing: Array(text.utf8)[...])
}

extension ShownText {
  /// A text per block, with its addresses and titles in lines of their own.
  fileprivate var words: [String] {
    blocks.map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }
}

@Test(arguments: [
  "", "One line.",
  "## Resolved - 2026-11-20 10:00 UTC\n\nAll works.\n\n- one\n- two\n\nA & B, 2 * 3 < 7",
  "degraded_performance of R&D: 5 > 3\n\n* one\n* two\n\n---\n\nWork is done (100 %); nothing is lost.",
])
func `a text that reads as it is written is not looked at twice`(text: String) {
  #expect(shown(text) == nil)
}

@Test(arguments: [
  ("Project\nPlover", ["Project Plover"]), ("Project  \nPlover", ["Project Plover"]),
  ("Project\\\nPlover", ["Project Plover"]), ("Project  Plover", ["Project Plover"]),
  ("Project\u{A0}Plover", ["Project Plover"]), ("Project&nbsp;Plover", ["Project Plover"]),
  ("PROJECT *Plover*", ["PROJECT Plover"]), ("__Project__ Plover", ["Project Plover"]),
  ("> Project\n> Plover", ["Project Plover"]), ("1. Project\n   Plover", ["Project Plover"]),
  ("- Project\n  Plover\n- two", ["Project Plover", "two"]), ("`kp`-db", ["kp-db"]),
  (#"kp\-db\-3"#, ["kp-db-3"]), ("acme&#45;net", ["acme-net"]),
  ("acme-**in**.net", ["acme-in.net"]),
  ("acme-in<!-- -->.net", ["acme-in.net"]), ("acme\u{AD}-in\u{200B}.net", ["acme-in.net"]),
  ("[a *b*](https://c.example/%2D 'd')", ["a b\nhttps://c.example/-\nd"]),
  ("![a](https://c.example \"d\") e", ["a e\nhttps://c.example\nd"]),
  ("[a][b]\n\n[b]: https://c.example", ["a\nhttps://c.example"]),
  ("<https://c.example> <a@c.example>", ["https://c.example a@c.example"]),
  ("Project\n\nPlover is\non", ["Project", "Plover is on"]),
  ("### Project\nPlover is\non", ["Project", "Plover is on"]),
  ("Project\n---\nPlover is\non", ["Project", "Plover is on"]),
  ("~~~ a\\-b\nc  d\ne\n~~~", ["a-b\nc d\ne"]), ("<div>\na\n</div>\n\nb\nc", ["a", "b c"]),
])
func `words are shown as readers see them`(text: String, expected: [String]) {
  #expect(shown(text) == expected)
}

@Test func `each block knows its lines`() {
  let text = parsed("a\nb\n\n- c\n- d\n  e\n\n# f")
  #expect(text.blocks.map(\.lines) == [1...2, 4...4, 5...6, 8...8])
  #expect(text.blocks.map(\.range) == [0..<3, 4..<5, 6..<9, 10..<11])
  #expect((1...9).map(text.block(ofLine:)) == [0, 0, nil, 1, 2, 2, nil, 3, nil])
  #expect((0...10).map(text.block(ofByte:)) == [0, 0, 0, 0, 1, 1, 2, 2, 2, 2, 3])
}

@Test(arguments: [
  ("Project<br>Plover", ["Project Plover"]), ("<p>Project Plover</p>", ["Project Plover"]),
  ("<b>Proj</b>ect <i>Plover</i>", ["Project Plover"]), ("<Project> Plover", ["<Project> Plover"]),
  ("a\n\n<div>\nb <b>c</b>\nd\n</div>", ["a", "b c d"]), ("<!-- Plover -->\nx", ["x"]),
  ("<img alt='Project Plover' src='https://c.example'>", ["Project Plover\nhttps://c.example"]),
  ("<a href='https://c.example'>Plover</a>", ["Plover\nhttps://c.example"]),
  ("<td>Project</td><td>Plover", ["Project | Plover"]),
  ("• Project\n• **Plover**", ["• Project • Plover"]),
  ("https://c.example/a *b*", ["https://c.example/a b"]),
  ("www.c.example *b*", ["www.c.example b"]),
  ("<script>\nProject\n</script> **Plover**", ["Plover"]),
])
func `what HTML says is shown as readers see it`(text: String, expected: [String]) {
  #expect(parsed(text).words == expected)
  #expect(shown(text) ?? expected == expected)
}

@Test func `words of HTML know their lines`() {
  let text = parsed("a\n\n<div>\nb\n\n<p>\n<!-- c\nd -->\ne\nf</p>\n\ng")
  #expect(text.words == ["a", "b", "e f", "g"])
  #expect(text.blocks.map(\.lines.lowerBound) == [1, 3, 9, 12])
}

private let pieces = [
  "a", "Project", "Plover", " ", "  ", "\n", "\n", "\n\n", "- ", "* ", "+ ", "-", "1. ", "2) ",
  "# ",
  "## ", "#", "> ", "---", "===", "    ", "\t", "_", "*", "a_b", "&", "&amp;", "<", "\\", "\\-",
  "`", "~",
  "~~~", "[", "](x)", "!", "\u{A0}", "\u{AD}", "é", "—", ":", "10.", "<b>",
  "[a](https://b.example)", "**",
  "`", "](https://c.example/a_b)", "</b>", "<br>", "<p>", "<!--", "-->", "<T>", "• ", "\n→ ",
  "https://d.example", "www.e.example", "f@g.example",
]

@Test(arguments: 0..<3_000 as Range<UInt64>)
func `what is told without the parser is what the parser tells`(seed: UInt64) {
  let text = invented(seed: seed)
  let bytes = Array(text.utf8)
  let plain = bytes.withUnsafeBufferPointer { (look(at: $0), joined($0).words) }
  guard plain.0 != .marked else { return }
  #expect(plain.1 == parsed(text).words, "\(text.debugDescription)")
}

private func invented(seed: UInt64) -> String {
  var random = SeededGenerator(seed: seed)
  let few = pieces.shuffled(using: &random).prefix(Int.random(in: 3...9, using: &random))
  return (0..<Int.random(in: 1...14, using: &random)).map { _ in
    (few.randomElement(using: &random) ?? "") + (Bool.random(using: &random) ? "a" : "\n")
  }.joined()
}

@Test(arguments: 0..<3_000 as Range<UInt64>)
func `whatever readers see that is not written so is in the coarse text`(seed: UInt64) {
  let text = invented(seed: seed)
  let bytes = Array(text.utf8)
  guard let coarse = bytes.withUnsafeBufferPointer(CoarseText.init) else { return }
  let shown = parsed(text)
  let letters = String(decoding: coarse.lettersAndDigits, as: UTF8.self)
  for block in shown.blocks {
    let words = shown.bytes[block.range.lowerBound..<block.asides]
    // What looks like a link and is code keeps its brackets, which no address within can cross.
    let pieces = String(decoding: words, as: UTF8.self).split(separator: "\n").flatMap {
      $0.replacing("](https://b.example)", with: "\n").replacing(
        "](https://c.example/a_b)", with: "\n"
      )
      .split(separator: "\n")
    }
    for piece in pieces {
      let isCoarse = letters.contains(String(decoding: asciiWords(of: piece.utf8), as: UTF8.self))
      #expect(text.contains(piece) || isCoarse, "\(text.debugDescription)")
    }
  }
}
