import ContentReading

/// A foreign text as one line that a title, a name or a description may be: no control characters, no signs that
/// turn the direction of writing, not too long.
///
/// - Returns: empty where nothing is left.
func oneLine(_ text: String, limit: Int = 500) -> String {
  let words = cleanedText(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  let seen = String(String.UnicodeScalarView(words.unicodeScalars.filter { !turnsDirection($0) }))
  guard seen.count > limit || seen.utf8.count > 16 * limit else { return seen }
  var line = String(seen.prefix(limit - 1))
  while line.utf8.count > 16 * limit - 4 { line.removeLast() }
  return line + "…"
}

private func turnsDirection(_ scalar: Unicode.Scalar) -> Bool {
  (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
}

/// The words of a text that may not be public: private addresses, and what looks like a key.
func privateWords(in text: String) -> [String] {
  let bytes = Array(text.utf8)
  return leaks(in: bytes[...]).map {
    String(decoding: bytes[$0.offset..<$0.offset + $0.length], as: UTF8.self)
  }
}
