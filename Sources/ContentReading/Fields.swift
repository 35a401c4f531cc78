import Diagnostics

/// The keys of one mapping, read one by one; what is wrong with them is collected.
///
/// A local value of the function that reads the mapping, which takes `diagnostics` out at the end.
struct Fields {
  /// How a diagnostic names the owner of the keys: `an incident`.
  private let owner: String
  private let entries: [YAMLValue.Entry]
  /// False for what is no mapping at all, which lacks no key in particular.
  private let mayLackKeys: Bool
  let position: SourcePosition
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameter known: every key that may stand here, in the order in which a hint lists them.
  init(_ value: YAMLValue, of owner: String, known: [String]) {
    self.owner = owner
    position = value.position
    mayLackKeys =
      switch value.content {
      case .mapping, .null: true
      case .scalar, .sequence: false
      }
    switch value.content {
    case .mapping(let entries):
      self.entries = entries
      diagnostics = entries.filter { !known.contains($0.key) }.map { entry in
        .unknownKey(
          entry.key, nearest: nearest(to: entry.key, among: known), known: known,
          at: entry.keyPosition)
      }
    case .null:
      entries = []
      if let cut = value.cut, !cut.isComment { diagnostics = [.emptyValue(owner, value)] }
    case .scalar, .sequence:
      entries = []
      diagnostics = [
        value.structureFault
          ?? .wrongType(
            owner, expected: "a mapping of keys and values", found: value.kind, at: position)
      ]
    }
  }

  mutating func report(_ found: [Diagnostic]) {
    diagnostics += found
  }

  /// The value of a key as it stands; nil, with a diagnostic, for a required key that is missing.
  mutating func value(_ key: String, isRequired: Bool = false) -> YAMLValue? {
    let value = entries.first { $0.key == key }?.value
    if value == nil, isRequired, mayLackKeys { report([.missingKey(key, in: owner, at: position)]) }
    return value
  }

  /// What `parse` makes of a key's text; nil when the key is missing, or what it says is refused.
  mutating func text<Result>(
    _ key: String, isRequired: Bool = false, limit: Int = 500,
    _ parse: (Located<String>) throws(Refusal) -> Result
  ) -> Result? {
    guard let value = value(key, isRequired: isRequired) else { return nil }
    return attempt { () throws(Refusal) in
      try parse(value.line(key, limit: limit))
    }
  }

  mutating func line(
    _ key: String, isRequired: Bool = false, limit: Int = 500
  ) -> Located<String>? {
    guard let value = value(key, isRequired: isRequired) else { return nil }
    return attempt { () throws(Refusal) in try value.freeLine(key, limit: limit) }
  }

  mutating func flag(_ key: String) -> Bool? {
    text(key) { (text) throws(Refusal) in
      switch text.value {
      case "true": return true
      case "false": return false
      default: throw Refusal(.notABoolean(text))
      }
    }
  }

  /// One of some words.
  mutating func choice<Value: RawRepresentable & CaseIterable>(
    _ key: String, isRequired: Bool = false, among values: [Value] = Array(Value.allCases)
  ) -> Value? where Value.RawValue == String {
    text(key, isRequired: isRequired) { (text) throws(Refusal) in
      if let value = values.first(where: { $0.rawValue == text.value }) { return value }
      throw Refusal(.unknownValue(text, of: key, known: values.map(\.rawValue)))
    }
  }

  /// The items of a list; empty when the key is missing.
  mutating func list(_ key: String, isRequired: Bool = false) -> [YAMLValue] {
    guard let value = value(key, isRequired: isRequired) else { return [] }
    guard case .sequence(let items) = value.content else {
      report([.wrongTypeOrEmpty(key, expected: "a list", found: value)])
      return []
    }
    return items
  }

  /// The lines of a list of texts; those that are wrong are left out.
  mutating func lines(_ key: String) -> [Located<String>] {
    list(key).compactMap { item in
      attempt { () throws(Refusal) in try item.freeLine(key) }
    }
  }

  /// The result of `work`; nil, with its diagnostic, when it refuses.
  mutating func attempt<Result>(_ work: () throws(Refusal) -> Result) -> Result? {
    do {
      return try work()
    } catch {
      report([error.diagnostic])
      return nil
    }
  }
}

extension YAMLValue {
  /// A text in one line that says whatever people want: with none of it lost to a comment.
  func freeLine(_ key: String, limit: Int = 500) throws(Refusal) -> Located<String> {
    let line = try line(key, limit: limit)
    if let cut, !cut.isComment { throw Refusal(.cutText(key, cut)) }
    return line
  }

  /// A text in one line, blanks around it taken off, not empty.
  ///
  /// - Parameter key: as diagnostics name it.
  func line(_ key: String, limit: Int = 500) throws(Refusal) -> Located<String> {
    guard case .scalar(let written) = content else {
      throw Refusal(.wrongTypeOrEmpty(key, expected: "text", found: self))
    }
    let text =
      written.utf8.last == 0x0A || written.utf8.last == 0x20 || written.utf8.first == 0x20
      ? written.trimmingBlanks : written
    guard !text.isEmpty else { throw Refusal(.emptyValue(key, self)) }
    guard !text.utf8.contains(0x0A) else { throw Refusal(.notOneLine(key, at: position)) }
    guard !text.hasControlCharacter else { throw Refusal(.controlCharacter(at: position)) }
    if let sign = text.directionControl {
      throw Refusal(.directionControl(sign, in: "'\(key)'", at: position))
    }
    guard text.utf8.count <= limit || text.isWithin(limit) else {
      throw Refusal(.tooLong(key, limit: limit, at: position))
    }
    return Located(text, at: position)
  }
}

extension YAMLValue {
  /// Of a text where a list or a mapping was to be: the sign that YAML takes for a letter, such as the
  /// no-break space after a dash.
  fileprivate var structureFault: Diagnostic? {
    guard case .scalar(let text) = content, let (sign, _) = text.oddSign else { return nil }
    return .oddSign(sign, in: text, at: position)
  }
}

extension Diagnostic {
  static func wrongTypeOrEmpty(
    _ key: String, expected: String, found: YAMLValue
  ) -> Diagnostic {
    if let fault = found.structureFault { return fault }
    return found.content == .null
      ? .emptyValue(key, found)
      : .wrongType(key, expected: expected, found: found.kind, at: found.position)
  }
}

extension String {
  /// Without spaces and line feeds around it.
  var trimmingBlanks: String {
    let isBlank = { (scalar: Unicode.Scalar) in scalar == " " || scalar == "\n" || scalar == "\t" }
    guard let start = unicodeScalars.firstIndex(where: { !isBlank($0) }),
      let end = unicodeScalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(unicodeScalars[start...end])
  }

  /// A double-quoted text can name what the file itself must not hold: `"\e[2J"`, `"\L"`.
  var hasControlCharacter: Bool {
    guard utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F }) else { return false }
    return unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: true
      case let value: value & 0xFFFE == 0xFFFE
      }
    }
  }

  /// The first sign that opens, overrides or closes a direction of writing, and so may reach beyond
  /// this text in a list: U+202A to U+202E, U+2066 to U+2069.
  var directionControl: Unicode.Scalar? {
    guard utf8.contains(0xE2) else { return nil }
    return unicodeScalars.first { scalar in
      (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }
  }

  /// Characters as readers count them, though not with any number of marks on each.
  fileprivate func isWithin(_ limit: Int) -> Bool {
    utf8.count <= 16 * limit && count <= limit
  }
}
