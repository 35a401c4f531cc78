import Escaping

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
    case .string(let text): bytes.append(quotingJSON: text)
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
        bytes.append(quotingJSON: member.key)
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
