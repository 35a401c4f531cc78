import Foundation
import StatusModel

/// Rows of cells, each column as wide as its widest cell.
struct TextTable {
  /// Without blanks at their ends.
  let lines: [String]

  /// - Parameters:
  ///   - rightAligned: columns of numbers, from 0.
  ///   - width: of the terminal; a last cell that is too long for it goes on below itself. Nil: no line
  ///     is broken.
  init(_ rows: [[String]], rightAligned: Set<Int> = [], width: Int? = nil) {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    let indent = widths.dropLast().reduce(0) { $0 + $1 + 2 }
    let broken = rows.flatMap { row -> [[String]] in
      guard let width, row.count == columns, let last = row.last else { return [row] }
      let parts = last.brokenIntoLines(of: width - indent)
      let blanks = [String](repeating: "", count: columns - 1)
      return [row.dropLast() + parts.prefix(1)] + parts.dropFirst().map { blanks + [$0] }
    }
    lines = broken.map { row in
      let cells = row.enumerated().map { column, cell in
        let blanks = String(repeating: " ", count: widths[column] - cell.count)
        return rightAligned.contains(column) ? blanks + cell : cell + blanks
      }
      let line = cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }
}

extension String {
  /// Lines of at most `width` characters, broken between words; a longer word has a line of its own. A
  /// terminal with too little room to read in breaks lines better itself.
  func brokenIntoLines(of width: Int?) -> [String] {
    guard let width, width >= 20, count > width else { return [self] }
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ", omittingEmptySubsequences: false) {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = String(word)
      } else {
        line += (line.isEmpty ? "" : " ") + word
      }
    }
    return lines + [line]
  }
}

/// `2 d 3 h`, `3 h 20 min`, `12 min`, `40 s`: the two largest units, cut.
func spanText(_ seconds: Int) -> String {
  let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60)
  if days > 0 { return hours > 0 ? "\(days) d \(hours) h" : "\(days) d" }
  if hours > 0 { return minutes > 0 ? "\(hours) h \(minutes) min" : "\(hours) h" }
  return minutes > 0 ? "\(minutes) min" : "\(seconds) s"
}

extension Timestamp {
  /// `12:15 +01:00` in the zone of a site, `2026-11-21 12:15 +01:00` for another day than `today`.
  func wallClock(in zone: TimeZoneRules, today: CivilDate?) -> String {
    let time = zone.civilTime(at: self)
    let clock = "\(padded(time.hour)):\(padded(time.minute)) \(offsetText(zone.offset(at: self)))"
    return time.date == today ? clock : "\(time.date.iso8601) \(clock)"
  }
}

/// `UTC`, `+01:00`.
private func offsetText(_ seconds: Int) -> String {
  guard seconds != 0 else { return "UTC" }
  let minutes = abs(seconds) / 60
  return (seconds < 0 ? "-" : "+") + "\(padded(minutes / 60)):\(padded(minutes % 60))"
}

/// For programs: one line, keys sorted.
func jsonLine(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return visible(json: String(decoding: try encoder.encode(value), as: UTF8.self))
}
