import Ccmark

extension HTMLEffect {
  /// By which a place in the tree keeps it.
  var name: String {
    switch self {
    case .none: ""
    case .lineBreak: "br"
    case .newLine: "line"
    case .listItem: "li"
    case .cell: "td"
    case .paragraph: "p"
    }
  }
}

/// Turns the breaks that HTML asks for among the children of a node into those of CommonMark: none at
/// either end, and one where several meet.
struct BreakWriter {
  private enum Break: Int {
    case none, cell, line, paragraph
  }

  static let endOfList = "end"

  private let parent: OpaquePointer
  /// Where the words go: `parent`, or a paragraph split off from it.
  private var target: OpaquePointer
  private let canPart: Bool
  private var pending = Break.none
  private var endsInBreak = false
  private var itemMark: String?
  /// An item of a list that goes on stands above.
  private var isAmongItems = false
  /// Emphasis and links begin and end within the words of a paragraph.
  private let isInline: Bool
  private var hasWords: Bool

  init(_ parent: OpaquePointer, partsParagraphs: Bool) {
    self.parent = parent
    target = parent
    // In a tight list nothing would stand between two paragraphs of an item.
    let isInItem =
      cmark_node_parent(parent).map { cmark_node_get_type($0) == CMARK_NODE_ITEM } ?? false
    isInline =
      ![CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING].contains(cmark_node_get_type(parent))
    hasWords = isInline
    canPart =
      partsParagraphs && cmark_node_get_type(parent) == CMARK_NODE_PARAGRAPH && !isInItem
  }

  func write() {
    var writer = self
    var next = cmark_node_first_child(parent)
    while let node = next {
      next = cmark_node_next(node)
      writer.add(node)
    }
    if !isInline {
      writer.trimEnd()
    } else if writer.pending != .none, let lineBreak = cmark_node_new(CMARK_NODE_LINEBREAK) {
      cmark_node_append_child(parent, lineBreak)
    }
  }

  private mutating func add(_ node: OpaquePointer) {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_CUSTOM_INLINE:
      note(
        cmark_node_get_on_enter(node).map { String(cString: $0) } ?? "",
        words: cmark_node_get_on_exit(node).map { String(cString: $0) } ?? "")
      remove(node)
      return
    case CMARK_NODE_LINEBREAK where pending != .none || !hasWords:
      note("br", words: "")
      return remove(node)
    case CMARK_NODE_SOFTBREAK where pending.rawValue > Break.cell.rawValue || !hasWords:
      return remove(node)
    case CMARK_NODE_TEXT where pending != .none || !hasWords || itemMark != nil:
      let text = literal(of: node)
      let trimmed = text.drop { $0 == " " || $0 == "\t" || $0 == "\n" }
      if trimmed.isEmpty { return remove(node) }
      if trimmed.startIndex > text.startIndex { cmark_node_set_literal(node, String(trimmed)) }
    default: break
    }
    flush(before: node)
    if target != parent { cmark_node_append_child(target, node) }
    hasWords = true
  }

  private mutating func note(_ name: String, words: String) {
    switch name {
    case "br":
      if itemMark != nil { return }
      pending = endsInBreak ? .paragraph : max(pending, .line)
      endsInBreak = true
      return
    case "li":
      pending = isAmongItems ? .line : max(pending, .line)
      isAmongItems = true
      itemMark = words
    case _ where itemMark != nil && words != Self.endOfList: break
    case "p":
      pending = .paragraph
      if words == Self.endOfList { isAmongItems = false }
    case "line": pending = max(pending, .line)
    default: pending = max(pending, .cell)
    }
    endsInBreak = false
  }

  private func max(_ one: Break, _ other: Break) -> Break {
    one.rawValue > other.rawValue ? one : other
  }

  private mutating func flush(before node: OpaquePointer) {
    if hasWords, pending != .none { writeBreak(before: node) }
    if let itemMark { put(newTextNode(itemMark.utf8), before: node) }
    pending = .none
    endsInBreak = false
    itemMark = nil
  }

  private mutating func writeBreak(before node: OpaquePointer) {
    trimEnd(before: target == parent ? node : nil)
    switch pending {
    case .none: break
    case .cell: put(newTextNode(" | ".utf8), before: node)
    case .line: put(cmark_node_new(CMARK_NODE_LINEBREAK), before: node)
    case .paragraph:
      guard canPart, let paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH) else {
        return put(cmark_node_new(CMARK_NODE_LINEBREAK), before: node)
      }
      cmark_node_insert_after(target, paragraph)
      target = paragraph
    }
  }

  private func put(_ new: OpaquePointer?, before node: OpaquePointer) {
    guard let new else { return }
    if target == parent {
      cmark_node_insert_before(node, new)
    } else {
      cmark_node_append_child(target, new)
    }
  }

  /// Takes the breaks and blanks from the end of what is written, or from before a node.
  private func trimEnd(before node: OpaquePointer? = nil) {
    while true {
      let last = node.map { cmark_node_previous($0) } ?? cmark_node_last_child(target)
      guard let last else { return }
      switch cmark_node_get_type(last) {
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: remove(last)
      case CMARK_NODE_TEXT:
        let text = literal(of: last)
        let end = text.utf8.lastIndex { !isBlank($0) && $0 != 0x0A }
        guard let end else {
          remove(last)
          continue
        }
        let kept = text[...end]
        if kept.utf8.count < text.utf8.count { cmark_node_set_literal(last, String(kept)) }
        return
      default: return
      }
    }
  }
}

/// Paragraphs and emphasis of which nothing was left but tags.
func dropEmptyParagraphs(in root: OpaquePointer) {
  walk(root) { node, isEntering in
    guard !isEntering else { return }
    switch cmark_node_get_type(node) {
    case CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING, CMARK_NODE_EMPH, CMARK_NODE_STRONG:
      var child = cmark_node_first_child(node)
      while let inner = child, isNothing(inner) { child = cmark_node_next(inner) }
      if child == nil { remove(node) }
    default: break
    }
  }
}

private func isNothing(_ node: OpaquePointer) -> Bool {
  switch cmark_node_get_type(node) {
  case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: true
  case CMARK_NODE_TEXT: literal(of: node).utf8.allSatisfy { isBlank($0) || $0 == 0x0A }
  default: false
  }
}
