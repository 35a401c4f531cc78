import FileSystem
import SiteFiles
import SystemPackage

/// Looks, before a change is committed, for what staging does not meet.
struct WriteChecks: Sendable {
  /// Absolute.
  let output: String
  let root: Folder
  let own: OwnFolder

  /// - Throws: where a step could not be taken: a right is missing, or something is mounted there.
  func check(_ journal: Journal) throws {
    let steps = journal.steps.filter { isSafe($0.path) }
    try checkMounts(steps)
    let device = try own.folder.status().deviceID
    var trail = FolderTrail(from: root)
    var last: String?
    for step in steps.sorted(by: { pathPrecedes($0.path, $1.path) }) {
      let path = folder(of: step.path)
      guard case .folder(let folder) = try trail.follow(path) else { continue }
      if path != last {
        last = path
        try folder.checkWritable()
        guard try folder.status().deviceID == device else {
          throw PublishError.mountPoint(path: path == "" ? output : output + "/" + path)
        }
      }
      try folder.checkReplaceable(name(of: step.path))
    }
  }

  private func checkMounts(_ steps: [Journal.Step]) throws {
    let inside = try mountPoints().filter { $0.hasPrefix(output + "/") }
    for mount in inside {
      let path = String(decoding: mount.utf8.dropFirst(output.utf8.count + 1), as: UTF8.self)
      let isMet = steps.contains { $0.path == path || $0.path.hasPrefix(path + "/") }
      guard !isMet, !OwnFolder.holds(path) else { throw PublishError.mountPoint(path: mount) }
    }
  }
}
