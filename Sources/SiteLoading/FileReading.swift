import Diagnostics
import FileSystem
import SiteFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What came of reading one file.
enum Reading: Sendable {
  /// With its stamp before it was read; nil where nothing was.
  case file(SourceFile, FileStamp?)
  case rejected(Diagnostic)
}

/// The bytes of a file, unless it is no file or holds too much.
func read(_ file: ListedFile, in root: SiteRoot) throws(LoadError) -> Reading {
  guard file.isWanted else { return .file(SourceFile(path: file.path, bytes: []), nil) }
  let descriptor: Int32
  do throws(SiteRootError) {
    descriptor = try root.opened(file.place)
  } catch {
    return .rejected(try error.diagnostic(ofFileAt: file.path))
  }
  defer { close(descriptor) }
  return try read(descriptor, of: file, at: file.path)
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
  return .file(SourceFile(path: file.path, bytes: bytes), FileStamp(status: status))
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
