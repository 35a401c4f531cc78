#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A text that a person wrote and nobody has published yet, kept in a private file.
///
/// It lies in the site's `.unsent/`, which the reader passes over and git is told to ignore.
package struct UnsentText: Hashable, Sendable {
  private let folder: String
  /// Absolute.
  package let path: String

  /// - Parameter name: distinct for each command that runs.
  package init(_ name: String, in site: String) {
    folder = site + "/.unsent"
    path = folder + "/" + name + ".md"
  }

  /// Nil while nothing is kept.
  package func text() throws(AuthoringError) -> String? {
    try bytes(ofFile: path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Takes the place of what was kept before; for its owner's eyes only.
  package func keep(_ text: String) throws(AuthoringError) {
    try makeFolder()
    let side = path + ".new"
    unlink(side)
    try withDescriptor(side, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600) {
      (descriptor) throws(AuthoringError) in
      try writeAll(Array(text.utf8), to: descriptor, at: side)
      _ = try attempt("fsync", side) { fsync(descriptor) }
    }
    try attempt("rename", path) { rename(side, path) }
  }

  /// Once it is published.
  package func discard() throws(AuthoringError) {
    guard unlink(path) != 0, errno != ENOENT else { return }
    throw .system(call: "unlink", path: path, errno: errno)
  }

  private func makeFolder() throws(AuthoringError) {
    guard mkdir(folder, 0o700) == 0 else {
      guard errno == EEXIST else { throw .system(call: "mkdir", path: folder, errno: errno) }
      return
    }
    let ignore = folder + "/.gitignore"
    try withDescriptor(ignore, O_WRONLY | O_CREAT | O_TRUNC) {
      (descriptor) throws(AuthoringError) in
      try writeAll(Array("*\n".utf8), to: descriptor, at: ignore)
    }
  }
}
