#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A short mark of what readers can read, by which an edit is known.
///
/// Where lines break makes no difference. Comments, which are private, and the definitions of links,
/// which may stand anywhere in a file, do not count, not even where code shows them.
///
/// - Parameter state: what the heading says, where there is one.
/// - Source: the FNV-1a hash of 64 bits, by Fowler, Noll and Vo. It finds edits, not forgeries.
func textDigest(of text: String, state: String = "") -> UInt64 {
  var digest = TextDigest()
  digest.add(state)
  digest.add(hidesSomething(text) ? visibleText(of: text) : text)
  return digest.value
}

/// Whether there is a `<` or a `]:` in it; nearly always there is none.
private func hidesSomething(_ text: String) -> Bool {
  var text = text
  return text.withUTF8 { bytes in
    guard let start = bytes.baseAddress else { return false }
    if memchr(start, 0x3C, bytes.count) != nil { return true }
    var from = 0
    while let found = memchr(start + from, 0x5D, bytes.count - from) {
      from = UnsafeRawPointer(start).distance(to: found) + 1
      if from < bytes.count, bytes[from] == 0x3A { return true }
    }
    return false
  }
}

/// `text` without its comments, then without the lines that define links.
private func visibleText(of text: String) -> String {
  var parts: [Substring] = []
  var rest = text[...]
  while let start = rest.firstRange(of: "<!--") {
    parts.append(rest[..<start.lowerBound])
    rest = rest[start.upperBound...]
    rest = rest.firstRange(of: "-->").map { rest[$0.upperBound...] } ?? ""
  }
  let lines = (parts + [rest]).joined().split(separator: "\n", omittingEmptySubsequences: false)
  var visible: [Substring] = []
  var isDefining = false
  for line in lines {
    let words = line.drop { $0 == " " }
    let label = words.hasPrefix("[") ? words.firstRange(of: "]:") : nil
    // A definition may go on: its address, or its title in quotes, on a line of its own.
    let goesOn =
      isDefining && (words.hasPrefix("\"") || words.hasPrefix("'") || words.hasPrefix("("))
    isDefining = label != nil || goesOn
    if !isDefining { visible.append(line) }
  }
  return visible.joined(separator: "\n")
}

private struct TextDigest {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Blanks and line ends between words count as one blank, those around the text not at all. A
  /// mark that no text holds ends it.
  mutating func add(_ text: String) {
    var text = text
    var value = value
    text.withUTF8 { bytes in
      var hasWords = false
      var isAfterBlank = false
      for byte in bytes {
        if byte == 0x20 || byte &- 0x09 < 5 {
          isAfterBlank = true
          continue
        }
        if isAfterBlank, hasWords { value = mixed(value, 0x20) }
        value = mixed(value, byte)
        hasWords = true
        isAfterBlank = false
      }
    }
    self.value = mixed(value, 0xFF)
  }
}

private func mixed(_ value: UInt64, _ byte: UInt8) -> UInt64 {
  (value ^ UInt64(byte)) &* 0x100_0000_01b3
}
