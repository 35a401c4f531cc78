import Markdown
import TestSupport
import Testing

/// A text, its HTML, and what it says without marks.
private struct Shown: Sendable, CustomTestStringConvertible {
  let text: String
  let html: String
  let plain: String

  init(_ text: String, _ html: String, _ plain: String) {
    (self.text, self.html, self.plain) = (text, html, plain)
  }

  var testDescription: String { text.debugDescription }

  func check() {
    #expect(Markdown.html(fromMarkdown: text) == html)
    #expect(Markdown.plainText(fromMarkdown: text) == plain)
  }
}

@Test(arguments: [
  Shown(
    "Uploads fail<br>for all.", "<p>Uploads fail<br />\nfor all.</p>\n", "Uploads fail\nfor all."),
  Shown("One<BR CLEAR=all />two", "<p>One<br />\ntwo</p>\n", "One\ntwo"),
  Shown("One<br><br/>\ntwo", "<p>One</p>\n<p>two</p>\n", "One\n\ntwo"),
  Shown("<p>All data is safe.</p>", "<p>All data is safe.</p>\n", "All data is safe."),
  Shown("<P CLASS=x>One<P>two", "<p>One</p>\n<p>two</p>\n", "One\n\ntwo"),
  Shown(
    "<div>One\n  <p>two</p></div>\n\nthree", "<p>One</p>\n<p>two</p>\n<p>three</p>\n",
    "One\n\ntwo\n\nthree"),
  Shown("One <p>two</p> three", "<p>One</p>\n<p>two</p>\n<p>three</p>\n", "One\n\ntwo\n\nthree"),
  Shown(
    "*One <p>two</p>* three", "<p><em>One<br />\ntwo<br />\n</em> three</p>\n", "One\ntwo\n three"),
  Shown(
    "- one<p>two</p>\n- three", "<ul>\n<li>one<br />\ntwo</li>\n<li>three</li>\n</ul>\n",
    "- one\n  two\n- three"),
  Shown("<hr>One<hr>two", "<p>One</p>\n<p>two</p>\n", "One\n\ntwo"),
  Shown("<ul><li>API</li><li>Web</li></ul>", "<p>• API<br />\n• Web</p>\n", "• API\n• Web"),
  Shown(
    "Down:<ol start=3><li><p>API</p><li>Web</ol>x",
    "<p>Down:</p>\n<p>3. API<br />\n4. Web</p>\n<p>x</p>\n", "Down:\n\n3. API\n4. Web\n\nx"),
  Shown(
    "<table><tr><th>EU<td>down</tr><tr><td>US</td></tr></table>", "<p>EU | down<br />\nUS</p>\n",
    "EU | down\nUS"),
  Shown(
    "<details><summary>More</summary>Words</details>", "<p>More<br />\nWords</p>\n", "More\nWords"),
  Shown("<pre>one\n  two</pre>", "<p>one<br />\ntwo</p>\n", "one\ntwo"),
  Shown("<b>One", "<p>One</p>\n", "One"),
  Shown("One</b> two", "<p>One two</p>\n", "One two"),
  Shown(
    "<b>One</b> <EM>two</EM> <span\nstyle=x>three</span>",
    "<p><strong>One</strong> <em>two</em> three</p>\n", "One two three"),
  Shown("<b>One <i>two</b> three</i>", "<p><strong>One two</strong> three</p>\n", "One two three"),
  Shown("<b>One<p>two</b>", "<p>One</p>\n<p>two</p>\n", "One\n\ntwo"),
  Shown(
    "<var data-var='date'>Nov 20</var>, <var>10:00</var>", "<p>Nov 20, 10:00</p>\n", "Nov 20, 10:00"
  ),
  Shown("<title>One</title><textarea>two</textarea>", "<p>One<br />\ntwo</p>\n", "One\ntwo"),
  Shown("<svg viewBox='0'><text>One</text></svg>", "<p>One</p>\n", "One"),
  Shown("<iframe src='https://a.example'>One</iframe>", "<p>One</p>\n", "One"),
  Shown("One <![CDATA[two]]>", "<p>One two</p>\n", "One two"),
  Shown(
    "<div>\nSee **this** &amp; that\n- one\n</div>",
    "<p>See <strong>this</strong> &amp; that</p>\n<ul>\n<li>one</li>\n</ul>\n",
    "See this & that\n\n- one"),
  Shown("<div>\n    <p>One</p>\n</div>", "<p>One</p>\n", "One"),
  Shown("<img alt='A graph'>", "<p>A graph</p>\n", "A graph"),
])
private func `of HTML the tags go and the words stay`(shown: Shown) {
  shown.check()
}

