package import Diagnostics

/// A value of another system's JSON or YAML, and where it starts.
package struct ForeignValue: Hashable, Sendable {
  package struct Member: Hashable, Sendable {
    package let key: String
    package let value: ForeignValue

    package init(_ key: String, _ value: ForeignValue) {
      self.key = key
      self.value = value
    }
  }

  package enum Content: Hashable, Sendable {
    /// In the order of the file; of a key that is there twice, the last one counts.
    case object([Member])
    case list([ForeignValue])
    /// Of YAML, every scalar: no type is guessed there.
    case text(String)
    /// As it is written.
    case number(String)
    case flag(Bool)
    case null
  }

  package let content: Content
  package let place: SourcePosition

  package init(_ content: Content, at place: SourcePosition) {
    self.content = content
    self.place = place
  }
}

// Reading is lenient: what is missing, null or of another kind is nil. `required…` throws instead.

extension ForeignValue {
  /// The value of a key, null or not; nil where there is none, and of what is no object.
  package subscript(key: String) -> ForeignValue? {
    guard case .object(let members) = content else { return nil }
    return members.last { $0.key == key }?.value
  }

  package func has(_ key: String) -> Bool { self[key] != nil }

  package var members: [Member] {
    if case .object(let members) = content { members } else { [] }
  }

  /// Nil for what is no list.
  package var list: [ForeignValue]? {
    if case .list(let items) = content { items } else { nil }
  }

  package var isObject: Bool { if case .object = content { true } else { false } }
  package var isNull: Bool { content == .null }

  /// A text or a number as it is written; nil for an empty text.
  package var text: String? {
    switch content {
    case .text(let text), .number(let text): text.isEmpty ? nil : text
    default: nil
    }
  }

  /// `true` and `false`, as a flag or, as YAML 1.1 and CSV have them, in words.
  package var flag: Bool? {
    switch content {
    case .flag(let flag): flag
    case .text(let word), .number(let word):
      switch word.lowercased() {
      case "true", "yes", "on", "1": true
      case "false", "no", "off", "0": false
      default: nil
      }
    default: nil
    }
  }

  package var integer: Int? { text.flatMap { Int($0) } }

  package func text(_ key: String) -> String? { self[key]?.text }
  package func flag(_ key: String) -> Bool? { self[key]?.flag }
  package func list(_ key: String) -> [ForeignValue] { self[key]?.list ?? [] }

  package func requiredText(_ key: String) throws(ImportError) -> String {
    guard let value = self[key] else { throw missing(key) }
    guard let text = value.text else {
      throw .unreadable(message: "'\(key)' is no text", hint: nil, at: value.place)
    }
    return text
  }

  package func requiredList(_ key: String) throws(ImportError) -> [ForeignValue] {
    guard let value = self[key] else { throw missing(key) }
    guard let list = value.list else {
      throw .unreadable(message: "'\(key)' is no list", hint: nil, at: value.place)
    }
    return list
  }

  private func missing(_ key: String) -> ImportError {
    .unreadable(message: "'\(key)' is missing", hint: nil, at: place)
  }
}
