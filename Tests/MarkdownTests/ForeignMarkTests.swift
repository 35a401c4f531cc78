import Markdown
import Testing

struct ForeignMarkTests {
  private static let kinds: [(kind: ForeignMark.Kind, texts: [String])] = [
    (
      .table,
      [
        "| Region | State |\n|---|---|\n| EU | down |", "Region | State\n--- | ---\nEU | down",
        "|a|b|\n|:--|--:|\n|c|d|", "> | a | b |\n> |---|---|", "- | a | b |\n  |---|---|",
        "| a |\n|:-:|\n| b |",
      ]
    ),
    (
      .strikethrough,
      [
        "~~down~~", "It is ~~not~~ over.", "~~a b~~ and c", "**~~a~~**", "- ~~a~~", "# ~~a~~",
        "a ~~b\u{E9}~~",
      ]
    ),
    (.task, ["- [ ] a", "- [x] a", "* [X] a", "1. [ ] a", "> - [x] a", "- a\n  - [ ] b"]),
    (
      .footnote,
      ["a[^1]", "a[^note] b", "a [^a-b].", "**a[^1]**", "- a[^x]", "a[^1]\n\n[^1]: the note"]
    ),
    (
      .slackLink,
      [
        "<https://a.example|words>", "See <http://a.example/b|the page>.",
        "<mailto:a@b.example|mail>", "- <https://a.example|b>", "<https://a.example/c?d=e|f g>",
        "**<https://a.example|b>**",
      ]
    ),
    (
      .slackMention,
      [
        "<!channel> we look", "<!here>", "<!everyone> look", "<@U024BE7LH>", "Ask <@W1A2B3C4>.",
        "in <#C024BE7LR|general>", "<!subteam^S012|ops>",
      ]
    ),
    (
      .emojiCode,
      [
        ":white_check_mark: done", "done :tada:", "a :+1: b", "- :rotating_light: a", "**:fire:**",
        ":one::two_hearts: a",
      ]
    ),
  ]

  @Test(arguments: kinds.indices)
  func `what other programs read is found, whatever is around it`(index: Int) {
    let (kind, texts) = Self.kinds[index]
    for text in texts {
      let found = foreignMarks(in: Array(text.utf8)[...])
      #expect(found.contains { $0.kind == kind }, "\(text)")
    }
  }

  @Test(arguments: [
    "`~~a~~` and `:tada:`", "```\n| a | b |\n|---|---|\n<!channel>\n```", "    - [ ] a",
    "a | b", "at 10:30:00 and 11:00", "std::vector: a", "https://a.example:8080/b:c:d", "a ~ b ~ c",
    "~/a and ~/b", "array[0]", "[a][b]", "- [a](https://b.example)", "[ ] a", "<https://a.example>",
    "a <b@c.example>", "<!-- <!channel> -->", "1:2:3", "::a::", "C:\\a:b", "~~~\n~~a~~\n~~~",
    "a |\nb", "[^", "~~~~", "re: the outage: it is over",
  ])
  func `what is shown as it was meant is not`(text: String) {
    #expect(foreignMarks(in: Array(text.utf8)[...]) == [])
  }

  @Test func `each kind is reported once for a line, with its line`() {
    let text = "~~a~~ ~~b~~ :fire: :tada:\n\n~~c~~"
    let found = foreignMarks(in: Array(text.utf8)[...])
    #expect(found.map(\.kind) == [.strikethrough, .emojiCode, .strikethrough])
    #expect(found.map(\.line) == [1, 1, 3])
    #expect(found.map(\.words) == ["~~a~~", ":fire:", "~~c~~"])
  }
}
