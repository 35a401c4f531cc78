import Ccmark

/// How a CommonMark text is built at its top level: where it can be cut, and what a cut would break.
///
/// Lines and columns count from 1 within the text that was given, columns in UTF-8 bytes.
package struct MarkdownStructure: Hashable, Sendable {
  /// A heading outside of any list, quote or code block.
  package struct Heading: Hashable, Sendable {
    /// 1 to 6.
    package let level: Int
    /// As it is written, without the marks around it; the lines of an underlined one joined by spaces.
    package let text: String
    /// Where `text` starts.
    package let column: Int
    package let firstLine: Int
    /// The underline's, of an underlined heading.
    package let lastLine: Int
  }

  /// `[label]: https://…`, which every part of the text may use.
  package struct LinkDefinition: Hashable, Sendable {
    package let firstLine: Int
    package let text: String
  }

  package struct Place: Hashable, Sendable {
    package let line: Int
    package let column: Int
  }

  /// A comment, a script, a style or an instruction that begins a line and is never closed.
  package struct OpenHTML: Hashable, Sendable {
    /// `<!--`, `<script>`.
    package let mark: String
    package let place: Place
  }

  package let headings: [Heading]
  /// The first line of the first block that is no heading of level 1 or 2.
  package let firstTextLine: Int?
  /// Those outside of lists and quotes.
  package let linkDefinitions: [LinkDefinition]
  /// Where raw HTML starts whose tags readers do not get. A comment is none, nor is `<token>`.
  package let rawHTML: [Place]
  package let openHTML: [OpenHTML]
}

extension MarkdownStructure {
  /// - Parameter source: UTF-8 without NUL bytes.
  /// - Complexity: O(bytes), but for shapes that libcmark itself is slow on.
  package init(of source: ArraySlice<UInt8>) {
    if let plain = MarkdownStructure(plain: source) {
      self = plain
    } else {
      self.init(parsing: source)
    }
  }

  /// By libcmark, whatever stands in the text.
  package init(parsing source: ArraySlice<UInt8>) {
    let structure = source.withUnsafeBufferPointer { bytes in
      withTree(of: bytes) { MarkdownStructure(of: source, $0) }
    }
    self =
      structure
      ?? MarkdownStructure(
        headings: [], firstTextLine: nil, linkDefinitions: [], rawHTML: [], openHTML: [])
  }

  private init(of source: ArraySlice<UInt8>, _ document: OpaquePointer) {
    let lines = SourceLines(source)
    let blocks = topLevelBlocks(of: document)
    headings = blocks.compactMap { Heading($0, in: lines) }
    firstTextLine = blocks.first { $0.kind != CMARK_NODE_HEADING || $0.level > 2 }?.firstLine
    linkDefinitions = definitions(in: lines, between: blocks)
    let mayHoldHTML = source.contains(UInt8(ascii: "<"))
    rawHTML = mayHoldHTML ? rawHTMLPlaces(in: document) : []
    openHTML = mayHoldHTML ? openHTMLPlaces(in: document) : []
  }
}

extension MarkdownStructure {
  /// Nil for a text whose structure only a parser can tell.
  ///
  /// Most updates hold nothing that could hide a heading, since one at the start of a line ends
  /// every paragraph, list and quote: no HTML, no underline, no definition, and code between fences
  /// that stand at the start of a line. They need not be parsed twice.
  private init?(plain source: ArraySlice<UInt8>) {
    guard let text = source.withUnsafeBufferPointer(PlainText.init) else { return nil }
    headings = text.headings.map { line in
      let start = source.startIndex
      return Heading(
        source[start + line.bytes.lowerBound..<start + line.bytes.upperBound], level: 2,
        number: line.number)
    }
    firstTextLine = text.firstTextLine
    linkDefinitions = []
    rawHTML = []
    openHTML = []
  }
}

/// The parts of a text that a parser may read one by one, each with its heading; the whole text where only
/// the parser can tell them.
///
/// - Returns: the number of the first line of each, from 1, and its bytes.
func sections(of text: UnsafeBufferPointer<UInt8>) -> [(line: Int, bytes: Range<Int>)] {
  guard let plain = PlainText(text) else { return [(1, 0..<text.count)] }
  let starts = [(number: 1, bytes: 0..<0)] + plain.headings
  let ends = plain.headings.map(\.bytes.lowerBound) + [text.count]
  return zip(starts, ends).map { ($0.number, $0.bytes.lowerBound..<$1) }
}

