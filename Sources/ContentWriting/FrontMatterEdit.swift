package import Diagnostics
import PlainEnglish
package import StatusModel

/// A file in which the value of a key in the front matter is another one. What stands beside it, such
/// as a comment, stays to the byte.
///
/// - Parameter place: of the key, as `EntryPositions` gives it.
/// - Returns: Nil where the key does not stand at the start of a line, with its value behind it.
func replacingValue(
  ofKey key: String, at place: SourcePosition, with value: String, in file: [UInt8]
) -> [UInt8]? {
  guard place.column == 1, let start = start(ofLine: place.line, in: file),
    file[start...].starts(with: Array((key + ":").utf8))
  else { return nil }
  let old = valueRange(in: file, from: start + key.utf8.count + 1)
  let gap = old.lowerBound == start + key.utf8.count + 1 ? " " : ""
  return Array(file[..<old.lowerBound]) + Array((gap + value).utf8) + file[old.upperBound...]
}

/// A file with one more line in the front matter, below that of a key.
///
/// - Parameter place: of the key, as `EntryPositions` gives it.
/// - Returns: Nil where the key does not stand at the start of a line, or its line has no end.
func inserting(
  _ line: String, below place: SourcePosition, in file: [UInt8]
) -> [UInt8]? {
  guard place.column == 1, let start = start(ofLine: place.line, in: file),
    let end = file[start...].firstIndex(of: UInt8(ascii: "\n"))
  else { return nil }
  let lineBreak = end > start && file[end - 1] == UInt8(ascii: "\r") ? "\r\n" : "\n"
  return Array(file[...end]) + Array((line + lineBreak).utf8) + file[(end + 1)...]
}

/// A maintenance's file with another window; one whose end is not known keeps the line of its end.
///
/// - Parameters:
///   - keepsStart: the start stays as it is written.
///   - places: of the file. One without `ends` gets it below `starts`.
/// - Returns: Nil where the keys do not stand each in a line of its own.
package func replacingWindow(
  with window: MaintenanceWindow, keepsStart: Bool, at places: EntryPositions,
  in file: [UInt8]
) -> [UInt8]? {
  guard let starts = places.key("starts"),
    let file = keepsStart
      ? file
      : replacingValue(ofKey: "starts", at: starts, with: window.start.written, in: file)
  else { return nil }
  guard let end = window.end?.written else { return file }
  guard let ends = places.key("ends") else {
    return inserting("ends: \(end)", below: starts, in: file)
  }
  return replacingValue(ofKey: "ends", at: ends, with: end, in: file)
}

/// - Parameter number: from 1.
func start(ofLine number: Int, in file: [UInt8]) -> Int? {
  var start = 0
  for _ in 1..<max(1, number) {
    guard let end = file[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    start = end + 1
  }
  return start
}

/// Where the value stands, without the blanks and the comment around it; empty where there is none.
private func valueRange(in file: [UInt8], from start: Int) -> Range<Int> {
  let end =
    file[start...].firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? file.count
  let first = file[start..<end].firstIndex { !isBlank($0) } ?? end
  guard first < end, file[first] != UInt8(ascii: "#") else { return start..<start }
  let quote = file[first]
  if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
    let close = file[(first + 1)..<end].firstIndex(of: quote)
  {
    return first..<close + 1
  }
  let comment = (first..<end).first {
    file[$0] == UInt8(ascii: "#") && isBlank(file[$0 - 1])
  }
  let last = file[first..<(comment ?? end)].lastIndex { !isBlank($0) } ?? first
  return first..<last + 1
}

private func isBlank(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
}
