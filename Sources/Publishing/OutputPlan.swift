import SiteFiles

/// The files of a build, checked: every path is safe, and stands for one thing only.
struct OutputPlan: Sendable {
  /// What one worker does at once.
  struct Batch: Sendable {
    /// A folder to make first; nil where it was made before the workers started.
    let folder: String?
    let files: [OutputFile]
  }

  /// In byte order.
  let paths: [String]
  /// Folders that several batches share; a parent comes before what lies in it.
  let sharedFolders: [String]
  let batches: [Batch]

  init(_ files: [OutputFile]) throws(PublishError) {
    let files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    paths = files.map(\.path)
    for path in paths where !Self.isSafe(path) { throw .unsafePath(path) }
    for (path, next) in zip(paths, paths.dropFirst()) where path == next {
      throw .duplicatePath(path)
    }
    let filesByFolder = Dictionary(grouping: files) { folder(of: $0.path) }
    let parents = Set(filesByFolder.keys.flatMap { foldersAbove($0) })
    let folders = parents.union(filesByFolder.keys).subtracting([""])
    for path in paths where folders.contains(path) { throw .fileAndFolder(path) }

    // A small folder without folders in it is one worker's own; most pages live in such a folder.
    let own = filesByFolder.filter { !parents.contains($0.key) && $0.value.count <= 8 }
      .filter { $0.key != "" }
    sharedFolders = folders.subtracting(own.keys).sorted()
    batches = files.compactMap { file in
      let folder = folder(of: file.path)
      guard let siblings = own[folder] else { return Batch(folder: nil, files: [file]) }
      return siblings.first?.path == file.path ? Batch(folder: folder, files: siblings) : nil
    }
  }

  private static func isSafe(_ path: String) -> Bool {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return path != Marker.name && !path.utf8.contains { $0 < 0x20 || $0 == 0x7F }
      && parts.allSatisfy {
        !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8)
      }
  }
}

/// `incidents/api` of `incidents/api/index.html`; empty at the top.
func folder(of path: String) -> String {
  let bytes = path.utf8
  guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return "" }
  return String(path[..<slash])
}

/// `incidents` and the empty path, for `incidents/api`; the nearest first.
func foldersAbove(_ folder: String) -> [String] {
  var above: [String] = []
  var path = folder
  while path != "" {
    path = Publishing.folder(of: path)
    above.append(path)
  }
  return above
}
