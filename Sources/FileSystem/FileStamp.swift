package import SystemPackage

/// Identifies a version of a file without reading it.
package struct FileStamp: Hashable, Sendable {
  /// In bytes.
  package let size: Int
  package let modified: Time
  /// When its bytes, name or rights changed. Only the kernel sets this time.
  package let changed: Time
  package let inode: UInt64

  package init(size: Int, modified: Time, changed: Time, inode: UInt64) {
    self.size = size
    self.modified = modified
    self.changed = changed
    self.inode = inode
  }

  package init(_ status: Stat) {
    self.init(
      size: Int(status.size), modified: Time(status.st_mtim), changed: Time(status.st_ctim),
      inode: UInt64(truncatingIfNeeded: status.inode.rawValue))
  }

  /// Nil where no regular file is; a link is not followed.
  package init?(of path: String) throws(FileSystemError) {
    guard let status = try status(of: path), status.type == .regular else { return nil }
    self.init(status)
  }

  package init(of descriptor: FileDescriptor) throws(FileSystemError) {
    self.init(
      try SystemCall(name: "fstat", path: "").perform { try Stat(descriptor) })
  }

  /// Since 1970, UTC.
  package struct Time: Hashable, Comparable, Sendable {
    package let seconds: Int64
    package let nanoseconds: Int32

    package init(seconds: Int64, nanoseconds: Int32) {
      self.seconds = seconds
      self.nanoseconds = nanoseconds
    }

    package static func < (one: Time, other: Time) -> Bool {
      (one.seconds, one.nanoseconds) < (other.seconds, other.nanoseconds)
    }
  }
}

/// Of whatever lies at a path, a link itself; nil where nothing does.
package func status(of path: String) throws(FileSystemError) -> Stat? {
  do throws(FileSystemError) {
    return try SystemCall(name: "stat", path: path).perform {
      try Stat(path, flags: .symlinkNoFollow)
    }
  } catch {
    guard error.code == .noSuchFileOrDirectory || error.code == .notDirectory else { throw error }
    return nil
  }
}
