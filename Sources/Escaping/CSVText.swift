/// Records as in RFC 4180: CRLF between them, quotes where a field needs them.
///
/// The last line break is left to who prints it.
package func csvText(_ records: [[String]]) -> String {
  records.map { $0.map(csvField).joined(separator: ",") }.joined(separator: "\r\n") + "\r"
}

private func csvField(_ text: String) -> String {
  // By bytes: a carriage return and a line feed are one character, and so is a quote with a mark on it.
  guard text.utf8.contains(where: { "\",\r\n".utf8.contains($0) }) else { return text }
  let quote = UInt8(ascii: "\"")
  let doubled = text.utf8.flatMap { $0 == quote ? [quote, quote] : [$0] }
  return "\"" + String(decoding: doubled, as: UTF8.self) + "\""
}
