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
  let home = try await ask(root, client, asksForCertificate: true)
  let reachable = reachability(home, of: root)
  guard reachable.isOk else { return [reachable] }
  var files: [String: WebAnswerOrReason] = [:]
  for file in expectations.files {
    files[file.path] = try await ask(root + file.path, client)
  }
  let answers = LiveAnswers(
    home: home, compressedHome: try await ask(root, client, acceptsCompression: true),
    files: files, notFoundPage: try await ask(root + "404.html", client),
    unknown: try await ask(root + unknownPath, client),
    privateFile: try await ask(root + ".allclear/files", client))
  return [reachable] + findings(in: answers, of: root, expectations)
}

private let unknownPath = "no-such-page/allclear-verify"

/// A server that lets only some sites read says so only when it is told of one.
private let foreignOrigin = "https://reader.example"

private func ask(
  _ url: String, _ client: WebClient, acceptsCompression: Bool = false,
  asksForCertificate: Bool = false
) async throws(WebRequestError) -> WebAnswerOrReason {
  let request = WebRequest(
    url, headers: [WebHeader("Origin", foreignOrigin)], followsRedirects: true,
    acceptsCompression: acceptsCompression, asksForCertificate: asksForCertificate)
  do throws(WebRequestError) {
    return .success(try await client.answer(to: request))
  } catch {
    switch error {
    case .noCurl, .unsendable: throw error
    default: return .failure(error)
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
  case .failure(let reason):
    .off(
      .reachable, "\(url) cannot be read: \(reason)",
      ["check `url` in status.yml, the name's DNS entry, the firewall and that the server runs"])
  }
}
