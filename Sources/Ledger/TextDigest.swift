import Markdown

/// A short mark of what readers can read, by which an edit is known.
///
/// Where lines break makes no difference. A text with links or HTML is read as plain text first: so
/// neither a comment, which is private, nor the definition of a link that stands elsewhere counts.
///
/// - Parameter state: what the heading says, where there is one.
/// - Source: the FNV-1a hash of 64 bits, by Fowler, Noll and Vo. It finds edits, not forgeries.
func textDigest(of text: String, state: String = "") -> UInt64 {
  let needsReading = text.utf8.contains { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "<") }
  var digest = TextDigest()
  digest.add(state)
  digest.add(needsReading ? plainText(fromMarkdown: text) : text)
  return digest.value
}

private struct TextDigest {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Blanks and line ends between words count as one blank, those around the text not at all. A
  /// mark that no text holds ends it.
  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var hasWords = false
      var isAfterBlank = false
      for byte in bytes {
        let isBlank = byte == 0x20 || (0x09...0x0D).contains(byte)
        if !isBlank {
          if isAfterBlank, hasWords { add(0x20) }
          add(byte)
          hasWords = true
        }
        isAfterBlank = isBlank
      }
    }
    add(0xFF)
  }

  private mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
  }
}
