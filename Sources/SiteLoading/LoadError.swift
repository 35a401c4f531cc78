import Diagnostics
import SiteFiles

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

extension SiteRootError {
  /// What is wrong with the site folder itself.
  func loadError(ofFolder path: String) -> LoadError {
    switch self {
    case .system(_, ENOENT): .noSuchFolder(path: path)
    case .system(_, ENOTDIR), .outside: .notAFolder(path: path)
    case .system(let call, let errno): .system(call: call, path: path, errno: errno)
    }
  }

  /// Why a link is not followed.
  func diagnostic(ofLinkAt path: String) throws(LoadError) -> Diagnostic {
    switch self {
    case .outside(let target): .linkOutside(to: target, at: path)
    case .system(_, ELOOP): .linkLoop(at: path)
    case .system(_, ENOENT), .system(_, ENOTDIR): .linkToNothing(at: path)
    case .system(let call, let errno): throw .system(call: call, path: path, errno: errno)
    }
  }

  /// Why a file or folder that was listed a moment ago cannot be opened. A link has come to stand in its
  /// way where `ELOOP` or `ENOTDIR` says so.
  func diagnostic(ofFileAt path: String) throws(LoadError) -> Diagnostic {
    switch self {
    case .system(_, ENOENT), .system(_, ENOTDIR), .system(_, ELOOP), .outside: .vanished(at: path)
    case .system(_, ENXIO): .notAFile("socket", at: path)
    case .system(let call, let errno): throw .system(call: call, path: path, errno: errno)
    }
  }
}
