import Diagnostics

extension Diagnostic {
  /// - Parameter cure: the line with quotes that help; nil where none do.
  static func yamlSyntax(
    _ problem: YAMLProblem, cure: String? = nil, at place: SourcePosition
  ) -> Diagnostic {
    let (message, hint) = problem.words
    return .error(.yamlSyntax, message, hint: quotesHint(cure) ?? hint, at: place)
  }

  static func yamlAnchor(cure: String?, at place: SourcePosition) -> Diagnostic {
    .error(
      .yamlAnchor, "anchors (&name) and aliases (*name) are not read",
      hint: quotesHint(cure, or: "write the value out")
        ?? "write the value out, or put quotes around a text that starts with '&' or '*'",
      at: place)
  }

  static func yamlTag(cure: String?, at place: SourcePosition) -> Diagnostic {
    .error(
      .yamlTag, "tags (!name) are not read",
      hint: quotesHint(cure, or: "leave the tag out")
        ?? "leave the tag out, or put quotes around a text that starts with '!'", at: place)
  }

  /// Nil for a line that would fill the screen.
  private static func quotesHint(_ cure: String?, or other: String? = nil) -> String? {
    guard let cure, cure.utf8.count <= 200 else { return nil }
    let isItem = Substring(cure).hasPart(": \"- ") || Substring(cure).hasPart(": '- ")
    return (other.map { $0 + ", or " } ?? "")
      + (isItem ? "start a list on a line of its own, or " : "")
      + "put quotes around it if it is a text: \(cure)"
  }

  static func yamlTooDeep(limit: Int, at place: SourcePosition) -> Diagnostic {
    .error(
      .yamlTooDeep, "more than \(limit) levels lie inside one another",
      hint: "look for a bracket that is never closed, or a line that is too far in", at: place)
  }

  static func duplicateKey(_ key: String, at place: SourcePosition) -> Diagnostic {
    .error(
      .duplicateKey, "\(quoted(key)) is already written above",
      hint: "keep one of the two", at: place)
  }
}

extension YAMLProblem {
  fileprivate var words: (message: String, hint: String) {
    switch self {
    case .colonInValue:
      (
        "a colon stands where none can be",
        "put quotes around a text with ': ' in it; else look for a colon missing in the line above"
      )
    case .noColon:
      ("this line is no 'key: value'", "write a colon and a space after the key")
    case .indentation:
      (
        "this line does not fit those above it",
        "let keys that belong together start in the same column, indented by spaces"
      )
    case .unusableStart:
      (
        "a text cannot start with this character",
        "put quotes around a text that starts with '@', '`' or '%'"
      )
    case .tabIndent: ("a tab is used to indent", "indent by spaces")
    case .openQuote:
      ("a quotation mark is never closed", "close it, or double a ' inside of '…'")
    case .openBracket: ("a bracket is never closed", "close it, and part the items by commas")
    case .hiddenEnd:
      (
        "'#' starts a comment, which hides the end of a bracket",
        "put quotes around a text with '#' in it"
      )
    case .twoDocuments: ("a second document starts here", "keep one, without '---' inside of it")
    case .badEscape:
      ("a backslash stands before a character that it cannot change", "use '…' in place of \"…\"")
    case .keyIsNoText: ("a list or a mapping is used as a key", "write a word before the colon")
    case .other: ("the YAML cannot be read from here on", "compare with the examples of the manual")
    }
  }
}
