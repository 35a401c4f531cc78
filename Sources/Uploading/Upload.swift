import Ledger
import SiteFiles
package import StatusModel

/// What is brought to a target: an output as it lies on the disk.
package struct Upload: Sendable {
  /// Absolute.
  package let folder: String
  /// What the build wrote into it; in the byte order of the paths, without what is ours alone.
  package let paths: [String]
  package let languages: [String]
  /// Ids of the extra pages that there ever were, which are the names of their folders.
  package let ownPages: Set<String>
  /// Paths that were sent to the target before, and not deleted there since.
  package let ownPaths: Set<String>
  /// The target has no ledger: nobody knows of anything there that it is ours, unless it is remembered.
  package let isFirst: Bool
  /// Of the page; the time of what is made of it, such as a commit.
  package let moment: Timestamp

  package init(
    folder: String, paths: [String], languages: [String], ownPages: Set<String>,
    ownPaths: Set<String> = [], isFirst: Bool = false, moment: Timestamp
  ) {
    self.folder = folder
    self.paths = paths.filter { !$0.hasPrefix(".allclear/") }
    self.languages = languages
    self.ownPages = ownPages
    self.ownPaths = ownPaths
    self.isFirst = isFirst
    self.moment = moment
  }

  var order: UploadOrder { UploadOrder(paths, languages: languages) }
}

/// What has to change at a target.
package struct TargetChanges: Hashable, Sendable {
  /// Paths to send, in the order in which readers get them; the stages of `UploadOrder`.
  package let stages: [[String]]
  /// Paths that no build writes any more.
  package let deleted: [String]

  package var sent: [String] { stages.flatMap { $0 } }
  package var isEmpty: Bool { deleted.isEmpty && stages.allSatisfy(\.isEmpty) }

  package init(stages: [[String]], deleted: [String]) {
    self.stages = stages
    self.deleted = deleted
  }

  /// - Parameters:
  ///   - there: what lies at the target, by path.
  ///   - isSame: whether a file at both places has the same bytes; false where nobody knows.
  init(_ upload: Upload, there: Set<String>, isSame: (String) throws -> Bool) rethrows {
    stages = try upload.order.stages.map { stage in
      try stage.filter { path in try !there.contains(path) || !isSame(path) }
    }
    let own = OwnPaths(upload, there: there)
    deleted = there.filter(own.isLeftOver).sorted(by: pathPrecedes)
  }
}

/// Why a target does not have the page. What it names are programs and paths, never an address with a secret.
package struct UploadError: Error, Hashable, Sendable {
  package let reason: String
  package let hint: String
  package let effect: Effect

  /// What the place may have by then.
  package enum Effect: Hashable, Sendable {
    /// What it had before.
    case none
    /// A part of the new page; nothing was deleted.
    case part
    /// The new page, perhaps with files that are to be deleted.
    case whole
  }

  package init(_ reason: String, hint: String, effect: Effect = .none) {
    self.reason = reason
    self.hint = hint
    self.effect = effect
  }
}

/// A place that another program brings files to.
package protocol RemoteTarget: Sendable {
  /// The ledger that readers get there; nil where nothing was published yet.
  ///
  /// - Throws: `UploadError` where nobody knows.
  func ledger() async throws -> [UInt8]?

  func changes(for upload: Upload) async throws -> TargetChanges

  /// Brings the files there, stage by stage, and deletes what is to go once all of them are there.
  ///
  /// - Parameter progress: hears how many files are there so far.
  /// - Throws: `UploadError`; then nothing is deleted.
  func apply(
    _ changes: TargetChanges, of upload: Upload, progress: (_ sent: Int) async -> Void
  ) async throws
}

extension PublishTarget {
  /// The target that other programs bring files to; nil for a folder, in which the output itself is built.
  ///
  /// - Parameter site: the site folder.
  package func remote(site: String) -> (any RemoteTarget)? {
    switch place {
    case .folder: nil
    case .rclone(let path): RcloneTarget(path: path)
    case .rsync(let path): RsyncTarget(path: path)
    case .git(let remote, let branch): GitTarget(site: site, remote: remote, branch: branch)
    }
  }
}

extension PublishTarget.Place {
  /// As `status.yml` says it.
  package var words: String {
    switch self {
    case .folder(let path): path
    case .rclone(let path): "rclone:\(path)"
    case .rsync(let path): "rsync:\(path)"
    case .git(let remote, let branch): "git:\(remote)#\(branch)"
    }
  }
}
