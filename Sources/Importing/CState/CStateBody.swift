import Diagnostics
import StatusModel

/// A paragraph of a cState post, and the time that its `{{< track "…" >}}` names.
struct CStateParagraph {
  let text: String
  /// As written; nil where it has none.
  let track: String?
  let line: Int
}

/// What the text of a cState post says, by its paragraphs.
struct CStateBody {
  /// One with times, in the order of the file; each text with the untimed paragraphs that belong to it.
  private(set) var tracked: [CStateParagraph] = []
  /// All words but the postmortem, where no paragraph has a time.
  private(set) var whole = ""
  private(set) var postmortem: (text: String, line: Int)?
  /// Names of shortcodes that nobody here runs.
  let shortcodes: Set<String>
  let hasHTML: Bool

  init(_ lines: [String], firstLine: Int) {
    let text = withoutTracks(lines.joined(separator: "\n"))
    shortcodes = text.shortcodes
    hasHTML = holdsTag(text.text)
    var rest = paragraphs(of: lines, firstLine: firstLine)
    if let start = rest.firstIndex(where: { postmortemWords($0.text) != nil }) {
      let end =
        rest[(start + 1)...].firstIndex { $0.track != nil || isRule($0.text) } ?? rest.count
      let words = [postmortemWords(rest[start].text) ?? ""] + rest[(start + 1)..<end].map(\.text)
      let written = words.filter { !$0.isEmpty }.joined(separator: "\n\n")
      if !written.isEmpty {
        postmortem = (written, rest[start].line)
        let isClosed = end < rest.count && isRule(rest[end].text) && rest[end].track == nil
        rest.removeSubrange(start..<(isClosed ? end + 1 : end))
      }
    }
    if rest.contains(where: { $0.track != nil }) {
      tracked = Self.joined(rest.filter { !isRule($0.text) || $0.track != nil })
    } else {
      whole = rest.map(\.text).joined(separator: "\n\n")
    }
  }

  /// A paragraph without a time belongs to the one before it where the next one names its own state.
  private static func joined(_ paragraphs: [CStateParagraph]) -> [CStateParagraph] {
    var result: [CStateParagraph] = []
    var waiting: [CStateParagraph] = []
    for paragraph in paragraphs {
      guard let track = paragraph.track else {
        waiting.append(paragraph)
        continue
      }
      if let last = result.last, !waiting.isEmpty, cstateMarker(paragraph.text) != nil {
        result[result.count - 1] = last.followed(by: waiting)
        waiting = []
      }
      result.append(
        CStateParagraph(
          text: (waiting + [paragraph]).map(\.text).joined(separator: "\n\n"), track: track,
          line: (waiting.first ?? paragraph).line))
      waiting = []
    }
    if let last = result.last, !waiting.isEmpty {
      result[result.count - 1] = last.followed(by: waiting)
    }
    return result
  }
}

extension CStateParagraph {
  fileprivate func followed(by others: [CStateParagraph]) -> CStateParagraph {
    CStateParagraph(
      text: ([self] + others).map(\.text).joined(separator: "\n\n"), track: track, line: line)
  }
}

private func isRule(_ text: String) -> Bool {
  let marks = text.filter { !$0.isWhitespace }
  return marks.count >= 3 && (marks.allSatisfy { $0 == "-" } || marks.allSatisfy { $0 == "*" })
}

/// Blank lines end a paragraph, but not within a fence.
private func paragraphs(of lines: [String], firstLine: Int) -> [CStateParagraph] {
  var result: [CStateParagraph] = []
  var open: [String] = []
  var isFenced = false
  func close(before number: Int) {
    let found = withoutTracks(open.joined(separator: "\n"))
    if !found.text.allSatisfy(\.isWhitespace) || found.track != nil {
      result.append(
        CStateParagraph(text: found.text, track: found.track, line: number - open.count))
    }
    open = []
  }
  for (offset, line) in lines.enumerated() {
    let words = trimmedLine(line[...])
    if words.hasPrefix("```") || words.hasPrefix("~~~") { isFenced.toggle() }
    if isFenced || !words.isEmpty { open.append(line) } else { close(before: firstLine + offset) }
    // A rule below a blank line separates; below words it would be a heading.
    if !isFenced, open.count == 1, isRule(line) { close(before: firstLine + offset + 1) }
  }
  close(before: firstLine + lines.count)
  return result
}

