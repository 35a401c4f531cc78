import SystemPackage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that only grows, each part of which is on the disk before the next step is taken.
package final class LogFile: Sendable {
  private let descriptor: FileDescriptor
  private let path: String

  /// Made where there is none.
  package init(_ name: String, in folder: Folder) throws(FileSystemError) {
    path = folder.shown(name)
    let flags = O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW
    let opened = try folder.call("open", name).attempt {
      openat(folder.descriptor.rawValue, name, flags, 0o666)
    }
    descriptor = FileDescriptor(rawValue: opened)
    // The name itself must outlive a power cut.
    try folder.call("fsync", "").attempt { fsync(folder.descriptor.rawValue) }
  }

  deinit { close(descriptor.rawValue) }

  private func call(_ name: String) -> SystemCall { SystemCall(name: name, path: path) }

  /// From its start.
  package func read() throws(FileSystemError) -> [UInt8] {
    try call("lseek").perform { _ = try descriptor.seek(offset: 0, from: .start) }
    return try OpenFile(descriptor: descriptor, path: path, gate: nil).read()
  }

  package func append(_ bytes: [UInt8]) throws(FileSystemError) {
    try call("write").perform { _ = try descriptor.writeAll(bytes) }
    try call("fsync").attempt { fsync(descriptor.rawValue) }
  }

  /// Takes away what follows.
  package func cut(to length: Int) throws(FileSystemError) {
    try call("ftruncate").attempt { ftruncate(descriptor.rawValue, off_t(length)) }
    try call("fsync").attempt { fsync(descriptor.rawValue) }
  }
}
