import StatusModel
import Subprocess

/// Asks servers through the curl program, so that no network library is linked into ours.
package struct WebClient: Sendable {
  private let userAgent: String
  private let program: String

  /// - Parameter version: our own, which is all that servers learn of us.
  /// - Parameter program: what is looked for in `PATH`.
  package init(version: String, program: String = "curl") {
    userAgent = "allclear/\(version)"
    self.program = program
  }

  /// Sends a request once, and waits for the whole answer.
  ///
  /// Any status is an answer, 404 and 500 as well.
  package func answer(to request: WebRequest) async throws(WebRequestError) -> WebAnswer {
    let configuration = try curlConfiguration(of: request, userAgent: userAgent)
    let (status, output, report) = try await curl(configuration, for: request)
    guard status == 0 else { throw WebRequestError(curlStatus: status, of: request) }
    let answer = WebAnswer(curlOutput: output, report: report)
    guard let answer else { throw .noConnection("it does not speak HTTP") }
    guard answer.body.count <= request.sizeLimit else { throw .tooLarge(limit: request.sizeLimit) }
    return answer
  }

  private func curl(
    _ configuration: [UInt8], for request: WebRequest
  ) async throws(WebRequestError) -> (status: Int32, output: [UInt8], report: String) {
    do {
      let result = try await run(
        .name(program), arguments: ["-q", "--config", "-"], input: .array(configuration),
        output: .bytes(limit: request.sizeLimit + headerLimit), error: .string(limit: reportLimit))
      let status: Int32 =
        switch result.terminationStatus {
        case .exited(let status): status
        case .signaled(let signal): 128 + signal
        }
      return (status, result.standardOutput, result.standardError)
    } catch let error as SubprocessError where error.code == .outputLimitExceeded {
      throw .tooLarge(limit: request.sizeLimit)
    } catch let error as SubprocessError {
      let isMissing = error.code == .executableNotFound
      throw .noCurl(
        reason: isMissing
          ? "it is not installed" : error.underlyingError.map { "\($0)" } ?? "\(error.code)")
    } catch {
      throw .noCurl(reason: "\(type(of: error))")
    }
  }
}

private let headerLimit = 300_000

/// A chain of certificates takes some ten thousand bytes.
private let reportLimit = 200_000

extension WebAnswer {
  /// - Parameter curlOutput: the heads of all answers, one after the other, and the last one's body.
  /// - Parameter report: what `write-out` put on standard error.
  init?(curlOutput: [UInt8], report: String) {
    let lines = report.split(whereSeparator: \.isNewline)
    let redirects = lines.first { $0.hasPrefix(redirectMark) }
      .flatMap { Int($0.dropFirst(redirectMark.count)) }
    var heads = (redirects ?? 0) + 1
    var rest = curlOutput[...]
    var last: (status: Int, headers: [WebHeader])?
    while heads > 0, let (head, body) = splitHead(rest) {
      rest = body
      last = head
      // What only says that an answer will come is none.
      if !(100..<200).contains(head.status) { heads -= 1 }
    }
    guard let last else { return nil }
    let expiry = lines.first { $0.hasPrefix("Expire date:") }
    self.init(
      status: last.status, headers: last.headers, body: Array(rest),
      certificateExpiry: expiry.flatMap { certificateDate(String($0.dropFirst(12))) })
  }
}

/// The status and headers at the beginning of `bytes`, and what comes after them.
private func splitHead(
  _ bytes: ArraySlice<UInt8>
) -> (head: (status: Int, headers: [WebHeader]), rest: ArraySlice<UInt8>)? {
  guard bytes.starts(with: "HTTP/".utf8) else { return nil }
  var rest = bytes
  var lines: [String] = []
  while let end = rest.firstIndex(of: 0x0A) {
    var line = rest[..<end]
    rest = rest[(end + 1)...]
    if line.last == 0x0D { line.removeLast() }
    if line.isEmpty { break }
    lines.append(String(decoding: line, as: UTF8.self))
  }
  let words = lines.first?.split(separator: " ") ?? []
  guard words.count >= 2, let status = Int(words[1]) else { return nil }
  return ((status, lines.dropFirst().compactMap(webHeader)), rest)
}

private func webHeader(_ line: String) -> WebHeader? {
  guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
  let value = line[line.index(after: colon)...]
  let isSpace = { (character: Character) in character == " " || character == "\t" }
  let ended = String(value.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  return WebHeader(String(line[..<colon]), ended)
}
