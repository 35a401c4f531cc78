import Ccmark

/// Some lines, from 1, that a text sets apart on purpose.
package struct SetApartBlock: Hashable, Sendable {
  package let lines: ClosedRange<Int>
  /// Code between fences; else a comment.
  package let isCode: Bool
}

/// The lines, from 1, that a text sets apart on purpose: fenced code that is closed, and comments.
///
/// - Parameter source: UTF-8 without NUL bytes.
package func setApartLines(in source: ArraySlice<UInt8>) -> Set<Int> {
  Set(setApartBlocks(in: source).flatMap(\.lines))
}

/// The same, block by block.
package func setApartBlocks(in source: ArraySlice<UInt8>) -> [SetApartBlock] {
  source.withUnsafeBufferPointer { bytes in
    withTree(of: bytes) { setApartBlocks(in: source, $0) }
  } ?? []
}

private func setApartBlocks(
  in source: ArraySlice<UInt8>, _ document: OpaquePointer
) -> [SetApartBlock] {
  let lines = source.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  var blocks: [SetApartBlock] = []
  walk(document) { node, isEntering in
    let first = Int(cmark_node_get_start_line(node))
    let last = Int(cmark_node_get_end_line(node))
    guard isEntering, first >= 1, last >= first, last <= lines.count else { return }
    switch cmark_node_get_type(node) {
    case CMARK_NODE_CODE_BLOCK where last > first && isFence(lines[last - 1]):
      blocks.append(SetApartBlock(lines: first...last, isCode: true))
    case CMARK_NODE_HTML_BLOCK where isComment(literal(of: node)):
      blocks.append(SetApartBlock(lines: first...last, isCode: false))
    default: break
    }
  }
  return blocks
}

/// A line that closes code, perhaps in a quote.
private func isFence(_ line: ArraySlice<UInt8>) -> Bool {
  let marks = line.filter { $0 != UInt8(ascii: ">") && $0 != 0x20 && $0 != 0x09 }
  guard let mark = marks.first, marks.count >= 3 else { return false }
  return (mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~")) && marks.allSatisfy { $0 == mark }
}

private func isComment(_ html: String) -> Bool {
  let text = html.utf8.drop { $0 <= 0x20 }
  let end = text.lastIndex { $0 > 0x20 }.map { text.index(after: $0) } ?? text.startIndex
  return text.starts(with: "<!--".utf8) && text[..<end].suffix(3).elementsEqual("-->".utf8)
}