/// A text in which each line says by itself what it is, read in one pass.
private struct PlainText {
  private(set) var headings: [(number: Int, bytes: Range<Int>)] = []
  private(set) var firstTextLine: Int?

  /// Nil where a line may be, or hide, or end something else.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    var number = 1
    var start = 0
    while start <= text.count {
      if let code = FencedCode(at: start, in: text) {
        firstTextLine = firstTextLine ?? number
        number += code.lineCount
        start = code.end + 1
        continue
      }
      guard let end = endOfPlainLine(from: start, in: text) else { return nil }
      switch PlainLine(text[start..<end]) {
      case .blank: break
      case .text: firstTextLine = firstTextLine ?? number
      case .heading: headings.append((number, start..<end))
      case .unclear: return nil
      }
      start = end + 1
      number += 1
    }
  }
}

/// Code between two lines of backticks. What stands in it is neither a heading nor anything else.
private struct FencedCode {
  /// Of the line that closes it.
  let end: Int
  /// The fences among them.
  let lineCount: Int

  /// Nil where no line closes it, and for one that only a parser can tell.
  init?(at start: Int, in text: UnsafeBufferPointer<UInt8>) {
    let tick = UInt8(ascii: "`")
    let fence = text[start...].prefix { $0 == tick }
    guard fence.count >= 3 else { return nil }
    var lineCount = 1
    var lineStart = start
    while lineStart <= text.count {
      let end = place(of: UInt8(ascii: "\n"), in: text[lineStart...]) ?? text.count
      let line = text[lineStart..<end]
      if line.contains(UInt8(ascii: "\r")) { return nil }
      if lineCount == 1 {
        guard !line.dropFirst(fence.count).contains(tick) else { return nil }
      } else if FencedCode.closes(line, fence.count) {
        self.end = end
        self.lineCount = lineCount
        return
      }
      lineStart = end + 1
      lineCount += 1
    }
    return nil
  }

  private static func closes(_ line: Slice<UnsafeBufferPointer<UInt8>>, _ length: Int) -> Bool {
    let inner = line.drop { $0 == UInt8(ascii: " ") }
    let marks = inner.prefix { $0 == UInt8(ascii: "`") }
    return line.count - inner.count <= 3 && marks.count >= length
      && inner.dropFirst(marks.count).allSatisfy(isBlank)
  }
}

/// Where a line ends; nil when it holds what may be HTML or a fence, which a list item or a quote
/// may open.
private func endOfPlainLine(from start: Int, in text: UnsafeBufferPointer<UInt8>) -> Int? {
  var index = nextMark(from: start, in: text)
  while index < text.count {
    let byte = text[index]
    if byte == UInt8(ascii: "\n") { return index }
    if byte == UInt8(ascii: "<") || byte == UInt8(ascii: "\r") { return nil }
    let isFence = index + 2 < text.count && text[index + 1] == byte && text[index + 2] == byte
    if isFence { return nil }
    index = nextMark(from: index + 1, in: text)
  }
  return index
}

/// The next byte that ends a line or may be of HTML or a fence; the end of the text without one.
///
/// Most are words. A look at a run of 32 bytes that takes no branch is a few instructions long.
private func nextMark(from start: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
  var index = start
  while index + 32 <= text.count {
    var least: UInt8 = .max
    for place in index..<index + 32 { least = min(least, distanceToMark(text[place])) }
    guard least > 0 else { break }
    index += 32
  }
  while index < text.count, distanceToMark(text[index]) > 0 { index += 1 }
  return index
}

/// 0 for a mark, more for every other byte.
private func distanceToMark(_ byte: UInt8) -> UInt8 {
  let toLineEnd = min(byte ^ UInt8(ascii: "\n"), byte ^ UInt8(ascii: "\r"))
  let toFence = min(byte ^ UInt8(ascii: "`"), byte ^ UInt8(ascii: "~"))
  return min(toLineEnd, toFence, byte ^ UInt8(ascii: "<"))
}

/// What a line is by itself, whatever stands around it.
private enum PlainLine {
  case blank, text
  /// `## ` at the start of the line, and words.
  case heading
  /// It may be, or hide, or end something else.
  case unclear

