import Ccmark

// MARK: - Blocks

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
      walk(inner) { node, isEntering in
        if isEntering { settle(node, linesAbove: line - 1) }
      }
      while let child = cmark_node_first_child(inner) {
        cmark_node_unlink(child)
        cmark_node_insert_before(block, child)
      }
    }
    cmark_node_unlink(block)
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
  return text.withUnsafeBufferPointer(tree).map { !tagsWithoutTrace(in: $0).isEmpty } ?? false
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

// MARK: - Tags

/// A tag in the tree, with what becomes of it.
private struct PlacedTag {
  let node: OpaquePointer
  let mark: HTMLMark
  /// Its place among the tags, for an opening one that a later one closes.
  var closedBy: Int?
  var isOpened = false
}

/// Puts words and breaks in place of all tags.
func replaceTags(in root: OpaquePointer, partsParagraphs: Bool) {
  let tags = placedTags(in: root)
  guard !tags.isEmpty else { return }
  var replacer = TagReplacer(tags: tags)
  for index in tags.indices { replacer.replace(index) }
  replacer.dropOpenTags()
  var parents: [OpaquePointer] = []
  var known: Set<OpaquePointer> = []
  walk(root) { node, isEntering in
    if isEntering, cmark_node_get_type(node) == CMARK_NODE_CUSTOM_INLINE,
      let parent = cmark_node_parent(node), known.insert(parent).inserted
    {
      parents.append(parent)
    }
  }
  for parent in parents { BreakWriter(parent, partsParagraphs: partsParagraphs).write() }
  dropEmptyParagraphs(in: root)
}

/// Those tags, in the order of the text, of which readers get the words alone.
func tagsWithoutTrace(in root: OpaquePointer) -> [OpaquePointer] {
  let tags = placedTags(in: root)
  return tags.indices.filter { index in
    switch tags[index].mark {
    case .hidden: !literal(of: tags[index].node).hasPrefix("<!--")
    case .text: false
    case .words: true
    case .opening, .closing: use(of: tags[index]) != nil
    }
  }.map { tags[$0].node }
}

private func placedTags(in root: OpaquePointer) -> [PlacedTag] {
  var tags: [PlacedTag] = []
  var open: [String: [Int]] = [:]
  walk(root) { node, isEntering in
    guard isEntering, cmark_node_get_type(node) == CMARK_NODE_HTML_INLINE else { return }
    var tag = PlacedTag(node: node, mark: HTMLMark(literal(of: node)))
    switch tag.mark {
    case .opening(let opening): open[opening.name, default: []].append(tags.count)
    case .closing(let name):
      if let place = open[name]?.popLast() {
        tags[place].closedBy = tags.count
        tag.isOpened = true
      }
    default: break
    }
    tags.append(tag)
  }
  return tags
}

/// Nil for what is shown as written.
private func use(of tag: PlacedTag) -> HTMLEffect? {
  switch tag.mark {
  case .opening(let opening):
    guard let effect = HTMLEffect(ofElement: opening.name) else { return nil }
    let isWord =
      tag.closedBy == nil && opening.isWord(following: characterBefore(tag.node))
    return isWord ? nil : effect
  case .closing(let name): return HTMLEffect(ofElement: name)
  default: return nil
  }
}

private func characterBefore(_ node: OpaquePointer) -> Character? {
  guard let before = cmark_node_previous(node), cmark_node_get_type(before) == CMARK_NODE_TEXT
  else { return nil }
  return literal(of: before).last
}

private struct TagReplacer {
  private struct OpenTag {
    let name: String
    let node: OpaquePointer
    let parent: OpaquePointer?
  }

  let tags: [PlacedTag]
  /// Emphasis and links that are open, outermost first.
  private var open: [OpenTag] = []
  /// The number of the next item, of each list that is open; nil in a bullet list.
  private var lists: [Int?] = []

  init(tags: [PlacedTag]) {
    self.tags = tags
  }

  mutating func replace(_ index: Int) {
    let tag = tags[index]
    let node = tag.node
    switch tag.mark {
    case .hidden: break
    case .words(let words): insert(newTextNode(words.utf8), before: node)
    case .text: insert(newTextNode(literal(of: node).utf8), before: node)
    case .opening(let opening):
      guard let effect = use(of: tag) else {
        insert(newTextNode(literal(of: node).utf8), before: node)
        break
      }
      if hideScript(opening, node, closedBy: tag.closedBy) { break }
      enter(opening, node, effect)
      if isLook(opening.name) { return }
    case .closing(let name):
      guard let effect = use(of: tag) else {
        insert(newTextNode(literal(of: node).utf8), before: node)
        break
      }
      leave(name, node, effect, isOpened: tag.isOpened)
    }
    cmark_node_unlink(node)
  }

