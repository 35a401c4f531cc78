import Crypto
package import FileSystem
package import StatusModel
import SystemPackage

/// What is remembered of each place, in the site folder; nobody else publishes from there meanwhile.
///
/// A kill leaves the old record or the new one, and each is on the disk before the next step is taken.
package final class TargetRecords: Sendable {
  private static let folderName = ".allclear/publish"
  private static let newName = "new"

  private let folder: Folder
  private let path: String
  private let lock: FolderLock

  /// - Parameter patience: how many seconds to wait for another publish to finish.
  package init(ofSite site: String, patience: Int = 120) async throws(RecordError) {
    path = "\(site)/\(TargetRecords.folderName)"
    folder = try attempt { () throws(FileSystemError) in
      try Folder(at: site).makeFolders(TargetRecords.folderName)
      return try Folder(at: "\(site)/\(TargetRecords.folderName)")
    }
    lock = try await TargetRecords.lock(folder, patience: patience)
  }

  private static func lock(
    _ folder: Folder, patience: Int
  ) async throws(RecordError) -> FolderLock {
    let clock = ContinuousClock()
    let end = clock.now.advanced(by: .seconds(patience))
    while true {
      if let lock = try attempt({ () throws(FileSystemError) in try folder.lock() }) { return lock }
      guard clock.now < end else {
        throw .locked(seconds: patience)
      }
      try? await Task.sleep(for: .milliseconds(50))
    }
  }

  /// Empty for a place that nothing was sent to yet.
  package func record(of place: PublishTarget.Place) throws(RecordError) -> TargetRecord {
    try TargetRecords.read(place, in: folder, at: path)
  }

  /// Without a lock, for those who only look.
  package static func peek(
    at place: PublishTarget.Place, ofSite site: String
  ) throws(RecordError) -> TargetRecord {
    let path = "\(site)/\(folderName)"
    guard let folder = try? Folder(at: path) else { return TargetRecord() }
    return try read(place, in: folder, at: path)
  }

  private static func read(
    _ place: PublishTarget.Place, in folder: Folder, at path: String
  ) throws(RecordError) -> TargetRecord {
    let name = name(of: place)
    let bytes = try attempt { () throws(FileSystemError) -> [UInt8]? in
      do throws(FileSystemError) {
        return try folder.withFile(name) { file throws(FileSystemError) in try file.read() }
      } catch {
        guard error.code == .noSuchFileOrDirectory else { throw error }
        return nil
      }
    }
    guard let bytes else { return TargetRecord() }
    guard let record = TargetRecord(text: String(decoding: bytes, as: UTF8.self)) else {
      throw .damaged(path: "\(path)/\(name)")
    }
    return record
  }

  /// Does `work`, a build into these places, each of which is noted as open meanwhile.
  ///
  /// - Throws: what `work` throws; then it has changed nothing.
  package func building<Result>(
    into places: [PublishTarget.Place], _ work: () async throws -> Result
  ) async throws -> Result {
    let before = try places.map { (place: $0, record: try record(of: $0)) }
    for (place, record) in before { try keep(record.opened, of: place) }
    do {
      return try await work()
    } catch {
      for (place, record) in before { try keep(record, of: place) }
      throw error
    }
  }

  package func keep(
    _ record: TargetRecord, of place: PublishTarget.Place
  ) throws(RecordError) {
    let name = TargetRecords.name(of: place)
    try attempt { () throws(FileSystemError) in
      let new = try LogFile(TargetRecords.newName, in: folder)
      // A killed publish may have left a part of one.
      try new.cut(to: 0)
      try new.append(Array(record.text(of: place.words).utf8))
      try folder.rename(TargetRecords.newName, into: folder, as: name)
      // With the new name on the disk.
      _ = try LogFile(name, in: folder)
    }
  }

  /// Of letters and digits, whatever the place is called.
  private static func name(of place: PublishTarget.Place) -> String {
    hexadecimal(SHA256.hash(data: Array(place.words.utf8)).prefix(12))
  }
}

/// Why nothing can be remembered of the places.
package enum RecordError: Error, Hashable, CustomStringConvertible {
  case locked(seconds: Int)
  case damaged(path: String)
  case system(FileSystemError)

  package var description: String {
    switch self {
    case .locked(let seconds):
      "another publish of this site has been running for \(seconds) seconds"
    case .damaged(let path): "\(path) is damaged"
    case .system(let error): "cannot remember what is sent: \(error)"
    }
  }

  package var hint: String {
    switch self {
    case .locked: "wait for it, or end it, then try again"
    case .damaged:
      "delete it, and run the place's `after` by hand: nobody knows what it did not get"
    case .system: "check that the site folder may be written to"
    }
  }
}

/// What the file system refuses, as an error of this module.
@discardableResult
private func attempt<Result>(
  _ work: () throws(FileSystemError) -> Result
) throws(RecordError) -> Result {
  do throws(FileSystemError) {
    return try work()
  } catch {
    throw .system(error)
  }
}
