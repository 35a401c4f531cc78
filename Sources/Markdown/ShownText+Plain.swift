/// What a look at the bytes of a text tells.
enum ShownTextLook {
  /// Readers see what is written.
  case asWritten
  /// But for the breaks of its lines and its blanks.
  case joined
  /// Only a parser can tell.
  case marked
}

func look(at text: UnsafeBufferPointer<UInt8>) -> ShownTextLook {
  var look = ShownTextLook.asWritten
  var isOpen = false
  for line in ShownLines(text: text) {
    switch line.kind {
    case .marked: return .marked
    case .apart:
      isOpen = false
      continue
    case .heading: isOpen = false
    case .item: isOpen = true
    case .text(let isIndented):
      if isIndented, !isOpen { return .marked }
      if isOpen { look = .joined }
      isOpen = true
    }
    switch lookWithin(line.words, of: text) {
    case .asWritten: break
    case .joined: look = .joined
    case .marked: return .marked
    }
  }
  return look
}

/// The blocks of a text that `look` finds without marks: paragraphs, list items, and headings.
func joined(_ text: UnsafeBufferPointer<UInt8>) -> ShownText {
  var writer = ShownTextWriter()
  var isOpen = false
  for line in ShownLines(text: text) {
    if case .text = line.kind, isOpen {
      writer.extendBlock(to: line.number)
    } else {
      if isOpen { writer.closeBlock() }
      isOpen = line.kind != .apart
      if isOpen { writer.openBlock(lines: line.number...line.number) }
    }
    writer.write(UnsafeBufferPointer(rebasing: text[line.words]))
    if line.kind == .heading {
      writer.closeBlock()
      isOpen = false
    }
  }
  if isOpen { writer.closeBlock() }
  return writer.text
}

// MARK: - Lines

/// A line, and what it is by itself, whatever stands around it.
struct ShownLine {
  enum Kind: Equatable {
    /// Blank, a rule, or an underline: what stands below it is another block.
    case apart
    case heading, item
    /// It begins a paragraph or goes on with one.
    case text(isIndented: Bool)
    /// Only a parser can tell.
    case marked
  }

  let number: Int
  let kind: Kind
  /// Without the marks and blanks at its front; empty where it is apart.
  let words: Range<Int>
}

struct ShownLines: Sequence, IteratorProtocol {
  let text: UnsafeBufferPointer<UInt8>
  private var start = 0
  private var number = 0

  init(text: UnsafeBufferPointer<UInt8>) {
    self.text = text
  }

  mutating func next() -> ShownLine? {
    guard start < text.count else { return nil }
    let end = place(of: UInt8(ascii: "\n"), in: text[start...]) ?? text.count
    defer { start = end + 1 }
    number += 1
    return ShownLine(text, start..<end, number: number)
  }
}

extension ShownLine {
  init(_ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, number: Int) {
    self.number = number
    let first = text[line].firstIndex { !isBlank($0) } ?? line.upperBound
    let inner = first..<line.upperBound
    let isIndented = inner.lowerBound - line.lowerBound >= 4 || text[line].first == 0x09
    guard let mark = text[inner].first else {
      (kind, words) = (.apart, inner)
      return
    }
    switch mark {
    case UInt8(ascii: "#"):
      let marks = text[inner].prefix { $0 == mark }
      let rest = marks.endIndex..<inner.upperBound
      let isClosed = !rest.isEmpty && text[rest].last { !isBlank($0) } == mark
      let isHeading = marks.count <= 6 && (text[rest].first.map(isBlank) ?? true) && !isClosed
      (kind, words) = (isHeading ? .heading : .marked, rest)
    case UInt8(ascii: ">"), UInt8(ascii: "~"), UInt8(ascii: "="): (kind, words) = (.marked, inner)
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
      if text[inner].allSatisfy({ $0 == mark || isBlank($0) }) {
        // Three are a rule or an underline; fewer may be an item without words.
        let isRule = mark != UInt8(ascii: "+") && text[inner].count { $0 == mark } >= 3
        (kind, words) = (isRule ? .apart : .marked, inner.upperBound..<inner.upperBound)
      } else if isBlank(text[first + 1]) {
        let rest = text[(first + 1)..<inner.upperBound].drop(while: isBlank)
        (kind, words) = (opensBlock(rest) ? .marked : .item, rest.indices)
      } else {
        (kind, words) = (.text(isIndented: isIndented), inner)
      }
    default:
      (kind, words) = (isNumber(text[inner]) ? .marked : .text(isIndented: isIndented), inner)
    }
  }
}

/// Whether a list item's words begin with what may be another list, a heading or a quote.
private func opensBlock(_ words: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
  words.first.map { "#>-+*=~".utf8.contains($0) } ?? true || isNumber(words)
}

/// Whether a line may be an item of a numbered list.
private func isNumber(_ words: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
  guard let first = words.first, (0x30...0x39).contains(first) else { return false }
  let rest = words.drop { (0x30...0x39).contains($0) }
  return rest.first == UInt8(ascii: ".") && (rest.dropFirst().first.map(isBlank) ?? true)
    || rest.first == UInt8(ascii: ")")
}