@Test(arguments: [
  Shown(
    "<a href=\"https://a.example/?b=1&amp;c=2\">One</a>",
    "<p><a href=\"https://a.example/?b=1&amp;c=2\">One</a></p>\n",
    "One (https://a.example/?b=1&c=2)"),
  Shown(
    "<A HREF='mailto:a@b.example'>a@b.example</A>",
    "<p><a href=\"mailto:a@b.example\">a@b.example</a></p>\n", "a@b.example"),
  Shown("<a href=javascript:alert(1)>One</a>", "<p>One</p>\n", "One"),
  Shown("<a href='java&#115;cript:x'>One</a>", "<p>One</p>\n", "One"),
  Shown("<a name=x>One</a>", "<p>One</p>\n", "One"),
  Shown(
    "[<a href='https://a.example'>One</a>](https://b.example)",
    "<p><a href=\"https://b.example\">One</a></p>\n", "One (https://b.example)"),
  Shown(
    "<a href='https://a.example'>One [two](https://b.example)</a>",
    "<p>One <a href=\"https://b.example\">two</a></p>\n", "One two (https://b.example)"),
  Shown(
    "<a href='https://a.example'>https://a.example</a>",
    "<p><a href=\"https://a.example\">https://a.example</a></p>\n", "https://a.example"),
])
private func `a link of HTML stays one where it is safe`(shown: Shown) {
  shown.check()
}

@Test(arguments: [
  ("One <!-- two --> three", "One  three"), ("<!-- one -->\n\nTwo", "Two"),
  ("<!-- one\n\ntwo --> Three", "Three"), ("<script>one()</script> Two", "Two"),
  ("One <script>two()</script> three", "One  three"), ("<STYLE>\n\np {}\n</STYLE>One", "One"),
  ("<?php one() ?> Two", "Two"), ("One <?two?> three", "One  three"),
  ("<!DOCTYPE html>\nOne", "One"),
  ("<div><script src=x></script>One</div>", "One"),
  ("<svg><style>a</style><text>One</text></svg>", "One"),
])
func `comments, scripts, styles and instructions go whole`(text: String, plain: String) {
  #expect(plainText(fromMarkdown: text) == plain)
}

@Test(arguments: [
  "token <token>: verify", "<token>: verify", "<token>", "</token>", "List<T>, Map<String, Int>",
  "List<A> or Set<B>", "a < b > c", "set <address> and <code>", "<your-name>", "a <b.c> d", "<1>",
  "One <!channel> two", "<!here>", "One <!-- two", "One <script> two", "if (a <b && c> d)",
  "<user id=3>", "</Foo>",
])
func `what only looks like a tag is shown as it is written`(text: String) {
  #expect(plainText(fromMarkdown: text) == text)
  let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(
    ">", with: "&gt;")
  #expect(html(fromMarkdown: text) == "<p>\(escaped)</p>\n")
}

@Test(arguments: [
  ("", false), ("<!-- one -->", false), ("---", false), ("<br>", false), ("<p> </p>", false),
  ("&nbsp;", false), ("[a]: https://b.example", false), ("<script>one</script>", false),
  ("```\n```", false), ("–", false), ("\u{200B}", false), ("\u{2800}", false),
  ("\u{3164}", false), ("<br><br/>", false), ("![](x.png)", true), ("[](https://b.example)", true),
  ("> ", false), ("- \n- ", false), ("```sh\n```", false),
  ("One", true), ("<p>One</p>", true), ("<token>", true), ("✅", true), ("正常", true), ("100", true),
  ("![](https://a.example)", true), ("`a`", true), ("&amp; a", true), ("*a*", true),
])
func `a text shows words or none`(text: String, expected: Bool) {
  #expect(showsWords(text) == expected)
}

