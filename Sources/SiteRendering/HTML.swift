import Mustache

/// A piece of HTML. Whatever text is put into one by interpolation is escaped, so that a piece can
/// only hold marks that a template or this program wrote.
package struct HTML: Sendable, Hashable, ExpressibleByStringInterpolation {
  package let source: String

  /// The caller vouches that `source` is safe.
  package init(source: String) {
    self.source = source
  }

  package init(stringLiteral value: String) {
    source = value
  }

  package init(stringInterpolation interpolation: StringInterpolation) {
    source = interpolation.source
  }

  /// `text` with the five marks that HTML reads replaced.
  package init(escaping text: String) {
    source = escapedForHTML(text)
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var source = ""

    package init(literalCapacity: Int, interpolationCount: Int) {
      source.reserveCapacity(literalCapacity + interpolationCount * 24)
    }

    package mutating func appendLiteral(_ literal: String) { source += literal }
    package mutating func appendInterpolation(_ html: HTML) { source += html.source }
    package mutating func appendInterpolation(_ text: String) { source += escapedForHTML(text) }
    package mutating func appendInterpolation(_ number: Int) { source += String(number) }
  }

  package static let empty = HTML(source: "")
  package var isEmpty: Bool { source.isEmpty }
}

extension [HTML] {
  package func joined(separator: String = "") -> HTML {
    HTML(source: map(\.source).joined(separator: separator))
  }
}

extension HTML: MustacheCustomRenderable, MustacheParent {
  package var renderText: String { source }
  package var isNull: Bool { source.isEmpty }
  package func child(named name: String) -> Any? { nil }
}

/// A text that a template escapes; of its own type because the template library asks a value for
/// this protocol before it falls back on slow reflection.
struct Text: MustacheCustomRenderable, MustacheParent {
  let renderText: String
  var isNull: Bool { renderText.isEmpty }
  func child(named name: String) -> Any? { nil }
}

/// `text` with `& < > " '` replaced, and without the control characters that HTML forbids.
///
/// By bytes, not by `Character`: a quote with a combining mark after it is one `Character` and no
/// quote, and would end an attribute all the same.
package func escapedForHTML(_ text: String) -> String {
  guard text.utf8.contains(where: needsEscape) else { return text }
  var escaped: [UInt8] = []
  escaped.reserveCapacity(text.utf8.count + text.utf8.count / 4 + 16)
  for byte in text.utf8 {
    if needsEscape(byte) { escaped += reference(for: byte) } else { escaped.append(byte) }
  }
  return String(decoding: escaped, as: UTF8.self)
}

@inline(__always)
private func needsEscape(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x22, 0x26, 0x27, 0x3C, 0x3E: true
  case 0x09, 0x0A, 0x0D: false
  case 0..<0x20: true
  default: false
  }
}

private func reference(for byte: UInt8) -> String.UTF8View {
  switch byte {
  case UInt8(ascii: "&"): "&amp;".utf8
  case UInt8(ascii: "<"): "&lt;".utf8
  case UInt8(ascii: ">"): "&gt;".utf8
  case UInt8(ascii: "\""): "&quot;".utf8
  case UInt8(ascii: "'"): "&#39;".utf8
  default: "".utf8
  }
}

/// How templates escape: by bytes, where the library's own way goes by `Character`.
struct EscapedByBytes: MustacheContentType {
  /// Registered once under this name; every template starts with a pragma that names it.
  static let name = "ALLCLEAR_HTML"
  static let pragma = "{{% CONTENT_TYPE: \(name)}}"

  func escapeText(_ text: String) -> String { escapedForHTML(text) }
}
