import SystemPackage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An open folder, and what can be done in it.
///
/// A path given to it is relative to it, and its last part is never followed where it is a link. What
/// lies deeper, and where others may have put links, is reached through `FolderTrail`.
package final class Folder: Sendable {
  /// For messages; empty for one whose files are named by their paths in it.
  package let shownPath: String
  let descriptor: FileDescriptor
  let gate: CallGate?

  private init(_ descriptor: Int32, shownPath: String, gate: CallGate?) {
    self.descriptor = FileDescriptor(rawValue: descriptor)
    self.shownPath = shownPath
    self.gate = gate
  }

  deinit { close(descriptor.rawValue) }

  /// The folder that a person named; it may be reached through links.
  package convenience init(
    at path: String, shownAs shownPath: String? = nil, gate: CallGate? = nil
  ) throws(FileSystemError) {
    let descriptor = try SystemCall(name: "open", path: path, gate: gate).perform {
      try FileDescriptor.open(path, .readOnly, options: [.directory, .closeOnExec])
    }
    self.init(descriptor.rawValue, shownPath: shownPath ?? path, gate: gate)
  }

  package func subfolder(
    _ path: String, shownAs shownPath: String? = nil
  ) throws(FileSystemError) -> Folder {
    let opened = try open(path, .readOnly, [.directory])
    return Folder(opened, shownPath: shownPath ?? shown(path), gate: gate)
  }

  func shown(_ path: String) -> String {
    if shownPath == "" || path == "" { return shownPath + path }
    return shownPath == "/" ? "/" + path : shownPath + "/" + path
  }

  func call(_ name: String, _ path: String) -> SystemCall {
    SystemCall(name: name, path: shown(path), gate: gate)
  }

  private func open(
    _ path: String, _ mode: FileDescriptor.AccessMode, _ options: FileDescriptor.OpenOptions
  ) throws(FileSystemError) -> Int32 {
    let safe = options.union([.closeOnExec, .noFollow, .nonBlocking])
    return try call("open", path).attempt {
      openat(descriptor.rawValue, path, mode.rawValue | safe.rawValue, 0o666)
    }
  }

  /// A file for reading; a pipe does not block. It is closed after `body`.
  package func withFile<Result>(
    _ path: String, _ body: (OpenFile) throws(FileSystemError) -> Result
  ) throws(FileSystemError) -> Result {
    try closing(try open(path, .readOnly, []), path, body)
  }

  /// A new file for writing.
  package func withNewFile<Result>(
    _ path: String, _ body: (OpenFile) throws(FileSystemError) -> Result
  ) throws(FileSystemError) -> Result {
    try closing(try open(path, .writeOnly, [.create, .exclusiveCreate]), path, body)
  }

  /// Some file systems tell only when a file is closed that a write has failed.
  private func closing<Result>(
    _ opened: Int32, _ path: String, _ body: (OpenFile) throws(FileSystemError) -> Result
  ) throws(FileSystemError) -> Result {
    let result: Result
    do throws(FileSystemError) {
      let file = FileDescriptor(rawValue: opened)
      result = try body(OpenFile(descriptor: file, path: shown(path), gate: gate))
    } catch {
      close(opened)
      throw error
    }
    guard close(opened) == 0 || errno == EINTR else {
      throw .system(call: "close", path: shown(path), errno: errno)
    }
    return result
  }
}
