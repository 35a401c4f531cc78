/// The words of a text, with their places, for a look at what they say.
///
/// Markdown's marks are no words; of what it means, only code is understood.
struct TextWords {
  struct Word {
    /// In lower case, with a straight apostrophe.
    let text: String
    /// Where it stands in the text, in UTF-8 bytes.
    let offset: Int
    let length: Int
    /// It begins with a capital letter.
    let isCapitalised: Bool
    /// It is the first after a full stop, a question or exclamation mark, or an empty line.
    let startsSentence: Bool
    let origin: TextOrigin
  }

  let words: [Word]

  init(_ text: String) {
    var text = text
    words = text.withUTF8 { TextWords.words(in: $0) }
  }

  private static func words(in bytes: UnsafeBufferPointer<UInt8>) -> [Word] {
    let origins = TextOrigins(of: bytes)
    var words: [Word] = []
    words.reserveCapacity(bytes.count / 6)
    var startsSentence = true
    var lineFeeds = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let (kind, length) = sign(at: index, in: bytes)
      guard kind == .letter else {
        lineFeeds = byte == 0x0A ? lineFeeds + 1 : isBlank(byte) ? lineFeeds : 0
        if lineFeeds > 1 || kind == .sentenceEnd { startsSentence = true }
        index += length
        continue
      }
      let start = index
      while index < bytes.count, let length = lengthOfLetter(at: index, in: bytes) {
        index += length
      }
      let written = String(
        decoding: UnsafeBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
      let lowered = written.lowercased()
      words.append(
        Word(
          text: lowered.utf8.contains(0xE2) ? lowered.withStraightApostrophes : lowered,
          offset: start, length: index - start,
          isCapitalised: written.unicodeScalars.first != lowered.unicodeScalars.first,
          startsSentence: startsSentence, origin: origins.origin(at: start)))
      startsSentence = false
      lineFeeds = 0
    }
    return words
  }

  private enum Sign {
    case letter, sentenceEnd, other
  }

  /// What stands at a place, and its length in bytes.
  ///
  /// Letters beyond ASCII, and their marks, count byte by byte; what parts words there does so too.
  private static func sign(
    at index: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> (Sign, length: Int) {
    let byte = bytes[index]
    if byte < 0x80 {
      if isLetterOrDigit(byte) { return (.letter, 1) }
      return (".!?".utf8.contains(byte) ? .sentenceEnd : .other, 1)
    }
    let second = index + 1 < bytes.count ? bytes[index + 1] : 0
    let third = index + 2 < bytes.count ? bytes[index + 2] : 0
    switch (byte, second, third) {
    // U+00A0 to U+00BF, but for ª, º and µ.
    case (0xC2, 0xAA, _), (0xC2, 0xB5, _), (0xC2, 0xBA, _): return (.letter, 2)
    case (0xC2, 0xA0...0xBF, _): return (.other, 2)
    // The ellipsis, and the marks of Chinese and Japanese.
    case (0xE2, 0x80, 0xA6), (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9F):
      return (.sentenceEnd, 3)
    // Blanks, dashes and quotation marks: U+2000 to U+206F, U+3000 to U+3020.
    case (0xE2, 0x80...0x81, _), (0xE3, 0x80, 0x80...0xA0): return (.other, 3)
    default: return (.letter, 1)
    }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
  }

  /// Of a letter or digit; also of the colon or dot in `14:00` and `1.5`, and the apostrophe in
  /// `don't`. Nil where a word ends.
  private static func lengthOfLetter(
    at index: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    let (kind, length) = sign(at: index, in: bytes)
    if kind == .letter { return length }
    let byte = bytes[index]
    let isCurly =
      byte == 0xE2 && length == 3 && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x99
    let next = index + length
    guard next < bytes.count, sign(at: next, in: bytes).0 == .letter else { return nil }
    if byte == UInt8(ascii: "'") || isCurly { return length }
    let isDigit =
      (0x30...0x39).contains(bytes[index - 1]) && (0x30...0x39).contains(bytes[next])
    return isDigit && (byte == 0x3A || byte == 0x2E) ? 1 : nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

extension String {
  fileprivate var withStraightApostrophes: String {
    String(String.UnicodeScalarView(unicodeScalars.map { $0 == "’" ? "'" : $0 }))
  }
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
