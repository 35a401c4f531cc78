import TestSupport
import Testing

@testable import Markdown

private func structure(_ text: String) -> MarkdownStructure {
  MarkdownStructure(of: Array(text.utf8)[...])
}

@Test(arguments: [
  ("## a", "a", 4), ("  ##   a b  ", "a b", 8), ("## a ##", "a", 4), ("## C#", "C#", 4),
  ("## a # b", "a # b", 4), ("##", "", 3), ("## ##", "", 4), ("##\ta", "a", 4),
  ("## é **b**", "é **b**", 4),
])
func `a heading's text is what stands between its marks`(line: String, text: String, column: Int) {
  #expect(
    structure(line + "\n").headings == [
      .init(level: 2, text: text, column: column, firstLine: 1, lastLine: 1)
    ])
}

@Test func `headings are those at the top level, underlined ones too`() {
  let text = """
    # one

    two
    words
    -----
    > ## quoted

    - ## listed

    ```
    ## code
    ```
    ### three
    """
  #expect(
    structure(text).headings == [
      .init(level: 1, text: "one", column: 3, firstLine: 1, lastLine: 1),
      .init(level: 2, text: "two words", column: 1, firstLine: 3, lastLine: 5),
      .init(level: 3, text: "three", column: 5, firstLine: 13, lastLine: 13),
    ])
  #expect(structure(text).firstTextLine == 6)
}

@Test func `link definitions are found where CommonMark takes them`() {
  let text = """
    [a]: /a
    [b]: /b 'B'
    text [c]: /c

    [d]:
    /d

        [e]: /e

    [f]: /f g h

    - [g]: /g
    """
  let found = structure(text).linkDefinitions
  #expect(found.map(\.text).joined(separator: "\n") == "[a]: /a\n[b]: /b 'B'\n[d]:\n/d")
  #expect(found.map(\.firstLine).first == 1)
}

@Test func `raw HTML is found, comments and code are not`() {
  let text = "a <b>x</b>\n\n`<i>`\n\n<!-- note -->\n\n<div>\n\n\\<u>\n"
  #expect(
    structure(text).rawHTML == [
      .init(line: 1, column: 3), .init(line: 1, column: 7), .init(line: 7, column: 1),
    ])
}

@Test func `an empty text has no structure`() {
  let empty = structure("")
  #expect(empty.headings == [] && empty.firstTextLine == nil)
}

/// Lines that may hide, open or end something; in any order they must be told apart.
private let pieces = [
  "## Investigating - 2026-11-20 10:10 UTC", "##  two  ", "## C# ##", "##", "# one", " ## indented",
  "    ## code", "### three", "words", "  more words", "- item", "  - inner", "1. first", "> quote",
  "- ## listed", "> ## quoted", "---", "- - -", "===", "***", "```", "~~~", "- ```", "`code`",
  "<div>",
  "a < b", "<!-- c -->", "[a]: https://a.example", "[a]", "    indented", "\tindented", "", "", "",
  "## # ##", "* * *", "+ plus", "a | b", "\\## escaped", "&lt;div&gt;", "## <b>bold</b>",
  "````", "``` swift", "   ```", "    ```", "```\t", "``` `", "words\r",
]

@Test(arguments: 0..<400 as Range<UInt64>)
func `a plain text is read as libcmark reads it`(seed: UInt64) {
  var random = SeededGenerator(seed: seed)
  let lines = (0..<Int.random(in: 1...14, using: &random)).map { _ in
    pieces[Int.random(in: pieces.indices, using: &random)]
  }
  let source = Array(lines.joined(separator: "\n").utf8)[...]
  #expect(MarkdownStructure(of: source) == MarkdownStructure(parsing: source), "\(lines)")
}

/// What begins code, ends it, or only looks as if it did, and what a heading in it would be.
private let codeLines = [
  "```", "````", "``` swift", "   ```", "    ```", "```\t", "``` `", "```\r", "- ```", "## a",
  "words",
]

/// Each text of up to four of these lines, and a heading after them.
private let codeTexts = (1...4).reduce(into: ([[]] as [[String]], [] as [[String]])) { texts, _ in
  texts.0 = texts.0.flatMap { text in codeLines.map { text + [$0] } }
  texts.1 += texts.0
}.1

@Test func `headings in code are told from others as libcmark tells them`() {
  #expect(codeTexts.count == 11 + 121 + 1_331 + 14_641)
  for lines in codeTexts {
    let source = Array((lines + ["## end"]).joined(separator: "\n").utf8)[...]
    #expect(MarkdownStructure(of: source) == MarkdownStructure(parsing: source), "\(lines)")
  }
}
