import ContentReading
import ContentWriting
import PlainEnglish
package import SiteFiles
package import StatusModel

// The comments by which a draft knows its alert, and which tell a person what is known of it.

let markStart = "# alertmanager: "
let noteStart = "# alert: "

func mark(of payload: AlertPayload) -> String {
  markStart + oneLine(payload.groupKey, limit: 1_000, keepsApart: true)
}

/// That everything is over; readers of a draft see it first.
private let resolvedNote =
  "RESOLVED: every alert of this group is over; publish only what customers noticed"

/// What a comment says of one alert.
struct AlertNote: Hashable {
  let isFiring: Bool
  /// As it is written; `at an unknown time`.
  let began: String
  /// As it is written: ` since 2026-11-20 11:00 UTC`, ` before …`, or nothing; nil while it fires.
  let over: String?
  let labels: String

  init(isFiring: Bool, began: String, over: String?, labels: String) {
    self.isFiring = isFiring
    self.began = began
    self.over = over
    self.labels = labels
  }

  init(_ alert: AlertPayload.Alert) {
    isFiring = alert.isFiring
    began = alert.startsAt?.written ?? "at an unknown time"
    over = alert.isFiring ? nil : alert.endsAt.map { " since \($0.written)" } ?? ""
    let labels = oneLine(alert.sortedLabels, limit: 400, keepsApart: true)
    self.labels = labels.isEmpty ? "no labels" : labels
  }

  /// - Parameter text: behind `# alert: `; nil is returned for one that says something else.
  init?(_ text: String) {
    let states = [(true, "firing, began "), (false, "resolved, began ")]
    guard let (isFiring, start) = states.first(where: { text.hasPrefix($0.1) }) else { return nil }
    let rest = text.dropFirst(start.count)
    guard let colon = rest.firstRange(of: ": ") else { return nil }
    let head = rest[..<colon.lowerBound]
    let over = head.firstRange(of: ", over")
    self.isFiring = isFiring
    began = String(head[..<(over?.lowerBound ?? head.endIndex)])
    self.over = over.map { String(head[$0.upperBound...]) } ?? (isFiring ? nil : "")
    labels = String(rest[colon.upperBound...])
  }

  /// The same alert, whatever has become of it.
  var identity: String { began + ": " + labels }

  var start: Timestamp? { moment(began) }

  /// Nil where it is not known.
  var end: Timestamp? {
    guard let over, over.hasPrefix(" since ") else { return nil }
    return moment(String(over.dropFirst(" since ".count)))
  }

  var written: String {
    "\(isFiring ? "firing" : "resolved"), began \(began)\(over.map { ", over" + $0 } ?? ""): \(labels)"
  }

  func ended(_ over: String) -> AlertNote {
    isFiring ? AlertNote(isFiring: false, began: began, over: over, labels: labels) : self
  }
}

private func moment(_ text: String) -> Timestamp? {
  do throws(MomentProblem) {
    return try parseMoment(text, in: .utc)
  } catch {
    return nil
  }
}

/// What the comments of a file say of its alerts.
struct AlertNotes {
  /// In the order in which they stand.
  let alerts: [AlertNote]
  /// Every alert of the group is over.
  let isOver: Bool
  /// There are more alerts than are listed.
  let isCut: Bool

  init(in file: SourceFile) {
    let notes = frontMatterLines(of: file.bytes).filter { $0.hasPrefix(noteStart) }
      .map { String($0.dropFirst(noteStart.count)) }
    alerts = notes.compactMap { AlertNote($0) }
    isOver = notes.contains { $0.hasPrefix("RESOLVED: ") }
    isCut = notes.contains { $0.hasPrefix("and ") && $0.contains(" more") }
  }

  var lastEnd: Timestamp? { alerts.compactMap(\.end).max() }
}

/// What is known of each alert, for the person who looks at the draft, one comment each.
///
/// - Parameter before: alerts that the payload does not name any more; they stay as they are.
func notes(of payload: AlertPayload, before: [AlertNote] = []) -> [String] {
  let listed = payload.alerts.prefix(20)
  let words = listed.flatMap { alert in
    ["summary", "description", "message"].compactMap { alert.annotations[$0] }
  }
  var seen: Set<String> = []
  let rest = payload.alerts.count - listed.count
  let counts = [
    rest > 0 ? "and \(rest) more" : nil,
    payload.truncated > 0 ? "and \(payload.truncated) more that Alertmanager left out" : nil,
  ]
  let alerts = listed.map { AlertNote($0) } + before.suffix(100)
  return
    ((payload.isFiring ? [] : [resolvedNote]) + alerts.map(\.written) + counts.compactMap { $0 }
    + words.map { oneLine($0, limit: 500) }.filter { !$0.isEmpty && seen.insert($0).inserted })
    .map { noteStart + $0 }
}

