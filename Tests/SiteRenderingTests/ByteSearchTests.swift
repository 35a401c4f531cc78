import Testing

@testable import SiteRendering

@Test(arguments: [
  ("abcabc", "abc", 0, 0), ("abcabc", "abc", 1, 3), ("aab", "ab", 0, 1), ("ab", "abc", 0, nil),
  ("abab", "ab", 3, nil), ("", "a", 0, nil), ("a\u{301}b", "b", 0, 3),
])
func `a mark is found at its first place from the start on`(
  text: String, mark: String, start: Int, place: Int?
) {
  #expect(find(mark, in: Array(text.utf8), from: start) == place)
}

@Test func `a text is cut at each mark`() {
  let found = parts(of: Array("-a--b".utf8), between: "-")
  #expect(found.map { String(decoding: $0, as: UTF8.self) } == ["", "a", "", "b"])
}

@Test func `a mark is replaced also where a combining mark follows it`() {
  #expect("a</\u{301}b</".replacing("</", by: "<\\/") == "a<\\/\u{301}b<\\/")
  #expect("plain".replacing("</", by: "x") == "plain")
}
