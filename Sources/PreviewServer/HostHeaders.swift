/// The headers that a static host would send, by the `_headers` file of the site.
///
/// - Source: the documentation of Netlify's and Cloudflare Pages' `_headers`: a line is a path, with
///   `*` for anything at its end and `:name` for one part; the indented lines below are headers.
struct HostHeaders: Sendable {
  private struct Rule: Sendable {
    let parts: [Substring]
    var fields: [String: String]
  }

  private let rules: [Rule]

  init(_ file: [UInt8]) {
    var rules: [Rule] = []
    for line in String(decoding: file, as: UTF8.self).split(separator: "\n") {
      if line.hasPrefix("/") {
        rules.append(
          Rule(parts: line.split(separator: "/", omittingEmptySubsequences: false), fields: [:]))
      } else if let colon = line.firstIndex(of: ":"), !rules.isEmpty {
        let name = line[..<colon].drop { $0 == " " }
        let value = line[line.index(after: colon)...].drop { $0 == " " }
        rules[rules.count - 1].fields[String(name)] = String(value)
      }
    }
    self.rules = rules
  }

  /// - Parameter path: of a file, with its first slash. That of a page is also known without `index.html`.
  func fields(of path: String) -> [String: String] {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return rules.filter { matches($0.parts, parts) }.reduce(into: [:]) { fields, rule in
      fields.merge(rule.fields) { _, later in later }
    }
  }

  private func matches(_ pattern: [Substring], _ path: [Substring]) -> Bool {
    if pattern.last == "*" {
      let fixed = pattern.dropLast()
      return path.count >= pattern.count && zip(fixed, path).allSatisfy(matchesPart)
    }
    return pattern.count == path.count && zip(pattern, path).allSatisfy(matchesPart)
  }

  private func matchesPart(_ pattern: Substring, _ part: Substring) -> Bool {
    pattern.hasPrefix(":") || pattern == part
  }
}

/// By the end of a file's name, as static hosts know it.
func contentType(of path: String) -> String {
  switch path.split(separator: ".").last.map({ $0.lowercased() }) {
  case "html": "text/html; charset=utf-8"
  case "css": "text/css; charset=utf-8"
  case "js", "mjs": "text/javascript; charset=utf-8"
  case "json": "application/json; charset=utf-8"
  case "txt": "text/plain; charset=utf-8"
  case "xml": "application/xml; charset=utf-8"
  case "svg": "image/svg+xml; charset=utf-8"
  case "png": "image/png"
  case "jpg", "jpeg": "image/jpeg"
  case "gif": "image/gif"
  case "webp": "image/webp"
  case "avif": "image/avif"
  case "ico": "image/x-icon"
  case "pdf": "application/pdf"
  case "woff2": "font/woff2"
  case "webmanifest": "application/manifest+json"
  default: "application/octet-stream"
  }
}
