import FileSystem
import SystemPackage

/// What lies in the output where a file is to go.
enum Occupant {
  /// Our file, with the same bytes.
  case same(FileStamp)
  /// Our file, with other bytes.
  case older(modified: FileStamp.Time)
  /// Nothing at this path: of the file itself, or of the topmost folder that it needs.
  case nothing(at: String)
  /// A file of ours where the new one needs a folder, or a folder that holds nothing but files of ours.
  case obstacle(at: String)
}

/// Tells our files in an output from what others put there.
struct Occupants: Sendable {
  /// Absolute, for messages.
  let output: String
  let root: Folder
  let ours: SortedPaths

  /// - Throws: `PublishError.inTheWay` where something of others is in the place of the file, or of a
  ///   folder that it needs.
  func occupant(
    of path: String, comparing bytes: [UInt8], on trail: inout FolderTrail
  ) throws -> Occupant {
    switch try trail.follow(folder(of: path)) {
    case .nothing(let place): return .nothing(at: place)
    case .obstacle(let place):
      guard ours.contains(place), try root.stamp(of: place) != nil else { throw inTheWay(place) }
      return .obstacle(at: place)
    case .folder(let folder):
      switch try entry(name(of: path), of: folder, comparing: bytes) {
      case .nothing: return .nothing(at: path)
      case .folder(let inner):
        try checkAllIsOurs(in: inner, at: path)
        return .obstacle(at: path)
      case .file(let stamp, let isEqual):
        guard ours.contains(path) else { throw inTheWay(path) }
        return isEqual ? .same(stamp) : .older(modified: stamp.modified)
      case .other: throw inTheWay(path)
      }
    }
  }

  private enum Entry {
    case nothing
    case file(FileStamp, isEqual: Bool)
    case folder(Folder)
    case other
  }

  private func entry(
    _ name: String, of folder: Folder, comparing bytes: [UInt8]
  ) throws(FileSystemError) -> Entry {
    do throws(FileSystemError) {
      return try folder.withFile(name) { file throws(FileSystemError) in
        let status = try file.status()
        switch status.type {
        case .directory: return .folder(try folder.subfolder(name))
        case .regular:
          let isEqual = status.size == bytes.count ? try file.begins(with: bytes) : false
          return .file(FileStamp(status), isEqual: isEqual)
        default: return .other
        }
      }
    } catch {
      switch error.code {
      case .noSuchFileOrDirectory: return .nothing
      case .tooManySymbolicLinkLevels, .noSuchAddressOrDevice: return .other  // a link, a socket
      default: throw error
      }
    }
  }

  private func checkAllIsOurs(in folder: Folder, at path: String) throws {
    let entries = try folder.entries()
    if entries.isEmpty, ours.below(path).isEmpty { throw inTheWay(path) }
    for entry in entries.sorted(by: { $0.bytes.lexicographicallyPrecedes($1.bytes) }) {
      guard let name = entry.name else {
        let shown = String(decoding: entry.bytes, as: UTF8.self)
        throw PublishError.unreadableName(path: "\(output)/\(path)/\(shown)")
      }
      let inner = path + "/" + name
      switch entry.type {
      case .directory: try checkAllIsOurs(in: try folder.subfolder(name), at: inner)
      case .regular where ours.contains(inner): break
      default: throw inTheWay(inner)
      }
    }
  }

  private func inTheWay(_ path: String) -> PublishError {
    .inTheWay(path: output + "/" + path)
  }
}
