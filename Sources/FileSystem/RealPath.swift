#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A path, absolute and without links; nil where nothing lies at it.
package func realPath(_ path: String) throws(FileSystemError) -> String? {
  guard let resolved = realpath(path, nil) else {
    guard errno == ENOENT else { throw .system(call: "realpath", path: path, errno: errno) }
    return nil
  }
  defer { free(resolved) }
  return String(cString: resolved)
}
