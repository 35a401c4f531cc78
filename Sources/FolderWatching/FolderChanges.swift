import Foundation

/// The system would not let us watch a folder.
package enum WatchError: Error, Equatable, CustomStringConvertible {
  /// A system call failed: which one, on which path, with which `errno`.
  case system(call: String, path: String, errno: Int32)

  package var description: String {
    switch self {
    case .system(_, let path, ENOSPC):
      "the system watches no more folders: \(path)\n"
        + "  hint: raise fs.inotify.max_user_watches with sysctl, or stop other programs that watch"
    case .system(_, let path, EMFILE), .system(_, let path, ENFILE):
      "too many files are open to watch \(path)\n  hint: raise the limit with `ulimit -n`"
    case .system(let call, let path, let number):
      "cannot watch \(path): \(String(cString: strerror(number))) (\(call))\n"
        + "  hint: check that the folder is there and may be read"
    }
  }
}

/// One element for each time that files below `folder` have changed after this call, until the task is cancelled.
///
/// Changes that follow one another within a tenth of a second, as when an editor writes beside a file
/// and renames over it, are one. Changes while nobody takes the element are one as well. Between two
/// elements no change is lost: the next watch begins before the files are looked at.
///
/// - Parameter ignored: absolute paths of folders whose changes do not count. What begins with a dot
///   never counts.
package func folderChanges(
  in folder: String, ignoring ignored: Set<String>
) -> AsyncThrowingStream<Void, any Error> {
  // Looked at here, and not when the task comes to run: what changes after this call counts.
  let first = Result { try FolderState(of: folder, ignoring: ignored) }
  return AsyncThrowingStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
    let task = Task {
      do {
        var seen = try first.get()
        var watch = try FolderWatch(seen)
        while !Task.isCancelled {
          // What changed before the watch began is found by looking once more.
          var now = try FolderState(of: folder, ignoring: ignored)
          if now == seen {
            await watch.firstEvent()
            try await Task.sleep(for: .milliseconds(100))
            now = try FolderState(of: folder, ignoring: ignored)
          }
          let next = try FolderWatch(now)
          watch.end()
          watch = next
          if now != seen { continuation.yield() }
          seen = now
        }
        watch.end()
        continuation.finish()
      } catch {
        continuation.finish(throwing: error)
      }
    }
    continuation.onTermination = { _ in task.cancel() }
  }
}