  init(_ line: Slice<UnsafeBufferPointer<UInt8>>) {
    let inner = line.drop(while: isBlank)
    guard let first = inner.first else {
      self = .blank
      return
    }
    switch first {
    case UInt8(ascii: "#"):
      let words = inner.dropFirst(3).drop(while: isBlank)
      let isPlain = line.starts(with: "## ".utf8) && words.contains { $0 != first }
      self = isPlain ? .heading : .unclear
    case UInt8(ascii: "="), UInt8(ascii: "["), UInt8(ascii: "~"), UInt8(ascii: "`"):
      self = .unclear
    case UInt8(ascii: "-") where inner.allSatisfy { $0 == first || isBlank($0) }:
      self = .unclear
    default: self = .text
    }
  }
}

/// A child of the document.
private struct Block {
  let kind: cmark_node_type
  /// 0 for all but headings.
  let level: Int
  let firstLine: Int
  let lastLine: Int
}

private func topLevelBlocks(of document: OpaquePointer) -> [Block] {
  var blocks: [Block] = []
  var next = cmark_node_first_child(document)
  while let node = next {
    blocks.append(
      Block(
        kind: cmark_node_get_type(node), level: Int(cmark_node_get_heading_level(node)),
        firstLine: Int(cmark_node_get_start_line(node)),
        lastLine: Int(cmark_node_get_end_line(node))))
    next = cmark_node_next(node)
  }
  return blocks
}

/// A text cut at its line feeds.
private struct SourceLines {
  let source: ArraySlice<UInt8>
  /// The first byte of each line.
  let starts: [Int]

  init(_ source: ArraySlice<UInt8>) {
    var starts = [source.startIndex]
    for index in source.indices where source[index] == UInt8(ascii: "\n") {
      starts.append(index + 1)
    }
    self.source = source
    self.starts = starts
  }

  /// Without the line feed; empty past the end.
  subscript(number: Int) -> ArraySlice<UInt8> {
    guard number >= 1, number <= starts.count else { return source[source.endIndex...] }
    let end = number < starts.count ? starts[number] - 1 : source.endIndex
    return source[starts[number - 1]..<max(starts[number - 1], end)]
  }
}

extension MarkdownStructure.Heading {
  /// A heading in one line, which starts with its marks.
  fileprivate init(_ line: ArraySlice<UInt8>, level: Int, number: Int) {
    let inner = withoutMarks(line)
    self.level = level
    text = String(decoding: inner, as: UTF8.self)
    column = inner.startIndex - line.startIndex + 1
    firstLine = number
    lastLine = number
  }

  /// Nil for a block that is no heading.
  fileprivate init?(_ block: Block, in lines: SourceLines) {
    guard block.kind == CMARK_NODE_HEADING else { return nil }
    let first = lines[block.firstLine]
    // libcmark's own last line of an underlined heading is the one after it.
    let underline =
      startsWithMarks(first)
      ? nil
      : (block.firstLine + 1..<max(block.firstLine, block.lastLine) + 1)
        .first { isUnderline(lines[$0]) }
    let inner = underline == nil ? withoutMarks(first) : trimmed(first)
    let rest = (block.firstLine + 1..<(underline ?? block.firstLine + 1)).map { trimmed(lines[$0]) }
    level = block.level
    text = ([inner] + rest).map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    column = inner.startIndex - first.startIndex + 1
    firstLine = block.firstLine
    lastLine = underline ?? block.firstLine
  }
}

/// Whether a heading of one line is meant: one to six `#`, and a blank or nothing after them.
private func startsWithMarks(_ line: ArraySlice<UInt8>) -> Bool {
  let marks = trimmed(line).prefix { $0 == UInt8(ascii: "#") }
  let isApart = marks.endIndex == line.endIndex || isBlank(line[marks.endIndex])
  return (1...6).contains(marks.count) && isApart
}

private func isUnderline(_ line: ArraySlice<UInt8>) -> Bool {
  let marks = trimmed(line)
  guard let mark = marks.first, mark == UInt8(ascii: "-") || mark == UInt8(ascii: "=") else {
    return false
  }
  return marks.allSatisfy { $0 == mark }
}