@Test(arguments: [
  ("<!-- one", "<!--"), ("a\n\n<script>\nb\n\nc", "<script>"), ("<style>\na", "<style>"),
  ("<?php a", "<?"),
  ("<!-- one -->", nil), ("<pre>\na", nil), ("<script>a</script>", nil), ("a <!-- b", nil),
  ("<div>\na", nil),
])
func `HTML that hides the rest of a text is found`(text: String, mark: String?) {
  #expect(MarkdownStructure(of: Array(text.utf8)[...]).openHTML.first?.mark == mark)
}

private let hostile = [
  "a", " ", "\n", "\n\n", "<", ">", "</", "<b>", "</b>", "<i x=y>", "</i>",
  "<a href='javascript:x'>",
  "<a href=\"https://a.example/\">", "</a>", "<script>", "</script>", "<style>", "</style>", "<!--",
  "-->",
  "<![CDATA[", "]]>", "<?", "?>", "<p onclick=x>", "</p>", "<br>", "<li>", "<ol>", "</ol>", "<td>",
  "<div>\n",
  "</div>", "<img src=x onerror=y>", "<img src='static/a.png' alt='\"><script>'>", "<svg/onload=x>",
  "&lt;",
  "&#60;", "\"", "'", "`", "*", "**", "[", "](b)", "![", "- ", "> ", "    ", "<T>", "<iframe>",
  "<pre>", "</pre>",
  "https://b.example/<i>", "c@d.example", "\u{1}", "• ", "\\", "# ",
]

@Test(arguments: 0..<2_000 as Range<UInt64>)
func `no tag but our own is in the HTML of any text`(seed: UInt64) throws {
  var random = SeededGenerator(seed: seed)
  let text = (0..<Int.random(in: 1...16, using: &random)).map { _ in
    hostile.randomElement(using: &random) ?? ""
  }.joined()
  let rendered = html(fromMarkdown: text)
  let ours =
    #/<\/?(p|em|strong|ul|li|blockquote|code|pre|h[4-6])>|<(br|hr) \/>|<ol( start="\d+")?>|<\/ol>|<a href="(https?:|mailto:|b|x)[^"<>]*">|<\/a>|<img src="static/a\.png" alt="[^"<>]*" \/>|<code class="[^"<>]*">/#
  let rest = rendered.replacing(ours, with: "")
  #expect(!rest.contains("<"), "\(text.debugDescription): \(rendered)")
}

@Test(arguments: 0..<2_000 as Range<UInt64>)
func `every word outside of scripts and comments is kept, and none is glued to another`(
  seed: UInt64
) {
  var random = SeededGenerator(seed: seed)
  let blocks = [
    "<p>", "</p>", "<br>", "<div>", "</div>", "<li>", "<ul>", "</ul>", "<td>", "<tr>", "<hr/>",
  ]
  let looks = ["<b>", "</b>", "<i>", "</i>", "<span>", "</span>", "<u>"]
  var words: [String] = []
  var text = ""
  for number in 0..<Int.random(in: 1...12, using: &random) {
    text += (0..<Int.random(in: 0...2, using: &random)).map { _ in
      looks.randomElement(using: &random) ?? ""
    }.joined()
    words.append("word\(number)x")
    text += "word\(number)x"
    text +=
      [blocks.randomElement(using: &random) ?? "", " ", "\n"].randomElement(using: &random) ?? ""
  }
  let kept = plainText(fromMarkdown: text).split { $0.isWhitespace || $0 == "•" || $0 == "|" }.map(
    String.init)
  #expect(kept == words, "\(text.debugDescription)")
  let shown = ShownText(parsing: Array(text.utf8)[...])
  let read = String(decoding: shown.bytes, as: UTF8.self)
    .split { $0.isWhitespace || $0 == "•" || $0 == "|" }.map(String.init)
  #expect(read == words, "\(text.debugDescription)")
}
