import Diagnostics
import SiteFiles

/// A field of a CSV file, and where it starts.
struct CSVField {
  let text: String
  let place: SourcePosition
}

/// The records of a CSV file, as RFC 4180 and spreadsheets write them.
///
/// A byte-order mark is skipped. Fields end at what parts those of the first line: a comma, a semicolon or a tab.
///
/// - Throws: what is not UTF-8, and a quote that is not closed, with the place.
func csvRows(_ file: SourceFile) throws(ImportError) -> [[CSVField]] {
  guard file.bytes.count <= largestSourceFile else {
    throw .unreadable(
      message: "the file has more than \(largestSourceFile / 1_048_576) MiB", hint: nil,
      at: SourcePosition(path: file.path))
  }
  let start = file.bytes.prefix(2)
  guard !start.elementsEqual([0xFF, 0xFE]), !start.elementsEqual([0xFE, 0xFF]) else {
    throw .unreadable(
      message: "the file is UTF-16", hint: "save it as UTF-8: 'CSV UTF-8' in a spreadsheet",
      at: SourcePosition(path: file.path))
  }
  var scanner = CSVScanner(file)
  return try scanner.rows()
}

private struct CSVScanner {
  private let path: String
  private let bytes: [UInt8]
  private var index: Int
  private var line = 1
  private var lineStart: Int
  private var mark = UInt8(ascii: ",")

  init(_ file: SourceFile) {
    path = file.path
    bytes = file.bytes
    index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    lineStart = index
    let first = bytes[index...].prefix { $0 != 0x0A && $0 != 0x0D }
    if first.starts(with: "sep=".utf8), first.count == 5, let last = first.last {
      // What Excel writes to say how fields end.
      mark = last
      index += first.count
      endLine()
    } else {
      mark = Self.mark(in: first)
    }
  }

  /// What stands most often outside quotes.
  private static func mark(in line: ArraySlice<UInt8>) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in line {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted { counts[byte, default: 0] += 1 }
    }
    let marks = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    return marks.max { counts[$0] ?? 0 < counts[$1] ?? 0 } ?? marks[0]
  }

  private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  private var place: SourcePosition {
    SourcePosition(path: path, line: line, column: index - lineStart + 1)
  }

  /// Passes a line feed, a carriage return or both.
  private mutating func endLine() {
    if byte == 0x0D { index += 1 }
    if byte == 0x0A { index += 1 }
    (line, lineStart) = (line + 1, index)
  }

  mutating func rows() throws(ImportError) -> [[CSVField]] {
    var rows: [[CSVField]] = []
    while index < bytes.count {
      var row = [try field()]
      while byte == mark {
        index += 1
        row.append(try field())
      }
      if index < bytes.count { endLine() }
      if row.count > 1 || !row[0].text.isEmpty { rows.append(row) }
    }
    return rows
  }

  private mutating func field() throws(ImportError) -> CSVField {
    let start = place
    if byte == UInt8(ascii: "\"") { return try quotedField(start) }
    let first = index
    while let byte, byte != mark, byte != 0x0A, byte != 0x0D { index += 1 }
    return CSVField(text: try text(of: bytes[first..<index], start), place: start)
  }

  private mutating func quotedField(_ start: SourcePosition) throws(ImportError) -> CSVField {
    index += 1
    var found: [UInt8] = []
    while true {
      guard let byte else {
        throw .unreadable(
          message: "the quote that opens here is never closed", hint: nil, at: start)
      }
      if byte == UInt8(ascii: "\"") {
        index += 1
        guard self.byte == UInt8(ascii: "\"") else { break }
        found.append(byte)
        index += 1
      } else if byte == 0x0A || byte == 0x0D {
        endLine()
        found.append(0x0A)
      } else {
        found.append(byte)
        index += 1
      }
    }
    guard byte == nil || byte == mark || byte == 0x0A || byte == 0x0D else {
      throw .unreadable(
        message: "text after a closing quote", hint: "write a quote within quotes twice", at: place)
    }
    return CSVField(text: try text(of: found[...], start), place: start)
  }

  private func text(
    of utf8: ArraySlice<UInt8>, _ start: SourcePosition
  ) throws(ImportError) -> String {
    guard let text = String(validating: utf8, as: UTF8.self) else {
      throw .unreadable(
        message: "the field is not UTF-8",
        hint: "save the file as UTF-8: 'CSV UTF-8' in a spreadsheet", at: start)
    }
    return text
  }
}
