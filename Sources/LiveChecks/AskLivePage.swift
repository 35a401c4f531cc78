package import WebRequests

package typealias WebAnswerOrReason = Result<WebAnswer, WebRequestError>

/// Asks a page's server as readers do, and says how each check came out.
///
/// - Parameter url: of the page, with or without a slash at its end.
/// - Throws: `noCurl` and `unsendable`: nothing could be asked at all.
package func checkLivePage(
  at url: String, with client: WebClient, _ expectations: LiveExpectations
) async throws(WebRequestError) -> [LiveFinding] {
  let root = url.hasSuffix("/") ? url : url + "/"
  let home = await ask(root, client, asksForCertificate: true)
  if case .failure(let error) = home, error.isOurs { throw error }
  let reachable = reachability(home, of: root)
  guard reachable.isOk else { return [reachable] }
  let answers = LiveAnswers(
    home: home, compressedHome: await ask(root, client, acceptsCompression: true),
    files: await askAll(expectations.files.map(\.path), below: root, client),
    notFoundPage: await ask(root + "404.html", client),
    unknown: await ask(root + unknownPath, client),
    privateFile: await ask(root + ".allclear/files", client))
  return [reachable] + findings(in: answers, of: root, expectations)
}

private let unknownPath = "no-such-page/allclear-verify"

/// A server that lets only some sites read says so only when a request names one.
private let foreignOrigin = "https://reader.example"

/// As many as a browser has under way with one server.
private let requestsAtOnce = 6

private func askAll(
  _ paths: [String], below root: String, _ client: WebClient
) async -> [String: WebAnswerOrReason] {
  await withTaskGroup(of: (String, WebAnswerOrReason).self) { group in
    var answers: [String: WebAnswerOrReason] = [:]
    for (place, path) in paths.enumerated() {
      if place >= requestsAtOnce, let (path, answer) = await group.next() { answers[path] = answer }
      group.addTask { (path, await ask(root + path, client)) }
    }
    for await (path, answer) in group { answers[path] = answer }
    return answers
  }
}

private func ask(
  _ url: String, _ client: WebClient, acceptsCompression: Bool = false,
  asksForCertificate: Bool = false
) async -> WebAnswerOrReason {
  let request = WebRequest(
    url, headers: [WebHeader("Origin", foreignOrigin)], followsRedirects: true,
    acceptsCompression: acceptsCompression, asksForCertificate: asksForCertificate)
  do throws(WebRequestError) {
    return .success(try await client.answer(to: request))
  } catch {
    return .failure(error)
  }
}

extension WebRequestError {
  /// Nothing can be asked at all, whatever the server.
  fileprivate var isOurs: Bool {
    switch self {
    case .noCurl, .unsendable: true
    default: false
    }
  }
}

func reachability(_ home: WebAnswerOrReason, of url: String) -> LiveFinding {
  switch home {
  case .success(let answer) where answer.status == 200:
    .ok(.reachable, "\(url) answers")
  case .success(let answer):
    .off(
      .reachable, "\(url) answers with status \(answer.status)",
      [
        "serve the folder that `allclear build` writes, with index.html as its index",
        "nginx: root /var/www/status; index index.html;  Caddy: root * /var/www/status, file_server",
      ])
  case .failure(.untrusted):
    .off(.certificate, "\(url) cannot be read: \(WebRequestError.untrusted)", certificateHints)
  case .failure(let reason):
    .off(
      .reachable, "\(url) cannot be read: \(reason)",
      ["check `url` in status.yml, the name's DNS entry, the firewall and that the server runs"])
  }
}
