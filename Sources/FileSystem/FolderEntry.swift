package import SystemPackage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A name in a folder, and what kind of thing it names.
package struct FolderEntry: Sendable {
  /// Ends in a zero, as system calls take it.
  let nameOnDisk: [CChar]
  package let type: FileType

  /// Nil where the bytes are not UTF-8 or hold a control character.
  package var name: String? {
    let isPlain = !bytes.contains { $0 < 0x20 || $0 == 0x7F }
    return isPlain ? String(validating: bytes, as: UTF8.self) : nil
  }

  /// Of the name.
  package var bytes: [UInt8] { nameOnDisk.dropLast().map(UInt8.init(bitPattern:)) }
}

extension Folder {
  /// All but `.` and `..`, in no order.
  package func entries() throws(FileSystemError) -> [FolderEntry] {
    // Of its own, since reading moves it on and closing the listing closes it.
    let opened = try call("opendir", "").attempt {
      openat(descriptor.rawValue, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    guard let listing = fdopendir(opened) else {
      let failure = errno
      close(opened)
      throw .system(call: "opendir", path: shownPath, errno: failure)
    }
    defer { closedir(listing) }
    var entries: [FolderEntry] = []
    while true {
      errno = 0
      guard let entry = readdir(listing) else {
        guard errno == 0 else { throw .system(call: "readdir", path: shownPath, errno: errno) }
        return entries
      }
      if let entry = try self.entry(entry) { entries.append(entry) }
    }
  }

  /// Nil for `.` and `..`, and for what vanished before a file system that lists no kinds told one.
  private func entry(
    _ entry: UnsafeMutablePointer<dirent>
  ) throws(FileSystemError) -> FolderEntry? {
    let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      bytes.prefix { $0 != 0 }.map(CChar.init(bitPattern:)) + [0]
    }
    let dot = CChar(bitPattern: UInt8(ascii: "."))
    guard name != [dot, 0], name != [dot, dot, 0] else { return nil }
    guard entry.pointee.d_type == UInt8(DT_UNKNOWN) else {
      let type = FileType(rawValue: CInterop.Mode(entry.pointee.d_type) << 12)
      return FolderEntry(nameOnDisk: name, type: type)
    }
    let type = try status(of: name, shownAs: "?")?.type
    return type.map { FolderEntry(nameOnDisk: name, type: $0) }
  }
}
