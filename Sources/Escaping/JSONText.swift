extension [UInt8] {
  /// Appends a text as a string of JSON, with its quotes.
  ///
  /// `<`, `>`, `&` and the two line ends of JavaScript become `\u` escapes, so the text is harmless when
  /// somebody pastes it into a page. It works on bytes: they show what needs an escape, and the rest is
  /// copied in one piece.
  ///
  /// - Source: RFC 8259.
  package mutating func append(quotingJSON text: String) {
    var text = text
    append(UInt8(ascii: "\""))
    text.withUTF8 { utf8 in
      var written = 0
      var index = 0
      while index < utf8.count {
        if isPlain(utf8[index]) {
          index += 1
          continue
        }
        guard let (escape, length) = escape(at: index, in: utf8) else {
          index += 1
          continue
        }
        self += utf8[written..<index]
        self += escape.utf8
        index += length
        written = index
      }
      self += utf8[written...]
    }
    append(UInt8(ascii: "\""))
  }
}

/// ASCII that stands for itself: no control character, and none of `" & < > \`.
private func isPlain(_ byte: UInt8) -> Bool {
  // A bit for each byte of half the alphabet: nearly all bytes of a feed are plain.
  let plain: UInt64 = byte < 0x40 ? 0xAFFF_FFBB_0000_0000 : 0xFFFF_FFFF_EFFF_FFFF
  return byte < 0x80 && plain >> UInt64(byte & 0x3F) & 1 == 1
}

/// What is written for the character that begins at `index`, and how many bytes that has; nil where
/// it stands for itself.
private func escape(
  at index: Int, in utf8: UnsafeBufferPointer<UInt8>
) -> (String, length: Int)? {
  switch utf8[index] {
  case UInt8(ascii: "\""): return (#"\""#, 1)
  case UInt8(ascii: "\\"): return (#"\\"#, 1)
  case UInt8(ascii: "\n"): return (#"\n"#, 1)
  case UInt8(ascii: "\r"): return (#"\r"#, 1)
  case UInt8(ascii: "\t"): return (#"\t"#, 1)
  case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), 0..<0x20:
    return (unicodeEscape(Int(utf8[index])), 1)
  // U+2028 and U+2029.
  case 0xE2 where utf8[index + 1] == 0x80 && utf8[index + 2] & 0xFE == 0xA8:
    return (unicodeEscape(0x2000 + Int(utf8[index + 2] & 0x3F)), 3)
  default: return nil
  }
}

/// `\u003c`.
private func unicodeEscape(_ scalar: Int) -> String {
  let digits = String(scalar, radix: 16)
  return #"\u"# + String(repeating: "0", count: 4 - digits.utf8.count) + digits
}
