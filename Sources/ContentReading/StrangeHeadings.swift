import Diagnostics
import Markdown

extension EntryText {
  /// Lines that would be headings but for a sign that nobody sees, or that only looks like `#`.
  ///
  /// - Parameter languages: of the site; a heading of level 3 may name one.
  func strangeHeadings(languages: [String]) -> [Diagnostic] {
    guard body.withUnsafeBufferPointer({ $0.reduce(0, |) >= 0x80 }) else { return [] }
    let found = (bodyLine..<max(bodyLine, source.lineStarts.count + 1)).compactMap { number in
      mayHideMarks(source.line(number)) ? strangeHeading(at: number, languages) : nil
    }
    guard !found.isEmpty else { return [] }
    let apart = setApartLines(in: body)
    return found.filter { !apart.contains($0.position.line - bodyLine + 1) }
  }

  private func strangeHeading(at number: Int, _ languages: [String]) -> Diagnostic? {
    let text = String(decoding: source.line(number), as: UTF8.self)
    let lead = HeadingLead(text)
    let place = { (offset: Int) in source.position(line: number, column: offset + 1) }
    if let (sign, offset) = lead.oddSign, lead.wasMeant {
      return .oddSign(sign, in: text, at: place(offset))
    }
    // What a heading says is for people, unless it names a language.
    guard lead.marks == 3, languages.count > 1 else { return nil }
    let words = text.dropFirst(3)
    let named = String(words).plainLook.trimmingBlanks.lowercased()
    let isLanguage = languages.contains { $0.lowercased() == named }
    guard isLanguage, let (sign, offset) = text.oddSign else { return nil }
    return .oddSign(sign, in: text, at: place(offset))
  }
}

/// Whether what a line begins with could be the marks of a heading among signs beyond ASCII.
private func mayHideMarks(_ line: ArraySlice<UInt8>) -> Bool {
  guard let start = line.firstIndex(where: { $0 != 0x20 }) else { return false }
  if line[start] >= 0x80 { return true }
  guard line[start] == UInt8(ascii: "#") else { return false }
  return line[start...].contains { $0 >= 0x80 }
}

/// What a line begins with, up to its first word: blanks, the marks of a heading, and signs that look like
/// them or like nothing.
private struct HeadingLead {
  private(set) var marks = 0
  private(set) var oddSign: (sign: OddSign, offset: Int)?
  private var blanksBefore = 0
  private var hasOddMark = false
  private var hasOddBlank = false
  private var isApart = false
  private var hasLetter = false

  init(_ line: String) {
    var offset = 0
    for scalar in line.unicodeScalars {
      let sign = OddSign(scalar)
      switch sign.map(\.meant) ?? scalar {
      case " ", "\t":
        if marks == 0 { blanksBefore += 1 } else { isApart = true }
        if sign != nil, marks > 0 { hasOddBlank = true }
      case "#" where !isApart:
        marks += 1
        if sign != nil { hasOddMark = true }
      case nil: break
      default:
        hasLetter = scalar.properties.isAlphabetic
        return
      }
      if let sign, !isApart || hasOddBlank, oddSign == nil { oddSign = (sign, offset) }
      offset += UTF8.width(scalar)
    }
    isApart = isApart || marks > 0
  }

  /// Whether a heading was meant: `##` among signs that nobody sees, or two marks of another width before a
  /// blank. One alone may be a number sign, and a hashtag is a word.
  var wasMeant: Bool {
    guard (1...6).contains(marks), blanksBefore < 4 else { return false }
    if hasOddMark { return marks >= 2 && isApart }
    return marks >= 2 || (isApart && hasLetter)
  }
}
