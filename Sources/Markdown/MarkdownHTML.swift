import Ccmark
import Glibc

/// HTML for a CommonMark text, safe to stand in a page whoever wrote the text.
///
/// Of raw HTML the words stay, without the tags (see `withShownTree`); a link that is not let through
/// becomes its words (see `safeLinkTarget`); an image is shown where it lies in `static/` and has a
/// description, and becomes a link with its description elsewhere, since a page makes no request to
/// another host.
///
/// - Parameters:
///   - base: put before addresses inside the site: `../../` on a page, the site's address and a
///     slash in a feed.
///   - page: put before an address that is a fragment alone: the text's own page, where it is shown
///     elsewhere.
///   - firstHeading: the level, 1 to 6, of the text's outermost headings. Deeper ones follow
///     without a gap, whatever the author counted from.
/// - Complexity: linear in the text; what libcmark 0.30 reads in quadratic time is kept from it.
/// - Source: libcmark 0.30, `cmark.h`.
package func html(
  fromMarkdown markdown: String, base: String = "", page: String = "", firstHeading: Int = 4
) -> String {
  String(
    decoding: htmlBytes(
      fromMarkdown: markdown, base: base, page: page, firstHeading: firstHeading),
    as: UTF8.self)
}

/// The same, as UTF-8.
package func htmlBytes(
  fromMarkdown markdown: String, base: String = "", page: String = "", firstHeading: Int = 4
) -> [UInt8] {
  let html = withShownTree(of: markdown) { root -> [UInt8] in
    if !isHarmless(markdown) { makeSafe(root, base: base, page: page, firstHeading: firstHeading) }
    guard let rendered = cmark_render_html(root, CMARK_OPT_DEFAULT) else { return [] }
    defer { free(rendered) }
    return Array(UnsafeRawBufferPointer(start: rendered, count: strlen(rendered)))
  }
  return html.map { withoutControls($0, from: markdown) } ?? []
}

/// Whether a text holds neither HTML nor a link, an image or a heading, so that its tree can stay as
/// it is. Told by its bytes alone, and false where only a parser could tell.
private func isHarmless(_ markdown: String) -> Bool {
  var markdown = markdown
  return markdown.withUTF8 { utf8 in
    let marks = [UInt8(ascii: "<"), UInt8(ascii: "["), UInt8(ascii: "#"), UInt8(ascii: "\r")]
    return !marks.contains { place(of: $0, in: utf8[...]) != nil } && !mayHoldUnderline(utf8)
  }
}

/// Whether a line ends like the underline of a heading.
private func mayHoldUnderline(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
  var rest = utf8[...]
  while !rest.isEmpty {
    let end = place(of: UInt8(ascii: "\n"), in: rest) ?? rest.endIndex
    let last = rest[..<end].last { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    if last == UInt8(ascii: "-") || last == UInt8(ascii: "=") { return true }
    rest = rest[end...].dropFirst()
  }
  return false
}

/// Takes links from the tree that must not reach a reader, and fits its headings into the page's outline.
private func makeSafe(
  _ root: OpaquePointer, base: String, page: String, firstHeading: Int
) {
  var outline = Outline(firstHeading: firstHeading)
  var openLinks = 0
  var openImages = 0
  walk(root) { node, isEntering in
    switch cmark_node_get_type(node) {
    case CMARK_NODE_HEADING where !isEntering:
      fit(node, into: &outline)
    case CMARK_NODE_LINK:
      openLinks += isEntering ? 1 : -1
      if !isEntering, openImages == 0 { secureLink(node, base: base, page: page) }
    case CMARK_NODE_IMAGE:
      openImages += isEntering ? 1 : -1
      if !isEntering, openImages == 0 {
        replaceImage(node, base: base, page: page, mayLink: openLinks == 0)
      }
    default:
      break
    }
  }
}

private func fit(_ heading: OpaquePointer, into outline: inout Outline) {
  guard cmark_node_first_child(heading) != nil else { return remove(heading) }
  let level = outline.level(for: Int(cmark_node_get_heading_level(heading)))
  cmark_node_set_heading_level(heading, Int32(level))
}

/// Gives a link its safe target; where there is none, leaves only its words.
private func secureLink(_ link: OpaquePointer, base: String, page: String) {
  let written = address(of: link)
  if let target = safeLinkTarget(written, base: base, page: page) {
    if cmark_node_first_child(link) == nil, let words = newTextNode(written.utf8) {
      cmark_node_append_child(link, words)
    }
    if target != written { cmark_node_set_url(link, target) }
    return
  }
  while let child = cmark_node_first_child(link) { cmark_node_insert_before(link, child) }
  remove(link)
}

private func replaceImage(_ image: OpaquePointer, base: String, page: String, mayLink: Bool) {
  let written = address(of: image)
  let description = words(in: image)
  if isPicture(written), description.contains(where: { !$0.isWhitespace }),
    let source = safeLinkTarget(written, base: base, page: page)
  {
    return show(image, from: source, described: description)
  }
  let target = mayLink ? safeLinkTarget(written, base: base, page: page) : nil
  defer { remove(image) }
  guard let text = cmark_node_new(CMARK_NODE_TEXT) else { return }
  cmark_node_set_literal(text, description.isEmpty ? target ?? "" : description)
  guard let target, let link = cmark_node_new(CMARK_NODE_LINK) else {
    cmark_node_insert_before(image, text)
    return
  }
  cmark_node_set_url(link, target)
  cmark_node_append_child(link, text)
  cmark_node_insert_before(image, link)
}

/// Whether an address is of a picture in the site's own `static/`.
private func isPicture(_ address: String) -> Bool {
  let path = withoutSteps(address[...]).prefix { $0 != "?" && $0 != "#" }.lowercased()
  let kinds = [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif"]
  return path.hasPrefix("static/") && kinds.contains { path.hasSuffix($0) }
}

private func show(_ image: OpaquePointer, from source: String, described description: String) {
  while let child = cmark_node_first_child(image) { remove(child) }
  cmark_node_set_url(image, source)
  cmark_node_set_title(image, "")
  if let text = newTextNode(description.utf8) { cmark_node_append_child(image, text) }
}

/// The text of a node and of all within it, without marks.
private func words(in root: OpaquePointer) -> String {
  var words = ""
  walk(root) { node, isEntering in
    guard isEntering else { return }
    switch cmark_node_get_type(node) {
    case CMARK_NODE_TEXT, CMARK_NODE_CODE: words += literal(of: node)
    case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: words += " "
    default: break
    }
  }
  return words
}

/// Which level a heading gets so that the page's outline has no gap.
private struct Outline {
  let firstHeading: Int
  /// The levels, as written, of the headings that the next one may stand under; rising.
  private var open: [Int] = []

  init(firstHeading: Int) {
    self.firstHeading = firstHeading
  }

  mutating func level(for written: Int) -> Int {
    while let last = open.last, last >= written { open.removeLast() }
    open.append(written)
    return min(6, firstHeading + open.count - 1)
  }
}
