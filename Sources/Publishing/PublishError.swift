import FileSystem
import SystemPackage

/// Nothing was published, and what readers see has not changed, unless the error is `unfinished`.
package indirect enum PublishError: Error, Hashable, CustomStringConvertible {
  /// A planned path is absolute, leads out of the output folder, or is not plain text.
  case unsafePath(String)
  /// Two planned files have this path.
  case duplicatePath(String)
  /// A planned file stands where another planned file needs a folder.
  case fileAndFolder(String)
  /// The output folder holds files, and we did not make it.
  case foreignFolder(path: String)
  /// The output is something else than a folder.
  case notAFolder(path: String)
  /// Replacing the output would take away the site folder, or everything.
  case protectedFolder(path: String)
  /// The output would lie among what people write, and be read with it, or in what another program keeps.
  case amongSources(path: String, folder: String)
  /// The output lies in a folder that another build replaces as a whole.
  case insideOutput(path: String, outer: String)
  /// Something is mounted just where a file of the site belongs, and nothing can be renamed into it.
  case mountPoint(path: String)
  /// Somebody put this into the output folder, just where a file of the site belongs.
  case inTheWay(path: String)
  /// A file name in the output folder that is not UTF-8, or holds a line break.
  case unreadableName(path: String)
  /// Another build is writing to the same output.
  case locked(path: String)
  /// The journal in the output is damaged, or was written by others.
  case damagedJournal(path: String)
  /// Some files are in place, others are not; the next build goes on.
  case unfinished(PublishError)
  /// A system call failed: which one, on which path, with which `errno`.
  case system(call: String, path: String, errno: Int32)

  package var description: String {
    switch self {
    case .unfinished(let error):
      error.what + ". Part of the new page is in place already; the next build completes it."
    default: what + ". What readers see was not changed."
    }
  }

  private var what: String {
    switch self {
    case .unsafePath(let path): "'\(path)' is not a path inside the output folder"
    case .duplicatePath(let path): "Two files would be written to '\(path)'"
    case .fileAndFolder(let path): "'\(path)' would be both a file and a folder"
    case .foreignFolder(let path):
      "'\(path)' holds files that Allclear did not write; choose an empty folder or a new one"
    case .notAFolder(let path): "'\(path)' is not a folder"
    case .protectedFolder(let path):
      "'\(path)' is, or holds, the site folder; choose a folder of its own for the output"
    case .amongSources(let path, let folder):
      "'\(path)' lies in '\(folder)', whose files are not Allclear's to replace; choose a folder of its own "
        + "for the output"
    case .insideOutput(let path, let outer):
      "'\(path)' lies inside '\(outer)', which is an output folder itself"
    case .mountPoint(let path):
      "'\(path)' is a mount point, where a file of the site belongs; unmount it"
    case .inTheWay(let path):
      "'\(path)' was not written by Allclear and stands where a file of the site belongs; "
        + "move it away"
    case .unreadableName(let path): "'\(path)' has a name that is not plain UTF-8; rename it"
    case .locked(let path): "Another build is writing to '\(path)'; wait for it to end"
    case .damagedJournal(let path):
      "'\(path)' was not written by Allclear; remove it and build again"
    case .unfinished(let error): error.what
    case .system(let call, let path, let errno):
      "Could not write '\(path)': \(Errno(rawValue: errno)) (\(call))"
    }
  }

  /// The result of `body`, whose errors become ours.
  static func mapping<Result>(
    in output: String, _ body: () throws(FileSystemError) -> Result
  ) throws(PublishError) -> Result {
    do throws(FileSystemError) {
      return try body()
    } catch {
      throw PublishError(error, in: output)
    }
  }

  /// - Parameter output: in which the path of `error` lies, where it is relative.
  init(_ error: FileSystemError, in output: String) {
    switch error {
    case .system(let call, let path, let errno):
      self = .system(call: call, path: shownPath(path, in: output), errno: errno)
    }
  }
}

/// A staged file is named by its place in the site, and one of our own files from the root.
private func shownPath(_ path: String, in output: String) -> String {
  if path == "" { return output }
  return path.hasPrefix(OwnFolder.name) ? output + "/" + path : path
}
