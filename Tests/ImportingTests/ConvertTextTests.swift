import Markdown
import TestSupport
import Testing

@testable import Importing

@Suite struct ConvertTextTests {
  private func update(_ text: String) -> String {
    markdown(from: .init(text, .htmlOrPlain), topHeading: 3, base: "https://status.example/history")
  }

  @Test(arguments: [
    ("One.\nTwo.\n\nThree.", "One.  \nTwo.\n\nThree."),
    ("One.\r\nTwo.", "One.  \nTwo."),
    ("# No heading\n> no quote", "\\# No heading  \n\\> no quote"),
    ("Title\n=====", "Title  \n\\====="), ("Title\n---", "Title  \n\\---"),
    ("1. one\n2) two", "1\\. one  \n2\\) two"),
    ("Affected:\n- API\n- *Web*", "Affected:\n- API\n- \\*Web\\*"),
    ("* API\n* Web", "- API\n- Web"), ("+ one", "\\+ one"),
    ("snake_case and _this_ and 2 * 3 * 4", "snake_case and \\_this\\_ and 2 * 3 * 4"),
    ("[x](y) `z` a\\*b", "\\[x](y) \\`z\\` a\\\\\\*b"),
    ("a<b && c>d", "a\\<b && c>d"), ("use <token> &copy; 1 < 2", "use \\<token> \\&copy; 1 < 2"),
    ("https://a.example/x_y?a=1&copy=2", "https://a.example/x_y?a=1&copy=2"),
    ("    four blanks", "four blanks"), ("```\ncode", "\\`\\`\\`  \ncode"),
    ("a <b and c> d", "a \\<b and c> d"), ("", ""), (" \n ", ""),
  ])
  func `plain text is escaped so that it means the same`(text: String, markdown: String) {
    #expect(update(text) == markdown)
  }

  @Test(arguments: [
    ("<p>One<br />two</p><p>Three</p>", "One  \ntwo\n\nThree"),
    ("All <strong>good</strong> <em>now</em>.", "All **good** *now*."),
    ("One\ntwo <b>three</b>", "One  \ntwo **three**"),
    (
      "Times:\n<ul>\n<li>10:00 UTC - <strong>start</strong></li>\n<li>11:00 UTC - end</li>\n</ul>\nSorry.",
      "Times:\n\n- 10:00 UTC - **start**\n- 11:00 UTC - end\n\nSorry."
    ),
    ("<ol start=\"3\"><li>a</li><li>b<ul><li>c</li></ul></li></ol>", "3. a\n4. b\n   - c"),
    (
      "<a href=\"https://x.example/(a)\">the [docs]</a>",
      "[the \\[docs\\]](https://x.example/%28a%29)"
    ),
    ("<a href=\"/faq\">FAQ</a>", "[FAQ](https://status.example/faq)"),
    ("<a href=\"javascript:alert(1)\">FAQ</a>", "FAQ"),
    ("<a href=\"https://x.example/a\">https://x.example/a</a>", "https://x.example/a"),
    ("<h1>Cause</h1><h2>Details</h2><p>x</p>", "### Cause\n\n#### Details\n\nx"),
    ("<pre>a  b\n c</pre>", "```\na  b\n c\n```"), ("<code>x`y</code>", "``x`y``"),
    ("<blockquote><p>a</p><p>b</p></blockquote>c<br>d", "> a\n>\n> b\n\nc  \nd"),
    ("a<hr>b", "a\n\n***\n\nb"),
    ("<p>&lt;b&gt; &amp;amp; &eacute;&nbsp;x</p>", "\\<b> \\&amp; é\u{A0}x"),
    ("<p>x</p><script>alert('<p>no</p>')</script><style>b{}</style>", "x"),
    ("<p>see <token> and <b>this", "see \\<token> and \\<b>this"),
    ("<img src=\"/a.png\" alt=\"Graph\"><br>", "[Graph](https://status.example/a.png)"),
    ("<span style=\"x\">a</span>b <u>c</u>", "ab c"),
    ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\n\nc"),
    ("<p># x</p><p>- y</p>", "\\# x\n\n\\- y"), ("x<b>,y</b>z", "x,yz"),
    ("a<!-- secret -->b<br>c", "ab  \nc"),
  ])
  func `HTML becomes Markdown`(text: String, markdown: String) {
    #expect(update(text) == markdown)
  }

  @Test(arguments: [
    ("# A\n\n## B\n\nx", "### A\n\n#### B\n\nx"), ("Text\n---\n\nx", "### Text\n\nx"),
    ("Two\nlines\n===\nx", "### Two lines\nx"), ("### Fine\n\n*x*", "### Fine\n\n*x*"),
    ("```\n# code\n```", "```\n# code\n```"),
  ])
  func `headings of Markdown are lowered below those of updates`(text: String, markdown: String) {
    #expect(Importing.markdown(from: .init(text, .markdown), topHeading: 3, base: nil) == markdown)
  }

