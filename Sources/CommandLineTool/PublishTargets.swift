import ContentReading
import Foundation
import SiteFiles
import StatusModel
import Uploading

/// The places that `status.yml` lists; none where it cannot be read.
func listedTargets(ofSite folder: String) -> [PublishTarget] {
  let bytes = (try? Data(contentsOf: URL(filePath: folder + "/status.yml"))).map { Array($0) } ?? []
  return StatusReading(of: [SourceFile(path: "status.yml", bytes: bytes)]).delivery?.targets ?? []
}

/// The places that a publish goes to.
///
/// - Parameter named: one of them, or one that is not listed.
func chosenTargets(_ named: String?, ofSite folder: String) throws -> [PublishTarget] {
  let listed = listedTargets(ofSite: folder)
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
