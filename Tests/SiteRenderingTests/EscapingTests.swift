import SiteRendering
import Testing

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

  @Test func `a text inside a piece of HTML is escaped, a piece inside a piece is not`() {
    let inner: HTML = "<b>\("<i>")</b>"
    let outer: HTML = "<p title=\"\("\"")\">\(inner)\(3)</p>"
    #expect(outer.source == "<p title=\"&quot;\"><b>&lt;i&gt;</b>3</p>")
  }
}
