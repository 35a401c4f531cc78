import ContentReading
import Foundation
import SiteFiles
import StatusModel
import Uploading
import WebRequests

/// The places that a publish goes to.
///
/// - Parameter named: one of them, or one that is not listed.
func chosenTargets(_ named: String?, ofSite folder: String) throws -> [PublishTarget] {
  let bytes = (try? Data(contentsOf: URL(filePath: folder + "/status.yml"))).map { Array($0) } ?? []
  let listed =
    StatusReading(of: [SourceFile(path: "status.yml", bytes: bytes)]).delivery?.targets ?? []
  if let named {
    if let target = listed.first(where: { $0.place.words == named }) { return [target] }
    guard let place = publishPlace(named) else {
      throw Refusal.usage(
        "'\(named)' is not a place to publish to",
        hint: "write a folder, rclone:REMOTE:PATH, rsync:USER@HOST:/PATH or git:REMOTE#BRANCH")
    }
    return [PublishTarget(place)]
  }
  guard !listed.isEmpty else {
    throw Refusal.usage(
      "status.yml names no place to publish to",
      hint: "list them under `publish`, such as `- {to: /var/www/status}`, or name one")
  }
  return listed
}

extension PublishTarget {
  /// Absolute; nil for what is no folder.
  func folder(ofSite site: String) -> String? {
    guard case .folder(let path) = place else { return nil }
    let base = URL(filePath: site, directoryHint: .isDirectory)
    return URL(filePath: path, relativeTo: base).standardizedFileURL.path
  }
}

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
      folder = try await previousFolder(previous, scratch)
      return
    }
    guard !isFile(output + "/api/ledger.json") else {
      folder = nil
      return
    }
    for target in targets {
      guard let remote = target.remote(site: site) else { continue }
      do {
        guard let ledger = try await remote.ledger() else { continue }
        folder = try scratch.folder("previous", ledger: ledger)
        return
      } catch let error as UploadError {
        let words = "what readers have seen at \(target.place.words) is not known: \(error.reason)"
        if isStrict { throw Refusal.machine(words, hint: error.hint) }
        say("warning: \(visible(words))")
      }
    }
    folder = nil
  }
}

/// A folder with what readers have seen.
///
/// - Parameter previous: a folder, or an `http` or `https` address of the page or of its ledger.
func previousFolder(_ previous: String, _ scratch: ScratchFolder) async throws -> String {
  guard ["http://", "https://"].contains(where: previous.lowercased().hasPrefix) else {
    return try absolutePath(previous)
  }
  var url = previous
  while url.hasSuffix("/") { url.removeLast() }
  if !url.hasSuffix(".json") { url += "/api/ledger.json" }
  do {
    let answer = try await WebClient(version: Allclear.version).answer(
      to: WebRequest(
        url, timeout: 60, sizeLimit: 500_000_000, followsRedirects: true, acceptsCompression: true))
    // A page that does not exist yet has no ledger, and nobody has seen anything.
    if answer.status == 404 || answer.status == 410 { return scratch.path + "/nothing" }
    guard answer.isSuccess else {
      throw Refusal.machine(
        "\(url) answers \(answer.status)", hint: "what readers have seen is not known")
    }
    return try scratch.folder("previous", ledger: answer.body)
  } catch let error as WebRequestError {
    throw Refusal.machine(
      "cannot ask \(url): \(error)", hint: "what readers have seen is not known")
  }
}
