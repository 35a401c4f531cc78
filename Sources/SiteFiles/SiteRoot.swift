package import FileSystem
import Synchronization

#if canImport(Glibc)
  package import Glibc
#else
  package import Darwin
#endif

/// An open site folder, and the way to what lies in it: the one place that keeps links from leading out.
///
/// First a link is resolved to a place in the folder. Then each part of that place is opened by itself,
/// and none may be a link: what is put there between the two steps leads nowhere. The folder itself may
/// be reached through a link.
package final class SiteRoot: Sendable {
  /// Absolute, without links.
  package let path: String
  private let descriptor: Int32
  /// The folder whose file was opened last. Most files lie beside the one before.
  private let lastFolder = Mutex<(place: Substring, folder: OpenFolder)?>(nil)

  /// - Throws: `SiteRootError.system`.
  package init(_ folder: String) throws(SiteRootError) {
    descriptor = openat(AT_FDCWD, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(call: "open", errno: errno) }
    do throws(SiteRootError) {
      path = try siteRealPath(folder)
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit { close(descriptor) }

  /// Where `place` truly lies, below the root and without links; empty for the root itself.
  ///
  /// - Throws: `SiteRootError.outside` where it lies elsewhere, or in what is never read.
  package func resolved(_ place: String) throws(SiteRootError) -> String {
    let real = try siteRealPath(place == "" ? path : path + "/" + place)
    guard real != path else { return "" }
    let inner = path == "/" ? path : path + "/"
    guard real.utf8.starts(with: inner.utf8) else { throw .outside(real) }
    let found = String(decoding: real.utf8.dropFirst(inner.utf8.count), as: UTF8.self)
    guard !found.split(separator: "/").contains(where: isPassedOver) else { throw .outside(real) }
    return found
  }

  /// Where what is written at `place` truly lies, absolute; what is not there yet is to be made there.
  ///
  /// - Throws: `SiteRootError.outside`, as `resolved`.
  package func placeToWrite(_ place: String) throws(SiteRootError) -> String {
    do throws(SiteRootError) {
      let found = try resolved(place)
      return found == "" ? path : path + "/" + found
    } catch .system(_, ENOENT) {
      let parts = place.split(separator: "/")
      guard let name = parts.last, name != "..", name != "." else {
        throw .system(call: "realpath", errno: ENOENT)
      }
      return try placeToWrite(parts.dropLast().joined(separator: "/")) + "/" + name
    }
  }

  /// The descriptor of what lies at a place without links; the caller closes it. A pipe does not block.
  package func opened(_ place: String, _ flags: Int32 = 0) throws(SiteRootError) -> Int32 {
    let safe = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | flags
    guard let slash = place.utf8.lastIndex(of: UInt8(ascii: "/")) else {
      return try open(place == "" ? "." : place, in: descriptor, safe)
    }
    let folder = try folder(place[..<slash])
    return try withExtendedLifetime(folder) { () throws(SiteRootError) in
      try open(String(place[slash...].dropFirst()), in: folder.descriptor, safe)
    }
  }

  private func folder(_ place: Substring) throws(SiteRootError) -> OpenFolder {
    if let last = lastFolder.withLock({ $0 }), last.place == place { return last.folder }
    var found: OpenFolder?
    let isFolder = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    for part in place.split(separator: "/") {
      found = try withExtendedLifetime(found) { () throws(SiteRootError) in
        OpenFolder(try open(String(part), in: found?.descriptor ?? descriptor, isFolder))
      }
    }
    guard let folder = found else { throw .system(call: "open", errno: EINVAL) }
    lastFolder.withLock { $0 = (place, folder) }
    return folder
  }

  private func open(
    _ name: String, in folder: Int32, _ flags: Int32
  ) throws(SiteRootError) -> Int32 {
    guard name != ".." else { throw .system(call: "open", errno: EINVAL) }
    let found = openat(folder, name, flags)
    guard found >= 0 else { throw .system(call: "open", errno: errno) }
    return found
  }

  /// What is at a place without links.
  package func mode(of place: String) throws(SiteRootError) -> mode_t {
    guard let status = status(of: place) else { throw .system(call: "stat", errno: errno) }
    return status.st_mode
  }

  /// The stamp of a file at a place without links; nil where there is none.
  package func stamp(of place: String) -> FileStamp? {
    status(of: place).flatMap { $0.st_mode & S_IFMT == S_IFREG ? FileStamp(status: $0) : nil }
  }

  /// Nil, with `errno` set, where nothing can be found out.
  private func status(of place: String) -> stat? {
    var status = stat()
    let place = place == "" ? "." : place
    return fstatat(descriptor, place, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status : nil
  }
}

/// Closed when nobody reads in it any more.
private final class OpenFolder: Sendable {
  let descriptor: Int32

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }
}

/// Dotfiles, such as `.git` and `.env`, are not read without a link either. Mounted configuration keeps
/// its files in folders named `..2026_11` and the like.
private func isPassedOver(_ name: Substring) -> Bool {
  name.first == "." && !name.hasPrefix("..") && name != ".well-known" && name != ".nojekyll"
}

package enum SiteRootError: Error, Hashable, CustomStringConvertible {
  /// It lies here, which is not in the site folder or is never read: absolute, without links.
  case outside(String)
  /// A system call failed: which one, with which `errno`.
  case system(call: String, errno: Int32)

  package var description: String {
    switch self {
    case .outside(let path): "'\(path)' is not part of the site"
    case .system(let call, let errno): "\(String(cString: strerror(errno))) (\(call))"
    }
  }
}

private func siteRealPath(_ path: String) throws(SiteRootError) -> String {
  guard let real = realpath(path, nil) else { throw .system(call: "realpath", errno: errno) }
  defer { free(real) }
  return String(cString: real)
}

extension FileStamp {
  package init(status: stat) {
    #if canImport(Glibc)
      let (modified, changed) = (status.st_mtim, status.st_ctim)
    #else
      let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
    #endif
    self.init(
      size: Int(status.st_size), modified: Time(modified), changed: Time(changed),
      inode: UInt64(status.st_ino))
  }
}

extension FileStamp.Time {
  fileprivate init(_ time: timespec) {
    self.init(seconds: Int64(time.tv_sec), nanoseconds: Int32(time.tv_nsec))
  }
}
