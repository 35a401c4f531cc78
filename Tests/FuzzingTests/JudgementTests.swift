import Diagnostics
import SiteFiles
import Testing

@testable import Fuzzing

/// Each judgement is shown a sound document, in which it finds nothing, and planted faults, each of which it
/// finds.
struct JudgementTests {
  private func html(_ body: String) -> [UInt8] {
    Array(
      "<!DOCTYPE html>\n<html lang=\"en\"><head><title>A &amp; B</title></head><body>\(body)</body></html>\n"
        .utf8)
  }

  @Test func `a sound page has no finding`() {
    let body = """
      <h1 id="top">A &lt; B &#8203; &#x200b;</h1><p>One<br><a href="../x/">two</a> > &quot;</p>
      <ul><li>a</li><li><ul><li>b</li></ul></li></ul><img src="/a.png" alt="">
      <svg class="icon" aria-hidden="true"><use href="#i"/></svg><p><a href="mailto:a@b.example">m</a></p>
      <script data-zone="UTC">if (a < b && c) { x("<p") }</script><style>a > b { c: "<" }</style>
      """
    #expect(judgeHTML(html(body), at: "a.html") == [])
  }

  @Test(arguments: [
    "<p>", "</p>", "<p><b></p></b>", "a < b", "a & b", "&nosuch;", "&#0;", "&#x110000;", "&#xD800;",
    "<P>a</P>",
    "<p class=x>a</p>", "<p class='x'>a</p>", "<p class=\"a\" class=\"b\">a</p>",
    "<p class=\"a>b</p>",
    "<p title=\"<\">a</p>", "<p title=\"a & b\">a</p>", "<i id=\"a\"></i><i id=\"a\"></i>",
    "<a href=\"javascript:b\">c</a>", "<a href=\" java\nscript&#58;b\">c</a>",
    "<img src=\"data:text/html,x\">",
    "<p onclick=\"a\">b</p>", "<p style=\"a\">b</p>", "<a href=\"a\"><a href=\"b\">c</a></a>",
    "<p><p>a</p></p>",
    "<p><ul><li>a</li></ul></p>", "<h2><p>a</p></h2>", "<li>a</li>", "<ul><p>a</p></ul>", "<div/>",
    "<script><!-- a</script>", "<script>a", "<!-- a -->", "<p", "<p title=\"a",
  ])
  func `a page with a planted fault has a finding`(body: String) {
    #expect(judgeHTML(html(body), at: "a.html").first?.judgement == .html)
  }

  @Test func `a page needs its doctype and its end`() {
    #expect(judgeHTML(Array("<html></html>".utf8), at: "a.html").count == 1)
    #expect(judgeHTML(Array("<!DOCTYPE html><html>".utf8), at: "a.html").count == 1)
  }

  @Test(arguments: [
    "<a><b c=\"d\">&amp;&#10;&#x1F600;</b></a>", "<?xml version=\"1.0\"?>\n<?x y?>\n<a/>\n",
    "<a b='\"' c=\"'\"/>",
    "<a xmlns:b=\"c\"><b:d b:e=\"f\" xml:lang=\"en\"/>é 中</a>",
  ])
  func `sound XML has no finding`(document: String) {
    #expect(judgeXML(Array(document.utf8), at: "a.xml") == [])
  }

  @Test(arguments: [
    "<a><b></a></b>", "<a>&</a>", "<a>\u{1}</a>", "<a/><b/>", "<a b=\"1\" b=\"2\"/>", "<a>]]></a>",
    "", "  ", "<a>&nbsp;</a>",
    "<a b='<'/>", "<a b=c/>", "<a b/>", "<a>&#0;</a>", "<a>&#xFFFF;</a>", "<a>\u{FFFE}</a>",
    "<b:a/>", "<a b:c=\"\"/>", "a<a/>",
    "<a/>a", "<a>< </a>", "<a", "<a b=\"", "<a>", "</a>", "<a><!-- b --></a>",
    "<a><![CDATA[b]]></a>", "<a/><?xml version=\"1.0\"?>",
    "<a b=\"&\"/>", "<a b=\"1\"c=\"2\"/>", "<?xml ",
  ])
  func `XML with a planted fault has a finding`(document: String) {
    #expect(judgeXML(Array(document.utf8), at: "a.xml").first?.judgement == .xml)
  }