  @Test func `a thousand open tags cost neither words nor stack`() {
    let deep = String(repeating: "<ul><li><p>", count: 5_000) + "words"
    #expect(wordsShown(by: update(deep)) == ["words"])
    let closed =
      String(repeating: "<div><b>", count: 5_000) + "words"
      + String(repeating: "</b></div>", count: 5_000)
    #expect(wordsShown(by: update(closed)) == ["words"])
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `readers see the words of plain text`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let text = plainText(&random)
    #expect(
      wordsShown(by: update(text)) == words(ofPlain: text), "\(seed): \(text.debugDescription)")
    let escaped = wholeWords(of: .init(text, .htmlOrPlain))
    let all = text.split(whereSeparator: \.isWhitespace).map(String.init)
    #expect(wordsShown(by: escaped) == all, "\(seed): \(text.debugDescription)")
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `readers see the words of HTML`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let (html, words) = htmlText(&random, depth: 0)
    let shown = wordsShown(by: update("<p>.</p>" + html)).joined()
    #expect(shown == "." + words.joined(), "\(seed): \(html.debugDescription)")
  }
}

private let hostileWords = [
  "#", "##", "*a*", "**b**", "_x_", "a_b_c", "[a](b)", "![x](y)", "[x]:", "<token>", "&copy;",
  "&amp;",
  "1.", "2)", "-", "---", "===", "`code`", "```", "~~~", "\\", "\\*", "a\\", "<b", ">", "|", "+",
  "*",
  "https://a_b.example/x?a=1&copy=2", "<!--", "<pre", "]", "a<b", "c>d", "<<<<<<<", "=======",
  "x@y.example",
  "www.example.com", "plain", "words", "here.", "é", "日本語", "•", ":tada:", "<!channel>", "5*3", "_",
  "__",
  "**", "<https://x.example|y>", "(c)", "$x", "%", "^", "{}", "--", "***",
]

private func plainText(_ random: inout SeededGenerator) -> String {
  (0..<Int.random(in: 1...30, using: &random)).map { _ in
    let word = hostileWords.randomElement(using: &random) ?? ""
    let gap =
      [" ", " ", " ", "\n", "\n\n", "  ", "\n    ", "\t"].randomElement(using: &random) ?? ""
    return word + gap
  }.joined()
}

/// The marks of items are shown as bullets.
private func words(ofPlain text: String) -> [String] {
  text.split(separator: "\n").flatMap { line -> [String] in
    let words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
    guard let mark = words.first, mark == "-" || mark == "*", words.count > 1 else { return words }
    let start = line.drop { $0 == " " || $0 == "\t" }
    guard start.dropFirst().first == " ", !words.allSatisfy({ $0.allSatisfy { $0 == mark.first } })
    else { return words }
    return Array(words.dropFirst())
  }
}

private func htmlText(_ random: inout SeededGenerator, depth: Int) -> (
  html: String, words: [String]
) {
  var html = ""
  var words: [String] = []
  for _ in 0..<Int.random(in: 1...5, using: &random) {
    if depth < 5, random.chance(60) {
      let name =
        [
          "p", "b", "strong", "em", "i", "code", "ul", "ol", "li", "h2", "blockquote", "div", "pre",
          "span", "a",
        ]
        .randomElement(using: &random) ?? "p"
      let inner = htmlText(&random, depth: depth + 1)
      let attributes = name == "a" ? " href=\"https://x.example/_a_(b)\"" : ""
      html += "<\(name)\(attributes)>\(inner.html)</\(name)>"
      words += inner.words
    } else {
      let word = hostileWords.filter { $0 != "<!--" }.randomElement(using: &random) ?? ""
      let gap = [" ", "", "<br>", "\n"].randomElement(using: &random) ?? ""
      html += escaped(word) + gap
      words.append(word)
    }
  }
  return (html, words)
}

private func escaped(_ word: String) -> String {
  word.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
}

/// Of the page that our own Markdown makes of a text.
private func wordsShown(by markdown: String) -> [String] {
  var text = ""
  var isTag = false
  for character in html(fromMarkdown: markdown) {
    switch character {
    case "<": isTag = true
    case ">" where isTag:
      isTag = false
    default: if !isTag { text.append(character) }
    }
  }
  let decoded = text.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
    .replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
  return decoded.split(whereSeparator: \.isWhitespace).map(String.init)
}
