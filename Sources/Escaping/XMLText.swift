/// Text as XML may hold it, between tags and in a quoted attribute.
///
/// Characters that XML 1.0 forbids are left out, and those in the range of C1 controls too, since a
/// feed with them is refused or warned about. `>` is escaped as well, so `]]>` is harmless.
///
/// - Source: XML 1.0, sections 2.2 and 2.4.
package func xmlText(_ text: String) -> String {
  escapedXML(text, ampersand: "&amp;", less: "&lt;", greater: "&gt;")
}

/// Text for an element that holds plain text, such as an RSS title.
///
/// Some readers take a title for HTML. The RSS Advisory Board asks for numeric references there,
/// with which most of them get it right.
package func xmlPlainText(_ text: String) -> String {
  escapedXML(text, ampersand: "&#x26;", less: "&#x3C;", greater: "&#x3E;")
}

/// By bytes: the characters that XML forbids or reads are told by their UTF-8. What lies between is
/// copied in one piece.
private func escapedXML(
  _ text: String, ampersand: StaticString, less: StaticString, greater: StaticString
) -> String {
  var text = text
  return text.withUTF8 { utf8 in
    var escaped: [UInt8] = []
    escaped.reserveCapacity(utf8.count + utf8.count / 8 + 16)
    var written = 0
    func replace(_ place: Range<Int>, with reference: StaticString) {
      escaped += utf8[written..<place.lowerBound]
      reference.withUTF8Buffer { escaped += $0 }
      written = place.upperBound
    }
    for index in utf8.indices where !isPlain(utf8[index]) {
      switch utf8[index] {
      case UInt8(ascii: "&"): replace(index..<index + 1, with: ampersand)
      case UInt8(ascii: "<"): replace(index..<index + 1, with: less)
      case UInt8(ascii: ">"): replace(index..<index + 1, with: greater)
      case UInt8(ascii: "\""): replace(index..<index + 1, with: "&quot;")
      case 0x09, 0x0D: break
      case 0..<0x20, 0x7F: replace(index..<index + 1, with: "")
      // U+0080 to U+009F, and U+FFFE and U+FFFF.
      case 0xC2 where utf8[index + 1] < 0xA0: replace(index..<index + 2, with: "")
      case 0xEF where utf8[index + 1] == 0xBF && utf8[index + 2] >= 0xBE:
        replace(index..<index + 3, with: "")
      default: break
      }
    }
    escaped += utf8[written...]
    return String(decoding: escaped, as: UTF8.self)
  }
}

/// ASCII that stands for itself, a line feed among it: neither `" & < >` nor another control character.
private func isPlain(_ byte: UInt8) -> Bool {
  // A bit for each byte of half the alphabet: nearly all bytes of a feed are plain.
  let plain: UInt64 = byte < 0x40 ? 0xAFFF_FFBB_0000_0400 : 0x7FFF_FFFF_FFFF_FFFF
  return byte < 0x80 && plain >> UInt64(byte & 0x3F) & 1 == 1
}
