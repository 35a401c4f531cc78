package import Diagnostics

/// Why nothing is imported at all.
package enum ImportError: Error, Hashable, Sendable {
  /// A file cannot be read to its end, or is not what its name or its keys say.
  ///
  /// - Parameters:
  ///   - message: the specific thing first, no final period.
  ///   - hint: what to do about it.
  case unreadable(message: String, hint: String?, at: SourcePosition)
  /// The source holds nothing that this system writes.
  case nothingFound(expected: String)
  /// The source can be read in several ways, and only people know which one is right.
  ///
  /// - Parameters:
  ///   - name: `--time-zone`.
  ///   - example: `--time-zone Europe/Berlin`.
  case optionNeeded(name: String, reason: String, example: String, at: SourcePosition?)
}

extension ImportError {
  /// For people, in one or two lines.
  package var text: String {
    switch self {
    case .unreadable(let message, let hint, let place):
      return "\(place.path):\(place.line):\(place.column): \(message)" + hintLine(hint)
    case .nothingFound(let expected):
      return "the source holds no \(expected)"
    case .optionNeeded(let name, let reason, let example, let place):
      let start = place.map { "\($0.path):\($0.line):\($0.column): " } ?? ""
      return "\(start)\(reason)" + hintLine("say which with \(name), such as \(example)")
    }
  }

  private func hintLine(_ hint: String?) -> String { hint.map { "\n  hint: \($0)" } ?? "" }
}
