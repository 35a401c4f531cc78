import SiteFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes what `edit` says, whole or not at all, also when the process or the power ends meanwhile.
///
/// The bytes go to the side, to the disk, and then into place. A file that is no longer as the edit
/// found it is left alone. Call it with the lock held.
///
/// - Parameter folder: the site's.
package func write(_ edit: EntryEdit, in folder: String) throws(WriteError) {
  let path = try place(of: edit.path, in: folder)
  let parent = folderAbove(path)
  try makeFolder(parent)
  // One name for all, so that what a killed command left is taken over by the next.
  let side = parent + "/.allclear-new"
  do throws(WriteError) {
    try writeAside(edit.after, to: side, with: try mode(ofFile: path))
    try refuseChanged(edit, at: path)
    try moveIntoPlace(side, path, isNew: edit.before == nil)
  } catch {
    unlink(side)
    throw error.naming(edit.path)
  }
  try withDescriptor(parent, O_RDONLY | O_DIRECTORY) { (descriptor) throws(WriteError) in
    _ = try attempt("fsync", parent) { fsync(descriptor) }
  }
}

/// A link is followed: what it leads to is written, and the link stays. None leads out of the site folder.
private func place(of path: String, in folder: String) throws(WriteError) -> String {
  do throws(SiteRootError) {
    return try SiteRoot(folder).placeToWrite(path)
  } catch {
    switch error {
    case .outside(let target): throw .outside(path: path, target: target)
    case .system(let call, let errno):
      throw .system(call: call, path: folder + "/" + path, errno: errno)
    }
  }
}

private func folderAbove(_ path: String) -> String {
  path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
}

private func makeFolder(_ path: String) throws(WriteError) {
  guard mkdir(path, 0o777) != 0, errno != EEXIST else { return }
  throw .system(call: "mkdir", path: path, errno: errno)
}

/// Nil where there is no such file.
private func mode(ofFile path: String) throws(WriteError) -> mode_t? {
  var status = stat()
  guard stat(path, &status) != 0 else { return status.st_mode & 0o7777 }
  guard errno == ENOENT else { throw .system(call: "stat", path: path, errno: errno) }
  return nil
}

private func writeAside(
  _ bytes: [UInt8], to path: String, with mode: mode_t?
) throws(WriteError) {
  unlink(path)
  try withDescriptor(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW) {
    (descriptor) throws(WriteError) in
    if let mode { try attempt("fchmod", path) { fchmod(descriptor, mode) } }
    try writeAll(bytes, to: descriptor, at: path)
    _ = try attempt("fsync", path) { fsync(descriptor) }
  }
}

private func refuseChanged(_ edit: EntryEdit, at path: String) throws(WriteError) {
  let now = try bytes(ofFile: path)
  guard now != edit.before else { return }
  throw edit.before == nil ? .exists(path: path) : .changedMeanwhile(path: path)
}

/// A new file never takes the place of another; not every file system can promise that.
private func moveIntoPlace(
  _ side: String, _ path: String, isNew: Bool
) throws(WriteError) {
  if isNew {
    if link(side, path) == 0 {
      unlink(side)
      return
    }
    guard errno != EEXIST else { throw .exists(path: path) }
  }
  try attempt("rename", path) { rename(side, path) }
}

extension WriteError {
  /// The same for a person, who knows the file by its path in the site.
  fileprivate func naming(_ path: String) -> WriteError {
    switch self {
    case .changedMeanwhile: .changedMeanwhile(path: path)
    case .exists: .exists(path: path)
    case .locked, .outside, .system: self
    }
  }
}