  private func insert(_ new: OpaquePointer?, before node: OpaquePointer) {
    if let new { cmark_node_insert_before(node, new) }
  }

  private mutating func enter(_ tag: HTMLTag, _ node: OpaquePointer, _ effect: HTMLEffect) {
    switch tag.name {
    case "ol": lists.append(tag.value(of: "start").flatMap { Int($0) } ?? 1)
    case "ul", "menu", "dir": lists.append(nil)
    case "img", "image": insertImage(tag, before: node)
    default: break
    }
    if effect == .listItem {
      insertBreak(.listItem, words: itemMark(), before: node)
    } else {
      insertBreak(effect, before: node)
    }
    if isLook(tag.name) {
      open.append(OpenTag(name: tag.name, node: node, parent: cmark_node_parent(node)))
    }
  }

  private mutating func leave(
    _ name: String, _ node: OpaquePointer, _ effect: HTMLEffect, isOpened: Bool
  ) {
    let isList = ["ol", "ul", "menu", "dir"].contains(name)
    if isList, !lists.isEmpty { lists.removeLast() }
    if isLook(name), isOpened { closeLook(name, at: node) }
    // The next cell writes the bar between two cells.
    switch effect {
    case .listItem: insertBreak(.newLine, before: node)
    case .cell: break
    default: insertBreak(effect, words: isList ? BreakWriter.endOfList : "", before: node)
    }
  }

  /// Those of emphasis and links that nothing has closed, or that a block would part.
  mutating func dropOpenTags() {
    for tag in open { cmark_node_unlink(tag.node) }
    open = []
  }

  private mutating func itemMark() -> String {
    guard let last = lists.indices.last, let number = lists[last] else { return "• " }
    lists[last] = number &+ 1
    return "\(number). "
  }

  private mutating func insertBreak(
    _ effect: HTMLEffect, words: String = "", before node: OpaquePointer
  ) {
    guard effect != .none, let mark = newNode(CMARK_NODE_CUSTOM_INLINE) else { return }
    if effect != .lineBreak { dropOpenTags() }
    cmark_node_set_on_enter(mark, effect.name)
    cmark_node_set_on_exit(mark, words)
    cmark_node_insert_before(node, mark)
  }

  private func insertImage(_ tag: HTMLTag, before node: OpaquePointer) {
    let words = newTextNode((tag.value(of: "alt") ?? "").utf8)
    guard let source = tag.value(of: "src"), let image = newNode(CMARK_NODE_IMAGE) else {
      return insert(words, before: node)
    }
    cmark_node_set_url(image, source)
    if let words { cmark_node_append_child(image, words) }
    cmark_node_insert_before(node, image)
  }

  /// Whether the tag begins a script or a style, which goes whole.
  private func hideScript(_ tag: HTMLTag, _ node: OpaquePointer, closedBy end: Int?) -> Bool {
    guard tag.name == "script" || tag.name == "style", let end else { return false }
    let last = tags[end].node
    guard cmark_node_parent(last) == cmark_node_parent(node) else { return false }
    while let next = cmark_node_next(node), next != last { cmark_node_unlink(next) }
    return true
  }

  // MARK: Emphasis and links

  private func isLook(_ name: String) -> Bool {
    ["a", "b", "strong", "i", "em"].contains(name)
  }

  private mutating func closeLook(_ name: String, at node: OpaquePointer) {
    guard open.contains(where: { $0.name == name }) else { return }
    while let last = open.popLast() {
      if last.name == name {
        if last.parent == cmark_node_parent(node) { wrap(last, until: node) }
        return cmark_node_unlink(last.node)
      }
      cmark_node_unlink(last.node)
    }
  }

  private func wrap(_ tag: OpenTag, until end: OpaquePointer) {
    guard let first = cmark_node_next(tag.node), first != end, let look = look(of: tag, until: end)
    else { return }
    cmark_node_insert_before(tag.node, look)
    while let next = cmark_node_next(tag.node), next != end {
      cmark_node_unlink(next)
      cmark_node_append_child(look, next)
    }
  }

