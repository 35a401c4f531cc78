import Diagnostics
import Importing
import SiteFiles
import Testing

@Suite struct ReadJSONTests {
  private func read(_ text: String) throws -> ForeignValue {
    try readJSON(SourceFile(path: "a.json", bytes: Array(text.utf8)))
  }

  @Test func `each value knows its place`() throws {
    let value = try read("{\"a\": [1, true,\n  \"x\"], \"b\": null}")
    #expect(value.list("a").map(\.place.line) == [1, 1, 2])
    #expect(value.list("a").map(\.place.column) == [8, 11, 3])
    #expect(value["b"]?.isNull == true)
  }

  @Test(arguments: [
    (#""a\n\t\"\\\/b""#, "a\n\t\"\\/b"), (#""\u00e9\ud83d\ude00""#, "é😀"),
    (#""\ud83dx""#, "\u{FFFD}x"), ("\"é\"", "é"), (#""\ud83d\u0041""#, "\u{FFFD}A"),
  ])
  func `escapes are decoded`(written: String, text: String) throws {
    #expect(try read(written).text == text)
  }

  @Test(arguments: [
    ("", 1, 1, "the JSON ends too early"),
    ("{\"a\": 1,\n \"b\": }", 2, 7, "this is no JSON value"),
    ("{\"a\": 1", 1, 8, "the JSON ends too early"),
    ("[1 2]", 1, 4, "a comma or ']' is missing"), ("[] x", 1, 4, "text after the end of the JSON"),
    ("{a: 1}", 1, 2, "a key between quotes is missing"),
    ("\"\\x\"", 1, 4, "an escape that JSON does not know"),
    ("\"\\u12\"", 1, 4, "four hexadecimal digits are missing"),
    ("\"a", 1, 3, "the JSON ends too early"),
    ("nul", 1, 1, "this is no JSON value"), ("[1,]", 1, 4, "this is no JSON value"),
  ])
  func `what is no JSON is refused with its place`(
    text: String, line: Int, column: Int, message: String
  ) {
    #expect {
      try read(text)
    } throws: { error in
      guard case ImportError.unreadable(let found, _, let place) = error else { return false }
      return (found, place.line, place.column) == (message, line, column)
    }
  }

  @Test func `a thousand levels are refused, not followed`() {
    let deep = String(repeating: "[", count: 1_000)
    #expect(
      throws: ImportError.unreadable(
        message: "values lie more than 64 levels deep", hint: nil,
        at: SourcePosition(path: "a.json", line: 1, column: 65))
    ) { try read(deep) }
  }
}
