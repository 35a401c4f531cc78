import FileSystem

/// The output folder as the last build left it, and as others changed it since.
struct OldOutput: Sendable {
  let path: String
  let tree: FolderTree
  /// Our files that are still there.
  let ours: Set<String>
  /// What others put there, in byte order; it is carried over.
  let foreignFiles: [String]
  /// Folders in which nothing of ours is, at any depth.
  let foreignFolders: [String]

  /// - Throws: `PublishError.foreignFolder` when the folder is not one of ours, nor as good as
  ///   empty.
  init(at path: String) async throws {
    let listed = try markedPaths(in: path)
    if listed == nil {
      let isFree = try entries(ofFolder: path).allSatisfy {
        $0.name == ".gitignore" || $0.name == ".gitkeep"
      }
      guard isFree else { throw PublishError.foreignFolder(path: path) }
    }
    let marked = Set(listed.map { $0 + [Marker.name] } ?? [])
    let tree = try await FolderTree(of: path)
    let ours = Set(tree.entries.filter { $0.isFile && marked.contains($0.path) }.map(\.path))
    let ourFolders = Set(ours.flatMap { foldersAbove($0) })
    self.path = path
    self.tree = tree
    self.ours = ours
    foreignFiles = tree.entries.filter { !$0.isFolder && !ours.contains($0.path) }.map(\.path)
    foreignFolders = tree.folders.filter { !ourFolders.contains($0) }
  }

  /// Folders that the new site needs for what others put into the old one.
  ///
  /// - Throws: `PublishError.inTheWay` where a planned file or folder already belongs to others.
  func foldersToCarry(beside plan: OutputPlan) throws(PublishError) -> [String] {
    guard !foreignFiles.isEmpty || !foreignFolders.isEmpty else { return [] }
    let planned = Set(plan.paths)
    let plannedFolders = Set(plan.paths.flatMap { foldersAbove($0) })
    for file in foreignFiles {
      let clashes = [file] + foldersAbove(file)
      guard !plannedFolders.contains(file), planned.isDisjoint(with: clashes) else {
        throw .inTheWay(path: path + "/" + file)
      }
    }
    let emptyFolders = foreignFolders.filter {
      planned.isDisjoint(with: [$0] + foldersAbove($0))
    }
    let above = (foreignFiles + emptyFolders).flatMap { foldersAbove($0) }
    return Set(emptyFolders + above).subtracting(plannedFolders).subtracting([""]).sorted()
  }
}
