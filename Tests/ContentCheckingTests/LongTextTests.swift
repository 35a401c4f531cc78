import Diagnostics
import StatusModel
import TestSupport
import Testing

@testable import ContentChecking

private func long(_ pattern: String, _ bytes: Int = 100_000) -> String {
  String(repeating: pattern, count: bytes / pattern.utf8.count)
}

@Suite(.timeLimit(.minutes(20)))
struct LongTextTests {
  @Test(arguments: [
    (long("soon "), 20_000), (long("soon\n"), 20_000), (long("back by 10:00 soon. "), 5_000),
    (long("„soon "), 0), (long("soon` `` "), 0), (long("« ‹ soon\n"), 0),
  ])
  func `each promise of a long text is found in time`(text: String, least: Int) async throws {
    let site = TinySite().with(
      "incidents/one.md",
      "---\ntitle: T\nseverity: SEV3\n---\n\n## Investigating - 2026-11-20 11:30 UTC\n\n\(text)\n")
    let found = try await warnings(in: site).filter { $0.id == "empty-promise" }
    #expect(found.count >= least)
  }

  @Test func `a pattern of many optional words takes no longer than its length asks for`() throws {
    let pattern = try #require(WordPattern("soon " + String(repeating: "[a] ", count: 60) + "b"))
    let words = TextWords("soon" + String(repeating: " a", count: 60))
    #expect(WordPatterns([pattern]).matches(in: words) == [])
    let ends = TextWords("soon a a b")
    #expect(WordPatterns([pattern]).matches(in: ends) == [0..<4])
  }

  @Test func `a postmortem of headings alone is looked through in time`() {
    let text = "## Summary\n\n" + long("### a\n") + "\n## Impact\n\n## What failed\n\nIt.\n"
    let sections = PostmortemSections(of: text, titles: PostmortemSections.english)
    #expect(sections.empty.map(\.title) == ["Summary", "Impact"])
  }

  @Test(arguments: [
    ([0..<2, 4..<6, 8..<9], [1..<3, 3..<4, 5..<8], [8..<9]), ([0..<1], [], [0..<1]),
    ([2..<3, 5..<6], [0..<1, 3..<5], [2..<3, 5..<6]), ([2..<3, 5..<6], [0..<9], []),
    ([1..<8, 9..<10], [2..<3, 4..<5], [9..<10]),
  ])
  func `matches that overlap others are left out`(
    ranges: [Range<Int>], others: [Range<Int>], kept: [Range<Int>]
  ) {
    #expect(ranges.without(overlapping: others) == kept)
  }
}
