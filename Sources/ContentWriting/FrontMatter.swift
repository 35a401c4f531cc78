import PlainEnglish
import StatusModel

/// The keys at the top of a file, a line each.
package struct FrontMatter: Sendable {
  private var lines: [String] = []

  package init() {}

  /// - Parameters:
  ///   - value: as YAML has it; nil: there is no such key.
  ///   - comment: stands behind the value.
  package mutating func add(_ key: String, _ value: String?, comment: String? = nil) {
    guard let value else { return }
    lines.append("\(key): \(value)" + (comment.map { "    # " + $0 } ?? ""))
  }

  /// A list with a line for each of its items; none where it has none.
  mutating func add(_ key: String, items: [String]) {
    if !items.isEmpty { lines += ["\(key):"] + items.map { "  - \($0)" } }
  }

  mutating func add(_ key: String, _ moment: Timestamp?) {
    add(key, moment?.written)
  }

  /// A key that is left out where it says what holds without it.
  mutating func add(_ key: String, _ flag: Bool, unless standard: Bool) {
    add(key, flag == standard ? nil : String(flag))
  }

  /// - Parameter comments: whole lines, each with its `#`.
  package mutating func add(comments: [String]) {
    lines += comments
  }

  /// With the marks around it.
  package var markdown: String {
    (["---"] + lines + ["---"]).map { $0 + "\n" }.joined()
  }
}

/// What a file may hold that the model does not: private keys of an entry, and comments.
package struct PrivateKeys: Hashable, Sendable {
  /// The system from which an imported entry comes.
  package let source: String?
  /// Words that may stand in the entry though they look like something private.
  package let mayPublish: [String]
  /// Whole lines below the keys, each with its `#`.
  package let comments: [String]

  package init(source: String? = nil, mayPublish: [String] = [], comments: [String] = []) {
    self.source = source
    self.mayPublish = mayPublish
    self.comments = comments
  }
}

extension FrontMatter {
  mutating func add(_ keys: PrivateKeys, isImported: Bool = false) {
    add("imported", isImported ? keys.source.map(yamlText) ?? "true" : nil)
    if !keys.mayPublish.isEmpty {
      add("may_publish", "[\(keys.mayPublish.map(yamlQuoted).joined(separator: ", "))]")
    }
    add(comments: keys.comments)
  }
}
