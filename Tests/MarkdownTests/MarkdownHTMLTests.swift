import Markdown
import Testing

struct MarkdownHTMLTests {
  @Test func `an update's text becomes paragraphs, lists and code`() {
    let text = """
      Some *API* requests fail.

      - Retry with `--retry 3`
      - Or **wait**

      ```
      curl -v "https://api.example"
      ```
      """
    #expect(
      html(fromMarkdown: text) == """
        <p>Some <em>API</em> requests fail.</p>
        <ul>
        <li>Retry with <code>--retry 3</code></li>
        <li>Or <strong>wait</strong></li>
        </ul>
        <pre><code>curl -v &quot;https://api.example&quot;
        </code></pre>

        """)
  }

  @Test func `quotes stay as they were typed`() {
    #expect(
      html(fromMarkdown: "Run \"a -- b\"...") == "<p>Run &quot;a -- b&quot;...</p>\n")
  }

  @Test(arguments: [
    ("<script>alert(1)</script>", ""),
    ("a <b onclick=x>c</b> d", "<p>a <strong>c</strong> d</p>\n"),
    ("<!-- note -->\n\nText", "<p>Text</p>\n"),
    ("a & b < c", "<p>a &amp; b &lt; c</p>\n"),
    ("nul \u{0} byte", "<p>nul \u{FFFD} byte</p>\n"),
  ])
  func `the tags of HTML are left out and marks are escaped`(text: String, html expected: String) {
    #expect(html(fromMarkdown: text) == expected)
  }

  @Test(arguments: [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "&#106;avascript:alert(1)",
    "java&#10;script:alert(1)", "vbscript:x", "data:text/html,x", "data:image/png;base64,x",
    "file:///etc/passwd", "ftp://host/x", "//evil.example", "/\\evil.example",
    "./javascript:alert(1)",
    "\\\\\\\\evil.example",
    "&#8203;javascript:alert(1)", "&#xA0;javascript:alert(1)", "tel:1", "x-app:open", "",
  ])
  func `a link that is not let through leaves its words`(address: String) {
    #expect(html(fromMarkdown: "See [here](\(address)).") == "<p>See here.</p>\n")
  }

  @Test(arguments: [
    ("https://a.example/?x=1&y=2", "https://a.example/?x=1&amp;y=2"),
    ("HTTP://a.example", "HTTP://a.example"),
    ("mailto:help@acme.example", "mailto:help@acme.example"),
    ("#2026", "#2026"),
    ("about/", "../../about/"),
    ("/about/", "../../about/"), ("../about/", "../../about/"), ("./.././about/", "../../about/"),
    ("about/?at=10:30", "../../about/?at=10:30"),
  ])
  func `a link that is let through leads where it says, from the page it stands on`(
    address: String, target: String
  ) {
    #expect(
      html(fromMarkdown: "[x](\(address))", base: "../../")
        == "<p><a href=\"\(target)\">x</a></p>\n")
  }

  @Test(arguments: [
    ("about/", "https://s.example/about/"), ("/about/", "https://s.example/about/"),
    ("#end", "https://s.example/#end"), ("https://a.example", "https://a.example"),
  ])
  func `in a feed no link is relative`(address: String, target: String) {
    #expect(
      html(fromMarkdown: "[x](\(address))", base: "https://s.example/")
        == "<p><a href=\"\(target)\">x</a></p>\n")
  }

  @Test(arguments: [
    ("![A graph](https://a.example/g.png)", "<a href=\"https://a.example/g.png\">A graph</a>"),
    ("![](static/g.png)", "<a href=\"static/g.png\">static/g.png</a>"),
    ("[![A graph](g.png)](https://a.example)", "<a href=\"https://a.example\">A graph</a>"),
    ("![a [b](c) ![d](e)](f)", "<a href=\"f\">a b d</a>"),
    ("![A graph](javascript:x)", "A graph"),
    ("![<i>](x \"onerror=y\")", "<a href=\"x\">x</a>"),
  ])
  func `an image from elsewhere becomes a link with its description`(
    text: String, html expected: String
  ) {
    #expect(html(fromMarkdown: text) == "<p>\(expected)</p>\n")
  }

  @Test(arguments: [
    ("![A graph](static/g.png)", "<img src=\"../static/g.png\" alt=\"A graph\" />"),
    (
      "![A *big* graph](/static/a/g.SVG 'title')",
      "<img src=\"../static/a/g.SVG\" alt=\"A big graph\" />"
    ),
    ("<img src='static/g.webp' alt='A graph'>", "<img src=\"../static/g.webp\" alt=\"A graph\" />"),
    (
      "[![A](static/g.png)](https://a.example)",
      "<a href=\"https://a.example\"><img src=\"../static/g.png\" alt=\"A\" /></a>"
    ),
    ("![ ](static/g.png)", "<a href=\"../static/g.png\"> </a>"),
    ("![](static/g.png)", "<a href=\"../static/g.png\">../static/g.png</a>"),
    ("![Report](static/r.pdf)", "<a href=\"../static/r.pdf\">Report</a>"),
    ("![A](other/g.png)", "<a href=\"../other/g.png\">A</a>"),
    ("![A](https://a.example/static/g.png)", "<a href=\"https://a.example/static/g.png\">A</a>"),
  ])
  func `an image in static with a description is shown`(text: String, html expected: String) {
    #expect(html(fromMarkdown: text, base: "../") == "<p>\(expected)</p>\n")
  }

  @Test(arguments: [
    ("### A\n\n#### B\n\n### C", 4, ["h4", "h5", "h4"]),
    ("# A\n\n##### B\n\n## C", 4, ["h4", "h5", "h5"]),
    ("##### A\n\n## B\n\n### C", 3, ["h3", "h3", "h4"]),
    ("# A\n\n## B\n\n### C\n\n#### D", 4, ["h4", "h5", "h6", "h6"]),
  ])
  func `headings follow the page's outline without a gap`(
    text: String, first: Int, levels: [String]
  ) {
    let rendered = html(fromMarkdown: text, firstHeading: first)
    let found = rendered.split(separator: "\n").map { String($0.dropFirst().prefix(2)) }
    #expect(found == levels)
  }

  @Test func `an empty heading is left out`() {
    #expect(html(fromMarkdown: "###\n\nText") == "<p>Text</p>\n")
  }

  @Test func `a hundred thousand quotes inside one another do no harm`() {
    let text = String(repeating: ">", count: 100_000) + " deep"
    let rendered = html(fromMarkdown: text)
    #expect(rendered.utf8.count == 100_000 * "<blockquote>\n</blockquote>\n".utf8.count + 12)
    #expect(plainText(fromMarkdown: text) == "deep")
  }

  @Test func `ten thousand images inside one another do no harm`() {
    let text =
      String(repeating: "![", count: 10_000) + "x" + String(repeating: "](y)", count: 10_000)
    #expect(html(fromMarkdown: text) == "<p><a href=\"y\">x</a></p>\n")
  }
}

@Test(arguments: [
  ".///evil.example", "./\\\\evil.example", "../..//evil.example", "..\\\\evil.example",
])
func `no step leads to another host, at the root either`(address: String) {
  #expect(safeLinkTarget(address, base: "") == "evil.example")
}
