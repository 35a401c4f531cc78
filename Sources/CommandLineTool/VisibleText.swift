/// A text with each sign visible that could steer a terminal or hide words: what others wrote is in it.
///
/// `<U+001B>` stands for a control character, for one that turns the direction of writing, and for one
/// that has no width; `<0x9B>` for a byte that is no UTF-8. Tabs and line ends stay.
func visible(_ text: String) -> String {
  String(decoding: visible(Array(text.utf8)), as: UTF8.self)
}

/// The same of bytes, UTF-8 or not.
func visible(_ bytes: [UInt8]) -> [UInt8] {
  let isPlain = bytes.allSatisfy { (0x20..<0x7F).contains($0) || $0 == 0x0A || $0 == 0x09 }
  guard !isPlain else { return bytes }
  var shown: [UInt8] = []
  var parser = Unicode.UTF8.ForwardParser()
  var rest = bytes.makeIterator()
  var place = 0
  while true {
    switch parser.parseScalar(from: &rest) {
    case .emptyInput: return shown
    case .valid(let encoded):
      let scalar = Unicode.UTF8.decode(encoded)
      place += encoded.count
      let isLineEnd = scalar == "\r" && place < bytes.count && bytes[place] == 0x0A
      if isInvisible(scalar), !isLineEnd {
        shown += "<U+\(hex(scalar.value, digits: 4))>".utf8
      } else {
        shown += encoded
      }
    case .error(let length):
      for byte in bytes[place..<place + length] {
        shown += "<0x\(hex(UInt32(byte), digits: 2))>".utf8
      }
      place += length
    }
  }
}

/// A line of JSON in which each such sign is escaped; it stands for the same value.
func visible(json: String) -> String {
  guard json.unicodeScalars.contains(where: isInvisible) else { return json }
  return json.unicodeScalars.reduce(into: "") { result, scalar in
    if isInvisible(scalar) {
      for unit in UTF16.encode(scalar) ?? .init() {
        result += "\\u" + hex(UInt32(unit), digits: 4)
      }
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
}

private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x0A: false
  case 0..<0x20, 0x7F..<0xA0: true
  // Marks of direction, and of joins and breaks without width.
  case 0x061C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
  case 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
  // What Unicode keeps free.
  case 0xFDD0...0xFDEF: true
  case let value: value & 0xFFFE == 0xFFFE
  }
}

private func hex(_ value: UInt32, digits: Int) -> String {
  let text = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
}

/// A text as it is printed: visible, but for the codes that this program puts in itself.
struct Painted: Sendable, ExpressibleByStringInterpolation {
  let text: String

  init(_ text: String) { self.text = visible(text) }
  init(stringLiteral text: String) { self.init(text) }
  init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

  /// - Parameter code: of a style, such as `1;31`.
  init(_ text: String, style code: String) {
    self.text = "\u{1B}[\(code)m\(visible(text))\u{1B}[0m"
  }

  /// - Parameter code: what moves or clears, as it is.
  init(code: String) { text = code }

  struct Interpolation: StringInterpolationProtocol {
    fileprivate var text = ""
    init(literalCapacity: Int, interpolationCount: Int) {}
    mutating func appendLiteral(_ literal: String) { text += literal }
    mutating func appendInterpolation(_ part: Painted) { text += part.text }
    mutating func appendInterpolation(_ part: some CustomStringConvertible) {
      text += visible(part.description)
    }
  }
}
