import Diagnostics

extension Diagnostic {
  static func unknownKey(
    _ key: String, nearest: String?, known: [String], at place: SourcePosition
  ) -> Diagnostic {
    .misspelt(
      .unknownKey, "unknown key \(quoted(key))\(guess(nearest))",
      hint: "known here: \(list(known))", Located(key, at: place))
  }

  static func missingKey(_ key: String, in owner: String, at place: SourcePosition) -> Diagnostic {
    .error(
      .missingKey, "\(owner) has no '\(key)'", hint: "add a line '\(key): …'", at: place)
  }

  static func wrongType(
    _ key: String, expected: String, found: String, at place: SourcePosition
  ) -> Diagnostic {
    .error(
      .wrongType, "'\(key)' is \(expected), not \(found)",
      hint: expected == "text"
        ? "write text after '\(key):', in quotes if it starts with '[' or '{'"
        : "write \(expected) after '\(key):'",
      at: place)
  }

  static func emptyValue(_ key: String, _ value: YAMLValue) -> Diagnostic {
    guard let cut = value.cut else {
      return .error(
        .emptyValue, "'\(key)' is empty", hint: "write a value, or leave the key out if it may be",
        at: value.position)
    }
    return .error(
      .emptyValue, "'\(key)' is empty, since '#' starts a comment",
      hint: "put quotes around a text that starts with '#': \(yamlQuoted(cut.whole))",
      at: cut.position)
  }

  static func cutText(_ key: String, _ cut: YAMLValue.Cut) -> Diagnostic {
    .error(
      .cutText, "'\(key)' ends before \(quoted(cut.comment)), which YAML takes for a comment",
      hint:
        "put quotes around all of it: \(yamlQuoted(cut.whole)); a comment has two spaces before "
        + "its '# '",
      at: cut.position)
  }

  /// A text as YAML reads it back, whatever it holds.
  static func yamlQuoted(_ text: String) -> String {
    text.utf8.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
      ? "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
        + "'"
      : "\"" + text + "\""
  }

  static func unknownValue(
    _ text: Located<String>, of key: String, known: [String]
  ) -> Diagnostic {
    let near = nearest(to: text.value, among: known)
    return .misspelt(
      .unknownValue, "'\(key)' cannot be \(quoted(text.value))\(guess(near))",
      hint: "write \(known.count > 1 ? "one of " : "")\(list(known))", text)
  }

  static func notOneLine(_ key: String, at place: SourcePosition) -> Diagnostic {
    .error(
      .notOneLine, "'\(key)' has more than one line", hint: "write it in one line", at: place)
  }

  static func tooLong(_ key: String, limit: Int, at place: SourcePosition) -> Diagnostic {
    .error(
      .tooLong, "'\(key)' has more than \(limit) characters", hint: "say it in fewer", at: place)
  }

  static func notABoolean(_ text: Located<String>) -> Diagnostic {
    .misspelt(
      .notABoolean, "\(quoted(text.value)) is neither true nor false", hint: "write true or false",
      text)
  }

  static func notADate(_ text: Located<String>) -> Diagnostic {
    .misspelt(
      .notADate, "\(quoted(text.value)) is not a day from 1970 to 2099",
      hint: "write it like 2026-11-20", text)
  }

  static func notATime(_ text: Located<String>) -> Diagnostic {
    .misspelt(
      .notATime, "\(quoted(text.value)) is not a time",
      hint: "write it like 2026-11-20 10:10 UTC or 2026-11-20 11:10 +01:00", text)
  }

  /// A time of the right form whose day, hour, offset or year cannot be.
  static func impossibleTime(
    _ text: Located<String>, because reason: String
  ) -> Diagnostic {
    .error(
      .impossibleTime, "\(quoted(text.value)) cannot be: \(reason)",
      hint: "correct it; times are from 00:00:00 to 23:59:59, years from 1970 to 2099",
      at: text.position)
  }

  static func skippedTime(_ text: Located<String>, zone: String) -> Diagnostic {
    .error(
      .skippedTime,
      "\(quoted(text.value)) never came in \(zone): the clock was put forward over it",
      hint: "write the offset as well, such as +01:00, or UTC", at: text.position)
  }

  static func ambiguousTime(_ text: Located<String>, zone: String) -> Diagnostic {
    .error(
      .ambiguousTime, "\(quoted(text.value)) came twice in \(zone): the clock was put back over it",
      hint: "write the offset as well, such as +01:00, or UTC", at: text.position)
  }

  static func futureTime(_ text: Located<String>) -> Diagnostic {
    .error(
      .futureTime, "\(quoted(text.value)) lies in the future",
      hint: "correct the day, the time or the time zone", at: text.position)
  }

  static func notADuration(_ text: Located<String>) -> Diagnostic {
    .misspelt(
      .notADuration, "\(quoted(text.value)) is not a span of time",
      hint: "write it like 30m, 1h, 1h30m, 3d or 2w, up to a year", text)
  }

  static func badURL(_ text: Located<String>, expected: String) -> Diagnostic {
    .misspelt(
      .badURL, "\(quoted(text.value)) is not an address that can stand here",
      hint: "write \(expected)", text)
  }
}
