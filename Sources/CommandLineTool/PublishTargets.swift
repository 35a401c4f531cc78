import ContentReading
import Foundation
import SiteFiles
import StatusModel
import Uploading

/// The places that `status.yml` lists.
///
/// - Throws: where it cannot be read: that it lists none is not known then.
func listedTargets(ofSite folder: String) throws -> [PublishTarget] {
  let path = folder + "/status.yml"
  let bytes: [UInt8]
  do {
    bytes = Array(try Data(contentsOf: URL(filePath: path)))
  } catch {
    throw Refusal.machine("cannot read \(path)", hint: "check its rights")
  }
  guard let delivery = StatusReading(of: [SourceFile(path: "status.yml", bytes: bytes)]).delivery
  else {
    throw Refusal.content(
      "status.yml in \(folder) has errors", hint: "fix what `allclear check` names")
  }
  return delivery.targets
}

/// The places that a publish goes to.
///
/// - Parameter named: one of them, or one that is not listed.
func chosenTargets(_ named: String?, ofSite folder: String) throws -> [PublishTarget] {
  let listed = try listedTargets(ofSite: folder)
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
