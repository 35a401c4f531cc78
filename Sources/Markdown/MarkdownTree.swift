import Ccmark

/// Hands the tree of a CommonMark text to `body`, and gives back its memory afterwards.
///
/// Typographic quotes are off: a command that a reader copies must keep its quotes.
func withTree<Result>(
  of markdown: String, _ body: (OpaquePointer) -> Result
) -> Result? {
  var markdown = markdown
  // libcmark need not look for broken UTF-8: a string holds none.
  return markdown.withUTF8 { withTree(of: $0, body) }
}

func withTree<Result>(
  of markdown: UnsafeBufferPointer<UInt8>, _ body: (OpaquePointer) -> Result
) -> Result? {
  let tamed = tamed(markdown)
  guard let root = tamed?.withUnsafeBufferPointer(tree) ?? tree(of: markdown) else { return nil }
  defer { cmark_node_free(root) }
  return body(root)
}

/// A tree that the caller frees.
func tree(of markdown: UnsafeBufferPointer<UInt8>) -> OpaquePointer? {
  guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return nil }
  defer { cmark_parser_free(parser) }
  markdown.withMemoryRebound(to: CChar.self) {
    cmark_parser_feed(parser, $0.baseAddress, $0.count)
  }
  return cmark_parser_finish(parser)
}

/// Puts a new node before one of a tree, which frees it from then on.
func insert(_ new: OpaquePointer?, before node: OpaquePointer) {
  // A node that was taken from its tree has nothing before it.
  if let new, cmark_node_insert_before(node, new) == 0 { cmark_node_free(new) }
}

/// Takes a node from its tree, with all within it.
func remove(_ node: OpaquePointer) {
  cmark_node_unlink(node)
  cmark_node_free(node)
}

/// Calls `visit` for each step into a node and out of it, in the order of the text.
///
/// On the way out a node may be removed: the next step is already known. There is no recursion, so that
/// 100,000 quotes inside one another do not exhaust the stack.
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