/// A text without its `{{< track "2026-01-02 10:00" >}}`, and what else stands between such braces.
private func withoutTracks(
  _ text: String
) -> (text: String, track: String?, shortcodes: Set<String>) {
  var words = ""
  var track: String?
  var others: Set<String> = []
  var rest = text[...]
  while let open = rest.firstRange(of: "{{") {
    guard let close = rest[open.upperBound...].firstRange(of: "}}") else { break }
    let inner = rest[open.upperBound..<close.lowerBound]
    let marks: Set<Character> = ["<", ">", "%", "\"", "'", "`"]
    let parts = inner.split { $0.isWhitespace || marks.contains($0) }
    words += rest[..<open.lowerBound]
    if parts.first?.lowercased() == "track" {
      track = track ?? parts.dropFirst().joined(separator: " ")
    } else {
      words += rest[open.lowerBound..<close.upperBound]
      if inner.hasPrefix("<") || inner.hasPrefix("%"), let name = parts.first {
        others.insert(String(name))
      }
    }
    rest = rest[close.upperBound...]
  }
  words += rest
  while words.last?.isWhitespace == true { words.removeLast() }
  return (words, track, others)
}

/// `*Investigating* - `, `**Resolved**:`, `[Update]`: a state that posts begin with.
///
/// - Returns: nil where the words between the marks are no state.
func cstateMarker(
  _ text: String
) -> (state: ImportedHistory.Update.State, rest: String)? {
  guard let (word, rest) = markedWords(text), let state = cstateState(word) else { return nil }
  return (state, rest)
}

private func cstateState(_ word: String) -> ImportedHistory.Update.State? {
  switch word.lowercased() {
  case "investigating": .incident(.investigating)
  case "identified": .incident(.identified)
  case "monitoring", "watching": .incident(.monitoring)
  case "resolved", "fixed", "solved", "completed": .incident(.resolved)
  case "update", "updated": .unchanged
  default: nil
  }
}

private func postmortemWords(_ text: String) -> String? {
  let isHeading = text.hasPrefix("#")
  let found = isHeading ? headingWords(text) : markedWords(text)
  guard let (word, rest) = found else { return nil }
  let letters = word.lowercased().filter(\.isLetter)
  return letters == "postmortem" ? rest : nil
}

private func headingWords(_ text: String) -> (word: String, rest: String)? {
  let lines = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
  guard let first = lines.first else { return nil }
  return (String(first), lines.count > 1 ? String(lines[1]) : "")
}

/// The words between marks at the start, and what follows the dash or colon behind them.
private func markedWords(_ text: String) -> (word: String, rest: String)? {
  let marks = text.prefix { "*_[".contains($0) }
  guard (1...3).contains(marks.count) else { return nil }
  let inner = text.dropFirst(marks.count)
  let word = inner.prefix(40).prefix { !"*_]\n".contains($0) }
  var rest = inner.dropFirst(word.count)
  let closing = rest.prefix { "*_]".contains($0) }
  guard !closing.isEmpty, !word.isEmpty else { return nil }
  rest = rest.dropFirst(closing.count).drop { $0 == " " || $0 == "\t" }
  // A link is no mark.
  if marks.hasPrefix("["), rest.hasPrefix("(") { return nil }
  if let mark = rest.first, "-–—:".contains(mark) { rest = rest.dropFirst() }
  let name = word.last == ":" ? word.dropLast() : word
  return (String(name), String(rest.drop(while: \.isWhitespace)))
}

/// Whether HTML stands in a text; an address between such brackets is none.
private func holdsTag(_ text: String) -> Bool {
  let tags: Set<String> = [
    "a", "b", "i", "u", "br", "p", "ul", "ol", "li", "div", "span", "img", "table", "tr", "td",
    "details", "summary", "iframe", "script", "strong", "em", "h1", "h2", "h3", "h4", "hr",
  ]
  return text.split(separator: "<", omittingEmptySubsequences: false).dropFirst().contains { part in
    let name = part.drop { $0 == "/" }.prefix(8).prefix { $0.isLetter || $0.isNumber }
    let next = part.drop { $0 == "/" }.dropFirst(name.count).first
    return tags.contains(name.lowercased()) && (next.map { " >/\n".contains($0) } ?? false)
  }
}
