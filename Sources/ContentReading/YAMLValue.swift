package import Diagnostics

/// A value of a YAML text, and where it starts. No type is guessed: `Yes` and `1.0` are text.
package struct YAMLValue: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package let key: String
    package let keyPosition: SourcePosition
    package let value: YAMLValue
  }

  package enum Content: Hashable, Sendable {
    /// In the author's order, no key twice.
    case mapping([Entry])
    case sequence([YAMLValue])
    case scalar(String)
    /// Nothing, `~` or `null`, unquoted.
    case null
  }

  /// A comment that ends a text which no quotes protect, or stands where a value would.
  struct Cut: Hashable, Sendable {
    /// The text as somebody may have meant it, with what is now the comment.
    let whole: String
    /// From `#` on.
    let comment: String
    /// Whether it looks like a comment: two blanks before it, unless it has a line of its own, and a blank
    /// after its `#`.
    let isComment: Bool
    let position: SourcePosition
  }

  package let content: Content
  package let position: SourcePosition
  let cut: Cut?

  init(content: Content, position: SourcePosition, cut: Cut? = nil) {
    self.content = content
    self.position = position
    self.cut = cut
  }
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
