import StatusModel

/// What a host sends along with each file, in the form that static hosts read from `_headers`.
///
/// Where two rules give one header for a path, those hosts join the two values with a comma, which
/// no browser takes for either. So the paths of the rules that give a header never overlap, and each
/// header below is given in one place.
///
/// - Parameter pages: paths of HTML pages.
/// - Source: the documentation of Netlify's and Cloudflare Pages' `_headers`: a path may end in `*`
///   or hold a `:name`; Cloudflare reads 100 rules at the most.
func headersFile(of settings: SiteSettings, pages: [String]) -> String {
  let freshPaths = freshPaths(pages: pages)
  var rules: [(path: String, headers: [String])] = []
  var places: [String: Int] = [:]
  func add(_ header: String, to path: String) {
    if let place = places[path] {
      rules[place].headers.append(header)
    } else {
      places[path] = rules.count
      rules.append((path, [header]))
    }
  }
  for header in headersOfAll(settings) { add(header, to: "/*") }
  add("Cache-Control: public, max-age=86400", to: "/static/*")
  let fresh = "Cache-Control: public, max-age=\(freshSeconds), must-revalidate"
  for path in freshPaths { add(fresh, to: path) }
  for (path, type) in typedPaths { add("Content-Type: \(type)", to: path) }
  for path in hubPaths {
    for link in hubLinks(of: settings, to: path) { add(link, to: path) }
  }
  for path in openPaths { add("Access-Control-Allow-Origin: *", to: path) }
  return rules.map { "\($0.path)\n\($0.headers.map { "  \($0)\n" }.joined())" }.joined()
}

/// The page's own policy, in its head, is stricter about what is loaded; both hold. Who may frame the
/// page can only be said here.
private func headersOfAll(_ settings: SiteSettings) -> [String] {
  let headers = [
    "X-Content-Type-Options: nosniff",
    "Referrer-Policy: same-origin",
    "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Content-Security-Policy: base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
  ]
  guard settings.url.hasPrefix("https://") else { return headers }
  return headers + ["Strict-Transport-Security: max-age=31536000"]
}

/// What a host should send with a file that programs read.
package struct HostedFile: Hashable, Sendable {
  /// From the root of the page, `/feed.xml`; a part may be `:id` or, at the end, `*`.
  package let path: String
  package let type: String
  /// Whether scripts of other sites may read it.
  package let isOpen: Bool
}

/// The files whose type matters, by the same rules as `_headers`.
package let hostedFiles = typedPaths.map { path, type in
  HostedFile(path: path, type: type, isOpen: openPaths.contains(path))
}

/// How many seconds a copy of a page, a feed or the API may be kept.
package let freshSeconds = 60

/// The feeds of the whole site: of the others, a rule cannot say the address of its own.
private let hubPaths = ["/feed.xml", "/atom.xml", "/feed.json"]

/// One header, since hosts join several of a name as they like.
///
/// - Source: WebSub, 4: a link to the feed itself belongs to that to its hub.
private func hubLinks(of settings: SiteSettings, to path: String) -> [String] {
  guard !settings.hubs.isEmpty else { return [] }
  let links =
    settings.hubs.map { "<\($0)>; rel=\"hub\"" } + ["<\(settings.url)\(path)>; rel=\"self\""]
  return ["Link: \(links.joined(separator: ", "))"]
}

/// Where a minute-old copy is the oldest that readers may get: everything but `static/`.
///
/// Folders come first. Of hundreds of extra pages the last ones get no rule, since a host's own
/// default for them is as fresh.
private func freshPaths(pages: [String]) -> [String] {
  let own = ["incidents", "maintenance", "components", "history", "severity-levels", "api"]
  let folders = pages.compactMap { page in
    page.utf8.firstIndex(of: UInt8(ascii: "/")).map { String(page[..<$0]) }
  }
  let others = Set(folders).subtracting(own + ["static"]).sorted().prefix(largestFolderCount)
  return (own + others).map { "/\($0)/*" } + ["/", "/index.html", "/404.html"]
    + typedPaths.map(\.path).filter { !$0.dropFirst().contains("/") } + ["/favicon.svg"]
}

/// Leaves room for the other rules among the 100.
private let largestFolderCount = 60

private let openPaths = typedPaths.map(\.path).filter {
  $0 != "/sitemap.xml" && $0 != "/robots.txt"
}

/// Files whose type their name does not tell, or tells only some hosts.
private let typedPaths: [(path: String, type: String)] = [
  ("/feed.xml", rss), ("/atom.xml", atom), ("/feed.json", jsonFeed),
  ("/history.rss", rss), ("/history.atom", atom),
  ("/components/:id/feed.xml", rss), ("/components/:id/atom.xml", atom),
  ("/components/:id/feed.json", jsonFeed), ("/incidents/:id/feed.xml", rss),
  ("/maintenance.ics", calendar), ("/components/:id/maintenance.ics", calendar),
  ("/api/*", "application/json; charset=utf-8"),
  ("/badge.svg", svg), ("/components/:id/badge.svg", svg),
  ("/metrics.txt", "application/openmetrics-text; version=1.0.0; charset=utf-8"),
  ("/status.txt", "text/plain; charset=utf-8"),
  ("/sitemap.xml", "application/xml; charset=utf-8"),
  ("/robots.txt", "text/plain; charset=utf-8"),
]

private let rss = "application/rss+xml; charset=utf-8"
private let atom = "application/atom+xml; charset=utf-8"
private let jsonFeed = "application/feed+json; charset=utf-8"
private let calendar = "text/calendar; charset=utf-8"
private let svg = "image/svg+xml; charset=utf-8"
