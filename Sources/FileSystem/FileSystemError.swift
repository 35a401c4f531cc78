package import SystemPackage

/// The machine would not let us do it.
package enum FileSystemError: Error, Hashable, CustomStringConvertible {
  /// A system call failed: which one, on which path, with which `errno`.
  case system(call: String, path: String, errno: Int32)

  /// What the call left in `errno`.
  package var code: Errno {
    switch self {
    case .system(_, _, let errno): Errno(rawValue: errno)
    }
  }

  package var description: String {
    switch self {
    case .system(let call, let path, let errno): "'\(path)': \(Errno(rawValue: errno)) (\(call))"
    }
  }
}
