import Diagnostics

extension Diagnostic {
  static func unknownKey(
    _ key: String, nearest: String?, known: [String], at place: SourcePosition
  ) -> Diagnostic {
    .error(
      .unknownKey, "unknown key \(quoted(key))\(guess(nearest))",
      hint: "known here: \(list(known))", at: place)
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
      hint: "write \(expected) after '\(key):'", at: place)
  }

  static func emptyValue(_ key: String, at place: SourcePosition) -> Diagnostic {
    .error(
      .emptyValue, "'\(key)' is empty", hint: "write a value, or leave the key out if it may be",
      at: place)
  }

  static func unknownValue(
    _ text: Located<String>, of key: String, known: [String]
  ) -> Diagnostic {
    let near = nearest(to: text.value, among: known)
    return .error(
      .unknownValue, "'\(key)' cannot be \(quoted(text.value))\(guess(near))",
      hint: "write \(known.count > 1 ? "one of " : "")\(list(known))", at: text.position)
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
    .error(
      .notABoolean, "\(quoted(text.value)) is neither true nor false", hint: "write true or false",
      at: text.position)
  }

  static func notADate(_ text: Located<String>) -> Diagnostic {
    .error(
      .notADate, "\(quoted(text.value)) is not a day from 1970 to 2099",
      hint: "write it like 2026-11-20", at: text.position)
  }

  static func notATime(_ text: Located<String>) -> Diagnostic {
    .error(
      .notATime, "\(quoted(text.value)) is not a time",
      hint: "write it like 2026-11-20 10:10 UTC or 2026-11-20 11:10 +01:00", at: text.position)
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
    .error(
      .notADuration, "\(quoted(text.value)) is not a span of time",
      hint: "write it like 30m, 1h, 1h30m, 3d or 2w, up to a year", at: text.position)
  }

  static func badURL(_ text: Located<String>, expected: String) -> Diagnostic {
    .error(
      .badURL, "\(quoted(text.value)) is not an address that can stand here",
      hint: "write \(expected)", at: text.position)
  }
}
