import FileSystem
import SiteFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// All that is in a folder, at any depth; links are not followed.
struct FolderTree: Sendable {
  struct Entry: Sendable {
    /// Relative to the folder.
    let path: String
    let isFolder: Bool
    let isFile: Bool
  }

  /// In byte order.
  let entries: [Entry]

  var folders: [String] { entries.filter(\.isFolder).map(\.path) }

  /// Empty where there is no such folder. The folders two levels down are read by all workers.
  init(of root: String) async throws {
    let top = try Self.children(of: "", in: root)
    let second = try top.filter(\.isFolder).flatMap { try Self.children(of: $0.path, in: root) }
    let deeper = try await concurrentMap(second.filter(\.isFolder)) {
      try Self.descendants(of: $0.path, in: root)
    }
    entries = (top + second + deeper.flatMap { $0 }).sorted {
      pathPrecedes($0.path, $1.path)
    }
  }

  private static func children(of folder: String, in root: String) throws(PublishError) -> [Entry] {
    let isTop = folder == ""
    return try Publishing.entries(ofFolder: isTop ? root : root + "/" + folder).map {
      Entry(
        path: isTop ? $0.name : folder + "/" + $0.name, isFolder: $0.isFolder, isFile: $0.isFile)
    }
  }

  private static func descendants(
    of folder: String, in root: String
  ) throws(PublishError) -> [Entry] {
    var found = try children(of: folder, in: root)
    for child in found where child.isFolder { found += try descendants(of: child.path, in: root) }
    return found
  }

  /// Deletes the files and the innermost folders, below `root`, by all workers.
  ///
  /// What is not in the tree stays, with the folders around it.
  func remove(below root: String) async throws {
    _ = try await concurrentMap(entries.filter { !$0.isFolder }) { entry in
      let path = root + "/" + entry.path
      guard unlink(path) == 0 || errno == ENOENT else {
        throw PublishError.system(call: "unlink", path: path, errno: errno)
      }
    }
    let outer = Set(folders.map { folder(of: $0) })
    for folder in folders where !outer.contains(folder) {
      let path = root + "/" + folder
      guard rmdir(path) == 0 || errno == ENOENT || errno == ENOTEMPTY else {
        throw PublishError.system(call: "rmdir", path: path, errno: errno)
      }
    }
  }
}
