import Ccmark

/// The words of a CommonMark text for readers that know no HTML.
///
/// Blocks are parted by a blank line, list items stand on lines of their own after `- ` or `1. `, a
/// link is `words (address)`, code is kept as it is, and of raw HTML the words stay.
///
/// - Parameters:
///   - base: put before addresses inside the site, as in `html(fromMarkdown:)`.
///   - page: put before fragments, likewise.
package func plainText(
  fromMarkdown markdown: String, base: String = "", page: String = ""
) -> String {
  let text = withShownTree(of: markdown) { root -> String in
    var writer = PlainTextWriter(base: base, page: page)
    walk(root) { node, isEntering in writer.visit(node, isEntering: isEntering) }
    return writer.text
  }
  return text?.withoutControls(from: markdown) ?? ""
}

private struct PlainTextWriter {
  private struct List {
    /// The next item's number; nil in a bullet list.
    var number: Int?
    let isTight: Bool
  }

  private(set) var text = ""
  private let base: String
  private let page: String
  private var lists: [List] = []
  /// Where the words of the links and images that are open begin in `text`, in bytes.
  private var linkStarts: [Int] = []
  /// A list item's mark that waits for the item's first block.
  private var pendingMark: String?
  /// Nothing has been written since the start of the text.
  private var isFirstBlock = true
  /// The item to be written opens a list that is parted from what comes before it.
  private var opensList = false

  init(base: String, page: String) {
    self.base = base
    self.page = page
  }

  mutating func visit(_ node: OpaquePointer, isEntering: Bool) {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_LIST: isEntering ? enterList(node) : leaveList()
    case CMARK_NODE_ITEM: if isEntering { enterItem() } else { leaveItem() }
    case CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING: if isEntering { startBlock() }
    case CMARK_NODE_CODE_BLOCK: writeCode(literal(of: node))
    case CMARK_NODE_TEXT, CMARK_NODE_CODE: text += literal(of: node)
    case CMARK_NODE_SOFTBREAK: text += " "
    case CMARK_NODE_LINEBREAK: text += "\n" + indentation(after: 0)
    case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
      if isEntering { linkStarts.append(text.utf8.count) } else { leaveLink(node) }
    default: break
    }
  }

  private mutating func enterList(_ node: OpaquePointer) {
    opensList = lists.last.map { !$0.isTight } ?? true
    let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
    lists.append(
      List(
        number: isOrdered ? Int(cmark_node_get_list_start(node)) : nil,
        isTight: cmark_node_get_list_tight(node) == 1))
  }

  private mutating func leaveList() {
    lists.removeLast()
  }

  private mutating func enterItem() {
    guard let list = lists.last else { return }
    if pendingMark != nil { startBlock() }
    pendingMark = list.number.map { "\($0). " } ?? "- "
    if let number = list.number { lists[lists.count - 1].number = number + 1 }
  }

  private mutating func leaveItem() {
    if pendingMark != nil { startBlock() }
  }

  /// Parts a block from the one before it, and writes the mark of the item that it opens.
  private mutating func startBlock() {
    let mark = pendingMark
    pendingMark = nil
    if !isFirstBlock {
      let isNextItem = mark != nil && (lists.last?.isTight ?? false) && !opensList
      text += isNextItem ? "\n" : "\n\n"
    }
    text += indentation(after: mark == nil ? 0 : 1) + (mark ?? "")
    isFirstBlock = false
    opensList = false
  }

  private mutating func writeCode(_ code: String) {
    startBlock()
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false)
    let kept = lines.last?.isEmpty == true ? lines.dropLast() : lines[...]
    text += kept.joined(separator: "\n" + indentation(after: 0))
  }

  /// Writes the address after a link's words, unless they say the same.
  private mutating func leaveLink(_ node: OpaquePointer) {
    let start = linkStarts.removeLast()
    guard linkStarts.isEmpty,
      let target = safeLinkTarget(address(of: node), base: base, page: page)
    else { return }
    let words = text.utf8.dropFirst(start)
    if words.isEmpty {
      text += target
    } else if !says(target, Array(words)) {
      text += " (\(target))"
    }
  }

  /// Two blanks for each list around the text, at most eight lists deep: what a hostile text nests
  /// deeper is not worth a line of blanks each.
  private func indentation(after marks: Int) -> String {
    String(repeating: "  ", count: min(8, max(0, lists.count - marks)))
  }
}

/// Whether the words of a link are its address, with or without what stands before it.
func says(_ address: some StringProtocol, _ words: [UInt8]) -> Bool {
  ["", "mailto:", "https://"].contains { prefix in
    address.utf8.count == prefix.utf8.count + words.count
      && address.utf8.starts(with: prefix.utf8)
      && address.utf8.dropFirst(prefix.utf8.count).elementsEqual(words)
  }
}

/// Whether readers of a text get words: a letter, a digit or a picture. A comment is nothing, and so
/// are a line across and a lone dash.
package func showsWords(_ markdown: String) -> Bool {
  // Nothing but these can hide or take away a letter that stands before them.
  let isLetter = { (byte: UInt8) in (0x61...0x7A).contains(byte | 0x20) }
  let first = markdown.utf8.first { isLetter($0) || "<[&`~!".utf8.contains($0) }
  if let first, isLetter(first) { return true }
  return plainText(fromMarkdown: markdown).contains { character in
    (character.isLetter || character.isNumber || character.isSymbol && !character.isASCII)
      && !blankLetters.contains(character)
  }
}

/// Letters and symbols by their kind, but drawn as nothing: fillers of Hangul, the blank of Braille.
private let blankLetters: Set<Character> = [
  "\u{115F}", "\u{1160}", "\u{3164}", "\u{FFA0}", "\u{2800}",
]
