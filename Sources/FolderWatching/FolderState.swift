import Foundation

/// Which files lie below a folder, and what tells one version of a file from the next.
struct FolderState: Equatable {
  struct Stamp: Equatable {
    let inode: UInt64
    let size: Int64
    let seconds: Int
    let nanoseconds: Int
  }

  /// With the folder itself; absolute paths.
  private(set) var folders: [String] = []
  private(set) var files: [String: Stamp] = [:]

  /// - Throws: `WatchError` when the folder itself cannot be read. What vanishes meanwhile is left out.
  init(of folder: String, ignoring ignored: Set<String>) throws {
    var waiting = [folder]
    while let path = waiting.popLast() {
      guard let stream = opendir(path) else {
        if path == folder { throw WatchError.system(call: "opendir", path: path, errno: errno) }
        continue
      }
      defer { closedir(stream) }
      folders.append(path)
      while let entry = readdir(stream) {
        let name = FolderState.name(of: entry)
        guard !name.hasPrefix(".") else { continue }
        let child = path + "/" + name
        guard !ignored.contains(child), let (stamp, isFolder) = FolderState.look(at: child) else {
          continue
        }
        if isFolder { waiting.append(child) } else { files[child] = stamp }
      }
    }
    folders.sort()
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
    withUnsafePointer(to: &entry.pointee.d_name) { name in
      name.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: name.pointee)) {
        String(cString: $0)
      }
    }
  }

  /// A link to a folder is a file here: nothing below it is read.
  private static func look(at path: String) -> (Stamp, isFolder: Bool)? {
    var link = stat()
    guard lstat(path, &link) == 0 else { return nil }
    let isFolder = link.st_mode & S_IFMT == S_IFDIR
    var target = link
    if link.st_mode & S_IFMT == S_IFLNK, stat(path, &target) != 0 { target = link }
    #if canImport(Darwin)
      let time = target.st_mtimespec
    #else
      let time = target.st_mtim
    #endif
    let stamp = Stamp(
      inode: UInt64(target.st_ino), size: Int64(target.st_size), seconds: time.tv_sec,
      nanoseconds: time.tv_nsec)
    return (stamp, isFolder)
  }
}
