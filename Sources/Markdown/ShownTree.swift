import Ccmark

/// Hands `body` the tree of a CommonMark text as readers get it.
///
/// No word of it is lost: of HTML the tags are gone and the words are there. A bare address is a link,
/// and a line that begins with a bullet sign starts a new line. Every form of a text that readers see,
/// or that is searched for what they must not see, is made from this tree.
///
/// - Parameter partsParagraphs: whether a block of HTML within a paragraph parts it; otherwise it starts
///   a new line, so that each paragraph keeps its place in the source.
func withShownTree<Result>(
  of markdown: String, _ body: (OpaquePointer) -> Result
) -> Result? {
  var markdown = markdown
  return markdown.withUTF8 { withShownTree(of: $0, body) }
}

func withShownTree<Result>(
  of markdown: UnsafeBufferPointer<UInt8>, partsParagraphs: Bool = true,
  _ body: (OpaquePointer) -> Result
) -> Result? {
  withTree(of: markdown) { root in
    if place(of: UInt8(ascii: "<"), in: markdown[...]) != nil {
      openHTMLBlocks(in: root)
      replaceTags(in: root, partsParagraphs: partsParagraphs)
    }
    if mayHoldBullet(markdown) { breakLinesAtBullets(in: root) }
    if mayHoldAddress(markdown), !holdsOnlyLinks(markdown) { linkAddresses(in: root) }
    return body(root)
  }
}

// MARK: - Lines

/// Bullet signs and emoji are of two bytes or more, but for `1️⃣`.
private func mayHoldBullet(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  // Most texts are ASCII, which one look at all bytes tells.
  guard text.reduce(0, |) >= 0x80 else { return false }
  let isLong = [0xC2, 0xE2, 0xE3, 0xEF, 0xF0].contains { place(of: $0, in: text[...]) != nil }
  return isLong && place(of: UInt8(ascii: "\n"), in: text[...]) != nil
}

/// CommonMark joins the lines of a paragraph; who types `• one` and `• two` means a list.
private func breakLinesAtBullets(in root: OpaquePointer) {
  walk(root) { node, isEntering in
    guard cmark_node_get_type(node) == CMARK_NODE_SOFTBREAK, let next = cmark_node_next(node),
      beginsWithBullet(firstWords(of: next)), let lineBreak = cmark_node_new(CMARK_NODE_LINEBREAK)
    else { return }
    cmark_node_insert_before(node, lineBreak)
    remove(node)
  }
}

private func firstWords(of node: OpaquePointer) -> String {
  var first = node
  while let child = cmark_node_first_child(first) { first = child }
  guard cmark_node_get_type(first) == CMARK_NODE_TEXT else { return "" }
  let own = String(literal(of: first).prefix(3))
  // libcmark cuts a text at each byte that may be a mark.
  return own.count > 2 ? own : own + (cmark_node_next(first).map(textOf)?.prefix(2) ?? "")
}

private func textOf(_ node: OpaquePointer) -> String {
  switch cmark_node_get_type(node) {
  case CMARK_NODE_TEXT: literal(of: node)
  case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: " "
  default: "x"
  }
}

private let bullets = Set("•‣◦⁃∙·・▪▫■□●○◆◇◾◽►▶▸▹➤➔➜→⇒»✓✔✗✘★☆※")
/// Within a sentence these stand too, but seldom before a blank at the start of a line.
private let dashes = Set("–—‒―−")

private func beginsWithBullet(_ words: String) -> Bool {
  guard let first = words.first, !first.isASCII else { return false }
  if bullets.contains(first) { return true }
  if dashes.contains(first) { return words.dropFirst().first.map(\.isWhitespace) ?? true }
  return first.isEmoji
}

extension Character {
  /// Shown as a picture, and no letter, digit or sign of a text.
  fileprivate var isEmoji: Bool {
    guard let first = unicodeScalars.first else { return false }
    return first.properties.isEmojiPresentation
      || first.properties.isEmoji
        && (unicodeScalars.contains("\u{FE0F}") || first.value >= 0x2190)
  }
}
