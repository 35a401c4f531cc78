import Addresses
package import StatusModel
package import WebRequests

/// The live page as its readers get it: every answer that the checks need.
package struct LivePage: Sendable {
  package typealias Ask =
    @Sendable (WebRequest) async -> Result<WebAnswer, WebRequestError>

  let url: String
  let answers: [String: Result<WebAnswer, WebRequestError>]

  /// - Parameters:
  ///   - url: without a slash at its end.
  ///   - ask: gets an answer for a request.
  package init(at url: String, asking ask: @escaping Ask) async {
    self.url = url
    answers = await withTaskGroup(
      of: (String, Result<WebAnswer, WebRequestError>).self
    ) { group in
      for path in LivePage.paths {
        group.addTask {
          // Of an address that moved, the page itself may be asked where it is; no file may.
          let request = WebRequest(
            "\(url)/\(path)", atMost: 20, followsRedirects: path.isEmpty,
            asksForCertificates: path.isEmpty && url.hasPrefix("https://"))
          return (path, await ask(request))
        }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
  }

  /// An address that no page can have: a file name with capital letters.
  static let unknown = "NO-SUCH-PAGE-allclear-verify/"
  static let privateFile = ".allclear/files"
  static let home = ""
  static let ledger = "api/ledger.json"

  private static let paths =
    [home, unknown, privateFile, ledger, "history/"] + TypedFile.all.map(\.path)

  /// Nil where no answer came.
  func answer(_ path: String) -> WebAnswer? { try? answers[path]?.get() }

  /// Of a file that is there.
  func goodAnswer(_ path: String) -> WebAnswer? {
    answer(path).flatMap { $0.status == 200 ? $0 : nil }
  }
}

/// A file of every site, and how a client expects it.
struct TypedFile: Sendable {
  let path: String
  /// The first one is the best.
  let types: [String]
  /// A page of another address may read it.
  let isOpen: Bool

  static let all = [
    TypedFile("feed.xml", "application/rss+xml", "application/xml", "text/xml"),
    TypedFile("atom.xml", "application/atom+xml", "application/xml", "text/xml"),
    TypedFile("feed.json", "application/feed+json", "application/json"),
    TypedFile("maintenance.ics", "text/calendar"),
    TypedFile("api/v2/summary.json", "application/json"),
    TypedFile("badge.svg", "image/svg+xml"),
    TypedFile("status.txt", "text/plain"),
    TypedFile("metrics.txt", "application/openmetrics-text", "text/plain"),
  ]

  private init(_ path: String, _ types: String...) {
    self.path = path
    self.types = types
    isOpen = true
  }
}
