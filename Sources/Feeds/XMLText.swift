/// Text as XML may hold it, between tags and in a quoted attribute.
///
/// Characters that XML 1.0 forbids are left out, and those in the range of C1 controls too, since a
/// feed with them is refused or warned about. `>` is escaped as well, so `]]>` is harmless.
///
/// - Source: XML 1.0, sections 2.2 and 2.4.
func xmlText(_ text: String) -> String {
  escapedXML(text, ampersand: "&amp;", less: "&lt;", greater: "&gt;")
}

/// Text for an element that holds plain text, such as an RSS title.
///
/// Some readers take a title for HTML. The RSS Advisory Board asks for numeric references there,
/// with which most of them get it right.
func xmlPlainText(_ text: String) -> String {
  escapedXML(text, ampersand: "&#x26;", less: "&#x3C;", greater: "&#x3E;")
}

/// By bytes: the characters that XML forbids or reads are told by their UTF-8.
private func escapedXML(
  _ text: String, ampersand: StaticString, less: StaticString, greater: StaticString
) -> String {
  var text = text
  return text.withUTF8 { bytes in
    var escaped: [UInt8] = []
    escaped.reserveCapacity(bytes.count + bytes.count / 8 + 16)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "&"): escaped.append(ampersand)
      case UInt8(ascii: "<"): escaped.append(less)
      case UInt8(ascii: ">"): escaped.append(greater)
      case UInt8(ascii: "\""): escaped.append("&quot;")
      case 0x09, 0x0A, 0x0D: escaped.append(byte)
      case 0..<0x20, 0x7F: break
      // U+0080 to U+009F, and U+FFFE and U+FFFF.
      case 0xC2 where bytes[index + 1] < 0xA0: index += 1
      case 0xEF where bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE: index += 2
      default: escaped.append(byte)
      }
      index += 1
    }
    return String(decoding: escaped, as: UTF8.self)
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { append(contentsOf: $0) }
  }
}
