/// What a request's head asks for, and the query of its address; nil for one that is malformed.
///
/// - Source: RFC 9112: the request line, then a field a line. A body is not read: nothing here has one.
func parseRequestHead(_ bytes: [UInt8]) -> (request: PreviewRequest, query: String)? {
  // By scalars: a carriage return and a line feed are one character.
  guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
  let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    .map { String(String.UnicodeScalarView($0.last == "\r" ? $0.dropLast() : $0)) }
  guard lines.count > 2, let end = lines.firstIndex(of: "") else { return nil }
  let start = lines[0].split(separator: " ", omittingEmptySubsequences: false)
  guard start.count == 3, start[2].hasPrefix("HTTP/1."), start[1].hasPrefix("/") else { return nil }
  var hosts: [String] = []
  for line in lines[1..<end] {
    guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else { return nil }
    guard line[..<colon].lowercased() == "host" else { continue }
    hosts.append(trimmed(line[line.index(after: colon)...]))
  }
  // Two hosts could be read as one by us and as the other by somebody in between.
  guard hosts.count < 2 else { return nil }
  let target = start[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
  return (
    PreviewRequest(String(start[0]), String(target[0]), host: hosts.first),
    target.count > 1 ? String(target[1]) : ""
  )
}

private func trimmed(_ text: Substring) -> String {
  let isBlank = { (letter: Character) in letter == " " || letter == "\t" }
  return String(text.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
}

extension PreviewResponse {
  /// As it goes over the wire.
  package var bytes: [UInt8] {
    var fields = headers.filter { $0.name != "Connection" }
    if !fields.contains(where: { $0.name == "Content-Length" }) {
      fields.append(Header(name: "Content-Length", value: "\(body.count)"))
    }
    fields.append(Header(name: "Connection", value: "close"))
    let lines = ["HTTP/1.1 \(status) \(phrase)"] + fields.map { "\($0.name): \($0.value)" }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
  }

  private var phrase: String {
    switch status {
    case 200: "OK"
    case 301: "Moved Permanently"
    case 400: "Bad Request"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    default: "Service Unavailable"
    }
  }
}
