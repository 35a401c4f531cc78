package import SystemPackage

/// The machine would not let us do it.
package enum FileSystemError: Error, Hashable, CustomStringConvertible {
  /// A system call failed: which one, on which path, with which `errno`.
  case system(call: String, path: String, errno: Int32)
  /// A file name that is not UTF-8, or holds a line break.
  case unreadableName(path: String)

  /// What the call left in `errno`.
  package var code: Errno {
    switch self {
    case .system(_, _, let errno): Errno(rawValue: errno)
    case .unreadableName: .illegalByteSequence
    }
  }

  package var description: String {
    switch self {
    case .system(let call, let path, let errno): "'\(path)': \(Errno(rawValue: errno)) (\(call))"
    case .unreadableName(let path): "'\(path)' has a name that is not plain UTF-8"
    }
  }
}
