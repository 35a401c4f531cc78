package import SystemPackage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Folder {
  /// Of the folder itself.
  package func status() throws(FileSystemError) -> Stat {
    try call("fstat", "").perform { try Stat(descriptor) }
  }

  /// Of what lies at a path, a link itself; nil where nothing does.
  package func status(of path: String) throws(FileSystemError) -> Stat? {
    try status(of: path, shownAs: path)
  }

  func status(
    of path: UnsafePointer<CChar>, shownAs shownPath: String
  ) throws(FileSystemError) -> Stat? {
    do throws(FileSystemError) {
      return try call("stat", shownPath).perform {
        try Stat(path, relativeTo: descriptor, flags: .symlinkNoFollow)
      }
    } catch {
      guard error.code == .noSuchFileOrDirectory || error.code == .notDirectory else { throw error }
      return nil
    }
  }

  /// Nil where no regular file is.
  package func stamp(of path: String) throws(FileSystemError) -> FileStamp? {
    guard let status = try status(of: path), status.type == .regular else { return nil }
    return FileStamp(status)
  }

  /// Of many files, in their order; nil where no regular file is.
  package func stamps(of paths: some Sequence<String>) throws(FileSystemError) -> [FileStamp?] {
    var stamps: [FileStamp?] = []
    for path in paths {
      let status = path.withCString {
        try? Stat($0, relativeTo: descriptor, flags: .symlinkNoFollow)
      }
      // What failed says why, which is rare enough to be asked a second time.
      guard let status else {
        stamps.append(try stamp(of: path))
        continue
      }
      stamps.append(status.type == .regular ? FileStamp(status) : nil)
    }
    return stamps
  }

  /// - Throws: where names may not be added to the folder or taken from it.
  package func checkWritable() throws(FileSystemError) {
    try call("access", "").attempt {
      faccessat(descriptor.rawValue, ".", W_OK | X_OK, AT_EACCESS)
    }
  }

  /// - Throws: where a file may be neither replaced nor removed, whatever the rights of its folder.
  package func checkReplaceable(_ path: String) throws(FileSystemError) {
    do throws(FileSystemError) {
      try call("access", path).attempt { faccessat(descriptor.rawValue, path, W_OK, AT_EACCESS) }
    } catch {
      // A file that nobody may write to can be replaced; an immutable one says that it is not permitted.
      guard error.code != .notPermitted else { throw error }
    }
  }

  /// Keeps others from it, in this process and in others.
  ///
  /// - Returns: nil where another holds the lock.
  package func lock() throws(FileSystemError) -> FolderLock? {
    try call("flock", "").lock(descriptor) ? FolderLock(self) : nil
  }
}

/// A lock on a folder that ends with this object; with the process at the latest, however that ends.
package final class FolderLock: Sendable {
  private let folder: Folder

  fileprivate init(_ folder: Folder) { self.folder = folder }

  deinit {
    // Closing does not suffice: a process that is being started holds a copy of the descriptor for a
    // moment, and with it the lock.
    flock(folder.descriptor.rawValue, LOCK_UN)
  }
}

extension SystemCall {
  func lock(_ descriptor: FileDescriptor) throws(FileSystemError) -> Bool {
    do throws(FileSystemError) {
      try attempt { flock(descriptor.rawValue, LOCK_EX | LOCK_NB) }
      return true
    } catch {
      guard error.code == .wouldBlock else { throw error }
      return false
    }
  }
}