  @Test(arguments: [
    "", "{", "[1,]", "[,1]", "{\"a\":\"\u{1}\"}", "{'a':1}", "{\"a\":\"\\x\"}", "NaN",
    "{\"a\":1,\"a\":2}", "[1] 2", "01", "1.", "[1 2]",
    "{\"a\" 1}", "{a:1}", "\"\\u12\"", "tru", "[\"a", "+1", "{\"a\":1,}", "\u{FEFF}[]",
  ])
  func `what is not JSON is a finding`(document: String) {
    #expect(judgeJSON(Array(document.utf8), at: "a.json").map(\.judgement) == [.json])
  }

  @Test(arguments: [
    "{\"a\":[1,null,\"b\"]}", " [ ] ", "{}", "[-1.5e+3,0,0.5,true,false]",
    "{\"\\u00e9\\n\":{\"a\":{}}}",
  ])
  func `sound JSON has no finding`(document: String) {
    #expect(judgeJSON(Array(document.utf8), at: "a.json") == [])
  }

  private static let page = #"{"id":"a","name":"b","url":"c","time_zone":"UTC","updated_at":"d"}"#

  @Test func `a document of the API has every key of the contract`() {
    let sound = #"{"page":\#(Self.page),"status":{"indicator":"none","description":"x"},"_ours":1}"#
    #expect(judgeJSON(Array(sound.utf8), at: "api/v2/status.json") == [])
  }

