import FileSystem

/// Opens an output for a change, and makes what is not there yet; noted, so that a build that fails
/// leaves no trace of it.
struct OutputOpening: ~Copyable {
  /// Absolute.
  private let path: String
  private let gate: CallGate?
  private var root: Folder?
  private var own: OwnFolder?
  /// The output and folders above it.
  private var madeFolders: [String] = []
  private var hasMadeOwn = false

  init(at path: String, root: Folder?, own: OwnFolder?, gate: CallGate?) {
    self.path = path
    self.root = root
    self.own = own
    self.gate = gate
  }

  mutating func open() throws -> (root: Folder, own: OwnFolder) {
    if let root, let own { return (root, own) }
    if root == nil { try makeFolders() }
    let root = try self.root ?? Folder(at: path, shownAs: "", gate: gate)
    self.root = root
    hasMadeOwn = try root.makeFolder(OwnFolder.name)
    // Another build may have come, and even gone, since this one looked.
    guard case .held(let own) = try OwnFolder.lock(in: root),
      let remains = try own.remains(), remains.list == nil, remains.journal == nil
    else {
      hasMadeOwn = false
      throw PublishError.locked(path: path)
    }
    self.own = own
    try OutputFolder.checkIsFree(root, at: path)
    return (root, own)
  }

  private mutating func makeFolders() throws(FileSystemError) {
    let top = try Folder(at: "/", gate: gate)
    for folder in foldersAbove(path).reversed() + [path] where folder != "" {
      let name = String(folder.dropFirst())
      guard try top.status(of: name) == nil, try top.makeFolder(name) else { continue }
      madeFolders.append(name)
    }
  }

  /// After a failure: all is as it was. What cannot be undone, the next build takes away; what went
  /// wrong first says more.
  consuming func undo() {
    do throws(FileSystemError) {
      if let own {
        if try own.folder.status(of: OwnFolder.journal) != nil {
          try own.folder.remove(OwnFolder.journal)
        }
        try own.folder.removeTree(OwnFolder.stage)
      }
      if hasMadeOwn { try root?.removeFolder(OwnFolder.name) }
      let top = try Folder(at: "/", gate: gate)
      for name in madeFolders.reversed() { try top.removeFolder(name) }
    } catch {}
  }
}