  private func look(of tag: OpenTag, until end: OpaquePointer) -> OpaquePointer? {
    switch tag.name {
    case "b", "strong": return newNode(CMARK_NODE_STRONG)
    case "i", "em": return newNode(CMARK_NODE_EMPH)
    default:
      guard case .opening(let opening) = HTMLMark(literal(of: tag.node)),
        let target = opening.value(of: "href"), !target.isEmpty,
        !isInLink(tag.node), !holdsLink(from: tag.node, until: end),
        let link = newNode(CMARK_NODE_LINK)
      else { return nil }
      cmark_node_set_url(link, target)
      return link
    }
  }

  /// No link stands within another. What lies deeper in emphasis than anybody writes gets none.
  private func isInLink(_ node: OpaquePointer) -> Bool {
    var parent = cmark_node_parent(node)
    for _ in 0..<8 {
      guard let above = parent else { return false }
      switch cmark_node_get_type(above) {
      case CMARK_NODE_LINK, CMARK_NODE_IMAGE: return true
      case CMARK_NODE_EMPH, CMARK_NODE_STRONG: parent = cmark_node_parent(above)
      default: return false
      }
    }
    return true
  }

  private func holdsLink(from start: OpaquePointer, until end: OpaquePointer) -> Bool {
    var next = cmark_node_next(start)
    while let node = next, node != end {
      var found = false
      if cmark_node_first_child(node) != nil {
        walk(node) { inner, _ in
          if cmark_node_get_type(inner) == CMARK_NODE_LINK { found = true }
        }
      }
      if found { return true }
      next = cmark_node_next(node)
    }
    return false
  }
}

// MARK: - Breaks

extension HTMLEffect {
  /// By which a place in the tree keeps it.
  fileprivate var name: String {
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
private struct BreakWriter {
  private enum Break: Int {
    case none, cell, line, paragraph
  }

  static let endOfList = "end"

  private let parent: OpaquePointer
  /// Where the words go: `parent`, or a paragraph that was parted from it.
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
    } else if writer.pending != .none, let lineBreak = newNode(CMARK_NODE_LINEBREAK) {
      cmark_node_append_child(parent, lineBreak)
    }
  }

  private mutating func add(_ node: OpaquePointer) {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_CUSTOM_INLINE:
      note(
        cmark_node_get_on_enter(node).map { String(cString: $0) } ?? "",
        words: cmark_node_get_on_exit(node).map { String(cString: $0) } ?? "")
      cmark_node_unlink(node)
      return
    case CMARK_NODE_LINEBREAK where pending != .none || !hasWords:
      note("br", words: "")
      return cmark_node_unlink(node)
    case CMARK_NODE_SOFTBREAK where pending.rawValue > Break.cell.rawValue || !hasWords:
      return cmark_node_unlink(node)
    case CMARK_NODE_TEXT where pending != .none || !hasWords || itemMark != nil:
      let text = literal(of: node)
      let trimmed = text.drop { $0 == " " || $0 == "\t" || $0 == "\n" }
      if trimmed.isEmpty { return cmark_node_unlink(node) }
      if trimmed.startIndex > text.startIndex { cmark_node_set_literal(node, String(trimmed)) }
    default: break
    }
    flush(before: node)
    if target != parent {
      cmark_node_unlink(node)
      cmark_node_append_child(target, node)
    }
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
    case .line: put(newNode(CMARK_NODE_LINEBREAK), before: node)
    case .paragraph:
      guard canPart, let paragraph = newNode(CMARK_NODE_PARAGRAPH) else {
        return put(newNode(CMARK_NODE_LINEBREAK), before: node)
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
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: cmark_node_unlink(last)
      case CMARK_NODE_TEXT:
        let text = literal(of: last)
        let end = text.utf8.lastIndex { !isBlank($0) && $0 != 0x0A }
        guard let end else {
          cmark_node_unlink(last)
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
private func dropEmptyParagraphs(in root: OpaquePointer) {
  walk(root) { node, isEntering in
    guard !isEntering else { return }
    switch cmark_node_get_type(node) {
    case CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING, CMARK_NODE_EMPH, CMARK_NODE_STRONG:
      var child = cmark_node_first_child(node)
      while let inner = child, isNothing(inner) { child = cmark_node_next(inner) }
      if child == nil { cmark_node_unlink(node) }
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
