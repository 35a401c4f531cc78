import Diagnostics
import Markdown
import SiteFiles

extension SourceText {
  /// The first line that a merge left in the file; nil where there is none.
  ///
  /// - Complexity: a look at the first byte of each line.
  var mergeConflict: Diagnostic? {
    bytes.withUnsafeBufferPointer { bytes in
      lineStarts.indices.first { place in
        isConflictMark(at: lineStarts[place], in: bytes) || isLoneSeparator(onLine: place + 1)
      }
    }.map { Diagnostic.mergeConflict(at: position(line: $0 + 1)) }
  }

  /// Whether a line is the `=======` between two sides. Below words it is an underline, in code it is
  /// what a program said.
  private func isLoneSeparator(onLine number: Int) -> Bool {
    let start = lineStarts[number - 1]
    guard start < bytes.count, bytes[start] == UInt8(ascii: "=") else { return false }
    guard line(number).elementsEqual("=======".utf8), !isUnderline(onLine: number) else {
      return false
    }
    return !setApartLines(in: bytes[...]).contains(number)
  }

  private func isUnderline(onLine number: Int) -> Bool {
    guard path.hasSuffix(".md") else { return false }
    let above = line(number - 1)
    let words = above.drop { $0 == 0x20 }
    guard let first = words.first, above.count - words.count < 4 else { return false }
    let marks = words.prefix { $0 == first }
    let digits = words.prefix { (0x30...0x39).contains($0) }
    let isItem = "-*+".utf8.contains(first) && words.dropFirst().first == 0x20
    let isNumbered =
      !digits.isEmpty
      && words.dropFirst(digits.count).first.map { $0 == 0x2E || $0 == 0x29 } == true
    let isFence = "`~".utf8.contains(first) && marks.count >= 3
    let isRule = "-*_".utf8.contains(first) && marks.count == words.count
    return
      !(isItem || isNumbered || isFence || isRule || first == UInt8(ascii: ">")
      || first == UInt8(ascii: "#"))
  }
}

/// Whether a line begins with seven or more of `<`, `|` or `>`, and then ends or goes on with a space: what
/// git, Mercurial, Subversion and Jujutsu write around the sides. The line between them, `=======`, is
/// also an underline.
private func isConflictMark(at start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  guard start + 7 <= bytes.count else { return false }
  let mark = bytes[start]
  guard mark == UInt8(ascii: "<") || mark == UInt8(ascii: ">") || mark == UInt8(ascii: "|") else {
    return false
  }
  guard let end = bytes[start...].firstIndex(where: { $0 != mark }) else { return true }
  return end - start >= 7 && (bytes[end] == 0x20 || bytes[end] == 0x0A || bytes[end] == 0x0D)
}

/// The conflicts in the files that are no entries: style, words, pictures, whatever is copied.
///
/// - Complexity: O(bytes), one byte in seven.
func mergeConflicts(inFilesAround sources: [SourceFile]) -> [Diagnostic] {
  sources.compactMap { file in
    guard foldersOfFiles.contains(where: { file.path.hasPrefix($0 + "/") }) else { return nil }
    return file.bytes.withUnsafeBufferPointer { firstConflict(in: $0) }.map { offset in
      .mergeConflict(at: TextLines(of: file.bytes, path: file.path).position(ofByte: offset))
    }
  }
}

/// Where the line stands that opens a conflict, of which the other two marks follow: a picture may hold
/// any bytes.
private func firstConflict(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  let (opening, middle, closing) = (UInt8(ascii: "<"), UInt8(ascii: "="), UInt8(ascii: ">"))
  guard let start = line(of: opening, from: 0, in: bytes),
    let between = line(of: middle, from: start, in: bytes),
    line(of: closing, from: between, in: bytes) != nil
  else { return nil }
  return start
}

/// The start of the first line that begins with seven or more of `mark`, and then ends or has a space.
private func line(
  of mark: UInt8, from start: Int, in bytes: UnsafeBufferPointer<UInt8>
) -> Int? {
  var index = start + 6
  while index < bytes.count {
    guard bytes[index] == mark else {
      index += 7
      continue
    }
    let first = bytes[..<index].lastIndex { $0 != mark }.map { $0 + 1 } ?? 0
    let end = bytes[index...].firstIndex { $0 != mark } ?? bytes.count
    let startsLine = first == 0 || bytes[first - 1] == 0x0A || bytes[first - 1] == 0x0D
    let endsWord = end == bytes.count || [0x20, 0x0A, 0x0D].contains(bytes[end])
    if end - first >= 7, startsLine, endsWord { return first }
    index = end + 6
  }
  return nil
}

extension Diagnostic {
  static func mergeConflict(at place: SourcePosition) -> Diagnostic {
    .error(
      .mergeConflict, "a merge left both sides of a conflict in this file, from here on",
      hint: "keep what is right, and delete the lines of <<<<<<<, |||||||, ======= and >>>>>>>",
      at: place)
  }
}
