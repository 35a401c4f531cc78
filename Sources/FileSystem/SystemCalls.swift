#if canImport(Glibc)
  package import Glibc
#else
  package import Darwin
#endif

// System calls as Swift functions: retried when a signal interrupts them, errors thrown with names.

/// The result of `body`, unless it is -1.
@discardableResult
package func attempt<Number: SignedInteger>(
  _ call: String, _ path: String, _ body: () -> Number
) throws(FileSystemError) -> Number {
  while true {
    let result = body()
    if result >= 0 { return result }
    guard errno == EINTR else { throw .system(call: call, path: path, errno: errno) }
  }
}

/// Closed at the end of `body`; some file systems tell only then that a write has failed.
package func withDescriptor<Result>(
  _ path: String, in folder: Int32 = AT_FDCWD, _ flags: Int32,
  _ body: (Int32) throws(FileSystemError) -> Result
) throws(FileSystemError) -> Result {
  let descriptor = try attempt("open", path) { openat(folder, path, flags | O_CLOEXEC, 0o666) }
  let result: Result
  do throws(FileSystemError) {
    result = try body(descriptor)
  } catch {
    close(descriptor)
    throw error
  }
  guard close(descriptor) == 0 || errno == EINTR else {
    throw .system(call: "close", path: path, errno: errno)
  }
  return result
}

package func status(of descriptor: Int32, at path: String) throws(FileSystemError) -> stat {
  var status = stat()
  try attempt("fstat", path) { fstat(descriptor, &status) }
  return status
}

/// Nil where nothing is; a link is not followed.
package func status(ofPath path: String, in folder: Int32 = AT_FDCWD) throws(FileSystemError)
  -> stat?
{
  var status = stat()
  guard fstatat(folder, path, &status, AT_SYMLINK_NOFOLLOW) != 0 else { return status }
  guard errno == ENOENT || errno == ENOTDIR else {
    throw .system(call: "stat", path: path, errno: errno)
  }
  return nil
}

package func writeAll(_ bytes: [UInt8], to descriptor: Int32, at path: String)
  throws(FileSystemError)
{
  var written = 0
  while written < bytes.count {
    let start = written
    written += try attempt("write", path) {
      bytes[start...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }
  }
}

package func readAll(_ descriptor: Int32, at path: String) throws(FileSystemError) -> [UInt8] {
  let size = Int(try status(of: descriptor, at: path).st_size)
  var bytes: [UInt8] = []
  while true {
    let room = max(size + 1 - bytes.count, 4096)
    var part = [UInt8](repeating: 0, count: room)
    let count = try attempt("read", path) { read(descriptor, &part, room) }
    guard count > 0 else { return bytes }
    bytes += part[..<count]
  }
}

/// Stops at the first part that differs, and holds 64 KiB at most.
package func holds(
  _ bytes: [UInt8], _ descriptor: Int32, at path: String
) throws(FileSystemError) -> Bool {
  var part = [UInt8](repeating: 0, count: min(bytes.count + 1, 65_536))
  var compared = 0
  while true {
    let count = try attempt("read", path) { read(descriptor, &part, part.count) }
    guard count > 0 else { return compared == bytes.count }
    guard compared + count <= bytes.count else { return false }
    let isEqual = bytes.withUnsafeBytes { expected in
      expected.baseAddress.map { memcmp($0 + compared, part, count) == 0 } ?? false
    }
    guard isEqual else { return false }
    compared += count
  }
}

/// An entry of a folder, by its name and the `d_type` of its kind.
package struct ListedEntry {
  package let name: String
  package let isFolder: Bool
  package let isFile: Bool
}

/// The entries of a folder but `.` and `..`, in no order; none where it does not exist.
package func entries(ofFolder path: String) throws(FileSystemError) -> [ListedEntry] {
  guard let folder = opendir(path) else {
    guard errno != ENOENT else { return [] }
    throw .system(call: "opendir", path: path, errno: errno)
  }
  defer { closedir(folder) }
  var entries: [ListedEntry] = []
  while true {
    errno = 0
    guard let entry = readdir(folder) else {
      guard errno == 0 else { throw .system(call: "readdir", path: path, errno: errno) }
      return entries
    }
    let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
    guard let name = String(validating: bytes, as: UTF8.self), !bytes.contains(0x0A) else {
      throw .unreadableName(path: path + "/" + String(decoding: bytes, as: UTF8.self))
    }
    guard name != ".", name != ".." else { continue }
    var type = UInt32(entry.pointee.d_type)
    if type == UInt32(DT_UNKNOWN), let status = try status(ofPath: path + "/" + name) {
      type = (status.st_mode & S_IFMT) >> 12
    }
    entries.append(
      ListedEntry(
        name: name, isFolder: type == UInt32(DT_DIR), isFile: type == UInt32(DT_REG)))
  }
}

/// Deletes a folder with all that is in it; links are deleted, not followed.
package func removeTree(_ path: String) throws(FileSystemError) {
  for entry in try entries(ofFolder: path) {
    let inside = path + "/" + entry.name
    if entry.isFolder {
      try removeTree(inside)
    } else {
      try attempt("unlink", inside) { unlink(inside) }
    }
  }
  try attempt("rmdir", path) { rmdir(path) }
}
