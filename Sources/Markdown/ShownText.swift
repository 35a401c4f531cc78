import Ccmark
import Glibc

/// The words of a CommonMark text as readers see them, block by block: lines joined, escapes and
/// entities resolved, marks and tags left out, each run of blanks one space, and nothing that has no
/// width.
///
/// What must not reach readers has to be looked for here as well as in the source: `kp\-db\-3` and
/// `kp-**db**-3` are both `kp-db-3` to them.
package struct ShownText: Hashable, Sendable {
  /// A paragraph, a heading, or a line of code.
  package struct Block: Hashable, Sendable {
    /// Of `bytes`.
    package let range: Range<Int>
    /// Where the addresses and titles of the block's links begin, each after a line feed.
    package let asides: Int
    /// Of the source, from 1.
    package let lines: ClosedRange<Int>
  }

  /// UTF-8; a line feed ends each block.
  package let bytes: [UInt8]
  package let blocks: [Block]

  /// Nil where readers see what is written, told by the bytes alone, and where it does not matter.
  ///
  /// - Parameters:
  ///   - source: UTF-8 without NUL bytes.
  ///   - matters: whether a text with marks is worth the parser, by a coarse form of it.
  /// - Complexity: O(bytes), but for shapes that libcmark itself is slow on.
  package init?(
    of source: ArraySlice<UInt8>, where matters: (CoarseText) -> Bool = { _ in true }
  ) {
    switch source.withUnsafeBufferPointer(look) {
    case .asWritten: return nil
    case .joined: self = source.withUnsafeBufferPointer(joined)
    case .marked:
      if let coarse = source.withUnsafeBufferPointer(CoarseText.init), !matters(coarse) {
        return nil
      }
      self.init(parsing: source)
    }
  }

  /// A text that is no CommonMark: a title, a name. Nil where readers see what is written.
  package init?(ofLine line: String) {
    var line = line
    let words = line.withUTF8 { utf8 -> ShownText? in
      if looksAsWritten(utf8) { return nil }
      var writer = ShownTextWriter()
      writer.openBlock(lines: 1...1)
      writer.write(utf8)
      writer.closeBlock()
      return writer.text
    }
    guard let words else { return nil }
    self = words
  }

  /// By libcmark, whatever stands in the text.
  package init(parsing source: ArraySlice<UInt8>) {
    var writer = ShownTextWriter()
    _ = source.withUnsafeBufferPointer { bytes in
      withShownTree(of: bytes, partsParagraphs: false) { document in
        walk(document) { writer.visit($0, isEntering: $1) }
      }
    }
    self = writer.text
  }

  fileprivate init(bytes: [UInt8], blocks: [Block]) {
    self.bytes = bytes
    self.blocks = blocks
  }
}

extension ShownText {
  /// The place in `blocks` of the one that holds a byte.
  package func block(ofByte offset: Int) -> Int {
    lastBlock { $0.range.lowerBound <= offset }
  }

  /// The place in `blocks` of the one that holds a line; nil where none does, as for a comment.
  package func block(ofLine line: Int) -> Int? {
    let place = lastBlock { $0.lines.lowerBound <= line }
    return place < blocks.count && blocks[place].lines.contains(line) ? place : nil
  }

  private func lastBlock(where isAbove: (Block) -> Bool) -> Int {
    var low = 0
    var high = blocks.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if isAbove(blocks[middle]) { low = middle } else { high = middle }
    }
    return low
  }
}

// MARK: - Writing

struct ShownTextWriter {
  private var bytes: [UInt8] = []
  private var blocks: [ShownText.Block] = []
  private var start = 0
  private var lines = 1...1
  /// Written after the block that they belong to.
  private var asides: [[UInt8]] = []
  /// Where the words of the links and images that are open begin.
  private var linkStarts: [Int] = []
  private var owesBlank = false

  var text: ShownText { ShownText(bytes: bytes, blocks: blocks) }

  mutating func openBlock(lines: ClosedRange<Int>) {
    start = bytes.count
    owesBlank = false
    self.lines = lines
  }

