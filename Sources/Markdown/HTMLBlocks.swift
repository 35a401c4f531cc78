import Ccmark

/// Puts in place of each block of HTML what it says, read as CommonMark; its tags stay, as those within
/// a paragraph.
func openHTMLBlocks(in root: OpaquePointer) {
  var blocks: [OpaquePointer] = []
  walk(root) { node, isEntering in
    if isEntering, cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK { blocks.append(node) }
  }
  for block in blocks {
    let line = Int(cmark_node_get_start_line(block))
    let text = markdown(inHTML: Array(literal(of: block).utf8))
    if let inner = text.withUnsafeBufferPointer(tree) {
      defer { cmark_node_free(inner) }
      walk(inner) { node, isEntering in
        if isEntering { settle(node, linesAbove: line - 1) }
      }
      while let child = cmark_node_first_child(inner) {
        cmark_node_unlink(child)
        insert(child, before: block)
      }
    }
    remove(block)
  }
}

/// Stands before each `<`, so that no line begins a block of HTML. No text holds it otherwise.
private let guardMark: UInt8 = 0x01

/// Takes the marks from a node, and lets it know where it stands.
private func settle(_ node: OpaquePointer, linesAbove: Int) {
  if cmark_node_get_start_line(node) > 0 {
    cmark_node_set_user_data(node, UnsafeMutableRawPointer(bitPattern: linesAbove))
  }
  switch cmark_node_get_type(node) {
  case CMARK_NODE_TEXT, CMARK_NODE_CODE, CMARK_NODE_CODE_BLOCK, CMARK_NODE_HTML_INLINE:
    let text = literal(of: node)
    guard text.utf8.contains(guardMark) else { return }
    cmark_node_set_literal(node, withoutGuards(text))
  case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
    let target = address(of: node)
    if target.utf8.contains(guardMark) { cmark_node_set_url(node, withoutGuards(target)) }
  default: break
  }
}

private func withoutGuards(_ text: String) -> String {
  String(decoding: text.utf8.filter { $0 != guardMark }, as: UTF8.self)
}

/// How many lines of the source stand above the text that a node was parsed from.
func linesAbove(_ node: OpaquePointer) -> Int {
  Int(bitPattern: cmark_node_get_user_data(node))
}

/// What a block of HTML says, line by line: without comments, scripts and styles, and without the
/// blanks at the front of its lines, which mean code in CommonMark and nothing in HTML.
private func markdown(inHTML html: [UInt8]) -> [UInt8] {
  var html = HTMLBytes(html)
  var text: [UInt8] = []
  var index = 0
  var isPreformatted = false
  var isLineStart = true
  while index < html.count {
    let byte = html.bytes[index]
    let isTag = byte == UInt8(ascii: "<")
    if isTag, let end = html.endOfHidden(at: index) {
      text += html.bytes[index..<end].filter { $0 == UInt8(ascii: "\n") }
      index = end
      continue
    }
    index += 1
    if byte == UInt8(ascii: "\n") {
      if isPreformatted, !isLineStart { text.append(UInt8(ascii: "\\")) }
      isLineStart = true
    } else if isLineStart, isBlank(byte) || byte == UInt8(ascii: "\r") {
      continue
    } else {
      isLineStart = false
    }
    if isTag {
      if html.startsTag("pre", at: index - 1) { isPreformatted = true }
      if html.startsTag("/pre", at: index - 1) { isPreformatted = false }
      // Behind a bracket it is the address of a link, and begins no line.
      if index == 1 || html.bytes[index - 2] != UInt8(ascii: "(") { text.append(guardMark) }
    }
    if byte != guardMark { text.append(byte) }
  }
  return text
}

/// A block of HTML, in which the ends of things are looked for.
private struct HTMLBytes {
  /// With a NUL byte behind them.
  let bytes: [UInt8]
  /// What is not there, so that it is not looked for again.
  private var missing: Set<String> = []

  var count: Int { bytes.count - 1 }

  init(_ bytes: [UInt8]) {
    self.bytes = bytes + [0]
  }

  /// Where a comment, an instruction, a script or a style ends that begins here; nil where none
  /// begins, and where nothing closes it.
  mutating func endOfHidden(at start: Int) -> Int? {
    if bytes[start...].starts(with: "<!--".utf8) { return end(after: "-->", from: start + 2) }
    if bytes[start...].starts(with: "<?".utf8) { return end(after: "?>", from: start + 2) }
    for name in ["script", "style"] where startsTag(name, at: start) {
      guard let closing = end(after: "</" + name, from: start) else { return nil }
      return end(after: ">", from: closing)
    }
    return nil
  }

  func startsTag(_ name: String, at start: Int) -> Bool {
    let word = bytes[(start + 1)...].prefix(name.utf8.count)
    guard word.elementsEqual(name.utf8, by: { $0 == $1 || $0 | 0x20 == $1 }) else { return false }
    let next = word.endIndex < bytes.count ? bytes[word.endIndex] : 0
    return next <= 0x20 || next == UInt8(ascii: ">") || next == UInt8(ascii: "/")
  }

  /// - Parameter name: in whatever case they stand there.
  private mutating func end(after name: String, from start: Int) -> Int? {
    guard !missing.contains(name) else { return nil }
    let words = Array(name.utf8)
    let place = bytes.withUnsafeBufferPointer { bytes in
      (start..<max(start, bytes.count - words.count)).first { start in
        words.indices.allSatisfy {
          bytes[start + $0] == words[$0] || bytes[start + $0] | 0x20 == words[$0]
        }
      }
    }
    if place == nil { missing.insert(name) }
    return place.map { $0 + words.count }
  }
}

/// Whether a block of HTML holds more than comments and what only looks like a tag.
func holdsTags(_ html: String) -> Bool {
  let text = markdown(inHTML: Array(html.utf8))
  if hidesMoreThanComments(html) { return true }
  guard let root = text.withUnsafeBufferPointer(tree) else { return false }
  defer { cmark_node_free(root) }
  return !tagsWithoutTrace(in: root).isEmpty
}

private func hidesMoreThanComments(_ html: String) -> Bool {
  var bytes = HTMLBytes(Array(html.utf8))
  var index = 0
  while index < bytes.count {
    guard bytes.bytes[index] == UInt8(ascii: "<"), let end = bytes.endOfHidden(at: index) else {
      index += 1
      continue
    }
    if !bytes.bytes[index...].starts(with: "<!--".utf8) { return true }
    index = end
  }
  return false
}

/// What begins a block of HTML that hides the rest of the text, since nothing closes it.
func markLeftOpen(in html: String) -> String? {
  var bytes = HTMLBytes(Array(html.utf8))
  let start = bytes.bytes.firstIndex { !isBlank($0) } ?? 0
  let mark =
    ["<!--", "<?"].first { bytes.bytes[start...].starts(with: $0.utf8) }
    ?? ["script", "style"].first { bytes.startsTag($0, at: start) }.map { "<\($0)>" }
  guard let mark, bytes.bytes[start] == UInt8(ascii: "<") else { return nil }
  return bytes.endOfHidden(at: start) == nil ? mark : nil
}
