import FileSystem
import SystemPackage

/// Where the output folder lies, whether it exists or not: absolute, without links.
struct OutputPlace: Sendable {
  /// `/srv/status/public`
  let path: String

  /// - Parameters:
  ///   - folders: the output may neither be nor hold one of these.
  ///   - sources: the output may not be one of these, nor lie in it; they need not exist.
  init(
    _ output: String, protecting folders: [String], outside sources: [String] = []
  ) throws(PublishError) {
    // As it is written first: what is not there has no links yet.
    try Self.check(output, isOutside: sources)
    path = try Self.resolved(output)
    try Self.check(path, isOutside: Self.real(sources))
    guard path != "/" else { throw .protectedFolder(path: path) }
    for protected in folders {
      guard let protected = try realPath(protected) else { continue }
      guard protected != path, !protected.hasPrefix(path + "/") else {
        throw .protectedFolder(path: path)
      }
    }
    for outer in foldersAbove(path) where outer != "" {
      let isOutput = try PublishError.mapping(in: path) { () throws(FileSystemError) in
        try OwnFolder.marks(outer)
      }
      guard !isOutput else {
        throw .insideOutput(path: path, outer: outer)
      }
    }
    guard try [nil, .directory].contains(type(of: path)) else {
      throw .notAFolder(path: path)
    }
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

  /// What is not there yet lies where the names lead from what is there.
  private static func resolved(_ output: String) throws(PublishError) -> String {
    let failure = PublishError.system(
      call: "realpath", path: output, errno: Errno.noSuchFileOrDirectory.rawValue)
    if let real = try realPath(output) { return real }
    let trimmed = String(output.reversed().drop { $0 == "/" }.reversed())
    let name = Publishing.name(of: trimmed)
    guard !["", ".", ".."].contains(name), try type(of: trimmed) == nil else { throw failure }
    let above = folder(of: trimmed)
    let parent = try resolvedParent(above != "" ? above : trimmed.hasPrefix("/") ? "/" : ".")
    return parent == "/" ? "/" + name : parent + "/" + name
  }

  private static func resolvedParent(_ folder: String) throws(PublishError) -> String {
    let name = Publishing.name(of: folder)
    guard name == "." || name == ".." else { return try resolved(folder) }
    if let real = try realPath(folder) { return real }
    let parent = try resolvedParent(Publishing.folder(of: folder))
    return name == "." ? parent : Publishing.folder(of: parent)
  }
}

extension OutputPlace {
  private static func real(_ sources: [String]) throws(PublishError) -> [String] {
    var found: [String] = []
    for source in sources {
      if let real = try realPath(source) { found.append(real) }
    }
    return found
  }
}

/// Nil where nothing is.
private func realPath(_ path: String) throws(PublishError) -> String? {
  try PublishError.mapping(in: path) { () throws(FileSystemError) in try FileSystem.realPath(path) }
}

/// Of what lies at a path, a link itself; nil where nothing is.
private func type(of path: String) throws(PublishError) -> FileType? {
  try PublishError.mapping(in: path) { () throws(FileSystemError) in try status(of: path)?.type }
}
