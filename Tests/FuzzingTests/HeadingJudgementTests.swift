import Diagnostics
import SiteFiles
import Testing

@testable import Fuzzing

struct HeadingJudgementTests {
  private static let path = "incidents/a.md"

  private func file(_ line: String) -> SourceFile {
    let text =
      "---\ntitle: A\n---\n\n## Investigating - 2026-11-20 09:00 UTC\n\nWords.\n\n\(line)\n\nMore.\n"
    return SourceFile(path: Self.path, bytes: Array(text.utf8))
  }

  private func judged(
    _ line: String, shown: [String] = ["2026-11-20T09-00-00Z"], named: Int? = nil
  ) -> [Finding.Judgement] {
    let diagnostics = named.map {
      [Diagnostic(.error, "x", "a", hint: "b", at: SourcePosition(path: Self.path, line: $0))]
    }
    return judgeHeadings([file(line)], updates: [Self.path: shown], diagnostics ?? []).map(
      \.judgement)
  }

  private static let headings = [
    "## Resolved - 2026-11-20 10:00 UTC", "##\u{A0}Resolved - 2026-11-20 10:00 UTC",
    "\u{200B}## Resolved - 2026-11-20 10:00 UTC", "\u{FEFF}## Resolved - 2026-11-20 10:00 UTC",
    "＃＃ Resolved - 2026-11-20 10:00 UTC", "##Resolved - 2026-11-20 10:00 UTC",
    "### Resolved – 2026-11-20T10:00:00Z", "    ## Resolved - 2026-11-20 10:00 UTC",
    "> ## Resolved - 2026-11-20 10:00 UTC", "- ## Resolved - 2026-11-20 10:00 UTC",
    "1. ## Resolved - 2026-11-20 10:00 UTC", ": ## Resolved - 2026-11-20 10:00 UTC",
    "**Resolved** - 2026-11-20 10:00 UTC", "\\## Resolved - 2026-11-20 10:00 UTC",
    "## Resolved - - 2026-11-20 10:00 UTC",
    "## RESOLVED\u{A0}\u{2011} 2026\u{2010}11\u{2010}20\u{202F}10:00 UTC",
    "Words.\u{2028}## Resolved - 2026-11-20 10:00 UTC", "```\n## Resolved - 2026-11-20 10:00 UTC",
    "<!--\n## Resolved - 2026-11-20 10:00 UTC", "## Re\u{AD}solved - 2026-11-20 10:00 +01:00",
    "## In\u{2009}progress - ２０２６-11-20 10:00 UTC",
  ]

  @Test(arguments: headings)
  func `a heading that is neither on the page nor in a message is a finding`(line: String) {
    #expect(judged(line) == [.headings] || judged(line) == [.headings, .headings])
    #expect(judged(line, shown: ["2026-11-20T09-00-00Z", "2026-11-20T10-00-00Z"]) == [])
  }

  @Test func `one that a message names is no finding, wherever the line ends`() {
    #expect(judged(Self.headings[1], named: 9) == [])
    #expect(judged(Self.headings[1], named: 8) == [.headings])
    #expect(judged("A.\rB.\r\(Self.headings[1])", named: 11) == [])
    #expect(judged("A.\rB.\r\(Self.headings[1])", named: 9) == [])
  }

  @Test func `another update on the page does not stand for a heading with its own time`() {
    let shown = ["2026-11-20T09-00-00Z", "2026-11-20T09-30-00Z"]
    #expect(judged("##\u{A0}Resolved - 2026-11-20 10:00 UTC", shown: shown) == [.headings])
  }

  @Test(arguments: [
    "```\n## Resolved - 2026-11-20 10:00 UTC\n```",
    "~~~~ sh\n## Resolved - 2026-11-20 10:00 UTC\n~~~~",
    "<!-- later\n## Resolved - 2026-11-20 10:00 UTC\n-->", "Resolved at 2026-11-20 10:00 UTC",
    "Resolved - we think", "### What was resolved",
    "The state Resolved - 2026-11-20 10:00 UTC - is wrong",
    "- 2026-11-20 10:00 UTC: Resolved",
  ])
  func `what is set apart, or is no heading, is no finding`(line: String) {
    #expect(judged(line) == [])
  }

  @Test func `an entry that was not built is not judged`() {
    #expect(judgeHeadings([file(Self.headings[1])], updates: [:], []) == [])
  }
}
