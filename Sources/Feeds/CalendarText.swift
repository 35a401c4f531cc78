/// A line of a calendar: folded after at most 75 octets, never inside a character, ended by CRLF.
///
/// - Parameter value: text goes through `calendarText` first.
/// - Source: RFC 5545, section 3.1.
func calendarLine(_ name: String, _ value: String) -> [UInt8] {
  var bytes: [UInt8] = []
  var rest = Array("\(name):\(value)".utf8)[...]
  var longest = 75
  while rest.count > longest {
    var end = rest.startIndex + longest
    while UTF8.isContinuation(rest[end]) { end -= 1 }
    bytes += rest[..<end]
    bytes += "\r\n ".utf8
    rest = rest[end...]
    longest = 74
  }
  return bytes + rest + "\r\n".utf8
}

/// Text as a calendar may hold it: escaped, on one line, without control characters.
///
/// Characters that some parsers take for the end of a line are written as one.
///
/// - Source: RFC 5545, section 3.3.11.
func calendarText(_ text: String) -> String {
  var escaped = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\\", ";", ",": escaped += ["\\", scalar]
    case "\n", "\u{2028}", "\u{2029}": escaped += ["\\", "n"]
    case "\t": escaped.append(scalar)
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": break
    default: escaped.append(scalar)
    }
  }
  return String(escaped)
}
