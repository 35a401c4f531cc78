import Ccmark

/// A link or an image of a text, as it is written.
package struct WrittenLink: Hashable, Sendable {
  package let address: String
  /// Of the paragraph that it stands in, from 1.
  package let line: Int
}

/// The links and images of a CommonMark text as readers get it, in their order.
///
/// - Parameters:
///   - source: UTF-8 without NUL bytes.
///   - mayMatter: whether a part of the text may hold a link that is asked for, by its bytes alone.
package func writtenLinks(
  in source: ArraySlice<UInt8>, where mayMatter: (UnsafeBufferPointer<UInt8>) -> Bool
) -> [WrittenLink] {
  source.withUnsafeBufferPointer { text in
    sections(of: text).flatMap { section in
      let bytes = UnsafeBufferPointer(rebasing: text[section.bytes])
      return mayMatter(bytes) ? links(in: bytes, from: section.line) : []
    }
  }
}

private func links(in text: UnsafeBufferPointer<UInt8>, from first: Int) -> [WrittenLink] {
  withShownTree(of: text, partsParagraphs: false) { root in
    var links: [WrittenLink] = []
    var line = first
    walk(root) { node, isEntering in
      guard isEntering else { return }
      switch cmark_node_get_type(node) {
      case CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING:
        line = first - 1 + max(1, linesAbove(node) + Int(cmark_node_get_start_line(node)))
      case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
        links.append(WrittenLink(address: address(of: node), line: line))
      default: break
      }
    }
    return links
  } ?? []
}