  mutating func extendBlock(to line: Int) {
    lines = lines.lowerBound...line
    owesBlank = true
  }

  mutating func closeBlock() {
    let end = bytes.count
    for aside in asides {
      bytes.append(UInt8(ascii: "\n"))
      owesBlank = false
      aside.withUnsafeBufferPointer { write($0) }
    }
    asides = []
    blocks.append(.init(range: start..<bytes.count, asides: end, lines: lines))
    bytes.append(UInt8(ascii: "\n"))
  }

  mutating func write(_ text: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < text.count {
      let (visibility, length) = visibility(at: index, in: text)
      switch visibility {
      case .itself: write(text[index])
      case .blank: owesBlank = true
      case .nothing: break
      }
      index += length
    }
  }

  private mutating func write(_ byte: UInt8) {
    if owesBlank {
      let isFirst = bytes.count == start || bytes.last == UInt8(ascii: "\n")
      if !isFirst { bytes.append(0x20) }
      owesBlank = false
    }
    bytes.append(byte)
  }
}

extension ShownTextWriter {
  mutating func visit(_ node: OpaquePointer, isEntering: Bool) {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING:
      if isEntering { openBlock(lines: linesOf(node)) } else { closeBlock() }
    case CMARK_NODE_CODE_BLOCK: writeCode(node)
    case CMARK_NODE_TEXT, CMARK_NODE_CODE: bytesOf(cmark_node_get_literal(node)) { write($0) }
    case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: owesBlank = true
    case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
      if isEntering { linkStarts.append(bytes.count) } else { leaveLink(node) }
    default: break
    }
  }

  /// Keeps the lines apart, as readers see them; what names the language is an attribute of the page.
  private mutating func writeCode(_ node: OpaquePointer) {
    openBlock(lines: linesOf(node))
    bytesOf(cmark_node_get_fence_info(node)) { write($0) }
    bytesOf(cmark_node_get_literal(node)) { code in
      for line in code.split(separator: UInt8(ascii: "\n")) {
        bytes.append(UInt8(ascii: "\n"))
        owesBlank = false
        write(UnsafeBufferPointer(rebasing: line))
      }
    }
    closeBlock()
  }

  /// Keeps a link's address, unless the words say the same, and its title.
  private mutating func leaveLink(_ node: OpaquePointer) {
    let words = Array(bytes[linkStarts.removeLast()...].drop { $0 == 0x20 })
    let address = withoutEscapes(bytesOf(cmark_node_get_url(node)) { Array($0) })
    if !["", "mailto:", "https://"].contains(where: { address == Array($0.utf8) + words }) {
      asides.append(address)
    }
    asides.append(bytesOf(cmark_node_get_title(node)) { Array($0) })
    asides.removeAll { $0.isEmpty }
  }
}

private func linesOf(_ node: OpaquePointer) -> ClosedRange<Int> {
  let above = linesAbove(node)
  let first = Int(cmark_node_get_start_line(node))
  return above + first...above + max(first, Int(cmark_node_get_end_line(node)))
}

private func bytesOf<Result>(
  _ text: UnsafePointer<CChar>?, _ body: (UnsafeBufferPointer<UInt8>) -> Result
) -> Result {
  guard let text else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
  let count = strlen(text)
  return text.withMemoryRebound(to: UInt8.self, capacity: count) {
    body(UnsafeBufferPointer(start: $0, count: count))
  }
}

/// An address as a browser understands it: `%2D` is `-`.
private func withoutEscapes(_ address: [UInt8]) -> [UInt8] {
  guard address.contains(UInt8(ascii: "%")) else { return address }
  var bytes: [UInt8] = []
  var index = 0
  while index < address.count {
    let digits = address[min(index + 1, address.count)..<min(index + 3, address.count)]
    let isEscape = address[index] == UInt8(ascii: "%") && digits.count == 2
    let value = isEscape ? UInt8(String(decoding: digits, as: UTF8.self), radix: 16) : nil
    bytes.append(value ?? address[index])
    index += value == nil ? 1 : 3
  }
  return bytes
}
