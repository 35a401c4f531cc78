import Mustache

/// A piece of HTML. Whatever text is put into one by interpolation is escaped, so that a piece can
/// only hold marks that a template or this program wrote.
///
/// It is kept as bytes, since a page is put together from pieces of pieces: to make a text of each
/// would look at every byte again each time.
package struct HTML: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// UTF-8.
  package let bytes: [UInt8]

  package var source: String { String(decoding: bytes, as: UTF8.self) }

  /// The caller vouches that `bytes` are safe.
  package init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The caller vouches that `source` is safe.
  package init(source: String) {
    bytes = Array(source.utf8)
  }

  package init(stringLiteral value: String) {
    bytes = Array(value.utf8)
  }

  package init(stringInterpolation interpolation: StringInterpolation) {
    bytes = interpolation.bytes
  }

  /// `text` with the five marks that HTML reads replaced.
  package init(escaping text: String) {
    var bytes: [UInt8] = []
    bytes.append(escaping: text)
    self.bytes = bytes
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var bytes: [UInt8] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + interpolationCount * 24)
    }

    package mutating func appendLiteral(_ literal: String) { bytes += literal.utf8 }
    package mutating func appendInterpolation(_ html: HTML) { bytes += html.bytes }
    package mutating func appendInterpolation(_ text: String) { bytes.append(escaping: text) }
    package mutating func appendInterpolation(_ number: Int) { bytes += String(number).utf8 }
  }

  package static let empty = HTML(bytes: [])
  package var isEmpty: Bool { bytes.isEmpty }
}

extension [HTML] {
  package func joined(separator: HTML = .empty) -> HTML {
    HTML(bytes: [UInt8](map(\.bytes).joined(separator: separator.bytes)))
  }
}

extension HTML: MustacheCustomRenderable, MustacheParent {
  package var renderText: String { source }
  package var isNull: Bool { bytes.isEmpty }
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
  return HTML(escaping: text).source
}

extension [UInt8] {
  /// Appends what `escapedForHTML` makes of a text.
  mutating func append(escaping text: String) {
    var text = text
    text.withUTF8 { utf8 in
      var start = utf8.startIndex
      for index in utf8.indices where needsEscape(utf8[index]) {
        self += utf8[start..<index]
        self += reference(for: utf8[index])
        start = index + 1
      }
      self += utf8[start...]
    }
  }
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
