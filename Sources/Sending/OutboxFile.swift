package import FileSystem
package import Notifying
import SystemPackage

/// What stops the telling before anything is sent.
package enum SendingError: Error, Hashable, CustomStringConvertible {
  case locked(folder: String, seconds: Int)
  case damagedOutbox(path: String, line: Int)
  case system(FileSystemError)
  /// Of an outbox that git keeps.
  case git(reason: String)
  /// Another run is sending; this one has sent nothing.
  case busy
  /// Another run took this one for dead. What this one sent last is not written down.
  case overtaken

  package var description: String {
    switch self {
    case .locked(let folder, let seconds):
      "another command has been sending news of \(folder) for \(seconds) seconds"
    case .damagedOutbox(let path, let line): "line \(line) of \(path) is damaged"
    case .system(let error): "\(error)"
    case .git(let reason): "the outbox in git cannot be read or kept: \(reason)"
    case .busy: "another run is sending the news"
    case .overtaken: "another run has taken over the sending"
    }
  }

  package var hint: String {
    switch self {
    case .locked: "nothing was sent; wait for it, or end it, then try again"
    case .damagedOutbox:
      "nothing was sent; take that line out, and what it tells may be sent a second time"
    case .system: "nothing more was sent; check that the site folder may be written to"
    case .git:
      "nothing more was sent; the site folder has to lie in a repository whose remote may be pushed to"
    case .busy: "nothing was sent by this one; the next run sends what is left"
    case .overtaken: "run `allclear notify status` to see what may not have arrived"
    }
  }
}

/// The outbox of a site folder, which nobody else reads or writes meanwhile.
package final class OutboxFile: OutboxStore {
  private static let folderName = ".allclear"
  private static let name = "outbox"
  private static let newName = "outbox.new"

  package private(set) var outbox: Outbox
  private let file: LogFile
  private let lock: FolderLock

  /// - Parameter patience: how many seconds to wait for another command to finish.
  package init(ofSite site: String, patience: Int = 120) async throws(SendingError) {
    let folder = try attempt { () throws(FileSystemError) in
      try Folder(at: site).makeFolder(OutboxFile.folderName)
      return try Folder(at: "\(site)/\(OutboxFile.folderName)")
    }
    lock = try await OutboxFile.lock(folder, ofSite: site, patience: patience)
    (file, outbox) = try attempt { () throws(FileSystemError) in
      try OutboxFile.open(in: folder)
    }.get(path: "\(site)/\(OutboxFile.folderName)/\(OutboxFile.name)")
  }

  /// Without a lock, for those who only look.
  package static func peek(ofSite site: String) throws(SendingError) -> Outbox {
    let path = "\(site)/\(folderName)"
    let bytes = try attempt { () throws(FileSystemError) -> [UInt8] in
      do throws(FileSystemError) {
        return try Folder(at: path).withFile(name) { file throws(FileSystemError) in
          try file.read()
        }
      } catch {
        guard error.code == .noSuchFileOrDirectory else { throw error }
        return []
      }
    }
    let reading = Outbox.read(bytes)
    if let line = reading.damagedLine {
      throw .damagedOutbox(path: "\(path)/\(name)", line: line)
    }
    return reading.outbox
  }

  package func add(_ record: OutboxRecord) throws(SendingError) {
    try attempt { () throws(FileSystemError) in try file.append(record.line) }
    outbox.add(record)
  }

  package func add(_ records: [OutboxRecord]) throws(SendingError) {
    for record in records { try add(record) }
  }

  package func finish() {}

  private static func lock(
    _ folder: Folder, ofSite site: String, patience: Int
  ) async throws(SendingError) -> FolderLock {
    let clock = ContinuousClock()
    let end = clock.now.advanced(by: .seconds(patience))
    while true {
      let lock = try attempt { () throws(FileSystemError) in try folder.lock() }
      if let lock { return lock }
      guard clock.now < end else { throw .locked(folder: site, seconds: patience) }
      try? await Task.sleep(for: .milliseconds(50))
    }
  }

  private struct Opened {
    let file: LogFile
    let reading: Outbox.Reading

    func get(path: String) throws(SendingError) -> (LogFile, Outbox) {
      if let line = reading.damagedLine { throw .damagedOutbox(path: path, line: line) }
      return (file, reading.outbox)
    }
  }

  private static func open(in folder: Folder) throws(FileSystemError) -> Opened {
    let file = try LogFile(name, in: folder)
    let bytes = try file.read()
    let reading = Outbox.read(bytes)
    guard reading.damagedLine == nil else { return Opened(file: file, reading: reading) }
    if reading.wholeLength < bytes.count { try file.cut(to: reading.wholeLength) }
    guard reading.outbox.isWorthCompacting else { return Opened(file: file, reading: reading) }
    return try compact(reading.outbox, in: folder)
  }

  /// A kill leaves the old file or the new one.
  private static func compact(
    _ outbox: Outbox, in folder: Folder
  ) throws(FileSystemError) -> Opened {
    let new = try LogFile(newName, in: folder)
    // A killed command may have left a part of one.
    try new.cut(to: 0)
    let bytes = outbox.compacted.flatMap(\.line)
    try new.append(bytes)
    try folder.rename(newName, into: folder, as: name)
    // With the new name on the disk.
    return Opened(file: try LogFile(name, in: folder), reading: Outbox.read(bytes))
  }
}

/// What the file system refuses, as an error of this module.
@discardableResult
private func attempt<Result>(
  _ work: () throws(FileSystemError) -> Result
) throws(SendingError) -> Result {
  do throws(FileSystemError) {
    return try work()
  } catch {
    throw .system(error)
  }
}
