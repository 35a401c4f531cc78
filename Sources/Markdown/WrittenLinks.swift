import Ccmark

/// A link or an image of a text, as it is written.
package struct WrittenLink: Hashable, Sendable {
  package let address: String
  /// Of the paragraph that it stands in, from 1.
  package let line: Int
}

/// The links and images of a CommonMark text as readers get it, in their order.
///
/// - Parameter source: UTF-8 without NUL bytes.
package func writtenLinks(in source: ArraySlice<UInt8>) -> [WrittenLink] {
  source.withUnsafeBufferPointer { bytes in
    withShownTree(of: bytes, partsParagraphs: false) { root in
      var links: [WrittenLink] = []
      var line = 1
      walk(root) { node, isEntering in
        guard isEntering else { return }
        switch cmark_node_get_type(node) {
        case CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING:
          line = max(1, linesAbove(node) + Int(cmark_node_get_start_line(node)))
        case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
          links.append(WrittenLink(address: address(of: node), line: line))
        default: break
        }
      }
      return links
    }
  } ?? []
}
