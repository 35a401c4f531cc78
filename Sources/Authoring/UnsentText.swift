#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A text that a person wrote and nobody has published yet, kept in a private file.
///
/// It lies in the site's `.unsent/`, which the reader passes over and git is told to ignore. Where that
/// cannot be written to, it lies in the machine's folder for temporary files.
package struct UnsentText: Hashable, Sendable {
  /// Nil where there is no site, as in the wrong folder.
  private let folder: String?
  private let path: String
  private let spare: String

  /// - Parameters:
  ///   - name: distinct for each command that runs.
  ///   - site: nil where none was found.
  ///   - temporary: the folder to fall back on.
  package init(_ name: String, in site: String?, orElse temporary: String) {
    folder = site.map { $0 + "/.unsent" }
    path = (folder ?? temporary) + "/" + name + ".md"
    spare = temporary + "/allclear-unsent-" + name + ".md"
  }

  /// Where a text is kept; nil while there is none.
  package var place: String? {
    [spare, path].first { size(ofFile: $0) ?? 0 > 0 }
  }

  /// Nil while nothing is kept.
  package func bytes() throws(WriteError) -> [UInt8]? {
    guard size(ofFile: spare) == nil else { return try Authoring.bytes(ofFile: spare) }
    return try Authoring.bytes(ofFile: path)
  }

  /// Takes the place of what was kept before; for its owner's eyes only.
  ///
  /// - Returns: The path of its file.
  @discardableResult
  package func keep(_ bytes: [UInt8]) throws(WriteError) -> String {
    do throws(WriteError) {
      try makeFolder()
      try replace(path, with: bytes)
      unlink(spare)
      return path
    } catch {
      try replace(spare, with: bytes)
      // It is older; in a folder that may not be written to it has to stay.
      unlink(path)
      return spare
    }
  }

  /// Once it is published, or when there is no text in it.
  package func discard() throws(WriteError) {
    for file in [path, spare] {
      guard unlink(file) != 0, errno != ENOENT, errno != ENOTDIR else { continue }
      throw .system(call: "unlink", path: file, errno: errno)
    }
  }

  /// Writes as much as a long text has and takes it away again, to learn in time whether that can be.
  package func tryKeeping() throws(WriteError) {
    do throws(WriteError) {
      try makeFolder()
      try tryWriting(path)
    } catch {
      // Where the disk is full nothing can be published either; somebody else's `.unsent/` is no harm.
      if case .system(_, _, let number) = error, [ENOSPC, EDQUOT, EROFS].contains(number) {
        throw error
      }
      try tryWriting(spare)
    }
  }

  private func makeFolder() throws(WriteError) {
    guard let folder else { throw .system(call: "open", path: path, errno: ENOENT) }
    if mkdir(folder, 0o700) != 0, errno != EEXIST {
      throw .system(call: "mkdir", path: folder, errno: errno)
    }
    var status = stat()
    guard lstat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw .system(call: "lstat", path: folder, errno: ENOTDIR)
    }
    // A full disk may have left it empty, and git would then commit what is private.
    let ignore = folder + "/.gitignore"
    let all = Array("*\n".utf8)
    if try Authoring.bytes(ofFile: ignore) != all { try replace(ignore, with: all) }
  }
}

/// Whole or not at all.
private func replace(_ path: String, with bytes: [UInt8]) throws(WriteError) {
  let side = path + ".new"
  try writeNew(side, bytes)
  do throws(WriteError) {
    try attempt("rename", path) { rename(side, path) }
  } catch {
    unlink(side)
    throw error
  }
}

/// Nothing is left of a file that could not be written.
private func writeNew(_ path: String, _ bytes: [UInt8]) throws(WriteError) {
  unlink(path)
  do throws(WriteError) {
    try withDescriptor(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600) {
      (descriptor) throws(WriteError) in
      try writeAll(bytes, to: descriptor, at: path)
      _ = try attempt("fsync", path) { fsync(descriptor) }
    }
  } catch {
    unlink(path)
    throw error
  }
}

/// Nil where there is no such file.
private func size(ofFile path: String) -> Int? {
  var status = stat()
  return stat(path, &status) == 0 ? Int(status.st_size) : nil
}

private func tryWriting(_ path: String) throws(WriteError) {
  let trial = path + ".new"
  try writeNew(trial, [UInt8](repeating: UInt8(ascii: "\n"), count: 16_384))
  try attempt("unlink", trial) { unlink(trial) }
}
