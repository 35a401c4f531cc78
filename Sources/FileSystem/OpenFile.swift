package import SystemPackage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file between its opening and its closing.
package struct OpenFile {
  let descriptor: FileDescriptor
  let path: String
  let gate: CallGate?

  private func call(_ name: String) -> SystemCall {
    SystemCall(name: name, path: path, gate: gate)
  }

  package func status() throws(FileSystemError) -> Stat {
    try call("fstat").perform { try Stat(descriptor) }
  }

  /// Keeps others from it until it is closed.
  ///
  /// - Returns: false where another holds the lock.
  package func lock() throws(FileSystemError) -> Bool {
    try call("flock").lock(descriptor)
  }

  package func write(_ bytes: [UInt8]) throws(FileSystemError) {
    _ = try call("write").perform { try descriptor.writeAll(bytes) }
  }

  package func setModified(_ time: FileStamp.Time) throws(FileSystemError) {
    let times = [time.timespec, time.timespec]
    try call("futimens").attempt { futimens(descriptor.rawValue, times) }
  }

  package func read() throws(FileSystemError) -> [UInt8] {
    let size = Int(try status().size)
    var bytes: [UInt8] = []
    while true {
      let room = max(size + 1 - bytes.count, 4096)
      let part = try call("read").perform {
        try [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
          count = try descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
        }
      }
      guard !part.isEmpty else { return bytes }
      bytes = bytes.isEmpty ? part : bytes + part
    }
  }

  /// The next bytes; fewer than `count` only at the end.
  package func read(_ count: Int) throws(FileSystemError) -> [UInt8] {
    try call("read").perform {
      try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        while filled < count {
          let rest = UnsafeMutableRawBufferPointer(
            rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
          let part = try descriptor.read(into: rest)
          guard part > 0 else { break }
          filled += part
        }
      }
    }
  }

  /// Whether these are its first bytes. Stops at the first part that differs, and holds 64 KiB at
  /// most.
  package func begins(with bytes: [UInt8]) throws(FileSystemError) -> Bool {
    try call("read").perform {
      try withUnsafeTemporaryAllocation(
        byteCount: max(1, min(bytes.count, 65_536)), alignment: 16
      ) { part in try bytes.withUnsafeBytes { try begins(with: $0, reading: part) } }
    }
  }

  private func begins(
    with bytes: UnsafeRawBufferPointer, reading part: UnsafeMutableRawBufferPointer
  ) throws -> Bool {
    var compared = 0
    while compared < bytes.count {
      let room = part.prefix(bytes.count - compared)
      let count = try descriptor.read(into: UnsafeMutableRawBufferPointer(rebasing: room))
      guard count > 0, let start = bytes.baseAddress, let read = part.baseAddress,
        memcmp(start + compared, read, count) == 0
      else { return false }
      compared += count
    }
    return true
  }
}
