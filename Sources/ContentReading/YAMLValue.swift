import Diagnostics

/// A value of a YAML text, and where it starts. No type is guessed: `Yes` and `1.0` are text.
struct YAMLValue: Hashable, Sendable {
  struct Entry: Hashable, Sendable {
    let key: String
    let keyPosition: SourcePosition
    let value: YAMLValue
  }

  enum Content: Hashable, Sendable {
    /// In the author's order, no key twice.
    case mapping([Entry])
    case sequence([YAMLValue])
    case scalar(String)
    /// Nothing, `~` or `null`, unquoted.
    case null
  }

  let content: Content
  let position: SourcePosition
}

extension YAMLValue {
  /// How a diagnostic names the kind of value.
  var kind: String {
    switch content {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .scalar: "text"
    case .null: "nothing"
    }
  }
}
