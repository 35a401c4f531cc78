#if canImport(Glibc)
  package import Glibc
#else
  package import Darwin
#endif

/// By which a file is known for the one that was read or written before: nobody changes a file and
/// keeps all of these.
package struct FileStamp: Hashable, Sendable {
  /// In bytes.
  package let size: Int
  /// When its bytes changed, in nanoseconds since 1970.
  package let modified: Int
  /// When anything about it changed, likewise; no program can set it.
  package let changed: Int
  package let inode: UInt64

  package init(size: Int, modified: Int, changed: Int, inode: UInt64) {
    self.size = size
    self.modified = modified
    self.changed = changed
    self.inode = inode
  }

  package init(_ status: stat) {
    #if canImport(Glibc)
      let (modified, changed) = (status.st_mtim, status.st_ctim)
    #else
      let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
    #endif
    self.init(
      size: Int(status.st_size), modified: modified.nanoseconds, changed: changed.nanoseconds,
      inode: UInt64(status.st_ino))
  }
}

extension timespec {
  fileprivate var nanoseconds: Int { tv_sec * 1_000_000_000 + Int(tv_nsec) }
}

/// Nil where there is no file; a link is none.
package func fileStamp(_ path: String) -> FileStamp? {
  var status = stat()
  guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
  return FileStamp(status)
}
