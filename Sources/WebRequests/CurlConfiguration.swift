/// How many bytes a body may have, quoted for curl.
///
/// - Source: `MAX_CONFIG_LINE_LENGTH` of curl 7.88 is 100 KiB; newer ones take 10 MiB.
package let largestBody = 100_000

/// The configuration that curl reads from its standard input for a request.
///
/// Nothing of a request is in curl's arguments, which everybody on the machine can read.
///
/// - Throws: `unsendable` for what curl would take for something else, or could not read.
func curlConfiguration(
  of request: WebRequest, userAgent: String
) throws(WebRequestError) -> [UInt8] {
  try check(request)
  var lines = [
    setting("url", request.url), setting("user-agent", userAgent), "globoff", "silent",
    "include", "suppress-connect-headers", setting("proto", "=http,https"),
    setting("max-time", String(request.timeout)),
    setting("connect-timeout", String(min(request.timeout, 10))),
    setting("max-filesize", String(request.sizeLimit)),
    setting("write-out", reportFormat + (request.asksForCertificate ? "%{certs}" : "")),
  ]
  if request.followsRedirects {
    lines += ["location", setting("proto-redir", "=http,https"), setting("max-redirs", "5")]
  }
  lines += methodLines(of: request)
  lines += request.headers.map { header in
    // curl's way to send a header without a value.
    setting("header", header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)")
  }
  var bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
  if request.method == .post || request.method == .put {
    bytes += Array("data-raw = \"".utf8) + quoted(request.body ?? []) + Array("\"\n".utf8)
  }
  return bytes
}

/// Begins the line on standard error that says how many redirects were followed.
let redirectMark = "redirects "

private let reportFormat = "%{stderr}\(redirectMark)%{num_redirects}\n"

private func methodLines(of request: WebRequest) -> [String] {
  switch request.method {
  case .get: return []
  case .head: return ["head"]
  case .post, .put:
    let named = request.headers.map { $0.name.lowercased() }
    // curl would call every body a form, and wait for a permission to send a long one.
    let unasked = ["Content-Type", "Expect"].filter { !named.contains($0.lowercased()) }
    return [setting("request", request.method.rawValue)]
      + unasked.map { setting("header", "\($0):") }
  }
}

private func setting(_ name: String, _ value: String) -> String {
  "\(name) = \"\(String(decoding: quoted(Array(value.utf8)), as: UTF8.self))\""
}

/// As curl reads a text between quotes.
private func quoted(_ bytes: [UInt8]) -> [UInt8] {
  bytes.reduce(into: []) { result, byte in
    switch byte {
    case UInt8(ascii: "\\"): result += Array(#"\\"#.utf8)
    case UInt8(ascii: "\""): result += Array(#"\""#.utf8)
    case 0x0A: result += Array(#"\n"#.utf8)
    case 0x0D: result += Array(#"\r"#.utf8)
    case 0x09: result += Array(#"\t"#.utf8)
    default: result.append(byte)
    }
  }
}

private func check(_ request: WebRequest) throws(WebRequestError) {
  let scheme = request.url.prefix(8).lowercased()
  guard scheme.hasPrefix("http://") || scheme == "https://",
    !request.url.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7F })
  else { throw .unsendable("its address is not one of http:// or https://, or holds a space") }
  for header in request.headers {
    guard !header.name.isEmpty, header.name.utf8.allSatisfy(isTokenByte) else {
      throw .unsendable("the name of a header may hold only letters, digits and -")
    }
    guard !header.value.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) else {
      throw .unsendable("the value of \(header.name) may not hold a line break")
    }
  }
  let body = request.body ?? []
  guard !body.contains(0) else { throw .unsendable("its body may not hold a zero byte") }
  guard quoted(body).count <= largestBody else {
    throw .unsendable("its body may not have more than \(largestBody) bytes")
  }
}

private func isTokenByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
    true
  default: false
  }
}
