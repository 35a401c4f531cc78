import Escaping
import Testing

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
    var bytes: [UInt8] = []
    bytes.append(quotingJSON: "a\(scalar)b")
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

struct EscapingTests {
  @Test(arguments: [
    ("plain", "plain"),
    ("a < b > c & d \" e ' f", "a &lt; b &gt; c &amp; d &quot; e &#39; f"),
    ("\"\u{338} onmouseover=x", "&quot;\u{338} onmouseover=x"),
    ("<\u{200D}script>", "&lt;\u{200D}script&gt;"),
    ("&amp;", "&amp;amp;"),
    ("bell \u{7} tab \t", "bell  tab \t"),
    ("ü 漢 🙂", "ü 漢 🙂"),
    ("", ""),
  ])
  func `text is escaped byte by byte`(text: String, escaped: String) {
    #expect(Array(escapedForHTML(text).utf8) == Array(escaped.utf8))
  }

  @Test func `XML holds no character that it must not hold`() {
    #expect(
      xmlText("a\u{0}\u{B}\u{1F}\u{7F}\u{85}\u{9F}\u{FFFE}\u{FFFF}b \t\n\r é👩‍👧")
        == "ab \t\n\r é👩‍👧")
    #expect(xmlText("<b>\"]]>&amp;'") == "&lt;b&gt;&quot;]]&gt;&amp;amp;'")
    #expect(xmlPlainText("<b>&") == "&#x3C;b&#x3E;&#x26;")
    #expect(xmlText("<\u{338}") == "&lt;\u{338}")
  }

  @Test(arguments: [
    ([["a", "b"], ["c", "d"]], "a,b\r\nc,d\r"),
    ([["a,b", "c\"d", "e\nf"]], "\"a,b\",\"c\"\"d\",\"e\nf\"\r"),
    ([["a\rb", "c\r\nd", ""]], "\"a\rb\",\"c\r\nd\",\r"), ([["\"\u{338}"]], "\"\"\"\u{338}\"\r"),
  ])
  func `fields of CSV are quoted where they need it`(records: [[String]], text: String) {
    #expect(Array(csvText(records).utf8) == Array(text.utf8))
  }

  @Test(arguments: [
    ("a\u{1B}[2Jb\u{9B}c", "a[2Jbc", "a[2Jbc"), ("a\u{202E}b\u{2066}c", "abc", "abc"),
    ("a\tb\nc\u{85}d\u{2028}e", "a b\nc\nd\ne", "a b c d e"), ("a\u{FFFE}b\u{FFFF}", "ab", "ab"),
    ("é 漢 🙂", "é 漢 🙂", "é 漢 🙂"), ("", "", ""),
  ])
  func `a public text holds nothing that a terminal obeys`(
    text: String, lines: String, line: String
  ) {
    #expect(withoutControls(text) == lines)
    #expect(singleLine(text) == line)
  }
}
