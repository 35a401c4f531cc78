/// A text without what libcmark 0.30 reads in quadratic time, or nil where there is none of it.
///
/// No lines are added and none go, so that whatever is found in it stands in the same line of the text.
/// A short text is never slow.
///
/// - Complexity: O(bytes).
func tamed(_ markdown: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
  guard markdown.count > 8 * 1_024 else { return nil }
  let mostImages = mostOpenImages(in: markdown)
  let deepens = hasManyBlankLines(markdown)
  guard mostImages != nil || deepens else { return nil }
  var writer = TamedTextWriter(parts: markdown, mostImages: mostImages ?? .max)
  writer.write(escapingDeepLists: deepens)
  return writer.bytes
}

/// How many images may be open in a paragraph; nil where any number may.
///
/// Each link that ends looks at every `![` before it in the paragraph that nothing has closed.
private func mostOpenImages(in text: UnsafeBufferPointer<UInt8>) -> Int? {
  var images = 0
  var brackets = 0
  for index in text.indices where text[index] == UInt8(ascii: "[") {
    if index > 0, text[index - 1] == UInt8(ascii: "!") { images += 1 } else { brackets += 1 }
  }
  let mostLooks = 10_000_000
  return brackets > 0 && images > mostLooks / brackets ? mostLooks / brackets : nil
}

/// Each blank line looks at every list that is open around it.
private func hasManyBlankLines(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  var count = 0
  var isBlankLine = true
  for byte in text {
    if byte == 0x0A {
      if isBlankLine { count += 1 }
      isBlankLine = true
    } else if !isBlank(byte), byte != 0x0D {
      isBlankLine = false
    }
  }
  return count > 4_000
}

private struct TamedTextWriter {
  /// Lists within lists, in one line.
  private static let deepestList = 12
  /// Columns before the words of a list's item.
  private static let deepestIndentation = 40

  let parts: UnsafeBufferPointer<UInt8>
  let mostImages: Int
  private(set) var bytes: [UInt8] = []
  /// In this paragraph.
  private var images = 0

  init(parts: UnsafeBufferPointer<UInt8>, mostImages: Int) {
    self.parts = parts
    self.mostImages = mostImages
  }

  mutating func write(escapingDeepLists: Bool) {
    bytes.reserveCapacity(parts.count + 1_024)
    var start = 0
    while start < parts.count {
      let end = place(of: UInt8(ascii: "\n"), in: parts[start...]) ?? parts.count
      let words = parts[start..<end].drop(while: isBlank)
      if words.isEmpty { images = 0 }
      let isDeep = escapingDeepLists ? endOfMarks(words) : nil
      writeLine(start..<end, escaping: isDeep)
      if end < parts.count { bytes.append(UInt8(ascii: "\n")) }
      start = end + 1
    }
  }

  /// Where a mark stands that would open one list too many; nil in most lines.
  private func endOfMarks(_ words: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    var count = 0
    var rest = words
    while let first = rest.first {
      let digits = rest.prefix(9).prefix { (0x30...0x39).contains($0) }
      let sign = rest.dropFirst(digits.count)
      let isMark =
        digits.isEmpty
        ? "-+*>".utf8.contains(first) : sign.first.map { ".)".utf8.contains($0) } ?? false
      guard isMark, sign.dropFirst().first.map(isBlank) ?? true else { return nil }
      let lineStart = words.base[..<words.startIndex].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      count += 1
      if count > Self.deepestList
        || words.startIndex - lineStart > Self.deepestIndentation
      {
        return sign.startIndex
      }
      rest = sign.dropFirst().drop(while: isBlank)
    }
    return nil
  }

  private mutating func writeLine(_ line: Range<Int>, escaping place: Int?) {
    for index in line {
      let byte = parts[index]
      let next = index + 1 < line.upperBound ? parts[index + 1] : 0
      if byte == UInt8(ascii: "!"), next == UInt8(ascii: "[") {
        images += 1
        if images > mostImages { bytes.append(UInt8(ascii: "\\")) }
      } else if index == place {
        bytes.append(UInt8(ascii: "\\"))
      }
      bytes.append(byte)
    }
  }
}
