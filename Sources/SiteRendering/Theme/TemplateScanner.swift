import Diagnostics

/// A template cut into its tags, each with the place where it stands.
struct TemplateTag: Sendable {
  enum Kind: Sendable {
    /// `{{name}}`
    case text
    /// `{{{name}}}` or `{{&name}}`
    case html
    /// `{{#name}}`
    case section
    /// `{{^name}}`
    case inverted
    /// `{{/name}}`
    case end
    /// `{{>name}}`
    case partial
    case comment
    /// Mustache knows it, these templates do not.
    case unsupported
  }

  let kind: Kind
  let name: String
  let position: SourcePosition
  /// The tag with its braces, in bytes of the template.
  let range: Range<Int>
}

/// The tags of a template, and what is wrong with their form.
///
/// - Complexity: linear in the text.
func scanTags(of source: String, path: String) -> (tags: [TemplateTag], errors: [Diagnostic]) {
  let bytes = Array(source.utf8)
  var tags: [TemplateTag] = []
  var errors: [Diagnostic] = []
  var places = PlaceCounter(path: path)
  var index = 0
  while let start = find("{{", in: bytes, from: index) {
    let position = places.position(of: start, in: bytes)
    let opensTriple = start + 2 < bytes.count && bytes[start + 2] == UInt8(ascii: "{")
    let close = opensTriple ? "}}}" : "}}"
    let inside = start + (opensTriple ? 3 : 2)
    guard let end = find(close, in: bytes, from: inside) else {
      errors.append(.unclosedTag(close: close, at: position))
      break
    }
    let content = String(decoding: bytes[inside..<end], as: UTF8.self)
    index = end + close.utf8.count
    tags.append(
      tag(content, isTriple: opensTriple, position: position, range: start..<index))
  }
  return (tags, errors)
}

private func tag(
  _ content: String, isTriple: Bool, position: SourcePosition, range: Range<Int>
) -> TemplateTag {
  let kinds: [Character: TemplateTag.Kind] = [
    "#": .section, "^": .inverted, "/": .end, ">": .partial, "&": .html, "!": .comment,
    "=": .unsupported, "%": .unsupported, "<": .unsupported, "$": .unsupported, "*": .unsupported,
  ]
  let mark = isTriple ? nil : content.first.flatMap { kinds[$0] }
  let name = trimmed(mark == nil ? content[...] : content.dropFirst())
  let isPlain = name.utf8.allSatisfy(isPartOfName) && !name.isEmpty
  let kind = mark ?? (isTriple ? .html : .text)
  let isSupported = isPlain || kind == .comment
  return TemplateTag(
    kind: isSupported ? kind : .unsupported, name: name, position: position, range: range)
}

private func isPartOfName(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
    UInt8(ascii: "."):
    true
  default: false
  }
}

private func trimmed(_ text: Substring) -> String {
  let front = text.drop(while: \.isWhitespace)
  return String(front.reversed().drop(while: \.isWhitespace).reversed())
}

/// Counts lines while it moves forward through a text.
struct PlaceCounter {
  let path: String
  private var line = 1
  private var lineStart = 0
  private var counted = 0

  init(path: String) {
    self.path = path
  }

  /// The place of the byte at `offset`, which must not lie before the one asked for last.
  mutating func position(of offset: Int, in bytes: [UInt8]) -> SourcePosition {
    for index in counted..<offset where bytes[index] == UInt8(ascii: "\n") {
      line += 1
      lineStart = index + 1
    }
    counted = offset
    return SourcePosition(path: path, line: line, column: offset - lineStart + 1)
  }
}
