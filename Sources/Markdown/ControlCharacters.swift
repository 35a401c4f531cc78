import Glibc

extension String {
  /// With a replacement character for each control character and each that Unicode keeps free.
  ///
  /// A file may hold none, but a reference names them: `&#x1b;`. A terminal obeys it, and HTML, XML and
  /// JSON readers stumble over it.
  ///
  /// - Parameter markdown: what was rendered; without a reference in it there is nothing to look for.
  func withoutControls(from markdown: String) -> String {
    guard numbersACharacter(markdown), unicodeScalars.contains(where: isControl) else {
      return self
    }
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars { scalars.append(isControl(scalar) ? "\u{FFFD}" : scalar) }
    return String(scalars)
  }
}

/// The same of UTF-8.
func withoutControls(_ bytes: [UInt8], from markdown: String) -> [UInt8] {
  guard numbersACharacter(markdown) else { return bytes }
  return Array(String(decoding: bytes, as: UTF8.self).withoutControls(from: markdown).utf8)
}

/// Whether `&#` stands in it: no reference by name is to a control character.
private func numbersACharacter(_ markdown: String) -> Bool {
  var markdown = markdown
  return markdown.withUTF8 { utf8 in
    guard let start = UnsafeRawPointer(utf8.baseAddress) else { return false }
    var from = 0
    while let found = memchr(start + from, Int32(UInt8(ascii: "#")), utf8.count - from) {
      let place = start.distance(to: UnsafeRawPointer(found))
      if place > 0, utf8[place - 1] == UInt8(ascii: "&") { return true }
      from = place + 1
    }
    return false
  }
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x0A: false
  case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFDD0...0xFDEF: true
  case let value: value & 0xFFFE == 0xFFFE
  }
}
