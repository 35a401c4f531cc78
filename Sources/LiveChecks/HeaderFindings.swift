import PlainEnglish
import StatusModel
import WebRequests

func types(_ answers: LiveAnswers, _ files: [LiveExpectations.File]) -> LiveFinding {
  let home = LiveExpectations.File(path: "", type: "text/html; charset=utf-8", isOpen: false)
  var problems: [(file: LiveExpectations.File, message: String)] = []
  for file in [home] + files {
    let name = file.path.isEmpty ? "the home page" : file.path
    guard let page = (file.path.isEmpty ? answers.home : answers.files[file.path])?.page else {
      problems.append((file, "\(name) is missing"))
      continue
    }
    let sent = page.header("content-type")
    if !isReadable(sent ?? "", as: file.type) {
      problems.append((file, "\(name) is sent as \(sent ?? "no type"), not \(essence(file.type))"))
    }
  }
  guard let first = problems.first else {
    return .ok(.types, "\(plural(files.count + 1, "file")) have the type that programs expect")
  }
  let name = "/\(first.file.path.isEmpty ? "index.html" : first.file.path)"
  let type = first.file.type
  return .off(
    .types, problems.map(\.message).joined(separator: "; "),
    [
      "nginx: location = \(name) { types {} default_type \"\(type)\"; }",
      "Caddy: header \(name) Content-Type \"\(type)\"",
      "hosts that read _headers need nothing but that file",
    ])
}

private func essence(_ type: String) -> String {
  String(type.prefix { $0 != ";" }).filter { $0 != " " }.lowercased()
}

/// What programs read all the same where a host knows only general types.
private let generalTypes = [
  "application/rss+xml": ["application/xml", "text/xml"],
  "application/atom+xml": ["application/xml", "text/xml"],
  "application/xml": ["text/xml"], "application/feed+json": ["application/json"],
  "application/openmetrics-text": ["text/plain"],
]

private func isReadable(_ sent: String, as type: String) -> Bool {
  let (sentType, wanted) = (essence(sent), essence(type))
  guard sentType == wanted || generalTypes[wanted]?.contains(sentType) == true else { return false }
  let parameters = sent.lowercased().filter { $0 != " " && $0 != "\"" }
  return !parameters.contains("charset=") || parameters.contains("charset=utf-8")
}

func openness(_ answers: LiveAnswers, _ files: [LiveExpectations.File]) -> LiveFinding {
  let open = files.filter(\.isOpen)
  let closed = open.filter { file in
    guard let page = answers.files[file.path]?.page else { return false }
    return page.header("access-control-allow-origin") != "*"
  }
  guard !closed.isEmpty else {
    return .ok(.cors, "scripts of other sites may read feeds and API")
  }
  return .off(
    .cors, "scripts of other sites may not read \(closed.map(\.path).joined(separator: ", "))",
    [
      "nginx: add_header Access-Control-Allow-Origin * always;",
      "Caddy: header Access-Control-Allow-Origin *",
    ])
}

func caching(_ answers: LiveAnswers, _ expected: LiveExpectations) -> LiveFinding {
  let pages =
    [("the home page", answers.home)]
    + ["feed.xml", "api/v2/summary.json"].compactMap { path in
      answers.files[path].map { (path, $0) }
    }
  var problems: [String] = []
  for (name, answer) in pages {
    guard let page = answer.page else { continue }
    let control = page.header("cache-control") ?? ""
    if let problem = cacheProblem(control, maximumAge: expected.maximumAge) {
      problems.append("\(name) \(problem)")
    }
    if page.header("etag") == nil && page.header("last-modified") == nil {
      problems.append("\(name) has neither ETag nor Last-Modified")
    }
  }
  let control = "public, max-age=\(expected.maximumAge), must-revalidate"
  guard !problems.isEmpty else {
    return .ok(.caching, "no copy is older than \(plural(expected.maximumAge, "second"))")
  }
  return .off(
    .caching, problems.joined(separator: "; "),
    [
      "nginx: add_header Cache-Control \"\(control)\" always;",
      "Caddy: header Cache-Control \"\(control)\"",
    ])
}

/// - Returns: Nil where no copy gets too old.
private func cacheProblem(_ control: String, maximumAge: Int) -> String? {
  let parts = control.lowercased().split(separator: ",").map { $0.filter { $0 != " " } }
  if parts.contains("no-store") || parts.contains("no-cache") { return nil }
  // Caches that readers share go by the second one, where there is one.
  let ages = parts.filter { $0.hasPrefix("max-age=") || $0.hasPrefix("s-maxage=") }
    .compactMap { Int($0.drop { $0 != "=" }.dropFirst()) }
  guard let age = ages.max() else { return "may be kept as long as a cache likes" }
  guard age > maximumAge else { return nil }
  return "may be kept for \(plural(age, "second"))"
}
