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
  /// Files of shared folders first: the largest are among them, and none should be begun last.
  let batches: [Batch]

  init(_ files: [OutputFile]) throws(PublishError) {
    for file in files where !Self.isSafe(file.path) { throw .unsafePath(file.path) }
    let files = files.sorted { pathPrecedes($0.path, $1.path) }
    paths = files.map(\.path)
    for (path, next) in zip(paths, paths.dropFirst()) where path == next {
      throw .duplicatePath(path)
    }
    let runs = Self.runs(files)
    let parents = Self.parents(of: runs.map(\.folder))

    // A small folder without folders in it is one worker's own; most pages live in such a folder.
    let isOwn = runs.map { run in
      run.folder != "" && run.places.count <= 8 && !parents.contains(run.folder)
    }
    let shared = parents.union(zip(runs, isOwn).filter { !$1 }.map(\.0.folder))
    sharedFolders = shared.subtracting([""]).sorted()
    // A file in the place of a folder stands in one that holds folders.
    let besideFolders = Set(
      runs.filter { parents.contains($0.folder) }.flatMap { files[$0.places].map(\.path) })
    for folder in runs.map(\.folder) + sharedFolders where besideFolders.contains(folder) {
      throw .fileAndFolder(folder)
    }
    let inShared = zip(runs, isOwn).filter { !$1 }.flatMap { run, _ in
      files[run.places].map { Batch(folder: nil, files: [$0]) }
    }
    batches =
      inShared
      + zip(runs, isOwn).filter(\.1).map { run, _ in
        Batch(folder: run.folder, files: Array(files[run.places]))
      }
  }

  /// Neighbours in one folder. A folder without folders in it is one run, since all paths between
  /// two of its own begin with its name.
  private static func runs(_ files: [OutputFile]) -> [(folder: String, places: Range<Int>)] {
    var runs: [(folder: String, places: Range<Int>)] = []
    for place in files.indices {
      let folder = folder(of: files[place].path)
      if let last = runs.last, last.folder == folder {
        runs[runs.count - 1].places = last.places.lowerBound..<place + 1
      } else {
        runs.append((folder, place..<place + 1))
      }
    }
    return runs
  }

  /// The folders that hold other folders.
  private static func parents(of folders: [String]) -> Set<String> {
    var parents: Set<String> = []
    var last: String?
    for start in folders {
      // What lies above a folder that is known is known; neighbours mostly lie in the same one.
      if let last, lies(start, in: last) { continue }
      var path = start
      while path != "" {
        let parent = folder(of: path)
        guard parents.insert(parent).inserted else { break }
        path = parent
      }
      last = start == "" ? nil : folder(of: start)
    }
    return parents
  }

  /// Whether it leads to a file inside the folder: no part of it is empty, `.` or `..`.
  private static func isSafe(_ path: String) -> Bool {
    guard path != Marker.name else { return false }
    var path = path
    return path.withUTF8 { path in
      var length = 0
      var hasOnlyDots = true
      for byte in path {
        if byte == UInt8(ascii: "/") {
          guard length > 2 || !hasOnlyDots else { return false }
          (length, hasOnlyDots) = (0, true)
        } else {
          guard byte >= 0x20, byte != 0x7F else { return false }
          length += 1
          hasOnlyDots = hasOnlyDots && byte == UInt8(ascii: ".")
        }
      }
      return length > 2 || !hasOnlyDots
    }
  }
}

/// Whether `path` stands in `folder` itself, by the bytes: no text is made of it.
private func lies(_ path: String, in folder: String) -> Bool {
  var (path, folder) = (path, folder)
  return path.withUTF8 { path in
    let slash = path.lastIndex(of: UInt8(ascii: "/")) ?? 0
    return folder.withUTF8 { path[..<slash].elementsEqual($0) }
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
