import Diagnostics
import Markdown

/// A line that reads like the heading of an update and is none.
private struct LostHeading {
  /// As it is to be written, without `## `.
  let proposed: String
  let position: SourcePosition
  /// Whether nothing else can be meant.
  let isSure: Bool
}

extension EntryText {
  /// Lines of the body that read like the heading of an update and are none: `##Resolved - …`,
  /// `### Resolved - …`, `> ## Resolved - …`, `: ## Behoben - …`, or one in code that is never closed.
  ///
  /// The update above would swallow them in silence, and a resolution with them.
  ///
  /// - Parameter headings: those of the body that stand outside lists, quotes and code.
  func lostHeadings(besides headings: [MarkdownStructure.Heading]) -> [Diagnostic] {
    let counted = Set(headings.filter { $0.level <= 2 }.map(\.firstLine))
    let deeper = Set(headings.filter { $0.level > 2 }.map(\.firstLine))
    let lines = bodyLine..<max(bodyLine, source.lineStarts.count + 1)
    let found = lines.compactMap { number -> LostHeading? in
      let line = number - bodyLine + 1
      guard let place = source.line(number).withUnsafeBufferPointer(placeOfMarks),
        !counted.contains(line)
      else { return nil }
      return lostHeading(at: number, marks: place, isHeading: deeper.contains(line))
    }
    guard !found.isEmpty else { return [] }
    let apart = deliberateLines
    return found.filter { !apart.contains($0.position.line - bodyLine + 1) }
      .map { .lostHeading($0.proposed, isSure: $0.isSure, at: $0.position) }
  }

  private func lostHeading(at number: Int, marks: PlaceOfMarks, isHeading: Bool) -> LostHeading? {
    let line = source.line(number)
    let text = String(decoding: line, as: UTF8.self)
    let start = line.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? line.startIndex
    let place = { (offset: Int) in source.position(line: number, column: offset + 1) }
    for look in marks == .front ? Set([text, text.plainLook]).sorted() : [] {
      let meant = MeantHeading(look, isHeading: isHeading)
      guard let proposed = meant.proposed else { continue }
      return LostHeading(
        proposed: proposed, position: place(start - line.startIndex), isSure: meant.isSure)
    }
    return headingAmidWords(of: text).map { proposed, offset in
      LostHeading(proposed: proposed, position: place(offset), isSure: true)
    }
  }

  /// Of `All is well. ## Resolved - 2026-11-20 10:00`, where a line break was lost, and of `#x# Resolved - …`,
  /// where something came between the marks.
  private func headingAmidWords(of text: String) -> (proposed: String, offset: Int)? {
    let bytes = Array(text.utf8)
    let mark = UInt8(ascii: "#")
    guard !Substring(text).hasPart("-->") else { return nil }
    var index = 0
    while let start = bytes[index...].firstIndex(of: mark) {
      let end = bytes[start...].firstIndex { $0 != mark } ?? bytes.count
      index = end
      // A backtick before it makes it code, which shows it on purpose.
      guard start == 0 || bytes[start - 1] != UInt8(ascii: "`"),
        mayStandAfterMarks(bytes[end...])
      else { continue }
      let words = String(decoding: bytes[end...], as: UTF8.self).trimmingBlanks
      guard let (state, rest) = stateAndRest(of: words), beginsWithTime(rest) else { continue }
      // One mark alone may be a number sign, unless nothing follows the time.
      let parts = headingParts(of: rest, at: SourcePosition(path: ""))
      if end - start >= 2 || isTime(parts[0].value) { return ("\(state) - \(rest)", start) }
    }
    return nil
  }

  /// The lines, from 1 within the body, that a text sets apart on purpose: comments, and code whose fences
  /// belong together.
  ///
  /// The fence that was to open code closes what was forgotten to be closed above it. Words follow it at
  /// once then, or the last code of the text stays open.
  private var deliberateLines: Set<Int> {
    let open = openBlock(atEndOf: String(decoding: body, as: UTF8.self))
    let isOpen = if case .fence? = open?.mark { true } else { false }
    return setApartBlocks(in: body).reduce(into: []) { lines, block in
      let below = source.line(bodyLine + block.lines.upperBound)
      let isFollowed =
        below.contains { $0 != 0x20 && $0 != 0x09 && $0 != UInt8(ascii: ">") }
        && below.first != UInt8(ascii: "#")
      if block.isCode, isOpen || isFollowed { return }
      lines.formUnion(block.lines)
    }
  }
}

/// What a line would be as the heading of an update.
private struct MeantHeading {
  /// Nil for a line that was not to be one.
  private(set) var proposed: String?
  private(set) var isSure = true

