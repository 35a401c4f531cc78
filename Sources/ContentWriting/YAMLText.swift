import StatusModel

/// A name as YAML has it: `Slow logins`, or `{en: Slow logins, de: Anmeldung langsam}`.
func yamlName(_ name: String, _ translations: [Translation]) -> String {
  guard !translations.isEmpty else { return yamlText(name) }
  let pairs = translations.map { "\(yamlFlowText($0.language)): \(yamlFlowText($0.text))" }
  return "{\(pairs.joined(separator: ", "))}"
}

/// A text as YAML has it: bare where nothing in it means more than itself, else between quotes.
func yamlText(_ text: String) -> String {
  let bytes = Array(text.utf8)
  let isPlain =
    bytes.allSatisfy { isWordByte($0) || " -_./+,()%;".utf8.contains($0) }
    && bytes.first.map(isWordByte) == true && bytes.last != UInt8(ascii: " ")
    && !isOtherThanText(text)
  return isPlain ? text : yamlQuoted(text)
}

/// The same within braces or brackets, where a comma ends the text.
func yamlFlowText(_ text: String) -> String {
  text.utf8.contains(UInt8(ascii: ",")) ? yamlQuoted(text) : yamlText(text)
}

/// An id, a status: bare, as every id of a site can be, but for the few words that YAML takes for nothing.
func yamlWord(_ word: String) -> String {
  let isWord = word.utf8.allSatisfy { isWordByte($0) || $0 == UInt8(ascii: "-") }
  let isBare = isWord && word.utf8.first.map(isWordByte) == true && word.lowercased() != "null"
  return isBare ? word : yamlFlowText(word)
}

/// Between quotes. What no line may hold is written as an escape; reading then says that it may not be
/// there.
func yamlQuoted(_ text: String) -> String {
  let inner = text.unicodeScalars.map { scalar in
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "\n": "\\n"
    case "\t": "\\t"
    case _ where isUnseen(scalar):
      "\\u" + padded(String(scalar.value, radix: 16), to: 4)
    default: String(scalar)
    }
  }
  return "\"\(inner.joined())\""
}

/// Control characters, and what YAML takes for the end of a line.
package func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
  default: false
  }
}

/// Whether a YAML reader may take it for a truth value, nothing, a number or a date.
private func isOtherThanText(_ text: String) -> Bool {
  let words: Set = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]
  let startsWithDigit = text.utf8.first.map { (0x30...0x39).contains($0) } == true
  return words.contains(text.lowercased())
    || (startsWithDigit && !text.utf8.contains(UInt8(ascii: " ")))
}

private func isWordByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: false
  }
}

private func padded(_ digits: String, to width: Int) -> String {
  String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
