import SiteFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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
    for file in files where !Self.isSafe(file.path) { throw .unsafePath(file.path) }
    let files = files.sorted { precedes($0.path, $1.path) }
    paths = files.map(\.path)
    for (path, next) in zip(paths, paths.dropFirst()) where path == next {
      throw .duplicatePath(path)
    }
    let folders = files.map { folder(of: $0.path) }
    let parents = Self.parents(of: folders)
    for path in paths where parents.contains(path) { throw .fileAndFolder(path) }

    // A small folder without folders in it is one worker's own; most pages live in such a folder.
    let placesByFolder = Dictionary(grouping: files.indices) { folders[$0] }
    let own = placesByFolder.filter { folder, places in
      folder != "" && places.count <= 8 && !parents.contains(folder)
    }
    for path in paths where placesByFolder[path] != nil { throw .fileAndFolder(path) }
    sharedFolders = parents.union(placesByFolder.keys).subtracting(own.keys).subtracting([""])
      .sorted()
    batches = files.indices.compactMap { place in
      guard let siblings = own[folders[place]] else {
        return Batch(folder: nil, files: [files[place]])
      }
      guard siblings.first == place else { return nil }
      return Batch(folder: folders[place], files: siblings.map { files[$0] })
    }
  }

  /// The folders that hold other folders.
  private static func parents(of folders: [String]) -> Set<String> {
    var parents: Set<String> = []
    for start in folders {
      var path = start
      // What lies above a folder that is known is known.
      while path != "", parents.insert(folder(of: path)).inserted { path = folder(of: path) }
    }
    return parents
  }

  private static func isSafe(_ path: String) -> Bool {
    path != Marker.name && !path.utf8.contains { $0 < 0x20 || $0 == 0x7F }
      && !path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        .contains { $0.count < 3 && $0.allSatisfy { $0 == UInt8(ascii: ".") } }
  }
}

/// The order of the bytes; a path holds no zero byte.
private func precedes(_ one: String, _ other: String) -> Bool {
  one.withCString { bytes in other.withCString { strcmp(bytes, $0) < 0 } }
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
