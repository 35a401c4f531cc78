/// Who says a word of a text.
enum TextOrigin {
  /// Its author.
  case own
  /// Whoever is quoted: “Coming soon”.
  case quoted
  /// Nobody: it stands in code.
  case code
}

/// The stretches of a text that its author does not say.
struct TextOrigins {
  private struct Stretch {
    let origin: TextOrigin
    let range: Range<Int>
  }

  /// In the order in which they stand; none lies within another.
  private var stretches: [Stretch] = []

  init(of text: UnsafeBufferPointer<UInt8>) {
    // Nothing but these can open a quotation or code.
    guard text.contains(where: { $0 >= 0x80 || "\"`~".utf8.contains($0) }) else { return }
    var ends = StretchEnds(text: text)
    var index = 0
    while index < text.count {
      if let end = endOfFence(at: index, in: text) ?? ends.endOfCode(at: index) {
        stretches.append(Stretch(origin: .code, range: index..<end))
        index = end
      } else if let end = ends.endOfQuotation(at: index) {
        stretches.append(Stretch(origin: .quoted, range: index..<end))
        index = end
      } else if text[index] == UInt8(ascii: "`") {
        index = text[index...].firstIndex { $0 != UInt8(ascii: "`") } ?? text.count
      } else {
        index += text[index] == UInt8(ascii: "\\") ? 2 : 1
      }
    }
  }

  func origin(at offset: Int) -> TextOrigin {
    guard !stretches.isEmpty else { return .own }
    var low = 0
    var high = stretches.count
    while low < high {
      let middle = (low + high) / 2
      if stretches[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    guard low < stretches.count, stretches[low].range.contains(offset) else { return .own }
    return stretches[low].origin
  }
}

/// The end of a block of code that begins at the start of this line with three marks or more; nil
/// where none begins.
private func endOfFence(at start: Int, in text: UnsafeBufferPointer<UInt8>) -> Int? {
  let mark = text[start]
  guard mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~"), isFirstOfLine(start, in: text)
  else { return nil }
  let length = text[start...].prefix { $0 == mark }.count
  guard length >= 3 else { return nil }
  var line = endOfLine(from: start, in: text)
  while line < text.count {
    let first = text[line...].firstIndex { $0 != 0x20 } ?? text.count
    let marks = text[first...].prefix { $0 == mark }
    line = endOfLine(from: first, in: text)
    let rest = text[marks.endIndex..<line]
    if marks.count >= length, rest.allSatisfy({ $0 <= 0x20 }) { return line }
  }
  return text.count
}

/// The start of the next line.
private func endOfLine(from start: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
  text[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
}

private func isFirstOfLine(_ index: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
  let before = text[..<index].last { $0 != 0x20 }
  return before == nil || before == 0x0A
}

/// Looks for the ends of code and quotations, and goes through no part of a paragraph twice for the same
/// marks.
private struct StretchEnds {
  private let text: UnsafeBufferPointer<UInt8>
  /// Up to where nothing closes a span of code, by the number of its marks.
  private var withoutCode: [Int: Int] = [:]
  /// Up to where nothing closes a quotation, by the place of its marks in `QuotationMarks.all`.
  private var withoutQuotation: [Int: Int] = [:]
  /// Each from the line feed before it to its own.
  private let blankLines: [Range<Int>]
  private var nextBlankLine = 0

  init(text: UnsafeBufferPointer<UInt8>) {
    var blankLines: [Range<Int>] = []
    var lineFeed: Int?
    for (index, byte) in text.enumerated() {
      if byte == 0x0A {
        if let lineFeed { blankLines.append(lineFeed..<index) }
        lineFeed = index
      } else if byte > 0x20 {
        lineFeed = nil
      }
    }
    self.text = text
    self.blankLines = blankLines
  }

  /// The end of a span of code that begins here: its marks come a second time in the same paragraph.
  mutating func endOfCode(at start: Int) -> Int? {
    let mark = UInt8(ascii: "`")
    guard text[start] == mark else { return nil }
    let opening = text[start...].prefix { $0 == mark }
    let end = endOfParagraph(from: opening.endIndex)
    var index = max(opening.endIndex, withoutCode[opening.count] ?? 0)
    // What was looked through may have ended within a run of marks.
    while index > opening.endIndex, index < end, text[index - 1] == mark { index -= 1 }
    while index < end {
      guard let next = text[index..<end].firstIndex(of: mark) else { break }
      let closing = text[next..<end].prefix { $0 == mark }
      if closing.count == opening.count { return closing.endIndex }
      index = closing.endIndex
    }
    withoutCode[opening.count] = max(end, withoutCode[opening.count] ?? 0)
    return nil
  }

  /// The end of a quotation that begins here and ends in the same paragraph.
  mutating func endOfQuotation(at start: Int) -> Int? {
    let byte = text[start]
    guard byte >= 0x80 || byte == UInt8(ascii: "\""),
      let kind = QuotationMarks.all.firstIndex(where: { text[start...].starts(with: $0.opening) })
    else { return nil }
    let pair = QuotationMarks.all[kind]
    let first = start + pair.opening.count
    let end = endOfParagraph(from: first)
    let known = withoutQuotation[kind] ?? 0
    for index in max(first, min(known, end))..<max(first, end) {
      for closing in pair.closings
      where text[index] == closing[0] && text[index..<end].starts(with: closing) {
        return index + closing.count
      }
    }
    // A mark of several bytes may have begun before the end.
    withoutQuotation[kind] = max(end - 2, known)
    return nil
  }

  /// Where the next blank line is, at most 2,000 bytes ahead.
  ///
  /// - Parameter start: never before the one that was asked for last.
  private mutating func endOfParagraph(from start: Int) -> Int {
    while nextBlankLine < blankLines.count, blankLines[nextBlankLine].lowerBound < start {
      nextBlankLine += 1
    }
    let blankLine =
      nextBlankLine < blankLines.count ? blankLines[nextBlankLine].upperBound : text.count
    return min(text.count, start + 2_000, blankLine)
  }
}

private struct QuotationMarks {
  let opening: [UInt8]
  let closings: [[UInt8]]

  /// As English, German, French, Polish, Swedish, Dutch and Italian set them. The straight ' is an
  /// apostrophe far more often.
  static let all: [QuotationMarks] = [
    ("\"", ["\""]), ("“", ["”"]), ("„", ["“", "”"]), ("«", ["»"]), ("»", ["«", "»"]), ("”", ["”"]),
    ("‘", ["’"]), ("‚", ["‘"]), ("‹", ["›"]), ("›", ["‹"]), ("「", ["」"]), ("『", ["』"]),
  ].map { QuotationMarks(opening: Array($0.utf8), closings: $1.map { Array($0.utf8) }) }
}
