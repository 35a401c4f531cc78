import SiteFiles

/// What is asked of a preview, as far as it matters.
package struct PreviewRequest: Hashable, Sendable {
  package let method: String
  /// As it stands in the request, percent-encoded, without the query.
  package let path: String
  /// The `Host` header.
  package let host: String?

  package init(_ method: String = "GET", _ path: String, host: String? = "localhost:8080") {
    self.method = method
    self.path = path
    self.host = host
  }
}

package struct PreviewResponse: Hashable, Sendable {
  package let status: Int
  /// In the order of their names.
  package let headers: [Header]
  package let body: [UInt8]

  package struct Header: Hashable, Sendable {
    package let name: String
    package let value: String
  }

  init(_ status: Int, _ headers: [String: String], _ body: [UInt8]) {
    self.status = status
    // No page of another site may hold any of it, as a script or a picture.
    let headers = headers.filter { $0.key.lowercased() != "cross-origin-resource-policy" }
      .merging(["Cross-Origin-Resource-Policy": "same-origin"]) { _, ours in ours }
    self.headers = headers.sorted { $0.key < $1.key }.map { Header(name: $0.key, value: $0.value) }
    self.body = body
  }

  /// The same without a body, as an answer to `HEAD`.
  var head: PreviewResponse {
    let length = ["Content-Length": "\(body.count)"]
    let fields = Dictionary(
      headers.map { ($0.name, $0.value) }, uniquingKeysWith: { one, _ in one })
    return PreviewResponse(status, fields.merging(length) { own, _ in own }, [])
  }

  init(_ status: Int, text: String, _ headers: [String: String] = [:]) {
    self.init(
      status,
      headers.merging(["Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"]) {
        own, _ in own
      }, Array(text.utf8))
  }
}

/// One version of the content, and the answer to each request for it.
///
/// A path is looked up among those of the built files, so none leads to the disk.
package struct PreviewSite: Sendable {
  private let files: [String: OutputFile]
  private let headers: HostHeaders
  private let problems: [PreviewProblem]?

  package init(_ content: PreviewContent) {
    switch content {
    case .site(let files):
      self.files = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { _, last in last })
      headers = HostHeaders(self.files["_headers"]?.bytes() ?? [])
      problems = nil
    case .problems(let problems):
      files = [:]
      headers = HostHeaders([])
      self.problems = problems
    }
  }

  package func response(to request: PreviewRequest) -> PreviewResponse {
    request.method == "HEAD" ? wholeResponse(to: request).head : wholeResponse(to: request)
  }

  private func wholeResponse(to request: PreviewRequest) -> PreviewResponse {
    // A page of another site that has its name point here would read what is not yet published.
    guard isOwnHost(request.host) else {
      return PreviewResponse(
        403, text: "This preview answers to localhost and 127.0.0.1 alone.\n")
    }
    guard request.method == "GET" || request.method == "HEAD" else {
      return PreviewResponse(
        405, text: "A preview can be read, and nothing else.\n", ["Allow": "GET, HEAD"])
    }
    guard let path = decodedPath(request.path) else {
      return PreviewResponse(400, text: "This path has no form that a file could have.\n")
    }
    if path == reloadScriptPath {
      return PreviewResponse(
        200, ["Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "no-store"],
        Array(reloadScript.utf8))
    }
    if let problems { return problemResponse(problems, path: path) }
    return fileResponse(path)
  }

  private func fileResponse(_ path: String) -> PreviewResponse {
    if path.isEmpty || path.hasSuffix("/") {
      if let page = files[path + "index.html"] { return response(200, page) }
    } else if path != "_headers", path != "_redirects", !path.hasPrefix("."), let file = files[path]
    {
      return response(200, file)
    } else if files[path + "/index.html"] != nil {
      return PreviewResponse(
        301, text: "The page is at /\(path)/\n", ["Location": "/" + encodedPath(path) + "/"])
    }
    guard let page = files["404.html"] else {
      return PreviewResponse(404, text: "There is no page at this address.\n")
    }
    return response(404, page)
  }

  private func response(_ status: Int, _ file: OutputFile) -> PreviewResponse {
    var fields = headers.fields(of: "/" + file.path)
    // What is published may be kept, must be encrypted, and may be read by every other site. A preview
    // holds what nobody may read yet.
    fields["Strict-Transport-Security"] = nil
    fields = fields.filter { !$0.key.lowercased().hasPrefix("access-control-") }
    fields["Cache-Control"] = "no-store"
    if fields["Content-Type"] == nil { fields["Content-Type"] = contentType(of: file.path) }
    let isPage = file.path.hasSuffix(".html")
    return PreviewResponse(status, fields, isPage ? withReload(file.bytes()) : file.bytes())
  }

  private func problemResponse(_ problems: [PreviewProblem], path: String) -> PreviewResponse {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard name.hasSuffix(".html") || !name.contains(".") else {
      return PreviewResponse(503, text: "The content has errors.\n")
    }
    return PreviewResponse(
      503,
      [
        "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
      ], Array(problemPage(problems).utf8))
  }
}

/// `localhost`, `127.0.0.1` or `[::1]`, with any port.
private func isOwnHost(_ host: String?) -> Bool {
  guard let host = host?.lowercased() else { return false }
  return ["localhost", "127.0.0.1", "[::1]"].contains { name in
    guard host.hasPrefix(name) else { return false }
    let rest = host.dropFirst(name.count)
    return rest.isEmpty
      || (rest.first == ":" && rest.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) })
  }
}

/// A path without its first slash, decoded; nil where it is none, or would lead upwards.
private func decodedPath(_ path: String) -> String? {
  guard path.hasPrefix("/"), let decoded = path.dropFirst().removingPercentEscapes else {
    return nil
  }
  let parts = decoded.split(separator: "/", omittingEmptySubsequences: false)
  guard !parts.contains(where: { $0 == "." || $0 == ".." }),
    !decoded.unicodeScalars.contains(where: { $0.value < 0x20 || $0 == "\\" || $0.value == 0x7F })
  else { return nil }
  return decoded
}

/// As a `Location` may hold it.
private func encodedPath(_ path: String) -> String {
  path.utf8.map { byte in
    let isPlain =
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
      || "-._~/".utf8.contains(byte)
    guard !isPlain else { return String(UnicodeScalar(byte)) }
    let digits = String(byte, radix: 16, uppercase: true)
    return "%" + (digits.count == 1 ? "0" : "") + digits
  }.joined()
}

extension Substring {
  /// Nil for an escape that is none, and for bytes that are no UTF-8.
  fileprivate var removingPercentEscapes: String? {
    var bytes: [UInt8] = []
    var rest = Array(utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      guard digits.utf8.count == 2, !digits.hasPrefix("+"), let value = UInt8(digits, radix: 16)
      else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
