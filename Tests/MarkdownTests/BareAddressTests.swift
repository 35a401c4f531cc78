import Markdown
import Testing

private func link(_ target: String, _ words: String) -> String {
  "<a href=\"\(target)\">\(words)</a>"
}

@Test(arguments: [
  ("See https://a.example/b.", "See \(link("https://a.example/b", "https://a.example/b"))."),
  ("(http://a.example)", "(\(link("http://a.example", "http://a.example")))"),
  ("https://a.example/b_(c)", link("https://a.example/b_(c)", "https://a.example/b_(c)")),
  (
    "https://a.example/b?c=1&d=2#e,",
    "\(link("https://a.example/b?c=1&amp;d=2#e", "https://a.example/b?c=1&amp;d=2#e")),"
  ),
  ("**https://a.example**", "<strong>\(link("https://a.example", "https://a.example"))</strong>"),
  ("“https://a.example/b”", "“\(link("https://a.example/b", "https://a.example/b"))”"),
  ("HTTPS://A.example", link("HTTPS://A.example", "HTTPS://A.example")),
  ("https://müller.example", link("https://m%C3%BCller.example", "https://müller.example")),
  ("https://a.example/b。", "\(link("https://a.example/b", "https://a.example/b"))。"),
  ("https://a.example/b_c_d", link("https://a.example/b_c_d", "https://a.example/b_c_d")),
  ("https://a.example:8080/b", link("https://a.example:8080/b", "https://a.example:8080/b")),
  ("https://a.example/b]", "\(link("https://a.example/b", "https://a.example/b"))]"),
  ("www.a.example/b!", "\(link("https://www.a.example/b", "www.a.example/b"))!"),
  ("Mail a.b+c@d.example.", "Mail \(link("mailto:a.b+c@d.example", "a.b+c@d.example"))."),
  ("mailto:a@b.example", link("mailto:a@b.example", "mailto:a@b.example")),
  ("a@bücher.example", link("mailto:a@b%C3%BCcher.example", "a@bücher.example")),
  (
    "https://a.example https://b.example",
    "\(link("https://a.example", "https://a.example")) \(link("https://b.example", "https://b.example"))"
  ),
  ("- https://a.example", nil),
])
func `a bare address becomes a link`(text: String, expected: String?) {
  let body =
    expected.map { "<p>\($0)</p>\n" }
    ?? "<ul>\n<li>\(link("https://a.example", "https://a.example"))</li>\n</ul>\n"
  #expect(html(fromMarkdown: text) == body)
}

@Test(arguments: [
  "`https://a.example`", "    https://a.example", "[https://a.example](https://b.example)",
  "<https://a.example>",
  "xhttps://a.example", "https://", "https:///a", "https://-", "www.a", "www..a.example", "a@b",
  "a@b.1", "@a.example",
  "git@a.example:b/c", "javascript://a.example", "ftp://a.example", "a@b.example@c",
  "![https://a.example](x)",
])
func `no link is made within code, a link, or of what is no address`(text: String) {
  let rendered = html(fromMarkdown: text)
  #expect(
    rendered.components(of: "<a ")
      == (text.hasPrefix("[") || text.hasPrefix("<") || text.hasPrefix("!") ? 1 : 0))
}

extension String {
  fileprivate func components(of mark: String) -> Int { ranges(of: mark).count }
}

@Test(arguments: [
  "See https://a.example/b.", "www.a.example", "a@b.example", "https://müller.example/ü",
  "mailto:a@b.example",
])
func `a bare address stands once in plain text`(text: String) {
  #expect(plainText(fromMarkdown: text) == text)
}

@Test(arguments: [
  ("• one\n• two", "• one<br />\n• two", "• one\n• two"),
  ("Down:\n– API\n— Web", "Down:<br />\n– API<br />\n— Web", "Down:\n– API\n— Web"),
  ("→ one\n→ two", "→ one<br />\n→ two", "→ one\n→ two"),
  ("✅ one\n⚠️ two\n1️⃣ three", "✅ one<br />\n⚠️ two<br />\n1️⃣ three", "✅ one\n⚠️ two\n1️⃣ three"),
  ("· one\n‣ two\n▪ three", "· one<br />\n‣ two<br />\n▪ three", "· one\n‣ two\n▪ three"),
  ("• one\n**•** two", "• one<br />\n<strong>•</strong> two", "• one\n• two"),
  ("🇩🇪 one\n👍🏽 two", "🇩🇪 one<br />\n👍🏽 two", "🇩🇪 one\n👍🏽 two"),
  ("• one\nmore", "• one\nmore", "• one more"), ("one\n–5 °C", "one\n–5 °C", "one –5 °C"),
  ("one\nétat ™", "one\nétat ™", "one état ™"), ("one • two", "one • two", "one • two"),
])
func `a line that begins with a bullet sign starts a new line`(
  text: String, html expected: String, plain: String
) {
  #expect(html(fromMarkdown: text) == "<p>\(expected)</p>\n")
  #expect(plainText(fromMarkdown: text) == plain)
}

private func long(_ pattern: String, _ bytes: Int = 24 * 1_024) -> String {
  String(repeating: pattern, count: bytes / pattern.utf8.count)
}

@Test(
  .timeLimit(.minutes(20)),
  arguments: [
    // As long as a file may be.
    long("![[]()", 256 * 1_024), long("- ", 40_000) + "a\n" + long("\n", 200_000) + "b",
    long("1. ", 900) + "a\n" + long(" \n", 200_000) + "b", "<div>\n" + long("<!-- ", 120_000),
    // Each byte of these takes longer, and twice the length four times as long where it is quadratic.
    long("<b>"), long("<b>a<br>"), long("<a href=b>"), "<p>" + long("<td>a"), long("https://"),
    long("https:///a "), long("(www..)"), long("www.a"), long("a@"), long("a.@"), long("<i>*a "),
    long("• a\n"), long("</p>"), long("<li>"), "<div>\n" + long("<script "),
  ])
func `no shape of a text takes longer than its length asks for`(text: String) {
  #expect(html(fromMarkdown: text).utf8.count < 40 * text.utf8.count + 1_000)
}

/// Where a mark keeps `](https://…)` from being the end of a link, its address stands bare.
@Test(arguments: [
  "a](https://b.example/c) d", "[a\n\nb](https://b.example/c)", "`a [b` c](https://b.example/c)",
  "[[a](https://d.example)](https://b.example/c)", "\\[a](https://b.example/c)",
  "[a\\](https://b.example/c)", "<i title=\"[a\">b</i>](https://b.example/c)",
  "[a](https://d.example) and https://b.example/c", "[a] https://b.example/c",
  "a] [b](https://b.example/c x)",
])
func `an address that only looks like that of a link becomes one`(text: String) {
  #expect(html(fromMarkdown: text, base: "").contains("<a href=\"https://b.example/c"), "\(text)")
}

@Test(arguments: [
  ("[a](https://b.example/c)", 1), ("[a](https://b.example) [c](http://d.example/e?f=g&h=i#j)", 2),
  ("`x` [a **b**](https://b.example/c).", 1), ("![a](https://b.example/c.png)", 1), ("[a][b] c", 0),
])
func `the address of a link is no second link`(text: String, links: Int) {
  #expect(html(fromMarkdown: text, base: "").ranges(of: "<a ").count == links, "\(text)")
}