func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

// MARK: - Bytes

/// Whether a text in one line holds no run of blanks and nothing that looks otherwise than it is.
func looksAsWritten(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  text.indices.allSatisfy { index in
    let byte = text[index]
    if byte == 0x20 { return index + 1 == text.count || text[index + 1] != 0x20 }
    return byte > 0x20 && (byte < 0x80 || visibility(at: index, in: text).0 == .itself)
  }
}

/// A look at the words of one line.
func lookWithin(
  _ words: Range<Int>, of text: UnsafeBufferPointer<UInt8>
) -> ShownTextLook {
  var look = ShownTextLook.asWritten
  var index = words.lowerBound
  while index < words.upperBound {
    if index + 32 < words.upperBound, isPlainRun(at: index, in: text) {
      index += 32
      continue
    }
    for place in index..<min(index + 32, words.upperBound) {
      switch lookAtByte(place, of: text, until: words.upperBound) {
      case .asWritten: break
      case .joined: look = .joined
      case .marked: return .marked
      }
    }
    index += 32
  }
  return look
}

/// Whether 32 bytes, and the one after them, are ASCII without marks and runs of blanks: nearly all
/// are. Looked at without a branch, they take a few instructions together.
private func isPlainRun(at start: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
  var least: UInt8 = .max
  var greatest: UInt8 = 0
  for index in start..<start + 32 {
    let byte = text[index]
    least = min(least, distanceToMark(byte), (byte ^ 0x20) | (text[index + 1] ^ 0x20))
    greatest = max(greatest, byte)
  }
  return least > 0 && greatest < 0x80
}

/// 0 for a mark or a tab, more for every other byte.
private func distanceToMark(_ byte: UInt8) -> UInt8 {
  let one = min(byte ^ UInt8(ascii: "\\"), byte ^ UInt8(ascii: "&"), byte ^ UInt8(ascii: "*"))
  let two = min(byte ^ UInt8(ascii: "_"), byte ^ UInt8(ascii: "<"), byte ^ UInt8(ascii: "["))
  return min(one, two, min(byte ^ UInt8(ascii: "`"), byte ^ 0x09))
}

private func lookAtByte(
  _ index: Int, of text: UnsafeBufferPointer<UInt8>, until end: Int
) -> ShownTextLook {
  let byte = text[index]
  if byte == 0x20 {
    return index + 1 < end && isBlank(text[index + 1]) ? .joined : .asWritten
  }
  if byte >= 0x80 { return visibility(at: index, in: text).0 == .itself ? .asWritten : .joined }
  if distanceToMark(byte) > 0 { return .asWritten }
  if byte == 0x09 { return .joined }
  return isMark(at: index, in: text, until: end) ? .marked : .asWritten
}

/// Whether a byte may change what readers see of the words around it.
func isMark(
  at index: Int, in text: UnsafeBufferPointer<UInt8>, until end: Int
) -> Bool {
  let before = index > 0 ? text[index - 1] : 0x0A
  let after = index + 1 < end ? text[index + 1] : 0x0A
  let isLetterAfter = (0x61...0x7A).contains(after | 0x20)
  switch text[index] {
  case UInt8(ascii: "&"):
    let name = text[(index + 1)..<end].prefix(40).drop { isWord($0) || $0 == UInt8(ascii: "#") }
    return name.first == UInt8(ascii: ";")
  case UInt8(ascii: "<"): return isLetterAfter || "/!?".utf8.contains(after)
  case UInt8(ascii: "*"): return before > 0x20 || after > 0x20
  case UInt8(ascii: "_"): return !isWord(before) || !isWord(after)
  default: return true
  }
}

private func isWord(_ byte: UInt8) -> Bool {
  (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
}

/// What readers see of a byte, or of the character that begins with it.
enum Visibility {
  case itself, blank, nothing
}

/// And the number of bytes that it is said of.
func visibility(at index: Int, in text: UnsafeBufferPointer<UInt8>) -> (Visibility, length: Int) {
  let byte = text[index]
  if byte < 0x80 { return (byte > 0x20 ? .itself : .blank, 1) }
  let second = index + 1 < text.count ? text[index + 1] : 0
  let third = index + 2 < text.count ? text[index + 2] : 0
  switch (byte, second, third) {
  case (0xC2, 0xA0, _): return (.blank, 2)
  // The soft hyphen, U+034F, U+061C.
  case (0xC2, 0xAD, _), (0xCD, 0x8F, _), (0xD8, 0x9C, _): return (.nothing, 2)
  // U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000.
  case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9),
    (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
    return (.blank, 3)
  // U+180E, U+200B to U+200F, U+202A to U+202E, U+2060 to U+206F, U+FE00 to U+FE0F, U+FEFF.
  case (0xE1, 0xA0, 0x8E), (0xE2, 0x80, 0x8B...0x8F), (0xE2, 0x80, 0xAA...0xAE),
    (0xE2, 0x81, 0xA0...0xAF), (0xEF, 0xB8, 0x80...0x8F), (0xEF, 0xBB, 0xBF):
    return (.nothing, 3)
  default: return (.itself, 1)
  }
}
