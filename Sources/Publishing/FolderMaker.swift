import CExchange

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Makes many folders one after another, and lets the file system go on elsewhere on the disk where
/// that has become slow.
///
/// ext4 without a journal looks at each inode that was deleted within the last minutes before it takes
/// another one near it, and each build deletes the site before it: where two of ten thousand pages come
/// to lie over each other, the second takes twice the time, and the tenth ten times. Nothing tells where
/// that is but the time that a folder takes.
struct FolderMaker {
  /// As many folders are judged together, by most of them: one alone may have waited for the disk.
  private static let runLength = 16
  /// Where it is slow everywhere, to go on helps nobody.
  private static let mostMoves = 64

  private let root: Int32
  private let usual: Duration
  private var parent = ""
  private var made = 0
  private var slow = 0
  private var moves = 0

  /// - Parameters:
  ///   - root: the open folder that the others lie in.
  ///   - usual: what a folder takes at most where nothing was deleted.
  init(root: Int32, usual: Duration = .microseconds(45)) {
    self.root = root
    self.usual = usual
  }

  /// - Parameter path: below the root; what it lies in is there.
  mutating func make(_ path: String) throws(PublishError) {
    let above = folder(of: path)
    if above != parent { (parent, made, slow) = (above, 0, 0) }
    let isSlow = made == Self.runLength && slow > Self.runLength / 2
    if made == Self.runLength { (made, slow) = (0, 0) }
    if isSlow, parent != "", moves < Self.mostMoves {
      moves += 1
      try makeElsewhere(path)
    } else {
      let start = ContinuousClock.now
      try attempt("mkdir", path) { mkdirat(root, path, 0o777) }
      if ContinuousClock.now - start > usual { slow += 1 }
      made += 1
    }
  }

  /// The next folders will lie near this one.
  private func makeElsewhere(_ path: String) throws(PublishError) {
    let above = openat(root, parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { if above >= 0 { close(above) } }
    let isSpreading = above >= 0 && spread_folders(above, 1) == 0
    defer { if isSpreading { _ = spread_folders(above, 0) } }
    try attempt("mkdir", path) { mkdirat(root, path, 0o777) }
  }
}
