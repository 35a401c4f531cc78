import Diagnostics
import SiteFiles

/// What a reader has to say beside the history: what it left out, changed and lost, and what stops the import.
struct ReadingNotes {
  private(set) var findings: [ImportFinding] = []
  private(set) var fields = FieldTally()
  private var problems: [(message: String, hint: String?, place: SourcePosition)] = []

  mutating func find(
    _ kind: ImportFinding.Kind, _ subject: String, _ reason: String, at place: SourcePosition
  ) {
    findings.append(ImportFinding(kind, oneLine(subject, limit: 80), reason, at: place))
  }

  mutating func count(_ field: String, _ outcome: FieldTally.Outcome, times: Int = 1) {
    fields.count(field, outcome, times: times)
  }

  /// Counts as lost each key of an object that says something and has no counterpart.
  mutating func countLost(
    _ value: ForeignValue, besides known: Set<String>, of thing: String
  ) {
    for member in value.members where !known.contains(member.key) && member.value.saysSomething {
      count("\(thing) \(oneLine(member.key, limit: 40))", .lost)
    }
  }

  /// Notes what stops the import, so that people learn of all of it at once.
  mutating func fail(_ message: String, hint: String? = nil, at place: SourcePosition) {
    problems.append((message, hint, place))
  }

  mutating func fail(_ error: ImportError, in file: String) {
    if case .unreadable(let message, let hint, let place) = error {
      fail(message, hint: hint, at: place)
    } else {
      fail(error.text, at: SourcePosition(path: file))
    }
  }

  /// - Throws: the first problem; the hint names the places of the others.
  func throwProblems() throws(ImportError) {
    guard let first = problems.first else { return }
    let others = problems.dropFirst().prefix(20).map {
      "\($0.place.path):\($0.place.line):\($0.place.column): \($0.message)"
    }
    let more = problems.count - 1 - others.count
    let list = others.joined(separator: "; ") + (more > 0 ? "; and \(more) more" : "")
    let hints = [first.hint, others.isEmpty ? nil : "also \(list)"].compactMap { $0 }
    throw .unreadable(
      message: first.message, hint: hints.isEmpty ? nil : hints.joined(separator: "; "),
      at: first.place)
  }

  func reading(_ history: ImportedHistory) -> SourceReading {
    SourceReading(history, findings: findings, fields: fields)
  }
}

extension ForeignValue {
  /// Whether losing it loses anything.
  fileprivate var saysSomething: Bool {
    switch content {
    case .null, .flag(false): false
    case .text(let text): !text.isEmpty && text.lowercased() != "false"
    case .list(let items): !items.isEmpty
    case .object(let members): !members.isEmpty
    case .number, .flag: true
    }
  }
}

/// The lines of a text file, without a byte-order mark and carriage returns.
///
/// - Throws: with the place of the first line that is not UTF-8.
func textLines(_ file: SourceFile) throws(ImportError) -> [String] {
  let bytes = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? file.bytes[3...] : file.bytes[...]
  var lines: [String] = []
  for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
    let line = line.last == 0x0D ? line.dropLast() : line
    guard let text = String(validating: line, as: UTF8.self) else {
      throw .unreadable(
        message: "the line is not UTF-8", hint: "save the file as UTF-8",
        at: SourcePosition(path: file.path, line: lines.count + 1))
    }
    lines.append(text)
  }
  return lines
}

/// The name of a file, without its folders.
func fileName(_ path: String) -> String {
  path.split(separator: "/").last.map(String.init) ?? path
}
