import SiteFiles

/// The files of a build, checked: every path is safe, and stands for one thing only.
struct OutputPlan: Sendable {
  /// In the byte order of their paths.
  let files: [OutputFile]
  /// Of the whole site, those that are kept too.
  let paths: SortedPaths
  let list: FileList
  let changesList: Bool
  /// What the last build left.
  let ours: SortedPaths
  /// What of it this one does not have, in byte order.
  let gone: [String]
  private let listed: FileList?

  /// - Parameters:
  ///   - kept: paths of `listed` that need no work.
  ///   - listed: what the last build left, checked then.
  ///   - output: absolute, for messages.
  init(
    _ files: [OutputFile], keeping kept: [String], after listed: FileList?, in output: String
  ) throws(PublishError) {
    if let file = files.first(where: { !isSafe($0.path) }) { throw .unsafePath(file.path) }
    let files = files.sorted { pathPrecedes($0.path, $1.path) }
    let paths = SortedPaths(all: (kept + files.map(\.path)).sorted(by: pathPrecedes))
    self.init(files, paths, after: listed)
    if changesList { try checkNames(keeping: kept, in: output) }
  }

  private init(_ files: [OutputFile], _ paths: SortedPaths, after listed: FileList?) {
    self.files = files
    self.paths = paths
    self.listed = listed
    list = FileList(of: paths)
    changesList = list != listed
    // Most builds change no name, and then ten thousand need not be read and checked.
    ours = changesList ? listed?.paths ?? SortedPaths([]) : paths
    gone = changesList ? ours.subtracting(paths) : []
  }

  /// Without optional files that turned out to have no bytes.
  ///
  /// - Parameter absent: in byte order.
  func leavingOut(_ absent: [String]) -> OutputPlan {
    guard !absent.isEmpty else { return self }
    let absent = SortedPaths(all: absent)
    return OutputPlan(
      files.filter { !absent.contains($0.path) },
      SortedPaths(all: paths.subtracting(absent)), after: listed)
  }

  private func checkNames(keeping kept: [String], in output: String) throws(PublishError) {
    try paths.checkAreDistinct()
    if let path = SortedPaths(kept).subtracting(ours).first {
      throw .inTheWay(path: output + "/" + path)
    }
  }
}

extension SortedPaths {
  /// - Throws: where two are the same, or one is a folder of another.
  fileprivate func checkAreDistinct() throws(PublishError) {
    // Those that the next path begins with, the longest last. Where any of them is a folder of it,
    // the longest is one, since it lies in the others.
    var beginnings: [String] = []
    for path in all {
      while let last = beginnings.last, !path.utf8.starts(with: last.utf8) {
        beginnings.removeLast()
      }
      if let last = beginnings.last {
        let rest = path.utf8.dropFirst(last.utf8.count)
        if rest.isEmpty { throw .duplicatePath(path) }
        if rest.first == UInt8(ascii: "/") { throw .fileAndFolder(last) }
      }
      beginnings.append(path)
    }
  }
}
