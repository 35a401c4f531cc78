import ChildProcesses

/// Sends a request with `curl`, which reads all of it from its standard input: an address or a header may be
/// a secret, and the arguments of a program can be read by everybody on the machine.
///
/// - Parameter program: what names this program to the server: `allclear/1.0`.
package func send(
  _ request: WebRequest, from program: String
) async throws(WebRequestError) -> WebAnswer {
  let configuration = try curlConfiguration(of: request, from: program)
  let found: ChildAnswer
  do {
    found = try await answer(
      to: ChildTask(
        ["curl", "-q", "--config", "-"], input: Array(configuration.utf8),
        atMost: request.patience + 10, outputLimit: request.largestAnswer + 100_000))
  } catch is ChildProcessError {
    throw .noCurl
  } catch {
    throw .network("the program curl failed")
  }
  guard !found.isCut else { throw .tooLarge }
  guard found.delay == nil else { throw .network("there was no answer in time") }
  guard found.status == 0 else { throw WebRequestError(curl: found.status) }
  guard let answer = WebAnswer(curl: found.output, certificates: found.errors) else {
    throw .network("what came is no answer of a web server")
  }
  return answer
}

/// - Source: `man curl`, `--config`: a value in double quotes, in which `\\`, `\"`, `\t`, `\n`, `\r` and `\v`
///   stand for what they stand for in C.
func curlConfiguration(
  of request: WebRequest, from program: String
) throws(WebRequestError) -> String {
  var lines: [String] = []
  func add(_ option: String, _ value: String) throws(WebRequestError) {
    guard !value.utf8.contains(0) else { throw .impossible("the request holds a zero byte") }
    lines.append("\(option) = \"\(quoted(value))\"")
  }
  try add("url", request.url)
  try add("user-agent", program)
  for header in request.headers {
    // A line break in a value would begin a header of its own.
    let breaks = header.value.utf8.contains { $0 == 0x0A || $0 == 0x0D }
    guard !breaks else { throw .impossible("a header of the request holds a line break") }
    try add("header", "\(header.name): \(header.value)")
  }
  switch request.method {
  case .get: break
  case .head: lines.append("head")
  case .post: try add("data-raw", String(decoding: request.body, as: UTF8.self))
  }
  lines += [
    "silent", "globoff", "suppress-connect-headers", "path-as-is", "proto = \"=http,https\"",
    "proto-redir = \"=http,https\"", "max-time = \(request.patience)",
    "connect-timeout = \(min(request.patience, 15))",
    "max-filesize = \(request.largestAnswer)",
  ]
  if request.method != .head { lines.append("include") }
  if request.followsRedirects { lines += ["location", "max-redirs = 5"] }
  if request.asksForCertificates { lines.append("write-out = \"%{stderr}%{certs}\"") }
  return lines.joined(separator: "\n") + "\n"
}

private func quoted(_ value: String) -> String {
  var text = ""
  for scalar in value.unicodeScalars {
    switch scalar {
    case "\\": text += "\\\\"
    case "\"": text += "\\\""
    case "\n": text += "\\n"
    case "\r": text += "\\r"
    case "\t": text += "\\t"
    case "\u{B}": text += "\\v"
    default: text.unicodeScalars.append(scalar)
    }
  }
  return text
}

extension WebRequestError {
  /// - Source: `man curl`, exit codes.
  fileprivate init(curl status: Int32) {
    self =
      switch status {
      case 1, 3: .impossible("the address is none that can be asked")
      case 5, 6: .network("the host is not known")
      case 7: .network("the host takes no connection")
      case 28: .network("there was no answer in time")
      case 35, 51, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91:
        .network("the host's certificate is not trusted, or no safe connection can be made")
      case 47: .network("one redirect leads to the next")
      case 52: .network("the host ended the connection without an answer")
      case 63: .tooLarge
      default: .network("the connection failed (curl \(status))")
      }
  }
}

extension WebAnswer {
  /// - Parameters:
  ///   - output: heads, each ended by an empty line, the last one being that of the answer, and its body.
  ///   - certificates: as curl wrote them.
  init?(curl output: [UInt8], certificates: [UInt8]) {
    var rest = output[...]
    var head: (status: Int, headers: [String: String])?
    while rest.starts(with: "HTTP/".utf8), let end = rest.endOfHead {
      guard let next = parsedHead(rest[..<end]) else { break }
      head = next
      rest = rest[end...]
      // An interim answer or a redirect that curl followed has another head behind it; of a final answer, what
      // follows is its body, even if that reads like a head.
      let goesOn = (100...199).contains(next.status) || (300...399).contains(next.status)
      guard goesOn else { break }
    }
    guard let head else { return nil }
    self.init(
      status: head.status, headers: head.headers, body: Array(rest),
      certificates: String(decoding: certificates, as: UTF8.self))
  }
}

extension ArraySlice<UInt8> {
  /// Behind the empty line that ends a head.
  fileprivate var endOfHead: Int? {
    var place = startIndex
    while let lineEnd = self[place...].firstIndex(of: 0x0A) {
      let line = self[place..<lineEnd]
      place = lineEnd + 1
      if line.isEmpty || line.elementsEqual([0x0D]) { return place }
    }
    return nil
  }
}

private func parsedHead(_ bytes: ArraySlice<UInt8>) -> (status: Int, headers: [String: String])? {
  let lines = bytes.split(separator: 0x0A).map { line in
    String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
  }
  let words = lines.first?.split(separator: " ") ?? []
  guard words.count >= 2, let status = Int(words[1]) else { return nil }
  var headers: [String: String] = [:]
  for line in lines.dropFirst() {
    guard let colon = line.firstIndex(of: ":") else { continue }
    let name = line[..<colon].lowercased()
    let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
    headers[name] = headers[name].map { "\($0), \(value)" } ?? String(value)
  }
  return (status, headers)
}
