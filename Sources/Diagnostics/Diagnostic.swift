/// A place in a text: a file, a line and a column.
package struct SourcePosition: Hashable, Comparable, Sendable {
  /// Relative to the site folder: `incidents/2026-11-20-api.md`.
  package let path: String
  /// From 1.
  package let line: Int
  /// From 1, in UTF-8 bytes.
  package let column: Int

  package init(path: String, line: Int = 1, column: Int = 1) {
    self.path = path
    self.line = line
    self.column = column
  }

  package static func < (one: SourcePosition, other: SourcePosition) -> Bool {
    (one.path, one.line, one.column) < (other.path, other.line, other.column)
  }
}

/// What the author got wrong, where, and what to write instead.
package struct Diagnostic: Hashable, Sendable {
  package enum Severity: String, Sendable {
    /// Stops a build.
    case error
    /// Says what the page will show because of it.
    case warning
  }

  package let severity: Severity
  /// Stable, documented: `unknown-component`.
  package let id: String
  /// The specific thing first; no final period.
  package let message: String
  /// What to write; a sentence without a final period.
  package let hint: String
  package let position: SourcePosition

  package init(
    _ severity: Severity, _ id: String, _ message: String, hint: String,
    at position: SourcePosition
  ) {
    self.severity = severity
    self.id = id
    self.message = message
    self.hint = hint
    self.position = position
  }

  /// Two lines: `path:line:column: error: message [id]`, and the hint, indented.
  package var text: String {
    "\(position.path):\(position.line):\(position.column): \(severity.rawValue): \(message) [\(id)]\n"
      + "  hint: \(hint)"
  }
}

extension [Diagnostic] {
  /// By place; at one place errors first, then by id and message, so that two runs print the same.
  package func inStableOrder() -> [Diagnostic] {
    sorted { one, other in
      if one.position != other.position { return one.position < other.position }
      return (one.severity.rawValue, one.id, one.message)
        < (other.severity.rawValue, other.id, other.message)
    }
  }

  package var containsErrors: Bool {
    contains { $0.severity == .error }
  }
}
