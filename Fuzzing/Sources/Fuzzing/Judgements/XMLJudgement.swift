/// Whether a document is well-formed XML with declared namespaces, and nothing but elements, texts and
/// instructions: a build writes no comment, no CDATA and no document type.
///
/// Foundation's reader is no judge: it passes over a second root, and over a document without one.
///
/// - Source: W3C, "Extensible Markup Language (XML) 1.0", fifth edition.
package func judgeXML(_ bytes: [UInt8], at path: String) -> [Finding] {
  var reader = XMLReader(bytes, path: path)
  reader.read()
  return reader.findings
}

private struct XMLReader {
  private let bytes: [UInt8]
  private let path: String
  private var index = 0
  private var open: [(name: String, prefixes: Set<String>)] = []
  private var hasRoot = false
  private(set) var findings: [Finding] = []

  init(_ bytes: [UInt8], path: String) {
    self.bytes = bytes
    self.path = path
  }

  mutating func read() {
    guard String(validating: bytes, as: UTF8.self) != nil else { return found("not UTF-8") }
    if starts(with: "<?xml ") { readInstruction() }
    while index < bytes.count, findings.isEmpty {
      if starts(with: "</") {
        readEnd()
      } else if starts(with: "<?") {
        readInstruction()
      } else if bytes[index] == UInt8(ascii: "<") {
        readElement()
      } else {
        readCharacter()
      }
    }
    guard findings.isEmpty else { return }
    if !open.isEmpty { found("never closed: \(open.map(\.name))") }
    if !hasRoot { found("no element") }
  }

  private mutating func found(_ what: String) {
    findings.append(Finding(.xml, at: path, "\(what), near \(excerpt(of: bytes, at: index))"))
  }

  private func starts(with text: String) -> Bool {
    bytes[index...].starts(with: text.utf8)
  }

  private mutating func readInstruction() {
    guard index == 0 || !starts(with: "<?xml ") else {
      return found("a declaration that is not first")
    }
    while index < bytes.count, !starts(with: "?>") { index += 1 }
    guard index < bytes.count else { return found("an instruction that never ends") }
    index += 2
  }

  private mutating func readCharacter() {
    let byte = bytes[index]
    if open.isEmpty, !isBlank(byte) { return found("a text outside the root") }
    if byte == UInt8(ascii: "]"), starts(with: "]]>") { return found("]]> in a text") }
    if byte == UInt8(ascii: "&") { return readReference() }
    if !isCharacter(at: index) { return found("a character that XML forbids") }
    index += 1
  }

  /// Not a control character, nor U+FFFE or U+FFFF.
  private func isCharacter(at place: Int) -> Bool {
    let byte = bytes[place]
    if byte < 0x20 { return isBlank(byte) }
    return byte != 0xEF
      || !bytes[place...].starts(with: [0xEF, 0xBF, 0xBE])
        && !bytes[place...].starts(with: [0xEF, 0xBF, 0xBF])
  }

  private mutating func readReference() {
    guard let end = bytes[index...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else {
      return found("a bare &")
    }
    let name = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
    let number =
      name.hasPrefix("#x")
      ? UInt32(name.dropFirst(2), radix: 16) : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
    let isKnown = ["amp", "lt", "gt", "quot", "apos"].contains(name)
    let isAllowed = number.map {
      Unicode.Scalar($0) != nil && ($0 >= 0x20 || [9, 10, 13].contains($0)) && $0 & 0xFFFE != 0xFFFE
    }
    guard isKnown || isAllowed == true else { return found("&\(name);") }
    index = end + 1
  }

  private mutating func word() -> String {
    let start = index
    while index < bytes.count, isNameByte(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func readElement() {
    index += 1
    let name = word()
    guard let first = name.utf8.first, first >= UInt8(ascii: "A"), !(hasRoot && open.isEmpty) else {
      return found(hasRoot && open.isEmpty ? "a second root" : "a bare <")
    }
    hasRoot = true
    var prefixes = open.last?.prefixes ?? ["xml"]
    guard let (attributes, isEmpty) = readAttributes() else { return }
    for attribute in attributes where attribute.hasPrefix("xmlns:") {
      prefixes.insert(String(attribute.dropFirst(6)))
    }
    for used in [name] + attributes where !used.hasPrefix("xmlns:") {
      let parts = used.split(separator: ":", omittingEmptySubsequences: false)
      if parts.count > 2 || (parts.count == 2 && !prefixes.contains(String(parts[0]))) {
        found("\(used) has no namespace")
      }
    }
    if !isEmpty { open.append((name, prefixes)) }
  }

  private mutating func readAttributes() -> (names: [String], isEmpty: Bool)? {
    var names: [String] = []
    while index < bytes.count, findings.isEmpty {
      let hasBlank = isBlank(bytes[index])
      while index < bytes.count, isBlank(bytes[index]) { index += 1 }
      if starts(with: "/>") || starts(with: ">") {
        let isEmpty = starts(with: "/>")
        index += isEmpty ? 2 : 1
        return (names, isEmpty)
      }
      let name = word()
      guard hasBlank, !name.isEmpty, !names.contains(name) else {
        found("no attribute, or one twice: '\(name)'")
        return nil
      }
      names.append(name)
      readValue()
    }
    if findings.isEmpty { found("a tag that never ends") }
    return nil
  }

  private mutating func readValue() {
    guard starts(with: "=\"") || starts(with: "='") else { return found("a value without quotes") }
    let quote = bytes[index + 1]
    index += 2
    while index < bytes.count, bytes[index] != quote, findings.isEmpty {
      if bytes[index] == UInt8(ascii: "<") { return found("< in a value") }
      if bytes[index] == UInt8(ascii: "&") {
        readReference()
      } else if isCharacter(at: index) {
        index += 1
      } else {
        return found("a character that XML forbids")
      }
    }
    index += 1
  }

  private mutating func readEnd() {
    index += 2
    let name = word()
    guard index < bytes.count, bytes[index] == UInt8(ascii: ">"), open.popLast()?.name == name
    else {
      return found("</\(name)> ends nothing")
    }
    index += 1
  }
}

private func isBlank(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
}

private func isNameByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x30...0x39,
    UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "."):
    true
  default: false
  }
}