  @Test(arguments: [
    ("status", #"{"page":PAGE}"#), ("status", #"{"page":PAGE,"status":null}"#),
    ("status", #"{"page":PAGE,"status":{"indicator":"none","description":"x"},"more":1}"#),
    ("status", #"{"page":{"id":"a"},"status":{"indicator":"none","description":"x"}}"#),
    ("incidents", #"{"page":PAGE}"#), ("incidents", #"{"page":PAGE,"incidents":null}"#),
    ("incidents", #"{"page":PAGE,"incidents":[{}]}"#),
    ("components", #"{"page":PAGE,"components":{}}"#),
    ("incidents/unresolved", #"{"page":PAGE,"incidents":[{"id":1}]}"#),
    ("scheduled-maintenances", #"{"page":PAGE,"incidents":[]}"#), ("status", "[]"),
  ])
  func `a document of the API that breaks the contract is a finding`(name: String, document: String)
  {
    let bytes = Array(document.replacing("PAGE", with: Self.page).utf8)
    #expect(judgeJSON(bytes, at: "api/v2/\(name).json").first?.judgement == .api)
  }

  private static let calendar = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//a//EN", "BEGIN:VEVENT", "UID:a",
    "DTSTAMP:20261120T100000Z",
    "DTSTART:20261120T100000Z", "SUMMARY:a\\, b\\nc\\\\", "END:VEVENT", "END:VCALENDAR",
  ]

  private func judged(_ lines: [String], end: String = "\r\n") -> [Finding.Judgement] {
    judgeCalendar(Array(lines.map { $0 + end }.joined().utf8), at: "a.ics").map(\.judgement)
  }

  @Test func `a sound calendar has no finding`() {
    let folded = "SUMMARY:" + String(repeating: "a", count: 67)
    #expect(judged(Self.calendar) == [])
    #expect(judged(Self.calendar.map { $0.hasPrefix("SUMMARY") ? folded + "\r\n  b" : $0 }) == [])
  }

  @Test(arguments: [
    ("UID:a", "UID"), ("UID:a", "X:a"), ("DTSTAMP:20261120T100000Z", "X:a"),
    ("DTSTART:20261120T100000Z", "X:a"),
    ("PRODID:-//a//EN", "X:a"), ("VERSION:2.0", "X:a"), ("END:VEVENT", "X:a"),
    ("BEGIN:VEVENT", "X:a"),
    ("UID:a", "UID:a\r\nUID:a"), ("UID:a", "UID:a\nX:b"), ("UID:a", "lower:a"),
    ("UID:a", "UID:\u{7}"),
    ("SUMMARY:a\\, b\\nc\\\\", "SUMMARY:a, b"), ("SUMMARY:a\\, b\\nc\\\\", "SUMMARY:a;b"),
    ("SUMMARY:a\\, b\\nc\\\\", "SUMMARY:a\\x"), ("SUMMARY:a\\, b\\nc\\\\", "SUMMARY:a\\"),
    ("UID:a", "UID:" + String(repeating: "a", count: 72)), ("END:VCALENDAR", "END:VEVENT"),
    ("BEGIN:VCALENDAR", "X:a\r\nBEGIN:VCALENDAR"),
  ])
  func `a calendar with a planted fault has a finding`(line: String, fault: String) {
    #expect(judged(Self.calendar.map { $0 == line ? fault : $0 }).first == .calendar)
  }

  @Test func `lines of a calendar end in CRLF, and a fold cuts no character`() {
    #expect(judged(Self.calendar, end: "\n") == [.calendar])
    let cut =
      Array("BEGIN:VCALENDAR\r\nX:".utf8) + [0xC3] + Array("\r\n ".utf8) + [0xA9, 0x0D, 0x0A]
    #expect(judgeCalendar(cut, at: "a.ics").map(\.judgement) == [.calendar])
  }

  @Test(
    arguments: [[0x61, 0xFF], [0x1B], [0x0D], [0xC2, 0x9B], [0x7F], [0x00], [0xC3]] as [[UInt8]])
  func `a text with a control character, or not in UTF-8, is a finding`(bytes: [UInt8]) {
    #expect(judgeText(bytes, at: "status.txt").map(\.judgement) == [.text])
    #expect(judgeText(Array("a\tb\né \u{A0}".utf8), at: "status.txt") == [])
    #expect(judgeText(Array("a\r\n".utf8), at: "a.ics") == [])
  }

  @Test func `a path outside the output, or planned twice, is a finding`() {
    #expect(judgePaths(["index.html", "a/index.html"]) == [])
    for paths in [["a", "a"], ["../a"], ["/a"], ["a//b"], [""], ["a/./b"], ["a/"]] {
      #expect(judgePaths(paths).map(\.judgement) == [.paths])
    }
  }

  private func places(_ line: Int, _ column: Int, message: String = "a") -> [Finding.Judgement] {
    let diagnostic = Diagnostic(
      .error, "x", message, hint: "b", at: SourcePosition(path: "a.md", line: line, column: column))
    return judgePlaces(
      [diagnostic], in: [SourceFile(path: "a.md", bytes: Array("ab\r\nc\rd\n".utf8))]
    )
    .map(\.judgement)
  }

  @Test func `a diagnostic at a place that is not there is a finding`() {
    for (line, column) in [(1, 1), (1, 3), (2, 2), (3, 1), (4, 1), (5, 1)] {
      #expect(places(line, column) == [])
    }
    for (line, column) in [(1, 4), (2, 3), (6, 1), (5, 2), (0, 1), (1, 0)] {
      #expect(places(line, column) == [.places])
    }
    #expect(places(1, 1, message: "") == [.places])
  }

  private func built(_ files: [(path: String, bytes: [UInt8])], _ messages: [String] = [])
    -> BuiltSite
  {
    BuiltSite(
      parsed: nil,
      diagnostics: messages.map {
        Diagnostic(.warning, "x", $0, hint: "b", at: SourcePosition(path: "a.md"))
      }, files: files)
  }

  @Test func `two builds that differ in a byte, a file, a message or their order are a finding`() {
    let one = built([("a", [1, 2]), ("b", [])], ["x", "y"])
    #expect(judgeTwoBuilds(one, one) == [])
    let others = [
      built([("a", [1, 3]), ("b", [])], ["x", "y"]), built([("a", [1, 2])], ["x", "y"]),
      built([("b", []), ("a", [1, 2])], ["x", "y"]), built([("a", [1, 2]), ("b", [])], ["x"]),
      built([("a", [1, 2]), ("b", [])], ["y", "x"]),
      built([("a", [1, 2, 3]), ("b", [])], ["x", "y"]),
    ]
    for other in others { #expect(judgeTwoBuilds(one, other).map(\.judgement) == [.twoBuilds]) }
  }
}
