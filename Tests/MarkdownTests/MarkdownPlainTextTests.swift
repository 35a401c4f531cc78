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
    ("<b>bold</b> <script>x</script>", "bold x"),
    ("<div>gone</div>", ""),
    ("", ""),
  ])
  func `a text reads well without marks`(text: String, plain: String) {
    #expect(plainText(fromMarkdown: text) == plain)
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
