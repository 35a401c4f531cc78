/// The words of a text, with their places, for a look at what they say.
///
/// Markdown's marks are no words; nothing else of it is understood.
struct TextWords {
  struct Word {
    /// In lower case.
    let text: String
    /// Where it stands in the text, in UTF-8 bytes.
    let offset: Int
    let length: Int
    /// It begins with a capital letter.
    let isCapitalised: Bool
    /// It is the first after a full stop, a question or exclamation mark, or an empty line.
    let startsSentence: Bool
  }

  let words: [Word]

  init(_ text: String) {
    var text = text
    words = text.withUTF8 { TextWords.words(in: $0) }
  }

  private static func words(in bytes: UnsafeBufferPointer<UInt8>) -> [Word] {
    var words: [Word] = []
    words.reserveCapacity(bytes.count / 6)
    var startsSentence = true
    var lineFeeds = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      guard isLetterOrDigit(byte) else {
        lineFeeds = byte == 0x0A ? lineFeeds + 1 : isBlank(byte) ? lineFeeds : 0
        if lineFeeds > 1 || ".!?".utf8.contains(byte) { startsSentence = true }
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, continuesWord(at: index, in: bytes) { index += 1 }
      let written = String(
        decoding: UnsafeBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
      let lowered = written.lowercased()
      words.append(
        Word(
          text: lowered, offset: start, length: index - start,
          isCapitalised: written.unicodeScalars.first != lowered.unicodeScalars.first,
          startsSentence: startsSentence))
      startsSentence = false
      lineFeeds = 0
    }
    return words
  }

  /// Every byte of a letter beyond ASCII counts as one; so do its marks, which no pattern holds.
  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
  }

  /// A letter or digit; also the colon or dot in `14:00` and `1.5`, and the apostrophe in `don't`.
  private static func continuesWord(
    at index: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let byte = bytes[index]
    if isLetterOrDigit(byte) { return true }
    guard index + 1 < bytes.count, isLetterOrDigit(bytes[index + 1]) else { return false }
    let isDigit =
      (0x30...0x39).contains(bytes[index - 1]) && (0x30...0x39).contains(bytes[index + 1])
    return byte == UInt8(ascii: "'") || (isDigit && (byte == 0x3A || byte == 0x2E))
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

/// How many words readers see: what stands between blanks and holds a letter or a digit.
///
/// Scripts without blanks count by their signs, of which two or so make a word.
func wordCount(of text: String) -> Int {
  text.split(whereSeparator: \.isWhitespace).reduce(0) { count, part in
    let signs = part.unicodeScalars.count { isUnspaced($0) }
    if signs > 0 { return count + (signs + 1) / 2 }
    return count + (part.contains { $0.isLetter || $0.isNumber } ? 1 : 0)
  }
}

/// Of a script that parts no words: Thai, Lao, Khmer, Burmese, Chinese, Japanese.
private func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x4DBF,
    0x4E00...0x9FFF, 0x20000...0x3134F:
    true
  default: false
  }
}
