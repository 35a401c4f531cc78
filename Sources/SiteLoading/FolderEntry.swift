import SiteFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A name in a folder, and what kind of thing it names.
struct FolderEntry {
  enum Kind: Equatable {
    case file, folder, link
    /// Something that must not be opened; the words say what.
    case other(String)
  }

  /// Nil where the bytes are not UTF-8 or hold a control character.
  let name: String?
  let kind: Kind
  private let bytes: ArraySlice<UInt8>

  fileprivate init(bytes: ArraySlice<UInt8>, kind: Kind) {
    let isPlain = !bytes.contains { $0 < 0x20 || $0 == 0x7F }
    self.name = isPlain ? String(validating: bytes, as: UTF8.self) : nil
    self.kind = kind
    self.bytes = bytes
  }

  /// For a message: what cannot be shown is replaced.
  var shownName: String {
    let visible = bytes.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: "?") : $0 }
    return String(decoding: visible, as: UTF8.self)
  }
}

/// The names in a folder, one behind the other, each with what the file system says of its kind.
private struct FolderNames {
  private(set) var bytes: [UInt8] = []
  private(set) var places: [(name: Range<Int>, type: UInt8)] = []

  mutating func add(_ name: UnsafeRawBufferPointer, _ type: UInt8) {
    let start = bytes.count
    bytes += name.prefix { $0 != 0 }
    if bytes[start...] == [0x2E] || bytes[start...] == [0x2E, 0x2E] {
      bytes.removeLast(bytes.count - start)
    } else {
      places.append((start..<bytes.count, type))
    }
  }

  /// By bytes.
  mutating func sort() {
    bytes.withUnsafeBufferPointer { bytes in
      places.sort { bytes[$0.name].lexicographicallyPrecedes(bytes[$1.name]) }
    }
  }
}

/// The entries of a folder but `.` and `..`, in the byte order of their names.
///
/// - Parameter place: of the folder, below the root and without links.
func entries(ofFolder place: String, in root: SiteRoot) throws(SiteRootError) -> [FolderEntry] {
  let descriptor = try root.opened(place, O_DIRECTORY)
  guard let folder = fdopendir(descriptor) else {
    let failure = errno
    close(descriptor)
    throw .system(call: "opendir", errno: failure)
  }
  defer { closedir(folder) }
  var names = FolderNames()
  while true {
    errno = 0
    guard let entry = readdir(folder) else {
      guard errno == 0 else { throw .system(call: "readdir", errno: errno) }
      break
    }
    withUnsafeBytes(of: &entry.pointee.d_name) { names.add($0, entry.pointee.d_type) }
  }
  names.sort()
  return names.places.compactMap { name, type in
    let bytes = names.bytes[name]
    return kind(of: type, named: bytes, in: descriptor).map { FolderEntry(bytes: bytes, kind: $0) }
  }
}

/// Nil when the file system does not tell kinds and the entry has vanished since.
private func kind(
  of type: UInt8, named name: ArraySlice<UInt8>, in folder: Int32
) -> FolderEntry.Kind? {
  switch type {
  case UInt8(DT_REG): return .file
  case UInt8(DT_DIR): return .folder
  case UInt8(DT_LNK): return .link
  case UInt8(DT_UNKNOWN):
    var status = stat()
    let name = (name + [0]).map(CChar.init(bitPattern:))
    let result = fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW)
    return result == 0 ? FolderEntry.Kind(mode: status.st_mode) : nil
  default: return FolderEntry.Kind(mode: mode_t(type) << 12)
  }
}

extension FolderEntry.Kind {
  /// From the bits of `stat` that say what a file is.
  init(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    case S_IFLNK: self = .link
    case S_IFSOCK: self = .other("socket")
    case S_IFIFO: self = .other("named pipe")
    default: self = .other("device")
    }
  }
}
