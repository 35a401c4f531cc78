/// The command line does not say what to do.
struct UsageError: Error {
  let text: String
}

/// The `--name value` pairs of a command line.
struct Options {
  private let values: [String: String]

  init(_ words: some Collection<String>, known: Set<String>) throws(UsageError) {
    var values: [String: String] = [:]
    var rest = words[...]
    while let word = rest.popFirst() {
      let name = String(word.drop { $0 == "-" })
      guard word.hasPrefix("--"), known.contains(name) else {
        throw UsageError(text: "'\(word)' is not an option of this command")
      }
      guard let value = rest.popFirst() else {
        throw UsageError(text: "--\(name) needs a value")
      }
      values[name] = value
    }
    self.values = values
  }

  func text(_ name: String) throws(UsageError) -> String {
    guard let value = values[name] else { throw UsageError(text: "--\(name) is missing") }
    return value
  }

  func text(_ name: String, default fallback: String) -> String {
    values[name] ?? fallback
  }

  /// A whole number of at least `least`; `fallback` where the option is not given.
  func number(_ name: String, default fallback: Int? = nil, least: Int) throws(UsageError) -> Int {
    if let fallback, values[name] == nil { return fallback }
    let value = try text(name)
    guard let number = Int(value), number >= least else {
      throw UsageError(text: "--\(name) takes a whole number from \(least), not '\(value)'")
    }
    return number
  }
}
