package import Diagnostics

/// What `check` looks for in the texts of one language.
package struct CheckWords: Sendable {
  /// The lists of a file of `theme/checks`; the raw value is the key.
  package enum List: String, CaseIterable, Sendable {
    /// Promises that nobody can keep: "soon".
    case promises
    /// A time by which it will be over.
    case recoveryTimes = "recovery_times"
    /// What a resolution says of data that was lost, or was not.
    case lastingEffects = "lasting_effects"
    /// A person as the cause.
    case blame
    /// The sections of a postmortem, in the order of the English ones.
    case postmortemSections = "postmortem_sections"
  }

  let promises: WordPatterns
  let recoveryTimes: WordPatterns
  /// Nil: nothing is known of the language, so nothing can be missed.
  let lastingEffects: WordPatterns?
  let blame: WordPatterns
  /// The titles of a postmortem's eight sections, in the order of the English ones, which stand in for a
  /// list of another length.
  package let postmortemSections: [String]

  /// Of a language of which nothing is known, so that no wording is looked at.
  package static let none = CheckWords.make([:]).words

  /// - Parameter lists: of the language; empty for one that has no file.
  /// - Returns: lines that are no pattern are left out, each with a diagnostic.
  package static func make(
    _ lists: [String: [Located<String>]]
  ) -> (words: CheckWords, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    func patterns(_ list: List) -> WordPatterns {
      WordPatterns(
        lists[list.rawValue, default: []].compactMap { line in
          let pattern = WordPattern(line.value)
          if pattern == nil { diagnostics.append(.badWordPattern(line)) }
          return pattern
        })
    }
    let sections = lists[List.postmortemSections.rawValue, default: []].map(\.value)
    let words = CheckWords(
      promises: patterns(.promises), recoveryTimes: patterns(.recoveryTimes),
      lastingEffects: lists[List.lastingEffects.rawValue].flatMap {
        $0.isEmpty ? nil : patterns(.lastingEffects)
      },
      blame: patterns(.blame),
      postmortemSections: sections.count == PostmortemSections.english.count
        ? sections : PostmortemSections.english)
    return (words, diagnostics)
  }
}
