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

/// For programs: one line, keys sorted.
func jsonLine(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return visible(json: String(decoding: try encoder.encode(value), as: UTF8.self))
}
