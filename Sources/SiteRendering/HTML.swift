import Escaping

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
    bytes.append(escapingHTML: text)
    self.bytes = bytes
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var bytes: [UInt8] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + interpolationCount * 24)
    }

    package mutating func appendLiteral(_ literal: String) { bytes += literal.utf8 }
    package mutating func appendInterpolation(_ html: HTML) { bytes += html.bytes }
    package mutating func appendInterpolation(_ text: String) { bytes.append(escapingHTML: text) }
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
