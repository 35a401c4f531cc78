#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The machine would not let us read the site. Nothing has been changed.
package enum LoadError: Error, Hashable, CustomStringConvertible {
  case noSuchFolder(path: String)
  case notAFolder(path: String)
  /// A system call failed: which one, on which path, with which `errno`.
  case system(call: String, path: String, errno: Int32)

  package var description: String {
    switch self {
    case .noSuchFolder(let path): "there is no folder '\(path)'"
    case .notAFolder(let path): "'\(path)' is not a folder"
    case .system(let call, let path, let errno):
      "could not read '\(path)': \(String(cString: strerror(errno))) (\(call))"
    }
  }
}
