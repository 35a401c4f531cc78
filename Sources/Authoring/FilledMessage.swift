package import StatusModel

/// What the blanks of a prewritten message stand for.
package struct MessageWords: Hashable, Sendable {
  /// Names, as readers know them.
  package let components: [String]
  /// Nil where there is none, as in a maintenance.
  package let severity: String?
  /// As words: `12:30 UTC`; nil where nothing is promised.
  package let nextUpdate: String?
  /// Stands before the last of several names.
  package let lastSeparator: String

  /// - Parameter language: BCP 47, of the site.
  package init(components: [String], severity: String?, nextUpdate: String?, language: String) {
    self.components = components
    self.severity = severity
    self.nextUpdate = nextUpdate
    lastSeparator = language.split(separator: "-").first == "en" ? " and " : ", "
  }
}

/// A blank for which there is no word: `{{components}}` in an incident without any.
package struct UnfilledBlank: Error, Hashable {
  /// Without braces.
  package let name: String
}

extension MessageTemplate {
  /// The text with words in place of its blanks.
  package func filled(with words: MessageWords) throws(UnfilledBlank) -> String {
    var filled = text
    for (name, word) in words.blanks where filled.contains("{{\(name)}}") {
      guard let word else { throw UnfilledBlank(name: name) }
      filled = filled.replacing("{{\(name)}}", with: word)
    }
    return filled
  }
}

extension MessageWords {
  fileprivate var blanks: [(name: String, word: String?)] {
    let all = components.dropLast().joined(separator: ", ")
    let joined = components.last.map { all.isEmpty ? $0 : all + lastSeparator + $0 }
    return [
      ("components", joined), ("component", components.first), ("next_update", nextUpdate),
      ("severity", severity),
    ]
  }
}
