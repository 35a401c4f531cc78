#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The output folder as the last build left it, and as others changed it since.
struct OldOutput: Sendable {
  let path: String
  /// Our files that are still there.
  private(set) var ours: Set<String> = []
  /// What others put there, in byte order; it is carried over.
  private(set) var foreignFiles: [String] = []
  /// Folders in which nothing of ours is, parents first.
  private(set) var foreignFolders: [String] = []

  /// - Throws: `PublishError.foreignFolder` when the folder is not one of ours, nor as good as
  ///   empty.
  init(at path: String) throws(PublishError) {
    self.path = path
    let listed = try markedPaths(in: path)
    if listed == nil {
      let isFree = try entries(ofFolder: path).allSatisfy {
        $0.name == ".gitignore" || $0.name == ".gitkeep"
      }
      guard isFree else { throw .foreignFolder(path: path) }
    }
    let marked = listed == nil ? [] : Set((listed ?? []) + [Marker.name])
    _ = try add("", marked: marked)
    foreignFiles.sort()
    foreignFolders.sort()
  }

  /// Returns whether anything of ours lies in the folder, at any depth.
  private mutating func add(_ folder: String, marked: Set<String>) throws(PublishError) -> Bool {
    var holdsOurs = false
    for entry in try entries(ofFolder: folder == "" ? path : path + "/" + folder) {
      let inside = folder == "" ? entry.name : folder + "/" + entry.name
      if entry.isFolder {
        holdsOurs = try add(inside, marked: marked) || holdsOurs
      } else if entry.isFile, marked.contains(inside) {
        ours.insert(inside)
        holdsOurs = true
      } else {
        foreignFiles.append(inside)
      }
    }
    if !holdsOurs, folder != "" { foreignFolders.append(folder) }
    return holdsOurs
  }

  /// Folders that the new site needs for what others put into the old one.
  ///
  /// - Throws: `PublishError.inTheWay` where a planned file or folder already belongs to others.
  func foldersToCarry(beside plan: OutputPlan) throws(PublishError) -> [String] {
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
