import Diagnostics
package import SiteFiles

/// The limits of a foreign JSON or CSV file. The largest public export known has 12 MB.
package let largestSourceFile = 64 * 1_024 * 1_024

/// A JSON text with the place of each of its values, by which findings name where something stands.
///
/// - Throws: where it is too large, too deep, not UTF-8 or no JSON, with the place.
/// - Source: RFC 8259. A byte-order mark is skipped; nothing else is taken leniently.
package func readJSON(_ file: SourceFile) throws(ImportError) -> ForeignValue {
  guard file.bytes.count <= largestSourceFile else {
    throw .unreadable(
      message: "the file has more than \(largestSourceFile / 1_048_576) MiB", hint: nil,
      at: SourcePosition(path: file.path))
  }
  var parser = JSONParser(file)
  return try parser.whole()
}

private struct JSONParser {
  static let greatestDepth = 64

  private let path: String
  private let bytes: [UInt8]
  private var index: Int
  private var line = 1
  private var lineStart: Int
  private var depth = 0

  init(_ file: SourceFile) {
    path = file.path
    bytes = file.bytes
    index = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    lineStart = index
  }

  mutating func whole() throws(ImportError) -> ForeignValue {
    skipBlanks()
    let value = try value()
    skipBlanks()
    guard index == bytes.count else { throw fault("text after the end of the JSON") }
    return value
  }

  private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  private var place: SourcePosition {
    SourcePosition(path: path, line: line, column: index - lineStart + 1)
  }

  private func fault(_ message: String) -> ImportError {
    .unreadable(
      message: index < bytes.count ? message : "the JSON ends too early",
      hint: index < bytes.count ? nil : "save it again, to its end", at: place)
  }

  private mutating func skipBlanks() {
    while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      index += 1
      if byte == 0x0A { (line, lineStart) = (line + 1, index) }
    }
  }

  private mutating func value() throws(ImportError) -> ForeignValue {
    let start = place
    switch byte {
    case UInt8(ascii: "{"): return ForeignValue(.object(try object()), at: start)
    case UInt8(ascii: "["): return ForeignValue(.list(try list()), at: start)
    case UInt8(ascii: "\""): return ForeignValue(.text(try string()), at: start)
    case UInt8(ascii: "t"): return try word("true", .flag(true), at: start)
    case UInt8(ascii: "f"): return try word("false", .flag(false), at: start)
    case UInt8(ascii: "n"): return try word("null", .null, at: start)
    default: return ForeignValue(.number(try number()), at: start)
    }
  }

  private mutating func word(
    _ word: String, _ content: ForeignValue.Content, at start: SourcePosition
  ) throws(ImportError) -> ForeignValue {
    guard bytes[index...].starts(with: word.utf8) else { throw fault("this is no JSON value") }
    index += word.utf8.count
    return ForeignValue(content, at: start)
  }

  private mutating func enter() throws(ImportError) {
    depth += 1
    guard depth <= Self.greatestDepth else {
      throw fault("values lie more than \(Self.greatestDepth) levels deep")
    }
    index += 1
    skipBlanks()
  }

  /// Whether another element follows; if not, the closing bracket is passed.
  private mutating func goesOn(until close: UInt8) throws(ImportError) -> Bool {
    skipBlanks()
    switch byte {
    case UInt8(ascii: ","):
      index += 1
      skipBlanks()
      return true
    case close:
      index += 1
      depth -= 1
      return false
    default: throw fault("a comma or '\(Character(Unicode.Scalar(close)))' is missing")
    }
  }

  private mutating func isEmpty(closedBy close: UInt8) -> Bool {
    guard byte == close else { return false }
    index += 1
    depth -= 1
    return true
  }

  private mutating func object() throws(ImportError) -> [ForeignValue.Member] {
    try enter()
    if isEmpty(closedBy: UInt8(ascii: "}")) { return [] }
    var members: [ForeignValue.Member] = []
    repeat {
      guard byte == UInt8(ascii: "\"") else { throw fault("a key between quotes is missing") }
      let key = try string()
      skipBlanks()
      guard byte == UInt8(ascii: ":") else { throw fault("a colon is missing after '\(key)'") }
      index += 1
      skipBlanks()
      members.append(ForeignValue.Member(key, try value()))
    } while try goesOn(until: UInt8(ascii: "}"))
    return members
  }

  private mutating func list() throws(ImportError) -> [ForeignValue] {
    try enter()
    if isEmpty(closedBy: UInt8(ascii: "]")) { return [] }
    var items: [ForeignValue] = []
    repeat { items.append(try value()) } while try goesOn(until: UInt8(ascii: "]"))
    return items
  }

  private mutating func number() throws(ImportError) -> String {
    let start = index
    while let byte, (0x30...0x39).contains(byte) || "+-.eE".utf8.contains(byte) { index += 1 }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    guard Double(text) != nil, let first = text.utf8.first, first != UInt8(ascii: "+") else {
      index = start
      throw fault("this is no JSON value")
    }
    return text
  }

  private mutating func string() throws(ImportError) -> String {
    index += 1
    let start = index
    while let byte, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
      index += 1
    }
    guard byte != UInt8(ascii: "\"") else {
      let text = try text(of: bytes[start..<index])
      index += 1
      return text
    }
    return try stringWithEscapes(from: start)
  }

  private mutating func stringWithEscapes(from start: Int) throws(ImportError) -> String {
    var text = Array(bytes[start..<index])
    while let byte, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw fault("a control character between quotes") }
      index += 1
      if byte == UInt8(ascii: "\\") {
        text += String(try escaped()).utf8
      } else {
        text.append(byte)
      }
    }
    guard byte != nil else { throw fault("") }
    let string = try self.text(of: text[...])
    index += 1
    return string
  }

  private func text(of utf8: ArraySlice<UInt8>) throws(ImportError) -> String {
    guard let text = String(validating: utf8, as: UTF8.self) else {
      throw fault("a text that is not UTF-8 ends here")
    }
    return text
  }

  /// After the backslash. A surrogate alone is what UTF-8 cannot say.
  private mutating func escaped() throws(ImportError) -> Unicode.Scalar {
    guard let byte else { throw fault("") }
    index += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw fault("an escape that JSON does not know")
    }
  }

  private mutating func unicodeEscape() throws(ImportError) -> Unicode.Scalar {
    let first = try fourDigits()
    guard (0xD800..<0xDC00).contains(first),
      bytes[index...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")])
    else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
    let back = index
    index += 2
    let second = try fourDigits()
    guard (0xDC00..<0xE000).contains(second) else {
      index = back
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func fourDigits() throws(ImportError) -> UInt32 {
    let digits = String(decoding: bytes[index...].prefix(4), as: UTF8.self)
    guard digits.utf8.count == 4, !digits.hasPrefix("+"), !digits.hasPrefix("-"),
      let value = UInt32(digits, radix: 16)
    else { throw fault("four hexadecimal digits are missing") }
    index += 4
    return value
  }
}
