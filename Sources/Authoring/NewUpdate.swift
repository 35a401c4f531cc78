import PlainEnglish
package import StatusModel

/// An update that is about to be written.
package struct NewUpdate: Hashable, Sendable {
  /// As it is written in a heading: `In progress`.
  package let state: String
  package let time: Timestamp
  /// `SEV2`, `dashboard: operational`, `next: 12:30 UTC`.
  package let changes: [String]
  /// CommonMark, its lines parted by line feeds, no blank lines around it, no code block left open; may
  /// be empty.
  package let text: String

  package init(state: String, time: Timestamp, changes: [String] = [], text: String) {
    self.state = state
    self.time = time
    self.changes = changes
    self.text = closingCode(tidied(text))
  }

  var heading: String {
    "## " + ([state, time.written] + changes).joined(separator: " - ")
  }

  /// The heading and the text, each line ended by `lineBreak`.
  func written(lineBreak: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return ([heading] + (text.isEmpty ? [] : [""] + lines)).map { $0 + lineBreak }.joined()
  }
}

extension Incident.State {
  /// `Investigating`.
  package var headingName: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}

extension Maintenance.State {
  /// `In progress`.
  package var headingName: String {
    self == .inProgress ? "In progress" : rawValue.prefix(1).uppercased() + rawValue.dropFirst()
  }
}

/// A promise as a heading has it: a time of day where that is clear, else a whole time.
package func nextChange(_ next: Timestamp, after time: Timestamp) -> String {
  next.seconds(since: time) <= 86_400 ? "next: \(next.writtenClock)" : "next: \(next.written)"
}

/// A typed text as it is kept: line feeds alone, no blanks at the ends of the text, no blank first line.
package func tidied(_ text: String) -> String {
  let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    .split(separator: "\n", omittingEmptySubsequences: false)
  let isBlank = { (line: Substring) in line.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } }
  guard let first = lines.firstIndex(where: { !isBlank($0) }),
    let last = lines.lastIndex(where: { !isBlank($0) })
  else { return "" }
  return lines[first...last].joined(separator: "\n")
}
