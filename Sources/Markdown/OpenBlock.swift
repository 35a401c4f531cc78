import Ccmark

/// A block at the end of a text that would take in whatever is written below it, headings too.
package struct OpenBlock: Hashable, Sendable {
  package enum Mark: Hashable, Sendable {
    /// A code block; the line that would close it.
    case fence(String)
    /// Raw HTML; what it begins with: `<!--`, `<pre>`.
    case html(String)
  }

  package let mark: Mark
  /// Where it begins, from 1.
  package let line: Int
}

/// The block that `markdown` leaves open; nil where a heading below it would be one.
///
/// - Complexity: O(bytes); it is parsed with a heading below it.
package func openBlock(atEndOf markdown: String) -> OpenBlock? {
  guard markdown.utf8.contains(where: { "`~<".utf8.contains($0) }) else { return nil }
  let found = withTree(of: markdown + "\n\n## x\n") { root -> OpenBlock? in
    guard let last = cmark_node_last_child(root) else { return nil }
    let number = Int(cmark_node_get_start_line(last))
    let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.indices.contains(number - 1) else { return nil }
    let start = lines[number - 1].drop { $0 == " " }
    switch cmark_node_get_type(last) {
    case CMARK_NODE_CODE_BLOCK:
      return OpenBlock(mark: .fence(String(start.prefix { $0 == start.first })), line: number)
    case CMARK_NODE_HTML_BLOCK: return OpenBlock(mark: .html(htmlMark(of: start)), line: number)
    default: return nil
    }
  }
  return found ?? nil
}

/// `<!--`, `<pre>`, `<?`: what a person looks for in the text.
private func htmlMark(of line: Substring) -> String {
  for mark in ["<!--", "<![CDATA[", "<?", "<!"] where line.hasPrefix(mark) { return mark }
  let name = line.dropFirst().prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
  return "<\(name)>"
}
