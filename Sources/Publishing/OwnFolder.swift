import FileSystem
import Foundation
import SystemPackage

/// The folder `.allclear/` of an output, open and locked for one build.
///
/// It holds the list of our own files, what a build has staged and the journal of its last steps, and
/// nothing else, so that one rule keeps readers from all of it.
struct OwnFolder: Sendable {
  static let name = ".allclear"
  /// Where an output of an earlier version is converted: its list was a file named `.allclear`.
  static let newName = ".allclear.new"
  static let list = "files"
  static let journal = "journal"
  static let stage = "stage"

  let folder: Folder
  private let lock: FolderLock

  /// What is left of earlier builds.
  struct Remains {
    /// What the last build left; nil where no list is.
    let list: FileList?
    /// Of a build that was killed while it put its change in place.
    let journal: Journal?
    /// Whether this may be an output, or the beginning of one.
    let isOurs: Bool
  }

  /// - Returns: nil where the journal is damaged.
  func remains() throws(FileSystemError) -> Remains? {
    let listed = try folder.bytes(of: Self.list)
    let list = listed.flatMap { FileList($0) }
    guard try folder.status(of: Self.journal) != nil else {
      let isBegun = listed == nil ? try holdsNothingButStage() : false
      return Remains(list: list, journal: nil, isOurs: list != nil || isBegun)
    }
    let bytes = try folder.bytes(of: Self.journal)
    guard let journal = bytes.flatMap({ Journal($0) }) else { return nil }
    return Remains(list: list, journal: journal, isOurs: true)
  }

  private func holdsNothingButStage() throws(FileSystemError) -> Bool {
    try folder.entries().allSatisfy { $0.name == Self.stage && $0.type == .directory }
  }

  /// The stage, made where it is not there. What lies in it is named by its place in the site.
  func openStage() throws(FileSystemError) -> Folder {
    try folder.makeFolder(Self.stage)
    return try folder.subfolder(Self.stage, shownAs: "")
  }

  /// Whether a path lies in it, below the root.
  static func holds(_ path: String) -> Bool { path == name || path.hasPrefix(name + "/") }

  /// Whether a folder is an output.
  static func marks(_ path: String) throws(FileSystemError) -> Bool {
    for list in [name + "/" + list, name, newName + "/" + list] {
      do throws(FileSystemError) {
        guard try FileStamp(of: path + "/" + list) != nil else { continue }
        let bytes = try Folder(at: path).bytes(of: list)
        if let bytes, FileList(bytes) != nil { return true }
      } catch {
        // What may not be read was not written by us.
        guard error.code == .permissionDenied else { throw error }
      }
    }
    return false
  }
}

extension OwnFolder {
  enum Lock {
    case held(OwnFolder)
    /// Another build holds it.
    case taken
    /// This output has no such folder; something of others may have its name.
    case none
  }

  static func lock(in root: Folder) throws(FileSystemError) -> Lock {
    while true {
      let lock =
        switch try root.status(of: name)?.type {
        case .directory: try lockFolder(in: root)
        case .regular: try moveList(in: root)
        case nil: try finishMovingList(in: root) ? nil : Lock.none
        default: Lock.none
        }
      if let lock { return lock }
    }
  }

  /// Nil where the folder went away between two calls, as it does after a first build that failed.
  private static func lockFolder(in root: Folder) throws(FileSystemError) -> Lock? {
    let folder: Folder
    do throws(FileSystemError) {
      folder = try root.subfolder(name)
    } catch {
      guard error.code == .noSuchFileOrDirectory else { throw error }
      return nil
    }
    guard let lock = try lockSoon(folder) else { return .taken }
    guard try isStillThere(folder.status(), in: root) else { return nil }
    return .held(OwnFolder(folder: folder, lock: lock))
  }

  /// A program that we are starting elsewhere has our lock, too, until it runs: for a moment.
  private static func lockSoon(_ folder: Folder) throws(FileSystemError) -> FolderLock? {
    for _ in 0..<25 {
      if let lock = try folder.lock() { return lock }
      Thread.sleep(forTimeInterval: 0.01)
    }
    return try folder.lock()
  }

  private static func isStillThere(_ status: Stat, in root: Folder) throws(FileSystemError)
    -> Bool
  {
    guard let there = try root.status(of: name) else { return false }
    return there.inode == status.inode && there.deviceID == status.deviceID
  }

  /// Earlier versions kept the list in a file of the folder's name: it is moved into a new folder, and
  /// the folder to its place. A kill after any of the three steps leaves what the next build goes on
  /// with.
  private static func moveList(in root: Folder) throws(FileSystemError) -> Lock? {
    try root.withFile(name) { file throws(FileSystemError) in
      guard FileList(try file.read()) != nil else { return Lock.none }
      guard try file.lock() else { return .taken }
      guard try isStillThere(file.status(), in: root) else { return nil }
      try root.makeFolder(newName)
      try root.rename(name, into: try root.subfolder(newName), as: list)
      _ = try finishMovingList(in: root)
      return nil
    }
  }

  /// - Returns: false where there is nothing to finish.
  private static func finishMovingList(in root: Folder) throws(FileSystemError) -> Bool {
    guard let bytes = try root.bytes(of: newName + "/" + list), FileList(bytes) != nil
    else { return false }
    do throws(FileSystemError) {
      try root.rename(newName, into: root, as: name)
    } catch {
      // Another build was quicker.
      guard error.code == .noSuchFileOrDirectory else { throw error }
    }
    return true
  }
}

extension Folder {
  /// Nil where no regular file is.
  func bytes(of path: String) throws(FileSystemError) -> [UInt8]? {
    guard try stamp(of: path) != nil else { return nil }
    return try withFile(path) { file throws(FileSystemError) in try file.read() }
  }
}
