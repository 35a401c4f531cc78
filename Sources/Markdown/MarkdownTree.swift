import CArena
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
  let mark = arena_now()
  defer { arena_release(mark) }
  if let tamed = tamed(markdown) {
    return tamed.withUnsafeBufferPointer(tree).map(body)
  }
  return tree(of: markdown).map(body)
}

/// A tree whose memory nobody gives back but `withTree`, around which this is called.
func tree(of markdown: UnsafeBufferPointer<UInt8>) -> OpaquePointer? {
  guard let parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, arena) else { return nil }
  markdown.withMemoryRebound(to: CChar.self) {
    cmark_parser_feed(parser, $0.baseAddress, $0.count)
  }
  return cmark_parser_finish(parser)
}

/// Nobody writes to it.
nonisolated(unsafe) private let arena = {
  let memory = UnsafeMutablePointer<cmark_mem>.allocate(capacity: 1)
  memory.initialize(
    to: cmark_mem(calloc: arena_calloc, realloc: arena_realloc, free: arena_free))
  return memory
}()

/// A node to be put into the tree that is being looked at.
func newNode(_ type: cmark_node_type) -> OpaquePointer? {
  cmark_node_new_with_mem(type, arena)
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
