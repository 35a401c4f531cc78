import Testing

@testable import SiteRendering

/// Which form a number takes, by the rules that CLDR prints, worked out apart from the code.
struct PluralRulesTests {
  private static let numbers = [
    0, 1, 2, 3, 4, 5, 10, 11, 12, 14, 20, 21, 22, 25, 99, 100, 101, 102, 103, 111, 112, 121, 122,
    999, 1_000, 1_001, 1_002, 1_005, 1_011,
  ]

  @Test(arguments: [
    ("en", "o1ooooooooooooooooooooooooooo"),
    ("de", "o1ooooooooooooooooooooooooooo"),
    ("es", "o1ooooooooooooooooooooooooooo"),
    ("it", "o1ooooooooooooooooooooooooooo"),
    ("nl", "o1ooooooooooooooooooooooooooo"),
    ("sv", "o1ooooooooooooooooooooooooooo"),
    ("tr", "o1ooooooooooooooooooooooooooo"),
    ("fr", "11ooooooooooooooooooooooooooo"),
    ("pt", "11ooooooooooooooooooooooooooo"),
    ("pt-BR", "11ooooooooooooooooooooooooooo"),
    ("pt-PT", "o1ooooooooooooooooooooooooooo"),
    ("pl", "m1fffmmmmmmmfmmmmffmmmfmmmfmm"),
    ("cs", "o1fffoooooooooooooooooooooooo"),
    ("uk", "m1fffmmmmmm1fmmm1ffmm1fmm1fmm"),
    ("ar", "z12ffffmmmmmmmmooofmmmmmooofm"),
    ("he", "o12oooooooooooooooooooooooooo"),
    ("ja", "ooooooooooooooooooooooooooooo"),
    ("ko", "ooooooooooooooooooooooooooooo"),
    ("zh", "ooooooooooooooooooooooooooooo"),
    ("xx", "ooooooooooooooooooooooooooooo"),
  ])
  func `a number takes the form that its language gives it`(language: String, forms: String) {
    let rules = PluralRules(language: language)
    #expect(Self.numbers.map { rules.form(of: $0).mark }.joined() == forms)
  }
}

extension PluralRules.Form {
  fileprivate var mark: String {
    switch self {
    case .zero: "z"
    case .one: "1"
    case .two: "2"
    case .few: "f"
    case .many: "m"
    case .other: "o"
    }
  }
}
