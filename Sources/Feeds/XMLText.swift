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

private func escapedXML(
  _ text: String, ampersand: String, less: String, greater: String
) -> String {
  var escaped = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": escaped.append(contentsOf: ampersand.unicodeScalars)
    case "<": escaped.append(contentsOf: less.unicodeScalars)
    case ">": escaped.append(contentsOf: greater.unicodeScalars)
    case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
    case "\t", "\n", "\r": escaped.append(scalar)
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": break
    default: escaped.append(scalar)
    }
  }
  return String(escaped)
}
