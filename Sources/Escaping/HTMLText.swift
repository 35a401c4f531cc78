/// `text` with `& < > " '` replaced, and without the control characters that HTML forbids.
///
/// By bytes, not by `Character`: a quote with a combining mark after it is one `Character` and no
/// quote, and would end an attribute all the same.
package func escapedForHTML(_ text: String) -> String {
  guard text.utf8.contains(where: needsEscape) else { return text }
  var escaped: [UInt8] = []
  escaped.append(escapingHTML: text)
  return String(decoding: escaped, as: UTF8.self)
}

extension [UInt8] {
  /// Appends what `escapedForHTML` makes of a text.
  package mutating func append(escapingHTML text: String) {
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
