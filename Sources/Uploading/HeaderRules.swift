/// What `_headers` says of each path, for hosts that do not read that file.
package struct HeaderRules: Hashable, Sendable {
  package struct Header: Hashable, Sendable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  private struct Rule: Hashable, Sendable {
    let pattern: [Substring]
    var headers: [Header]
  }

  private let rules: [Rule]

  /// - Parameter text: of `_headers`: paths at the start of a line, their headers indented below.
  package init(_ text: String) {
    var rules: [Rule] = []
    for line in text.split(separator: "\n") {
      if line.first != " " {
        rules.append(Rule(pattern: segments(line), headers: []))
      } else if let colon = line.firstIndex(of: ":"), !rules.isEmpty {
        let name = line[..<colon].drop { $0 == " " }
        let value = line[line.index(after: colon)...].drop { $0 == " " }
        rules[rules.count - 1].headers.append(Header(String(name), String(value)))
      }
    }
    self.rules = rules
  }

  /// Those of these names, in the order in which they are written.
  ///
  /// - Parameter path: of a file of the output, without a slash before it.
  package func headers(of path: String, named names: Set<String>) -> [Header] {
    let path = segments("/" + path)
    return rules.filter { matches(path, $0.pattern) }.flatMap(\.headers).filter {
      names.contains($0.name)
    }
  }
}

private func segments(_ path: some StringProtocol) -> [Substring] {
  Substring(path).split(separator: "/", omittingEmptySubsequences: false)
}

/// - Parameter pattern: a `*` at its end stands for anything, `:name` for one segment.
private func matches(_ path: [Substring], _ pattern: [Substring]) -> Bool {
  for (place, part) in pattern.enumerated() {
    if part == "*", place == pattern.count - 1 { return path.count > place }
    guard place < path.count, part.hasPrefix(":") || part == path[place] else { return false }
  }
  return path.count == pattern.count
}
