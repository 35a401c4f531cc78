import Foundation
import Ledger
import StatusModel
import Uploading
import WebRequests

/// What readers have seen, where the output itself does not know it.
struct PublishMemory: Sendable {
  /// With a ledger in it; nil where the output's own counts, or where nobody has seen anything.
  let folder: String?

  /// - Parameter previous: a folder or an address, as the command line says it.
  init(
    _ previous: String?, _ targets: [PublishTarget], ofSite site: String, output: String,
    isStrict: Bool, _ scratch: ScratchFolder
  ) async throws {
    if let previous {
      folder = try await previousFolder(previous, isStrict: isStrict, scratch)
      return
    }
    guard !isFile(output + "/" + ledgerPath) else {
      folder = nil
      return
    }
    for target in targets {
      do {
        guard let ledger = try await target.ledger(ofSite: site) else { continue }
        folder = try scratch.folder("previous", ledger: ledger)
        return
      } catch let error as UploadError {
        let words = "what readers have seen at \(target.place.words) is not known: \(error.reason)"
        if isStrict { throw Refusal.machine(visible(words), hint: error.hint) }
        say("warning: \(visible(words))")
      }
    }
    folder = nil
  }
}

extension PublishTarget {
  /// Nil where nothing was published there yet.
  fileprivate func ledger(ofSite site: String) async throws -> [UInt8]? {
    let ledger: [UInt8]?
    if let folder = folder(ofSite: site) {
      let path = folder + "/" + ledgerPath
      guard isFile(path) else { return nil }
      ledger = (try? Data(contentsOf: URL(filePath: path))).map { Array($0) } ?? []
    } else {
      ledger = try await remote(site: site)?.ledger()
    }
    guard let ledger else { return nil }
    guard PublishedLedger(bytes: ledger) != nil else {
      throw UploadError(
        "its \(ledgerPath) cannot be read",
        hint: "bring back an older one, or leave --strict out once to begin anew")
    }
    return ledger
  }
}

/// A folder with what readers have seen. Where none can be found there, that is said: with `isStrict`, nothing
/// is done.
///
/// - Parameter previous: a folder, or an `http` or `https` address of the page or of its ledger.
func previousFolder(
  _ previous: String, isStrict: Bool, _ scratch: ScratchFolder
) async throws -> String {
  guard ["http://", "https://"].contains(where: previous.lowercased().hasPrefix) else {
    let folder = try absolutePath(previous)
    if !isFile(folder + "/" + ledgerPath) {
      try countAsFirst("\(folder) has no \(ledgerPath)", isStrict: isStrict)
    }
    return try readable(folder, of: previous, isStrict: isStrict)
  }
  var url = previous
  while url.hasSuffix("/") { url.removeLast() }
  if !url.hasSuffix(".json") { url += "/" + ledgerPath }
  guard let ledger = try await publishedLedger(at: url) else {
    try countAsFirst("\(shown(url)) is not there", isStrict: isStrict)
    return scratch.path + "/nothing"
  }
  return try readable(
    scratch.folder("previous", ledger: ledger), of: shown(url), isStrict: isStrict)
}

/// Nothing is there: the page was never published, or the address is mistyped, and nobody can tell which.
private func countAsFirst(_ words: String, isStrict: Bool) throws {
  guard !isStrict else {
    throw Refusal.machine(
      "\(visible(words)), so what readers have seen is not known",
      hint: "correct --previous; if nothing was published yet, leave it out")
  }
  say("warning: \(visible(words)), so this counts as the first publish of the page")
}

/// The build itself warns of a ledger that cannot be read.
private func readable(_ folder: String, of place: String, isStrict: Bool) throws -> String {
  if isStrict, !readLedger(inOutput: folder).diagnostics.isEmpty {
    throw Refusal.machine(
      "the ledger at \(visible(place)) cannot be read, so what readers have seen is not known",
      hint: "correct --previous, or leave --strict out once to begin anew")
  }
  return folder
}

/// Nil where its server says that there is no such file.
private func publishedLedger(at url: String) async throws -> [UInt8]? {
  do {
    let answer = try await WebClient(version: Allclear.version).answer(
      to: WebRequest(
        url, timeout: 60, sizeLimit: 500_000_000, followsRedirects: true, acceptsCompression: true))
    if answer.status == 404 || answer.status == 410 { return nil }
    guard answer.isSuccess else {
      throw Refusal.machine(
        "\(visible(shown(url))) answers \(answer.status)",
        hint: "what readers have seen is not known")
    }
    return answer.body
  } catch let error as WebRequestError {
    throw Refusal.machine(
      "cannot ask \(visible(shown(url))): \(error)",
      hint:
        "what readers have seen is not known; if nothing was published yet, leave --previous out")
  }
}

/// Without a user and a password.
private func shown(_ url: String) -> String {
  guard var parts = URLComponents(string: url), parts.user != nil else { return url }
  (parts.user, parts.password) = (nil, nil)
  return parts.string ?? "--previous"
}
