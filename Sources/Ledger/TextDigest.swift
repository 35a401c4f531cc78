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
/// - Source: after the FNV-1a hash of 64 bits, by Fowler, Noll and Vo, but eight bytes at a time. It
///   finds edits, not forgeries.
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

  /// The words alone, whatever blanks and line ends part them. A mark that no text holds ends it.
  ///
  /// A word ends with a piece of fewer than eight bytes, if need be with an empty one, so that two words
  /// never read as one.
  mutating func add(_ text: String) {
    var text = text
    var value = value
    text.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      var index = 0
      while index < bytes.count {
        let (piece, length) =
          index + 8 <= bytes.count
          ? wordPiece(at: index, in: bytes) : lastPiece(from: index, in: bytes)
        if length > 0 || index > 0 { value = mixed(value, piece) }
        index += length
        guard length < 8 else { continue }
        while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
      }
    }
    self.value = mixed(value, .max)
  }
}

/// What follows of a word, up to eight bytes of it, the first one lowest; there are eight bytes to read.
@inline(__always)
private func wordPiece(
  at index: Int, in bytes: UnsafeRawBufferPointer
) -> (piece: UInt64, length: Int) {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let piece = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
  // The high bit of each byte up to 0x20; those after the first one may be wrong.
  let blanks = (piece &- (ones &* 0x21)) & ~piece & (ones &* 0x80)
  guard blanks != 0 else { return (piece, 8) }
  let length = blanks.trailingZeroBitCount / 8
  return (piece & ~(UInt64.max &<< UInt64(8 * length)), length)
}

/// The same at the end of a text.
private func lastPiece(
  from index: Int, in bytes: UnsafeRawBufferPointer
) -> (piece: UInt64, length: Int) {
  let word = bytes[index...].prefix { $0 > 0x20 }
  return (word.reversed().reduce(0) { $0 << 8 | UInt64($1) }, word.count)
}

private func mixed(_ value: UInt64, _ piece: UInt64) -> UInt64 {
  let product = (value ^ piece) &* 0x100_0000_01b3
  return product ^ product >> 32
}
