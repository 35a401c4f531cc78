import Testing

@testable import Feeds

/// Every character up to U+2100, and those at the end of the basic plane, between two letters.
private let characters: [Unicode.Scalar] =
  (Array(0...0x2100) + Array(0xFF00...0xFFFF)).compactMap { Unicode.Scalar(UInt32($0)) }

@Test func `each character of a JSON text is written as itself or as its escape`() {
  for scalar in characters {
    let written =
      switch scalar {
      case "\"": #"\""#
      case "\\": #"\\"#
      case "\n": #"\n"#
      case "\r": #"\r"#
      case "\t": #"\t"#
      case "<", ">", "&", "\u{0}"..<" ", "\u{2028}", "\u{2029}":
        #"\u"# + String(String(0x10000 + scalar.value, radix: 16).dropFirst())
      default: String(scalar)
      }
    let bytes = JSONValue.string("a\(scalar)b").bytes
    #expect(bytes == Array("\"a\(written)b\"".utf8), "U+\(String(scalar.value, radix: 16))")
  }
}

@Test func `each character of an XML text is written as itself, as a reference, or left out`() {
  for scalar in characters {
    let written =
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case "\t", "\n", "\r": String(scalar)
      case "\u{0}"..<" ", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": ""
      default: String(scalar)
      }
    let text = xmlText("a\(scalar)b")
    #expect(
      Array(text.utf8) == Array("a\(written)b".utf8), "U+\(String(scalar.value, radix: 16))")
  }
}
