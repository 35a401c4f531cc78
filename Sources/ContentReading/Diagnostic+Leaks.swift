import Diagnostics

extension Diagnostic {
  static func privateWord(pattern: String, at place: SourcePosition) -> Diagnostic {
    .error(
      .privateWord, "public text matches the private pattern \(quoted(pattern))",
      hint: "say it in other words; the pattern stands under never_publish in status.yml",
      at: place)
  }

  static func privateAddress(_ address: String, at place: SourcePosition) -> Diagnostic {
    .error(
      .privateAddress, "public text names the private address \(quoted(address))",
      hint:
        "say what it is to customers, without the address; an example can be 192.0.2.1, 198.51.100.1 or 203.0.113.1; "
        + "what is no address is allowed by `may_publish: [\"\(address)\"]` in the front matter",
      at: place)
  }

  /// - Parameter key: under which the pattern stands: `never_publish`.
  static func slowPattern(
    _ pattern: String, of key: String, at place: SourcePosition
  ) -> Diagnostic {
    .error(
      .slowPattern,
      "the pattern \(quoted(pattern)) of \(key) takes too long to look for in this text",
      hint: "write it in status.yml without a repetition inside another one, and without .* at its "
        + "start: `[a-z0-9.-]+\\.internal`, `plover`",
      at: place)
  }

  /// - Parameter word: the whole of it; four characters are shown.
  static func secret(_ word: String, at place: SourcePosition) -> Diagnostic {
    .error(
      .secret, "public text holds what looks like a key: '\(String(word.prefix(4)))…'",
      hint: "take it out, and change the key where it is used, since this file has seen it",
      at: place)
  }
}
