import SiteFiles

/// The files of a build, checked: every path is safe, and stands for one thing only.
struct OutputPlan: Sendable {
  let files: [OutputFile]
  /// Of the whole site, those that are kept too.
  let paths: SortedPaths

  /// - Parameters:
  ///   - kept: paths of `ours` that need no work.
  ///   - ours: what the last build left, checked then.
  ///   - output: absolute, for messages.
  init(
    _ files: [OutputFile], keeping kept: [String], of ours: SortedPaths, in output: String
  ) throws(PublishError) {
    let planned = files.map(\.path)
    if let path = planned.first(where: { !isSafe($0) }) { throw .unsafePath(path) }
    let sorted = (kept + planned).sorted(by: pathPrecedes)
    for (path, next) in zip(sorted, sorted.dropFirst()) where !pathPrecedes(path, next) {
      throw .duplicatePath(path)
    }
    self.files = files
    paths = SortedPaths(sorted)
    if let path = SortedPaths(kept).subtracting(ours).first {
      throw .inTheWay(path: output + "/" + path)
    }
    // Those that are kept have been checked among each other.
    var last = ""
    for path in planned {
      let above = folder(of: path)
      if let both = clash(with: path, skipping: above == last) { throw .fileAndFolder(both) }
      last = above
    }
  }

  /// - Parameter areAboveKnown: a file beside it has been looked at.
  private func clash(with path: String, skipping areAboveKnown: Bool) -> String? {
    if !paths.below(path).isEmpty { return path }
    guard !areAboveKnown else { return nil }
    return foldersAbove(path).first { $0 != "" && paths.contains($0) }
  }
}
