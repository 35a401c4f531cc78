import Diagnostics
import SiteFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What came of reading one file.
enum Reading: Sendable {
  case file(SourceFile)
  case rejected(Diagnostic)
}

/// The bytes of a file, unless it is no file or holds too much.
///
/// Nothing is opened that could block: a link is looked at first, and the file with `O_NONBLOCK`.
func read(_ file: ListedFile, in root: String) throws(LoadError) -> Reading {
  guard file.isWanted else { return .file(SourceFile(path: file.path, bytes: [])) }
  let path = root + "/" + file.path
  if file.isLink, let why = try rejection(ofLink: file, at: path) { return .rejected(why) }

  let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
  guard descriptor >= 0 else {
    switch errno {
    case ENOENT, ENOTDIR: return .rejected(.vanished(at: file.path))
    case ENXIO: return .rejected(.notAFile("socket", at: file.path))
    default: throw .system(call: "open", path: path, errno: errno)
    }
  }
  defer { close(descriptor) }
  return try read(descriptor, of: file, at: path)
}

/// Why a link is not followed; nil where it leads to a file.
private func rejection(ofLink file: ListedFile, at path: String) throws(LoadError) -> Diagnostic? {
  var status = stat()
  guard stat(path, &status) == 0 else {
    switch errno {
    case ELOOP: return .linkLoop(at: file.path)
    case ENOENT, ENOTDIR: return .linkToNothing(at: file.path)
    default: throw .system(call: "stat", path: path, errno: errno)
    }
  }
  switch FolderEntry.Kind(mode: status.st_mode) {
  case .file, .link: return nil
  case .folder: return .linkToFolder(at: file.path)
  case .other(let kind): return .notAFile(kind, at: file.path)
  }
}

private func read(
  _ descriptor: Int32, of file: ListedFile, at path: String
) throws(LoadError) -> Reading {
  var status = stat()
  guard fstat(descriptor, &status) == 0 else {
    throw .system(call: "fstat", path: path, errno: errno)
  }
  switch FolderEntry.Kind(mode: status.st_mode) {
  case .file: break
  case .other(let kind): return .rejected(.notAFile(kind, at: file.path))
  case .folder, .link: return .rejected(.vanished(at: file.path))
  }
  let size = Int(status.st_size)
  guard size <= file.limit else {
    return .rejected(.tooLarge(size, limit: file.limit, at: file.path))
  }
  // A file may grow while we read it, so one byte more than allowed is asked for.
  let bytes = try bytes(of: descriptor, expecting: size, atMost: file.limit + 1, at: path)
  guard bytes.count <= file.limit else {
    return .rejected(.tooLarge(bytes.count, limit: file.limit, at: file.path))
  }
  return .file(SourceFile(path: file.path, bytes: bytes))
}

private func bytes(
  of descriptor: Int32, expecting size: Int, atMost limit: Int, at path: String
) throws(LoadError) -> [UInt8] {
  var bytes: [UInt8] = []
  var room = min(size + 1, limit)
  while room > 0 {
    let (part, failure) = part(of: descriptor, upTo: room)
    if failure == EINTR { continue }
    guard failure == 0 else { throw .system(call: "read", path: path, errno: failure) }
    bytes = bytes.isEmpty ? part : bytes + part
    guard part.count == room else { break }  // a file is read short only at its end
    room = limit - bytes.count
  }
  return bytes
}

/// One `read`, and its `errno` or 0.
private func part(of descriptor: Int32, upTo room: Int) -> (bytes: [UInt8], errno: Int32) {
  var failure: Int32 = 0
  let bytes = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
    let read = read(descriptor, buffer.baseAddress, room)
    failure = read < 0 ? errno : 0
    count = max(read, 0)
  }
  return (bytes, failure)
}
