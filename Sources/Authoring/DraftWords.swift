/// The words of drafts that a person is to finish, in the language of the site.
package struct DraftWords: Sendable {
  /// A text of the theme's strings files. The raw value is its key there.
  package enum Text: String, CaseIterable, Sendable {
    case pageSaid = "draft_page_said"
    case update = "draft_update"
    case firstAffected = "draft_first_affected"
    case firstUpdateAtStart = "draft_first_update_at_start"
    case firstUpdateAfter = "draft_first_update_after"
    case firstUpdatePromised = "draft_first_update_promised"
    case problem = "draft_problem"
    case problemOfService = "draft_problem_of_service"
    case problemUnnamed = "draft_problem_unnamed"
    case problemText = "draft_text"
    case problemTextOfService = "draft_text_of_service"
    /// How a level stands behind a state.
    case aside
    case investigating, identified, monitoring, resolved, retracted
    /// Where an update leaves the state as it is.
    case unchanged = "update"
  }

  /// The titles of a postmortem's sections.
  package struct Sections: Hashable, Sendable {
    let summary: String
    let impact: String
    let failure: String
    /// These three stand below `failure`.
    let process: String
    let tooling: String
    let communication: String
    let success: String
    let change: String
  }

  package let sections: Sections
  package let texts: [Text: String]
  private let spanWords: @Sendable (Int) -> String

  /// - Parameters:
  ///   - texts: with their `{placeholders}`.
  ///   - span: a number of seconds in words.
  package init(
    sections: Sections, texts: [Text: String], span: @escaping @Sendable (Int) -> String
  ) {
    self.sections = sections
    self.texts = texts
    spanWords = span
  }

  /// `1 hour 18 minutes`.
  func span(_ seconds: Int) -> String { spanWords(seconds) }

  /// A text with values in place of its placeholders.
  func text(_ text: Text, _ values: KeyValuePairs<String, String> = [:]) -> String {
    var rest = (texts[text] ?? "")[...]
    var filled = ""
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = rest[rest.index(after: open)..<close]
      filled += rest[..<open] + (values.first { $0.key == name }?.value ?? "")
      rest = rest[rest.index(after: close)...]
    }
    return filled + rest
  }
}

extension DraftWords.Sections {
  /// - Parameter titles: in the order of the properties; nil is returned for another number of them.
  package init?(titles: [String]) {
    guard titles.count == 8 else { return nil }
    self.init(
      summary: titles[0], impact: titles[1], failure: titles[2], process: titles[3],
      tooling: titles[4], communication: titles[5], success: titles[6], change: titles[7])
  }
}