  /// - Parameter isHeading: whether the line is a heading, of level 3 or deeper.
  init(_ line: String, isHeading: Bool) {
    let lead = line.unicodeScalars.prefix { isLead($0) }
    let marks = lead.filter { $0 == "#" }.count
    let bytes = line.utf8[lead.endIndex...].filter { !isDroppedMark($0) }
    let words = String(decoding: bytes, as: UTF8.self).trimmingBlanks
    let parts = headingParts(of: words, at: SourcePosition(path: "")).map(\.value)
    let time = parts.count > 1 ? parts[1] : ""
    let state = writtenStates[parts[0].lowercased()]
    guard marks > 0 else {
      var isWhole = true
      if let state, isTime(time) {
        proposed = ([state] + parts.dropFirst()).joined(separator: " - ")
      } else if let (state, rest) = stateBeforeDash(in: words) {
        let parts = headingParts(of: rest, at: SourcePosition(path: "")).map(\.value)
        if isTime(parts[0]) {
          proposed = "\(state) - \(rest)"
        } else if let time = timeAtStart(of: parts[0]) {
          proposed = "\(state) - \(time)"
          isWhole = !rest.dropFirst(time.count).contains { $0.isLetter || $0.isNumber }
        }
      }
      // A list may tell what happened when, and so may a sentence.
      isSure =
        isWhole
        && (lead.starts(with: "**".unicodeScalars)
          || !lead.contains { !$0.isASCII || ">-*+0123456789".unicodeScalars.contains($0) })
      return
    }
    let isGlued = lead.last == "#" && !isHeading
    if let (state, rest) = stateAndRest(of: words),
      isGlued && marks > 1 || beginsWithTime(rest) && (!isHeading || hasClock(rest))
    {
      proposed = "\(state) - \(rest.isEmpty ? "2026-11-20 10:10 UTC" : rest)"
    } else if !isHeading, marks == 2, isTime(time) {
      // The state is misspelt, or a word of another language.
      proposed = parts.joined(separator: " - ")
    } else if isHeading, isTime(time),
      let near = nearest(to: parts[0], among: Set(writtenStates.values).sorted(), most: 2)
    {
      proposed = ([near] + parts.dropFirst()).joined(separator: " - ")
    }
  }
}

private func isTime(_ text: String) -> Bool {
  (try? WrittenTime(Located(text, at: SourcePosition(path: "")))) != nil
}

/// The day, the time of day and the zone that a text begins with, whatever stands behind them:
/// `2026-11-20 10:10 +01:00`.
private func timeAtStart(of text: String) -> String? {
  let words = text.split(separator: " ", maxSplits: 3)
  return (0...min(3, words.count)).reversed().lazy
    .map { words.prefix($0).joined(separator: " ") }.first(where: isTime)
}

/// What may stand before the words of a line: blanks, and the marks of headings, quotes, lists, tables and
/// strong words.
private func isLead(_ scalar: Unicode.Scalar) -> Bool {
  guard !scalar.isASCII else { return isLeadByte(UInt8(truncatingIfNeeded: scalar.value)) }
  switch scalar.properties.generalCategory {
  case .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
    .finalPunctuation, .otherPunctuation, .mathSymbol, .otherSymbol, .nonspacingMark,
    .enclosingMark:
    return true
  default: return false
  }
}

/// The same as `stateAndRest(of:)`, where a dash stands between them, whatever blanks are around it:
/// `Resolved -2026-11-20 10:00`.
private func stateBeforeDash(in text: String) -> (state: String, rest: String)? {
  guard let (state, rest) = stateAndRest(of: text) else { return nil }
  let before = text.dropLast(rest.count).last { $0 != " " && $0 != "\t" }
  return before.map { "-–—‒―−".contains($0) } == true ? (state, rest) : nil
}

/// The state that a text begins with, as a heading has it, and what follows; nil for another word.
private func stateAndRest(of text: String) -> (state: String, rest: String)? {
  let lower = text.lowercased()
  let names = writtenStates.keys.filter { lower.hasPrefix($0) }
  guard let name = names.max(by: { $0.count < $1.count }), let state = writtenStates[name] else {
    return nil
  }
  let rest = text.dropFirst(name.count)
  guard rest.first.map({ !$0.isLetter && !$0.isNumber }) ?? true else { return nil }
  return (state, String(rest.drop { " \t-–—‒―−:,;|(@*_`".contains($0) }))
}

/// Whether a day or a time of day comes first: `2026-11-20`, `20.11.2026`, `11/20/2026`, `10:30`.
private func beginsWithTime(_ text: String) -> Bool {
  let numbers = text.utf8.prefix(16).split(omittingEmptySubsequences: false) {
    !(0x30...0x39).contains($0)
  }.map(\.count)
  let marks = text.utf8.filter { !(0x30...0x39).contains($0) }.prefix(2)
  guard let mark = marks.first, numbers.count > 1, numbers[1] > 0 else { return false }
  switch mark {
  case UInt8(ascii: "-"): return numbers[0] == 4
  case UInt8(ascii: ":"): return (1...2).contains(numbers[0]) && numbers[1] == 2
  case UInt8(ascii: "."), UInt8(ascii: "/"):
    return (1...2).contains(numbers[0]) && numbers.count > 2 && numbers[2] == 4
      && marks.last == mark
  default: return false
  }
}