private func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  let start = line.firstIndex { !isBlank($0) } ?? line.endIndex
  let end = line.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start
  return line[start..<max(start, end)]
}

/// What stands between the `##` of a heading and the `##` that may close it.
private func withoutMarks(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  let mark = UInt8(ascii: "#")
  let inner = trimmed(trimmed(line).drop { $0 == mark })
  let unclosed = inner[..<(inner.lastIndex { $0 != mark }.map { $0 + 1 } ?? inner.startIndex)]
  guard unclosed.count < inner.count else { return inner }
  // Marks that close a heading stand apart from its words: `## C#` keeps its last letter.
  return unclosed.isEmpty || unclosed.last.map(isBlank) == true ? trimmed(unclosed) : inner
}

/// The definitions that libcmark took out of the text. It does not tell where they stood, so each
/// line that looks like one is tried by itself.
private func definitions(
  in lines: SourceLines, between blocks: [Block]
) -> [MarkdownStructure.LinkDefinition] {
  var found: [MarkdownStructure.LinkDefinition] = []
  var blocks = blocks[...]
  var line = 1
  while line <= lines.starts.count {
    guard looksLikeDefinition(lines[line]) else {
      line += 1
      continue
    }
    blocks = blocks.drop { max($0.lastLine, $0.firstLine) < line }
    let canStandHere = blocks.first.map { block in
      line < block.firstLine || block.kind == CMARK_NODE_PARAGRAPH
        || (block.kind == CMARK_NODE_HEADING && block.lastLine > block.firstLine)
    }
    let length = canStandHere ?? true ? definitionLength(at: line, in: lines) : 0
    if length > 0 {
      let text = (line..<line + length).map { String(decoding: lines[$0], as: UTF8.self) }
      found.append(.init(firstLine: line, text: text.joined(separator: "\n")))
    }
    line += max(1, length)
  }
  return found
}

private func looksLikeDefinition(_ line: ArraySlice<UInt8>) -> Bool {
  let start = line.prefix(4).firstIndex { $0 != UInt8(ascii: " ") } ?? line.endIndex
  guard start < line.endIndex, line[start] == UInt8(ascii: "[") else { return false }
  guard let end = line.firstIndex(of: UInt8(ascii: "]")) else { return false }
  return end + 1 < line.endIndex && line[end + 1] == UInt8(ascii: ":")
}

/// How many lines from `first` on are nothing but definitions: the address and the title may each
/// stand on a line of their own. 0 for none.
private func definitionLength(at first: Int, in lines: SourceLines) -> Int {
  let longest = (1...3).prefix { !trimmed(lines[first + $0 - 1]).isEmpty }.count
  return (1...3).prefix(longest).last { length in
    let text = (first..<first + length).flatMap { lines[$0] + [UInt8(ascii: "\n")] }
    return isAllDefinitions(text)
  } ?? 0
}

private func isAllDefinitions(_ text: [UInt8]) -> Bool {
  text.withUnsafeBufferPointer { bytes in
    withTree(of: bytes) { cmark_node_first_child($0) == nil }
  } ?? true
}

/// Of tags that readers do not get; a comment is meant to be left out, so nobody need know of it.
private func rawHTMLPlaces(in document: OpaquePointer) -> [MarkdownStructure.Place] {
  let tags = Set(tagsWithoutTrace(in: document))
  var places: [MarkdownStructure.Place] = []
  walk(document) { node, isEntering in
    guard isEntering else { return }
    let isBlock = cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK
    guard isBlock ? holdsTags(literal(of: node)) : tags.contains(node) else { return }
    places.append(
      .init(
        line: Int(cmark_node_get_start_line(node)), column: Int(cmark_node_get_start_column(node))))
  }
  return places
}

/// Where HTML begins that hides all that follows, since nothing closes it: a comment, a script.
private func openHTMLPlaces(in document: OpaquePointer) -> [MarkdownStructure.OpenHTML] {
  var found: [MarkdownStructure.OpenHTML] = []
  walk(document) { node, isEntering in
    guard isEntering, cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK,
      let mark = markLeftOpen(in: literal(of: node))
    else { return }
    found.append(
      .init(
        mark: mark,
        place: .init(
          line: Int(cmark_node_get_start_line(node)),
          column: Int(cmark_node_get_start_column(node)))))
  }
  return found
}