/// The notes of a draft whose alerts have ended without a message about it.
func notes(ending alerts: [AlertNote]) -> [String] {
  ([resolvedNote] + alerts.map(\.written)).map { noteStart + $0 }
}

/// That all alerts of a draft are over.
package struct AlertsOver: Hashable, Sendable {
  /// When the last one ended; nil where that is not known.
  package let since: Timestamp?

  /// Nil where some go on, and for a file that is no draft of an alert.
  package init?(in file: SourceFile) {
    guard file.bytes.firstRange(of: Array(markStart.utf8)) != nil else { return nil }
    let notes = AlertNotes(in: file)
    guard notes.isOver else { return nil }
    since = notes.lastEnd
  }
}

/// Without what would end a comment, could not be read, or would not be seen.
///
/// - Parameters:
///   - limit: in scalars.
///   - keepsApart: two texts that are not the same stay different.
private func oneLine(_ text: String, limit: Int, keepsApart: Bool = false) -> String {
  let scalars = text.unicodeScalars.prefix(limit).map { isHidden($0) ? " " : String($0) }
  let line = scalars.joined()
  let shown = line.split(separator: " ", omittingEmptySubsequences: !keepsApart)
    .joined(separator: " ").trimmingEnd
  guard shown != text || shown.joinsWhatIsBefore else { return text }
  let isCut = text.unicodeScalars.count > limit
  return (shown.joinsWhatIsBefore ? "\u{25CC}" : "") + shown + (isCut ? "…" : "")
    + (keepsApart ? " #\(hash(of: text))" : "")
}

extension String {
  /// Whether it begins with a mark that makes one character with the blank before it.
  fileprivate var joinsWhatIsBefore: Bool {
    guard let first = unicodeScalars.first?.properties else { return false }
    return first.isGraphemeExtend || first.isEmojiModifier || first.generalCategory == .spacingMark
  }

  fileprivate var trimmingEnd: String {
    lastIndex { $0 != " " }.map { String(self[...$0]) } ?? ""
  }
}

/// FNV-1a of the UTF-8 bytes, 64 bits, in hexadecimal digits.
private func hash(of text: String) -> String {
  let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
    (hash ^ UInt64(byte)) &* 0x100_0000_01b3
  }
  return String(hash, radix: 16)
}

/// A character that cannot stand in a line, or that nobody would see there.
func isHidden(_ scalar: Unicode.Scalar) -> Bool {
  if isUnseen(scalar) { return true }
  guard scalar.value >= 0x80 else { return false }
  switch scalar.properties.generalCategory {
  case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator, .spaceSeparator,
    .unassigned:
    return true
  default: return scalar.value & 0xFFFE == 0xFFFE
  }
}

// MARK: The lines of a file

/// Each line with its end, and its text without, blanks at its end left out.
func lines(of bytes: [UInt8]) -> [(bytes: ArraySlice<UInt8>, text: String)] {
  var lines: [(bytes: ArraySlice<UInt8>, text: String)] = []
  var start = 0
  while start < bytes.count {
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
    let line = bytes[start..<end]
    let last = line.lastIndex { !" \t\r\n".utf8.contains($0) }
    lines.append((line, String(decoding: line[..<(last.map { $0 + 1 } ?? start)], as: UTF8.self)))
    start = end
  }
  return lines
}

/// Their texts, between the marks.
private func frontMatterLines(of bytes: [UInt8]) -> [String] {
  Array(lines(of: bytes).map(\.text).dropFirst().prefix { $0 != "---" })
}

/// A file with other notes below its mark; all else stays to the byte.
func replacingNotes(_ notes: [String], below mark: String, in bytes: [UInt8]) -> [UInt8] {
  let lineBreak = lineBreak(of: bytes)
  let written = notes.map { Array(($0 + lineBreak).utf8) }.joined()
  var result: [UInt8] = []
  var marksPassed = 0
  for line in lines(of: bytes) {
    if line.text == "---" { marksPassed += 1 }
    let isInFrontMatter = marksPassed < 2
    if isInFrontMatter, line.text.hasPrefix(noteStart) { continue }
    result += line.bytes
    if isInFrontMatter, line.text == mark { result += written }
  }
  return result
}
