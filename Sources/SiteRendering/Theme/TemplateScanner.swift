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

  var isValue: Bool { kind == .text || kind == .html }
  var isSection: Bool { kind == .section || kind == .inverted }

  /// The key of the word that it stands for: `{{words.more}}`.
  var word: String? {
    isValue && name.hasPrefix("words.") ? String(name.dropFirst("words.".count)) : nil
  }
}

/// The tags of a template, and what is wrong with their form.
///
/// - Complexity: linear in the text.
func scanTags(of bytes: [UInt8], path: String) -> (tags: [TemplateTag], errors: [Diagnostic]) {
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
    index = end + close.utf8.count
    let (kind, name) = meaning(of: bytes[inside..<end], isTriple: opensTriple)
    tags.append(TemplateTag(kind: kind, name: name, position: position, range: start..<index))
  }
  return (tags, errors)
}

/// What stands between the braces of a tag: a mark or none, and a name.
private func meaning(
  of content: ArraySlice<UInt8>, isTriple: Bool
) -> (kind: TemplateTag.Kind, name: String) {
  let marked = isTriple ? nil : content.first.flatMap(kind)
  let name = trimmed(marked == nil ? content : content.dropFirst())
  let isPlain = !name.isEmpty && name.utf8.allSatisfy(isPartOfName)
  let kind = marked ?? (isTriple ? .html : .text)
  return (isPlain || kind == .comment ? kind : .unsupported, name)
}

private func kind(of mark: UInt8) -> TemplateTag.Kind? {
  switch Unicode.Scalar(mark) {
  case "#": .section
  case "^": .inverted
  case "/": .end
  case ">": .partial
  case "&": .html
  case "!": .comment
  case "=", "%", "<", "$", "*": .unsupported
  default: nil
  }
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

private func trimmed(_ text: ArraySlice<UInt8>) -> String {
  var scalars = String(decoding: text, as: UTF8.self).unicodeScalars[...]
  scalars = scalars.drop(while: \.properties.isWhitespace)
  while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
  return String(scalars)
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
