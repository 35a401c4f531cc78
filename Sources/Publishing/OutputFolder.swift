package import FileSystem
import SiteFiles
import SystemPackage

/// The output of a build, locked from its opening until the value ends.
///
/// Its files stay where they are. What a build changes is staged in `.allclear/stage`; a journal commits
/// it; then each file is renamed into place, entries before the lists that link to them, the home page
/// last, and what is gone is removed after that. So each file is whole at any moment, and no page links
/// to one that is not there. The next build completes what a killed one had committed, and throws away
/// what it had not.
///
/// A power cut is another matter: nothing is flushed, since that would cost more than the whole build.
package struct OutputFolder: ~Copyable {
  /// Absolute, without links.
  package let path: String
  let gate: CallGate?
  /// Nil where the folder does not exist yet.
  var root: Folder?
  /// Nil where the folder is not an output yet.
  var own: OwnFolder?
  /// What the last build left; nil where none has been completed yet.
  var listed: FileList?

  /// Paths of our own files as the last build listed them, in byte order; empty where there is no
  /// output yet.
  package var ours: [String] { listed?.paths.all ?? [] }

  /// Checks the place, locks the output if it is there, and completes or throws away what a killed
  /// build left in it. An output that is not there is made by `apply`.
  ///
  /// - Parameters:
  ///   - folders: an output that is one of these, or holds one, is refused: the site folder.
  ///   - sources: an output that is one of these, or lies in one, is refused: what a build reads.
  ///   - gate: asked before each system call in the output.
  package init(
    _ output: String, protecting folders: [String] = [], outside sources: [String] = [],
    gate: CallGate? = nil
  ) throws(PublishError) {
    let path = try OutputPlace(output, protecting: folders, outside: sources).path
    let root = try Self.open(path, gate)
    let own = try root.flatMap { root throws(PublishError) in try Self.lockedOwn(in: root, at: path)
    }
    if let root, let own {
      listed = try Self.takeOver(own, in: root, at: path)
    } else {
      listed = nil
    }
    self.path = path
    self.gate = gate
    self.root = root
    self.own = own
  }

  private static func open(
    _ path: String, _ gate: CallGate?
  ) throws(PublishError) -> Folder? {
    try PublishError.mapping(in: path) { () throws(FileSystemError) in
      guard try status(of: path) != nil else { return nil }
      return try Folder(at: path, shownAs: "", gate: gate)
    }
  }

  /// Nil where the folder may become an output.
  private static func lockedOwn(
    in root: Folder, at path: String
  ) throws(PublishError) -> OwnFolder? {
    let lock = try PublishError.mapping(in: path) { () throws(FileSystemError) in
      try OwnFolder.lock(in: root)
    }
    switch lock {
    case .held(let own): return own
    case .taken: throw .locked(path: path)
    case .none:
      try checkIsFree(root, at: path)
      return nil
    }
  }

  /// Completes what a killed build had committed, and throws away what it had not.
  ///
  /// - Returns: what the last build left.
  private static func takeOver(
    _ own: OwnFolder, in root: Folder, at path: String
  ) throws(PublishError) -> FileList? {
    guard let found = try PublishError.mapping(in: path, own.remains) else {
      throw .damagedJournal(path: "\(path)/\(OwnFolder.name)/\(OwnFolder.journal)")
    }
    guard found.isOurs else { throw .foreignFolder(path: path) }
    if let journal = found.journal {
      var apply = Apply(to: path, root: root, own: own)
      try apply.finish(journal)
      return try takeOver(own, in: root, at: path)
    }
    if found.list == nil { try checkIsFree(root, at: path) }
    try PublishError.mapping(in: path) { () throws(FileSystemError) in
      try own.folder.removeTree(OwnFolder.stage)
    }
    return found.list
  }

  /// What may be in a folder that becomes an output.
  private static let free: Set = [
    ".gitignore", ".gitkeep", ".git", "lost+found", OwnFolder.name, OwnFolder.newName,
  ]

  static func checkIsFree(_ root: Folder, at path: String) throws(PublishError) {
    let entries = try PublishError.mapping(in: path, root.entries)
    let isFree = entries.allSatisfy { entry in
      guard let name = entry.name, free.contains(name) else { return false }
      return name.hasPrefix(OwnFolder.name) ? entry.type == .directory : true
    }
    guard isFree else { throw .foreignFolder(path: path) }
  }
}
