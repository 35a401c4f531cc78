import CExchange
import FileSystem

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A locked folder beside the output in which the next site grows.
///
/// The lock is the kernel's and ends with the process, however that ends; what a killed build
/// left here is taken over by the next one.
struct Workspace: ~Copyable {
  let output: String
  let path: String
  private let descriptor: Int32

  /// The site that is being written; after the switch, the old one.
  private(set) var next: String
  /// Where the old site waits while a file system that cannot exchange folders is switched.
  private var aside: String { path + "/old" }

  init(beside place: OutputPlace) throws(PublishError) {
    output = place.path
    path = place.workspace
    next = path + "/next"
    descriptor = try Self.locked(path, for: place.path)
  }

  deinit { close(descriptor) }

  private static func locked(_ path: String, for output: String) throws(PublishError) -> Int32 {
    while true {
      guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
        throw .system(call: "mkdir", path: path, errno: errno)
      }
      let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      if descriptor < 0, errno == ENOENT { continue }
      guard descriptor >= 0 else { throw .system(call: "open", path: path, errno: errno) }
      if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
        let failure = errno
        close(descriptor)
        throw failure == EWOULDBLOCK
          ? .locked(path: output) : .system(call: "flock", path: path, errno: failure)
      }
      // Its last owner may have deleted it between our two calls; then the lock is on nothing.
      if try isStillThere(descriptor, at: path) { return descriptor }
      close(descriptor)
    }
  }

  private static func isStillThere(_ descriptor: Int32, at path: String) throws(PublishError)
    -> Bool
  {
    let mine = try status(of: descriptor, at: path)
    guard let there = try status(ofPath: path) else { return false }
    return mine.st_ino == there.st_ino && mine.st_dev == there.st_dev
  }

  /// Moves to the output what others put into the old site while this build was running.
  ///
  /// What was known of the old site must be deleted by now. A place that is taken stays as it is.
  func bringOverLatecomers() async throws {
    for late in try await FolderTree(of: next).entries where !late.isFolder {
      guard try status(ofPath: output + "/" + late.path) == nil else { continue }
      for folder in foldersAbove(late.path).reversed() where folder != "" {
        let folder = output + "/" + folder
        guard try status(ofPath: folder) == nil else { continue }
        try attempt("mkdir", folder) { mkdir(folder, 0o777) }
      }
      let place = output + "/" + late.path
      try attempt("rename", place) { rename(next + "/" + late.path, place) }
    }
  }

  /// Deletes what a killed build left; a site that it had moved aside goes back first.
  func takeOver() throws(PublishError) {
    if try status(ofPath: aside) != nil, try status(ofPath: output) == nil {
      try attempt("rename", output) { rename(aside, output) }
    }
    try empty()
    // Without it the site is written all the same, only slower on some disks.
    _ = spread_folders(descriptor, 1)
  }

  /// Names the next site so that folders in it are made quickly.
  ///
  /// The name decides where on the disk ext4 lets it grow (see `spread_folders`), and where a large
  /// site was deleted within the last minutes ext4 looks at each of its inodes again before it
  /// makes a folder: a build of ten thousand pages then takes three times as long.
  mutating func chooseQuickSpot() throws(PublishError) {
    var quickest: Duration?
    for number in 0..<6 {
      let name = path + "/next-\(getpid())-\(number)"
      let start = ContinuousClock.now
      for folder in [name] + (0..<16).map({ name + "/\($0)" }) {
        try attempt("mkdir", folder) { mkdir(folder, 0o777) }
      }
      let time = ContinuousClock.now - start
      try removeTree(name)
      if time < quickest ?? .seconds(1_000_000) { (quickest, next) = (time, name) }
      // Fifty microseconds for each folder: as quick as it gets.
      if time < .microseconds(17 * 50) { return }
    }
  }

  func empty() throws(PublishError) {
    for entry in try entries(ofFolder: path) {
      let place = path + "/" + entry.name
      if entry.isFolder {
        try removeTree(place)
      } else {
        try attempt("unlink", place) { unlink(place) }
      }
    }
  }

  /// After a failure: the output is as it was, the workspace gone.
  func giveUp() throws(PublishError) {
    try takeOver()
    try attempt("rmdir", path) { rmdir(path) }
  }

  /// Empties and deletes the workspace. The lock is held until the value ends.
  func remove() throws(PublishError) {
    try empty()
    try attempt("rmdir", path) { rmdir(path) }
  }

  /// Lets the next site and the output change places.
  ///
  /// One system call, so readers see the one or the other. A file system that cannot do it gets
  /// two renames: between them, for microseconds, there is no output folder.
  ///
  /// - Parameter exchange: the system call; tests hand in one that fails.
  func switchSites(
    exchange: (String, String) -> Int32 = { exchange_folders($0, $1) }
  ) throws(PublishError) {
    guard try status(ofPath: output) != nil else {
      try attempt("rename", output) { rename(next, output) }
      return
    }
    guard exchange(next, output) != 0 else { return }
    guard [EINVAL, ENOSYS, ENOTSUP].contains(errno) else {
      throw .system(call: "rename", path: output, errno: errno)
    }
    try attempt("rename", output) { rename(output, aside) }
    guard rename(next, output) != 0 else {
      // Should this fail, the old site is deleted from where it is.
      _ = rename(aside, next)
      return
    }
    let failure = errno
    try attempt("rename", output) { rename(aside, output) }
    throw .system(call: "rename", path: output, errno: failure)
  }
}
