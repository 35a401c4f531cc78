import Ccmark

/// Hands the tree of a CommonMark text to `body`, and frees it afterwards.
///
/// Typographic quotes are off: a command that a reader copies must keep its quotes.
func withTree<Result>(
  of markdown: String, _ body: (OpaquePointer) -> Result
) -> Result? {
  var markdown = markdown
  let root = markdown.withUTF8 { utf8 in
    utf8.withMemoryRebound(to: CChar.self) { characters in
      // libcmark need not look for broken UTF-8: a string holds none.
      cmark_parse_document(characters.baseAddress, characters.count, CMARK_OPT_DEFAULT)
    }
  }
  guard let root else { return nil }
  defer { cmark_node_free(root) }
  return body(root)
}

/// Calls `visit` for each step into a node and out of it, in the order of the text.
///
/// On the way out a node may be taken from the tree: the next step is already known. There is no
/// recursion, so that 100,000 quotes inside one another do not exhaust the stack.
func walk(_ root: OpaquePointer, _ visit: (_ node: OpaquePointer, _ isEntering: Bool) -> Void) {
  guard let iterator = cmark_iter_new(root) else { return }
  defer { cmark_iter_free(iterator) }
  while true {
    let event = cmark_iter_next(iterator)
    guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return }
    visit(node, event == CMARK_EVENT_ENTER)
  }
}

/// The node's own text, without that of its children.
func literal(of node: OpaquePointer) -> String {
  cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
}

/// Where a link or an image leads, as it was written.
func address(of node: OpaquePointer) -> String {
  cmark_node_get_url(node).map { String(cString: $0) } ?? ""
}
