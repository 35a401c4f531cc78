import PlainEnglish
package import StatusModel

extension Incident {
  /// The file of this incident, as a person would write it.
  ///
  /// - Parameters:
  ///   - updates: the words of its updates, which the value itself has in another form.
  ///   - notes: private lines, written as comments below the keys.
  package func file(_ updates: [NewUpdate], notes: [String] = []) -> [UInt8] {
    let keys = [
      ("title", yamlText(title)), ("severity", severity), ("components", writtenComponents),
      ("started", started?.written), ("detected", detected?.written), ("roles", roles.written),
      ("draft", isDraft ? "true" : nil),
    ]
    return entryFile(keys, notes: notes, updates)
  }

  /// Nil where there is none.
  private var writtenComponents: String? {
    guard !components.isEmpty else { return nil }
    guard components.allSatisfy({ $0.status != nil }) else {
      return "[\(components.map(\.component).joined(separator: ", "))]"
    }
    let pairs = components.map { "\($0.component): \($0.status?.rawValue ?? "")" }
    return "{\(pairs.joined(separator: ", "))}"
  }
}

extension Incident.Roles {
  /// Nil where nobody is named.
  fileprivate var written: String? {
    let people = [
      ("commander", commander), ("communications", communications), ("scribe", scribe),
    ]
    let pairs = people.compactMap { role, name in name.map { "\(role): \(quoted($0))" } }
    return pairs.isEmpty ? nil : "{\(pairs.joined(separator: ", "))}"
  }
}

extension Maintenance {
  /// The file of this maintenance, as a person would write it.
  package func file(_ updates: [NewUpdate]) -> [UInt8] {
    let ids = components.isEmpty ? nil : "[\(components.joined(separator: ", "))]"
    let keys = [
      ("title", yamlText(title)), ("components", ids), ("starts", window.start.written),
      ("ends", window.end?.written), ("draft", isDraft ? "true" : nil),
    ]
    return entryFile(keys, notes: [], updates)
  }
}

private func entryFile(
  _ keys: [(String, String?)], notes: [String], _ updates: [NewUpdate]
) -> [UInt8] {
  let lines = keys.compactMap { key, value in value.map { "\(key): \($0)\n" } }
  let head = "---\n" + lines.joined() + notes.map { $0 + "\n" }.joined() + "---\n"
  let body = updates.map { "\n" + $0.written(lineBreak: "\n") }.joined()
  return Array((head + body).utf8)
}

/// A title as it is kept: in one line, no blanks, no byte order mark at its ends.
package func tidiedTitle(_ typed: String) -> String {
  let isEdge = { (scalar: Unicode.Scalar) in
    scalar.properties.isWhitespace || scalar == "\u{FEFF}"
  }
  let scalars = typed.unicodeScalars
  guard let first = scalars.firstIndex(where: { !isEdge($0) }),
    let last = scalars.lastIndex(where: { !isEdge($0) })
  else { return "" }
  return String(scalars[first...last])
}

/// What no line may hold, and which character of the text it is, from 1; nil where there is none.
package func firstControlCharacter(
  in text: String
) -> (place: Int, scalar: Unicode.Scalar)? {
  for (place, scalar) in text.unicodeScalars.enumerated() where isUnseen(scalar) {
    return (place + 1, scalar)
  }
  return nil
}

/// A text as YAML has it: bare where nothing in it means more than itself, else between quotes.
func yamlText(_ text: String) -> String {
  let bytes = Array(text.utf8)
  let isPlain =
    bytes.allSatisfy { isWordByte($0) || " -_./+,()%;".utf8.contains($0) }
    && bytes.first.map(isWordByte) == true && bytes.last != UInt8(ascii: " ")
    && !isOtherThanText(text)
  return isPlain ? text : quoted(text)
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

/// What no line may hold is written as an escape; the reader then says that it may not be there.
private func quoted(_ text: String) -> String {
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

private func padded(_ digits: String, to width: Int) -> String {
  String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

/// Control characters, and what YAML takes for the end of a line.
func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
  default: false
  }
}
