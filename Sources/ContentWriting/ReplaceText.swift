/// A file with another text in some of its lines. The blank lines around the old text stay, and so does every
/// byte elsewhere; the new lines end as those of the file do.
///
/// - Parameters:
///   - lines: from 1; a heading stands above them. Where all are blank, the text goes below it.
///   - text: without blank lines at its ends.
/// - Returns: The file, and the line at which the text begins; nil where the file ends before the lines.
package func replacingText(
  in lines: Range<Int>, of file: [UInt8], with text: String
) -> (file: [UInt8], line: Int)? {
  let all = fileLines(file)
  guard lines.lowerBound > 1, lines.lowerBound <= all.count + 1 else { return nil }
  let lineBreak = lineBreak(of: file)
  let new = text.split(separator: "\n", omittingEmptySubsequences: false)
    .joined(separator: lineBreak)
  let old = lines.clamped(to: 1..<all.count + 1).filter { !isBlank(all[$0 - 1].text) }
  if let first = old.first, let last = old.last {
    let (start, end) = (all[first - 1].text.startIndex, all[last - 1].text.endIndex)
    return (Array(file[..<start]) + Array(new.utf8) + file[end...], first)
  }
  let heading = all[lines.lowerBound - 2]
  let gap = heading.end == heading.text.endIndex ? lineBreak + lineBreak : lineBreak
  let added = Array(file[..<heading.end]) + Array((gap + new + lineBreak).utf8)
  return (added + file[heading.end...], lines.lowerBound + 1)
}

/// The text that stands in some lines, without the blank lines around it, its lines separated by line feeds.
///
/// - Parameter lines: from 1.
package func text(in lines: Range<Int>, of file: [UInt8]) -> String {
  let all = fileLines(file)
  let own = lines.clamped(to: 1..<all.count + 1).map { all[$0 - 1].text }
  return tidied(own.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n"))
}

/// Each line without its end, and where the next one begins.
private func fileLines(_ file: [UInt8]) -> [(text: ArraySlice<UInt8>, end: Int)] {
  var lines: [(text: ArraySlice<UInt8>, end: Int)] = []
  var start = 0
  while start < file.count {
    let feed = file[start...].firstIndex(of: UInt8(ascii: "\n"))
    let end = feed ?? file.count
    let hasReturn = end > start && file[end - 1] == UInt8(ascii: "\r")
    lines.append((file[start..<(hasReturn ? end - 1 : end)], feed.map { $0 + 1 } ?? end))
    start = feed.map { $0 + 1 } ?? end
  }
  return lines
}

private func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
  line.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
}
