/// Records as in RFC 4180: CRLF between them, quotes where a field needs them.
///
/// The last line break is left to who prints it.
func csvText(_ records: [[String]]) -> String {
  records.map { $0.map(csvField).joined(separator: ",") }.joined(separator: "\r\n") + "\r"
}

private func csvField(_ text: String) -> String {
  // By scalars: a carriage return and a line feed are one character.
  let isPlain = !text.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) }
  return isPlain ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
}
