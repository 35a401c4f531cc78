import FileSystem

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where the output folder lies, whether it exists or not: absolute, without links.
struct OutputPlace: Sendable {
  /// `/srv/status/public`
  let path: String

  /// `/srv/status`
  private var parent: String { folder(of: path) }
  /// `/srv/status/.public.allclear`: on the file system of the output, and hidden.
  var workspace: String { "\(parent)/.\(path.dropFirst(parent.count + 1)).allclear" }

  /// The folders above the output are made where they are missing.
  ///
  /// - Parameters:
  ///   - folders: the output may neither be nor hold one of these.
  ///   - sources: the output may not be one of these, nor lie in it; they need not exist.
  init(
    _ output: String, protecting folders: [String], outside sources: [String] = []
  ) throws(PublishError) {
    // As it is written first, so that nothing is made in a folder that is not ours.
    try Self.check(output, isOutside: sources)
    path = try Self.resolved(output)
    try Self.check(path, isOutside: sources.compactMap(realPathOrNil))
    guard path != "/" else { throw .protectedFolder(path: path) }
    for protected in folders {
      guard let protected = realPathOrNil(protected) else { continue }
      guard protected != path, !protected.hasPrefix(path + "/") else {
        throw .protectedFolder(path: path)
      }
    }
    for outer in foldersAbove(path) where outer != "" {
      guard try !isOurs(outer) else { throw .insideOutput(path: path, outer: outer) }
    }
    try checkKind()
  }

  private static func check(
    _ path: String, isOutside sources: [String]
  ) throws(PublishError) {
    // In whatever case: not every file system tells them apart.
    if let name = path.split(separator: "/").first(where: { kept.contains($0.lowercased()) }) {
      throw .amongSources(path: path, folder: String(name))
    }
    for source in sources where path == source || path.hasPrefix(source + "/") {
      throw .amongSources(path: path, folder: source)
    }
  }

  /// Folders of other programs, and that of texts nobody has published yet.
  private static let kept: Set = [".git", ".hg", ".svn", ".jj", ".unsent"]

  private static func resolved(_ output: String) throws(PublishError) -> String {
    if let path = realPathOrNil(output) { return path }
    let failure = errno
    let trimmed = String(output.reversed().drop { $0 == "/" }.reversed())
    let name = trimmed.split(separator: "/").last.map(String.init) ?? ""
    guard failure == ENOENT, name != "", name != ".", name != "..",
      try status(ofPath: trimmed) == nil
    else { throw .system(call: "realpath", path: output, errno: failure) }
    let parent = trimmed.hasPrefix("/") ? "/" + folder(of: trimmed) : "./" + folder(of: trimmed)
    try makeFolders(parent)
    guard let place = realPathOrNil(parent) else {
      throw .system(call: "realpath", path: parent, errno: errno)
    }
    return place == "/" ? "/" + name : place + "/" + name
  }

  private static func makeFolders(_ folder: String) throws(PublishError) {
    for path in foldersAbove(folder).reversed() + [folder] where path != "" {
      guard mkdir(path, 0o777) != 0, errno != EEXIST, errno != EISDIR else {
        continue
      }
      throw .system(call: "mkdir", path: path, errno: errno)
    }
  }

  private func checkKind() throws(PublishError) {
    guard let status = try status(ofPath: path) else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw .notAFolder(path: path) }
    guard let above = try Publishing.status(ofPath: parent == "" ? "/" : parent) else { return }
    guard status.st_dev == above.st_dev else { throw .mountPoint(path: path) }
  }

  private func isOurs(_ folder: String) throws(PublishError) -> Bool {
    try markedPaths(in: folder) != nil
  }
}

/// Nil, with `errno` set, where nothing is.
private func realPathOrNil(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}

/// The paths that a folder's marker lists; nil where none of our markers is.
func markedPaths(in folder: String) throws(PublishError) -> [String]? {
  let path = folder + "/" + Marker.name
  guard let status = try status(ofPath: path), status.st_mode & S_IFMT == S_IFREG else {
    return nil
  }
  let bytes = try withDescriptor(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK) {
    (descriptor) throws(PublishError) in try readAll(descriptor, at: path)
  }
  return Marker.paths(in: bytes)
}
