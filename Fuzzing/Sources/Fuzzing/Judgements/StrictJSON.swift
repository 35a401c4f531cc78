/// Why bytes are not JSON; nil where they are. Foundation's reader lets a comma before the end pass, and a key
/// that stands twice.
///
/// - Source: RFC 8259.
func faultInJSON(_ bytes: [UInt8]) -> String? {
  var reader = JSONReader(bytes: bytes)
  reader.readValue(depth: 0)
  reader.skipBlanks()
  if reader.fault == nil, reader.index < bytes.count { reader.fail("something after the end") }
  return reader.fault
}

private struct JSONReader {
  let bytes: [UInt8]
  private(set) var index = 0
  private(set) var fault: String?

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func fail(_ what: String) {
    guard fault == nil else { return }
    fault = "\(what), near \(excerpt(of: bytes, at: index))"
  }

  mutating func skipBlanks() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      index += 1
    }
  }

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func take(_ byte: Character) -> Bool {
    guard peek == byte.asciiValue else { return false }
    index += 1
    return true
  }

  mutating func readValue(depth: Int) {
    skipBlanks()
    guard fault == nil, depth < 64, let byte = peek else { return fail("no value") }
    switch byte {
    case UInt8(ascii: "{"): readObject(depth: depth)
    case UInt8(ascii: "["): readList(depth: depth)
    case UInt8(ascii: "\""): readText()
    default: readWord()
    }
  }

  private mutating func readObject(depth: Int) {
    index += 1
    var keys: Set<[UInt8]> = []
    skipBlanks()
    if take("}") { return }
    while fault == nil {
      skipBlanks()
      let start = index
      readText()
      if !keys.insert(Array(bytes[start..<index])).inserted { fail("a key twice") }
      skipBlanks()
      guard take(":") else { return fail("no colon") }
      readValue(depth: depth + 1)
      skipBlanks()
      if take("}") { return }
      guard take(",") else { return fail("no comma") }
    }
  }

  private mutating func readList(depth: Int) {
    index += 1
    skipBlanks()
    if take("]") { return }
    while fault == nil {
      readValue(depth: depth + 1)
      skipBlanks()
      if take("]") { return }
      guard take(",") else { return fail("no comma") }
    }
  }

  private mutating func readText() {
    guard take("\"") else { return fail("no text") }
    while let byte = peek, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { return fail("a control character") }
      index += 1
      if byte == UInt8(ascii: "\\") { readEscape() }
      if fault != nil { return }
    }
    if !take("\"") { fail("a text that never ends") }
  }

  private mutating func readEscape() {
    guard let byte = peek, "\"\\/bfnrtu".utf8.contains(byte) else {
      return fail("an unknown escape")
    }
    index += 1
    guard byte == UInt8(ascii: "u") else { return }
    let digits = bytes[index...].prefix(4)
    guard digits.count == 4, UInt16(String(decoding: digits, as: UTF8.self), radix: 16) != nil
    else {
      return fail("no four digits")
    }
    index += 4
  }

  /// `true`, `false`, `null` or a number.
  private mutating func readWord() {
    let start = index
    while let byte = peek, "+-.0123456789aeflnrstuE".utf8.contains(byte) { index += 1 }
    let word = String(decoding: bytes[start..<index], as: UTF8.self)
    let digits = word.hasPrefix("-") ? word.dropFirst() : Substring(word)
    let isNumber =
      Double(word) != nil && digits.first?.isNumber == true && digits.last?.isNumber == true
      && (!digits.hasPrefix("0") || digits.count == 1 || "0." == digits.prefix(2)
        || "0e" == digits.prefix(2))
    if !isNumber, !["true", "false", "null"].contains(word) {
      fail("neither a value nor a number")
    }
  }
}
