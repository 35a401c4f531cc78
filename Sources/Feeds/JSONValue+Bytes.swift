extension JSONValue {
  /// The JSON text in UTF-8, without a space or a line break between its parts.
  ///
  /// `<`, `>`, `&` and the two line ends of JavaScript are written as `\u` escapes, so the text does
  /// nothing when it is pasted into a page.
  ///
  /// - Source: RFC 8259.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return bytes
  }

  private func write(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes += "null".utf8
    case .boolean(let value): bytes += (value ? "true" : "false").utf8
    case .integer(let value): bytes += String(value).utf8
    case .hundredths(let value): bytes += decimal(hundredths: value).utf8
    case .string(let text): writeString(text, to: &bytes)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        element.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        writeString(member.key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }
}

/// `99.37`, `99.5`, `100`.
private func decimal(hundredths: Int) -> String {
  let sign = hundredths < 0 ? "-" : ""
  let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
  switch (rest / 10, rest % 10) {
  case (0, 0): return "\(sign)\(whole)"
  case (let tenths, 0): return "\(sign)\(whole).\(tenths)"
  case (let tenths, let hundredths): return "\(sign)\(whole).\(tenths)\(hundredths)"
  }
}

private func writeString(_ text: String, to bytes: inout [UInt8]) {
  bytes.append(UInt8(ascii: "\""))
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": bytes += #"\""#.utf8
    case "\\": bytes += #"\\"#.utf8
    case "\n": bytes += #"\n"#.utf8
    case "\r": bytes += #"\r"#.utf8
    case "\t": bytes += #"\t"#.utf8
    case "<", ">", "&", "\u{2028}", "\u{2029}", "\u{0}"..."\u{1F}":
      bytes += #"\u"#.utf8
      let digits = String(scalar.value, radix: 16)
      bytes += String(repeating: "0", count: 4 - digits.utf8.count).utf8
      bytes += digits.utf8
    default: bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
    }
  }
  bytes.append(UInt8(ascii: "\""))
}
