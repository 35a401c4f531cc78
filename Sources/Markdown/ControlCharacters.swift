extension String {
  /// With a replacement character for each control character and each that Unicode keeps free.
  ///
  /// A file may hold none, but a reference names them: `&#x1b;`. A terminal obeys it, and HTML, XML and
  /// JSON readers stumble over it.
  ///
  /// - Parameter markdown: what was rendered; without a reference in it there is nothing to look for.
  func withoutControls(from markdown: String) -> String {
    guard markdown.utf8.contains(UInt8(ascii: "&")), unicodeScalars.contains(where: isControl)
    else {
      return self
    }
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars { scalars.append(isControl(scalar) ? "\u{FFFD}" : scalar) }
    return String(scalars)
  }
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x0A: false
  case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFDD0...0xFDEF: true
  case let value: value & 0xFFFE == 0xFFFE
  }
}