/// Whether a time of day stands in it.
private func hasClock(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  return bytes.indices.dropFirst().dropLast().contains { index in
    bytes[index] == UInt8(ascii: ":") && (0x30...0x39).contains(bytes[index - 1])
      && (0x30...0x39).contains(bytes[index + 1])
  }
}

/// Where a line has what may be the marks of a heading, or the name of a state in their place.
private enum PlaceOfMarks {
  case front
  case amidWords
}

/// Nil for a line that is not worth a longer look: no mark of a heading is at its front or before what may
/// be a state, and its first word does not begin like that of a state with digits enough for a day behind
/// it. Asked of every line, so by its bytes.
private func placeOfMarks(in line: UnsafeBufferPointer<UInt8>) -> PlaceOfMarks? {
  var start = 0
  while start < line.count, isLeadByte(line[start]) {
    if line[start] == UInt8(ascii: "#") { return .front }
    start += 1
  }
  let words = line[start...]
  guard words.count > 2 else { return nil }
  if isOdd(words[start]) { return .front }
  if mayBeginState(words) || words.prefix(24).contains(where: isOdd) && mayHoldState(words) {
    let digits = words.reduce(0) { $0 + ((0x30...0x39).contains($1) || isOdd($1) ? 1 : 0) }
    if digits >= 5 { return .front }
  }
  var rest = words
  while let mark = place(of: UInt8(ascii: "#"), in: rest) {
    rest = line[mark...].drop { $0 == UInt8(ascii: "#") }
    if mayStandAfterMarks(rest) { return .amidWords }
  }
  return nil
}

/// Whether a state may follow marks: after a blank, or at once.
private func mayStandAfterMarks(_ rest: some Collection<UInt8>) -> Bool {
  rest.first.map { $0 >= 0x80 || $0 <= 0x20 || mayBeginState(rest) } ?? false
}

/// Whether the first word is that of a state, up to its first sign beyond ASCII.
private func mayBeginState(_ words: some Collection<UInt8>) -> Bool {
  guard let first = words.first, isDroppedMark(first) || firstBytes[Int(first | 0x20)] else {
    return false
  }
  let letters = words.lazy.filter { !isDroppedMark($0) }
  return stateBeginnings[beginning(letters.prefix(3))]?.contains { state in
    zip(state, letters).allSatisfy { $0 == $1 || $0 == $1 | 0x20 }
  } ?? false
}

/// Whether a byte begins signs that look like nothing, like marks or like digits: U+0080 to U+00BF,
/// U+2000 to U+3FFF, U+F000 to U+FFFF.
private func isOdd(_ byte: UInt8) -> Bool {
  switch byte {
  case 0xC2, 0xE2, 0xE3, 0xEF: true
  default: false
  }
}

private func isLeadByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "#"), UInt8(ascii: ">"),
    UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-"),
    UInt8(ascii: "`"), UInt8(ascii: ":"), UInt8(ascii: "|"), UInt8(ascii: "\""),
    UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: "\\"), UInt8(ascii: "."),
    UInt8(ascii: "="), UInt8(ascii: "~"), UInt8(ascii: "&"), UInt8(ascii: ";"), UInt8(ascii: ")"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: false
  }
}

/// Whether the first words are those of a state but for blanks and signs beyond ASCII.
private func mayHoldState(_ words: some Collection<UInt8>) -> Bool {
  let letters = words.lazy.filter { $0 < 0x80 && $0 != 0x20 && !isDroppedMark($0) }
  return stateBeginnings.values.joined().contains { state in
    state.count > 2
      && zip(state.filter { $0 != 0x20 }, letters).allSatisfy { $0 == $1 || $0 == $1 | 0x20 }
  }
}

/// Marks that a heading is read without.
private func isDroppedMark(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "#"),
    UInt8(ascii: "|"), UInt8(ascii: "\""):
    true
  default: false
  }
}

/// By byte, as `beginning` takes it: whether the name of a state begins with it.
private let firstBytes = (0...UInt8.max).map { byte in
  writtenStates.keys.contains { $0.utf8.first.map { $0 | 0x20 } == byte }
}

/// The states up to their first sign beyond ASCII, by their beginning.
private let stateBeginnings = Dictionary(
  grouping: writtenStates.keys.map { Array($0.utf8) }, by: { beginning($0.prefix(3)) }
).mapValues { states in states.map { $0.prefix { $0 < 0x80 } } }

/// Three bytes, letters in lower case, as a number, since an array for every line would take longer than
/// the look at it.
private func beginning(_ letters: some Sequence<UInt8>) -> UInt32 {
  letters.reduce(0) { $0 << 8 | UInt32($1 | 0x20) }
}
