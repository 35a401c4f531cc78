import Ccmark

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
  for node in replacer.dropped { cmark_node_free(node) }
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
  /// What was taken from the tree. A tag in it may still be asked for, so that nothing is freed before all
  /// tags are replaced.
  private(set) var dropped: Set<OpaquePointer> = []
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
    drop(node)
  }

  private mutating func drop(_ node: OpaquePointer) {
    cmark_node_unlink(node)
    dropped.insert(node)
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
    for tag in open { drop(tag.node) }
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
    guard effect != .none, let mark = cmark_node_new(CMARK_NODE_CUSTOM_INLINE) else { return }
    if effect != .lineBreak { dropOpenTags() }
    cmark_node_set_on_enter(mark, effect.name)
    cmark_node_set_on_exit(mark, words)
    insert(mark, before: node)
  }

  private func insertImage(_ tag: HTMLTag, before node: OpaquePointer) {
    let words = newTextNode((tag.value(of: "alt") ?? "").utf8)
    guard let source = tag.value(of: "src"), let image = cmark_node_new(CMARK_NODE_IMAGE) else {
      return insert(words, before: node)
    }
    cmark_node_set_url(image, source)
    if let words { cmark_node_append_child(image, words) }
    insert(image, before: node)
  }

  /// Whether the tag begins a script or a style, which goes whole.
  private mutating func hideScript(
    _ tag: HTMLTag, _ node: OpaquePointer, closedBy end: Int?
  ) -> Bool {
    guard tag.name == "script" || tag.name == "style", let end else { return false }
    let last = tags[end].node
    guard cmark_node_parent(last) == cmark_node_parent(node) else { return false }
    while let next = cmark_node_next(node), next != last { drop(next) }
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
        return drop(last.node)
      }
      drop(last.node)
    }
  }

  private func wrap(_ tag: OpenTag, until end: OpaquePointer) {
    guard let first = cmark_node_next(tag.node), first != end, let look = look(of: tag, until: end)
    else { return }
    insert(look, before: tag.node)
    while let next = cmark_node_next(tag.node), next != end { cmark_node_append_child(look, next) }
  }

  private func look(of tag: OpenTag, until end: OpaquePointer) -> OpaquePointer? {
    switch tag.name {
    case "b", "strong": return cmark_node_new(CMARK_NODE_STRONG)
    case "i", "em": return cmark_node_new(CMARK_NODE_EMPH)
    default:
      guard case .opening(let opening) = HTMLMark(literal(of: tag.node)),
        let target = opening.value(of: "href"), !target.isEmpty,
        !isInLink(tag.node), !holdsLink(from: tag.node, until: end),
        let link = cmark_node_new(CMARK_NODE_LINK)
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
