import Markdown
import Testing

struct MarkdownPlainTextTests {
  @Test(arguments: [
    ("One\ntwo *three*\n\nFour", "One two three\n\nFour"),
    ("## Head\n\nText", "Head\n\nText"),
    ("Steps:\n\n- one\n- two\n\nDone", "Steps:\n\n- one\n- two\n\nDone"),
    ("3. three\n4. four", "3. three\n4. four"),
    ("- one\n\n- two", "- one\n\n- two"),
    ("- one\n  - inner\n- two", "- one\n  - inner\n- two"),
    ("- one\n\n  more", "- one\n\n  more"),
    ("-\n- two", "- \n- two"),
    ("a  \nb", "a\nb"),
    ("`a < b` & c", "a < b & c"),
    ("```\nx = 1\n\ny = 2\n```\n\nEnd", "x = 1\n\ny = 2\n\nEnd"),
    ("> quoted\n> text", "quoted text"),
    ("<b>bold</b> <script>x</script>", "bold "),
    ("<div>kept</div>", "kept"),
    ("", ""),
  ])
  func `a text reads well without marks`(text: String, plain: String) {
    #expect(plainText(fromMarkdown: text) == plain)
  }

  @Test func `a reference names no control character`() {
    let text = "a &#x1b;[31m &#8; &#127; &#x85; &#xfdd0; &#x2028; &#9;b &amp; &eacute;"
    let seen = "a \u{FFFD}[31m \u{FFFD} \u{FFFD} \u{FFFD} \u{FFFD} \u{FFFD} \tb & é"
    #expect(plainText(fromMarkdown: text) == seen)
    #expect(html(fromMarkdown: text) == "<p>\(seen.replacing("&", with: "&amp;"))</p>\n")
  }

  @Test func `a fragment leads to the page of its own entry`() {
    let text = "[x](#a) [y](/about/) ![z](#b)"
    #expect(
      plainText(
        fromMarkdown: text, base: "https://s.example/", page: "https://s.example/incidents/one/")
        == "x (https://s.example/incidents/one/#a) y (https://s.example/about/) z (https://s.example/incidents/one/#b)"
    )
    #expect(
      html(fromMarkdown: text, base: "", page: "incidents/one/index.html")
        == #"<p><a href="incidents/one/index.html#a">x</a> <a href="about/">y</a> "#
        + #"<a href="incidents/one/index.html#b">z</a></p>"# + "\n")
    #expect(html(fromMarkdown: "[x](#a)", base: "../../") == "<p><a href=\"#a\">x</a></p>\n")
  }

  @Test(arguments: [
    ("See [the guide](https://a.example/g).", "See the guide (https://a.example/g)."),
    ("<https://a.example>", "https://a.example"),
    ("<help@a.example>", "help@a.example"),
    ("[about](about/)", "about (https://s.example/about/)"),
    ("[x](javascript:alert(1))", "x"),
    ("![A graph](g.png)", "A graph (https://s.example/g.png)"),
    ("[](https://a.example)", "https://a.example"),
    ("[![A graph](g.png)](https://a.example)", "A graph (https://a.example)"),
  ])
  func `a link is its words and its address`(text: String, plain: String) {
    #expect(plainText(fromMarkdown: text, base: "https://s.example/") == plain)
  }
}
