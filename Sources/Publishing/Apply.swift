import FileSystem
import SiteFiles
import SystemPackage

/// Puts a committed change in place.
struct Apply {
  private let output: String
  private let root: Folder
  private let own: OwnFolder
  private var trail: FolderTrail
  /// Whether what is in a new folder had to be renamed by itself.
  private(set) var hasSplitFolders = false

  /// - Parameter output: absolute, for messages.
  init(to output: String, root: Folder, own: OwnFolder) {
    self.output = output
    self.root = root
    self.own = own
    trail = FolderTrail(from: root)
  }

  /// Takes the steps that are left, then removes the journal, and the stage with it.
  ///
  /// - Throws: `PublishError.unfinished`; the next build goes on.
  mutating func finish(_ journal: Journal) throws(PublishError) {
    do throws(FileSystemError) {
      for step in journal.steps { try take(step) }
      try own.folder.remove(OwnFolder.journal)
      try own.folder.removeTree(OwnFolder.stage)
    } catch {
      throw .unfinished(why(error))
    }
  }

  /// Others may have put something in the way since the change was checked.
  private func why(_ error: FileSystemError) -> PublishError {
    guard case .system(let call, let path, _) = error, call == "rename" || call == "mkdir",
      error.code == .isDirectory || error.code == .notDirectory
    else { return PublishError(error, in: output) }
    return .inTheWay(path: output + "/" + path)
  }

  private mutating func take(_ step: Journal.Step) throws(FileSystemError) {
    switch step {
    case .place(let path): try place(path)
    case .remove(let path): try remove(path)
    case .removeFolder(let path): try removeFolder(path)
    }
  }

  private mutating func place(_ path: String) throws(FileSystemError) {
    let above = try madeFolder(folder(of: path))
    do throws(FileSystemError) {
      try own.folder.rename(OwnFolder.stage + "/" + path, into: above, as: name(of: path))
    } catch {
      switch error.code {
      // Before a kill, the step was taken.
      case .noSuchFileOrDirectory: return
      case .directoryNotEmpty, .fileExists, .improperLink: try placeContents(of: path, or: error)
      default: throw error
      }
    }
  }

  /// Others made the folder meanwhile, or it cannot be renamed where it lies.
  private mutating func placeContents(of path: String, or failure: FileSystemError)
    throws(FileSystemError)
  {
    hasSplitFolders = true
    let staged = OwnFolder.stage + "/" + path
    guard try own.folder.status(of: staged)?.type == .directory else { throw failure }
    let names = try own.folder.subfolder(staged).entries().compactMap(\.name)
    for name in names.sorted(by: pathPrecedes) { try place(path + "/" + name) }
    trail.forget()
  }

  private mutating func madeFolder(_ path: String) throws(FileSystemError) -> Folder {
    while true {
      switch try trail.follow(path) {
      case .folder(let folder): return folder
      case .nothing(let place): try root.makeFolder(place)
      case .obstacle(let place):
        throw .system(call: "mkdir", path: place, errno: Errno.notDirectory.rawValue)
      }
    }
  }

  /// Whatever is not a regular file belongs to others, and stays.
  private mutating func remove(_ path: String) throws(FileSystemError) {
    guard case .folder(let above) = try trail.follow(folder(of: path)),
      try above.stamp(of: name(of: path)) != nil
    else { return }
    try above.remove(name(of: path))
  }

  private mutating func removeFolder(_ path: String) throws(FileSystemError) {
    guard case .folder(let above) = try trail.follow(folder(of: path)) else { return }
    trail.forget()
    do throws(FileSystemError) {
      try above.removeFolder(name(of: path))
    } catch {
      let isFine: [Errno] = [
        .noSuchFileOrDirectory, .notDirectory, .directoryNotEmpty, .fileExists, .resourceBusy,
      ]
      guard isFine.contains(error.code) else { throw error }
    }
  }
}
