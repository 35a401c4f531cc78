import FileSystem
import SiteFiles
import SystemPackage

/// Writes beside the site, into the stage, what a build changes in it.
struct Staging: Sendable {
  /// Absolute, for messages.
  let output: String
  let root: Folder
  let own: OwnFolder
  let ours: SortedPaths

  /// All files, on all cores, in no order.
  func stage(_ files: [OutputFile]) async throws -> [StagedFile] {
    try await concurrentMap(Self.batches(files), runLength: 1) { batch in
      var worker = StagingWorker(self)
      return try batch.map { try worker.stage($0) }
    }.flatMap { $0 }
  }

  /// What one worker does at once: a task for every small file would cost more than the file.
  ///
  /// Files near the top come first and each by itself: the largest are among them, and none should be
  /// begun last.
  private static func batches(_ files: [OutputFile]) -> [[OutputFile]] {
    let depth = { (file: OutputFile) in file.path.utf8.count { $0 == UInt8(ascii: "/") } }
    let nearTop = files.filter { depth($0) < 2 }
    let rest = files.filter { depth($0) >= 2 }
    return nearTop.map { [$0] }
      + stride(from: 0, to: rest.count, by: 32).map { Array(rest[$0..<min($0 + 32, rest.count)]) }
  }
}

/// What became of one file.
struct StagedFile: Sendable {
  enum Change: Sendable {
    /// The file that is there has these bytes.
    case none(FileStamp)
    /// It takes the place of a file that is there.
    case replaced
    /// Nothing is there yet at this path: of the file itself, or of the topmost folder that it needs.
    case new(at: String)
  }

  let path: String
  /// Of the file.
  let size: Int
  let change: Change
  /// A file of ours where this one needs a folder, or a folder of ours in its own place.
  let obstacle: String?

  init(_ path: String, size: Int, _ change: Change, obstacle: String? = nil) {
    self.path = path
    self.size = size
    self.change = change
    self.obstacle = obstacle
  }
}

/// Stages files one after another, best in the order of their folders.
private struct StagingWorker {
  let occupants: Occupants
  let own: Folder
  var trail: FolderTrail
  /// The folder of the file that was staged last.
  var lastFolder = ""

  init(_ staging: Staging) {
    occupants = Occupants(output: staging.output, root: staging.root, ours: staging.ours)
    own = staging.own.folder
    trail = FolderTrail(from: staging.root)
  }

  mutating func stage(_ file: OutputFile) throws -> StagedFile {
    let (path, bytes) = (file.path, file.bytes())
    switch try occupants.occupant(of: path, comparing: bytes, on: &trail) {
    case .same(let stamp):
      return StagedFile(path, size: bytes.count, .none(stamp))
    case .older(let modified):
      try write(bytes, to: path, after: modified)
      return StagedFile(path, size: bytes.count, .replaced)
    case .nothing(let place):
      try write(bytes, to: path)
      return StagedFile(path, size: bytes.count, .new(at: place))
    case .obstacle(let place):
      try write(bytes, to: path)
      return StagedFile(path, size: bytes.count, .new(at: place), obstacle: place)
    }
  }

  /// A file whose bytes change gets a date that is later by a whole second at least, since servers
  /// tell readers whole seconds.
  private mutating func write(
    _ bytes: [UInt8], to path: String, after old: FileStamp.Time? = nil
  ) throws(FileSystemError) {
    let staged = OwnFolder.stage + "/" + path
    if folder(of: staged) != lastFolder {
      lastFolder = folder(of: staged)
      try own.makeFolders(lastFolder)
    }
    try own.withNewFile(staged) { file throws(FileSystemError) in
      try file.write(bytes)
      guard let old else { return }
      let least = FileStamp.Time(seconds: old.seconds + 1, nanoseconds: old.nanoseconds)
      if FileStamp(try file.status()).modified < least { try file.setModified(least) }
    }
  }
}
