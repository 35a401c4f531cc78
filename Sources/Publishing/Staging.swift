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

  /// All files, on all cores; without optional ones that have no bytes.
  ///
  /// - Parameter files: in the order of their paths.
  func stage(_ files: [OutputFile]) async throws -> [StagedFile] {
    try await concurrentMap(Self.batches(files), runLength: 1) { batch in
      var worker = StagingWorker(self)
      return try worker.stage(batch)
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
    let length = max(1, min(32, rest.count / 16))
    return nearTop.map { [$0] } + rest.runs(of: length).map { Array($0) }
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
  /// As it was found or staged.
  let stamp: FileStamp?

  init(
    _ path: String, size: Int, _ change: Change, obstacle: String? = nil, stamp: FileStamp? = nil
  ) {
    self.path = path
    self.size = size
    self.change = change
    self.obstacle = obstacle
    self.stamp = if case .none(let found) = change { found } else { stamp }
  }

  /// What is renamed: the file, or the folder in which it is new. Nil where it did not change.
  var place: String? {
    switch change {
    case .none: nil
    case .replaced: path
    case .new(let place): place
    }
  }
}

/// Stages files one after another.
private struct StagingWorker {
  let occupants: Occupants
  let own: OwnFolder
  var trail: FolderTrail
  /// Opened for the first file that is written.
  var openedStage: Folder?
  /// The folder that was made last.
  var lastFolder = ""
  /// Whether no other one is needed.
  var hasAllFolders = false

  init(_ staging: Staging) {
    occupants = Occupants(output: staging.output, root: staging.root, ours: staging.ours)
    own = staging.own
    trail = FolderTrail(from: staging.root)
  }

  /// - Parameter files: at least one, in the order of their paths.
  mutating func stage(_ files: [OutputFile]) throws -> [StagedFile] {
    let common = commonFolder(of: files[0].path, files[files.count - 1].path)
    guard case .nothing(let place) = try trail.follow(common) else {
      return try files.compactMap { try stage($0) }
    }
    // Nothing can be in the way. The folders come first, since workers that take turns at making some
    // in one and the same folder wait for each other.
    for file in files { try makeFolder(for: file.path) }
    hasAllFolders = true
    return try files.compactMap { file in
      let bytes = file.bytes()
      guard !bytes.isEmpty || !file.isOptional else { return nil }
      return try write(bytes, to: file.path, .new(at: place))
    }
  }

  private mutating func stage(_ file: OutputFile) throws -> StagedFile? {
    let (path, bytes) = (file.path, file.bytes())
    guard !bytes.isEmpty || !file.isOptional else { return nil }
    switch try occupants.occupant(of: path, comparing: bytes, on: &trail) {
    case .same(let stamp): return StagedFile(path, size: bytes.count, .none(stamp))
    case .older(let modified): return try write(bytes, to: path, .replaced, after: modified)
    case .nothing(let place): return try write(bytes, to: path, .new(at: place))
    case .obstacle(let place):
      return try write(bytes, to: path, .new(at: place), obstacle: place)
    }
  }

  private mutating func openStage() throws(FileSystemError) -> Folder {
    if let openedStage { return openedStage }
    let stage = try own.openStage()
    openedStage = stage
    return stage
  }

  private mutating func makeFolder(for path: String) throws(FileSystemError) {
    guard !hasAllFolders else { return }
    let folder = folder(of: path)
    guard !folder.utf8.elementsEqual(lastFolder.utf8) else { return }
    lastFolder = folder
    try openStage().makeFolders(folder)
  }

  /// A file whose bytes change gets a date that is later by a whole second at least, since servers
  /// tell readers whole seconds.
  private mutating func write(
    _ bytes: [UInt8], to path: String, _ change: StagedFile.Change, obstacle: String? = nil,
    after old: FileStamp.Time? = nil
  ) throws(FileSystemError) -> StagedFile {
    try makeFolder(for: path)
    let stamp = try openStage().withNewFile(path) { file throws(FileSystemError) in
      try file.write(bytes)
      let stamp = FileStamp(try file.status())
      guard let old else { return stamp }
      let least = FileStamp.Time(seconds: old.seconds + 1, nanoseconds: old.nanoseconds)
      if stamp.modified < least { try file.setModified(least) }
      return stamp
    }
    return StagedFile(path, size: bytes.count, change, obstacle: obstacle, stamp: stamp)
  }
}

/// The deepest folder that both lie in.
private func commonFolder(of path: String, _ other: String) -> String {
  let shared = zip(path.utf8, other.utf8).prefix { $0 == $1 }.count
  guard let slash = path.utf8.prefix(shared).lastIndex(of: UInt8(ascii: "/")) else { return "" }
  return String(path[..<slash])
}
