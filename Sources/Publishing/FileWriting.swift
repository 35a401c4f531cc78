import SiteFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The two folders between which a build works, as open descriptors.
struct Sites: Sendable {
  /// -1 at the first build.
  let old: Int32
  let next: Int32
  let ours: Set<String>
}

/// What became of one file.
struct WrittenFile: Sendable {
  let isChanged: Bool
  let bytes: Int
}

extension Sites {
  /// The rights of the output folder stay as its owner set them.
  func keepMode(of path: String) throws(PublishError) {
    let mode = try status(of: old, at: path).st_mode & 0o7777
    try attempt("fchmod", path) { fchmod(next, mode) }
  }

  /// All files, on all cores, while one task makes the folders.
  ///
  /// Two cores that make folders in one and the same folder wait for each other more than they work.
  func write(_ batches: [OutputPlan.Batch]) async throws -> [WrittenFile] {
    try await withThrowingTaskGroup(of: [WrittenFile].self) { group in
      var folders = FolderMaker(root: next)
      var rest = batches[...]
      while let first = rest.first {
        // A task for every small folder would cost more than the folder.
        let run = rest.prefix(first.folder == nil ? 1 : 32)
        rest = rest.dropFirst(run.count)
        for folder in run.compactMap({ $0.folder }) { try folders.make(folder) }
        group.addTask { try run.flatMap { $0.files }.map { file in try write(file) } }
      }
      var written: [WrittenFile] = []
      for try await run in group { written += run }
      return written
    }
  }

  func write(_ file: OutputFile) throws(PublishError) -> WrittenFile {
    let bytes = file.bytes()
    let before = try lastBuild(of: file.path, compareTo: bytes)
    if before?.isEqual == true {
      try carry(file.path)
    } else {
      try write(bytes, to: file.path, after: before?.modified)
    }
    return WrittenFile(isChanged: before?.isEqual != true, bytes: bytes.count)
  }

  /// Nil where the last build wrote no such file.
  private func lastBuild(
    of path: String, compareTo bytes: [UInt8]
  ) throws(PublishError) -> (isEqual: Bool, modified: timespec)? {
    guard ours.contains(path) else { return nil }
    return try withDescriptor(path, in: old, O_RDONLY | O_NOFOLLOW | O_NONBLOCK) {
      (descriptor) throws(PublishError) in
      let status = try status(of: descriptor, at: path)
      let isEqual =
        Int(status.st_size) == bytes.count ? try holds(bytes, descriptor, at: path) : false
      return (isEqual, status.modified)
    }
  }

  /// A file whose bytes change gets a date that is later by a whole second at least, since servers
  /// tell readers whole seconds.
  private func write(
    _ bytes: [UInt8], to path: String, after old: timespec?
  ) throws(PublishError) {
    try withDescriptor(path, in: next, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW) {
      (descriptor) throws(PublishError) in
      try writeAll(bytes, to: descriptor, at: path)
      guard let old else { return }
      let new = try status(of: descriptor, at: path).modified
      let least = timespec(tv_sec: old.tv_sec + 1, tv_nsec: old.tv_nsec)
      guard (new.tv_sec, new.tv_nsec) < (least.tv_sec, least.tv_nsec) else { return }
      try setDate(least, of: descriptor, at: path)
    }
  }

  /// Brings a file, or a link, of the old site into the next one with its date: as a hard link, or
  /// as a copy where the file system allows none.
  func carry(_ path: String) throws(PublishError) {
    guard linkat(old, path, next, path, 0) != 0 else { return }
    guard [EPERM, EACCES, EMLINK, EXDEV, ENOTSUP, ENOSYS].contains(errno) else {
      throw .system(call: "link", path: path, errno: errno)
    }
    try copy(path)
  }

  func copy(_ path: String) throws(PublishError) {
    if try status(ofPath: path, in: old).map({ $0.st_mode & S_IFMT }) == S_IFLNK {
      return try copyLink(path)
    }
    try withDescriptor(path, in: old, O_RDONLY | O_NOFOLLOW | O_NONBLOCK) {
      (source) throws(PublishError) in
      let bytes = try readAll(source, at: path)
      let status = try status(of: source, at: path)
      try withDescriptor(path, in: next, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW) {
        (descriptor) throws(PublishError) in
        try writeAll(bytes, to: descriptor, at: path)
        try attempt("fchmod", path) { fchmod(descriptor, status.st_mode & 0o7777) }
        try setDate(status.modified, of: descriptor, at: path)
      }
    }
  }

  private func copyLink(_ path: String) throws(PublishError) {
    var target = [CChar](repeating: 0, count: 4097)
    try attempt("readlink", path) { readlinkat(old, path, &target, 4096) }
    try attempt("symlink", path) { symlinkat(target, next, path) }
  }
}

private func setDate(
  _ date: timespec, of descriptor: Int32, at path: String
) throws(PublishError) {
  let dates = [date, date]
  try attempt("futimens", path) { futimens(descriptor, dates) }
}

extension stat {
  fileprivate var modified: timespec {
    #if canImport(Glibc)
      st_mtim
    #else
      st_mtimespec
    #endif
  }
}
