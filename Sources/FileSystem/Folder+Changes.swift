import SystemPackage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Folder {
  /// - Returns: false where something is there already.
  @discardableResult
  package func makeFolder(_ path: String) throws(FileSystemError) -> Bool {
    do throws(FileSystemError) {
      try call("mkdir", path).attempt { mkdirat(descriptor.rawValue, path, 0o777) }
      return true
    } catch {
      guard error.code == .fileExists else { throw error }
      return false
    }
  }

  /// With those above it.
  package func makeFolders(_ path: String) throws(FileSystemError) {
    do throws(FileSystemError) {
      try makeFolder(path)
    } catch {
      guard error.code == .noSuchFileOrDirectory, let slash = path.utf8.lastIndex(of: 0x2F) else {
        throw error
      }
      try makeFolders(String(path[..<slash]))
      try makeFolder(path)
    }
  }

  /// Takes the place of a file that is there.
  package func rename(
    _ path: String, into folder: Folder, as newPath: String
  ) throws(FileSystemError) {
    try folder.call("rename", newPath).attempt {
      renameat(descriptor.rawValue, path, folder.descriptor.rawValue, newPath)
    }
  }

  package func remove(_ path: String) throws(FileSystemError) {
    try call("unlink", path).attempt { unlinkat(descriptor.rawValue, path, 0) }
  }

  /// An empty one.
  package func removeFolder(_ path: String) throws(FileSystemError) {
    try call("rmdir", path).attempt { unlinkat(descriptor.rawValue, path, AT_REMOVEDIR) }
  }

  /// Deletes a folder with all that is in it, where it is there; links are deleted, not followed.
  package func removeTree(_ path: String) throws(FileSystemError) {
    do throws(FileSystemError) {
      // Most are empty, or this is cheap beside the rest.
      try removeFolder(path)
    } catch {
      guard error.code != .noSuchFileOrDirectory else { return }
      guard error.code == .directoryNotEmpty || error.code == .fileExists else { throw error }
      let folder = try subfolder(path)
      for entry in try folder.entries() { try folder.remove(entry) }
      try removeFolder(path)
    }
  }

  private func remove(_ entry: FolderEntry) throws(FileSystemError) {
    guard let name = entry.name else { return try removeUnnamed(entry) }
    if entry.type == .directory {
      try removeTree(name)
    } else {
      try remove(name)
    }
  }

  /// One that no text can name: a file, or an empty folder.
  private func removeUnnamed(_ entry: FolderEntry) throws(FileSystemError) {
    let flags = entry.type == .directory ? AT_REMOVEDIR : 0
    try call("unlink", "?").attempt { unlinkat(descriptor.rawValue, entry.nameOnDisk, flags) }
  }
}
