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
/// Changes that follow one another within a few milliseconds, as when an editor writes beside a file
/// and renames over it, are one. Changes while nobody takes the element are one as well. Between two
/// elements no change is lost: the next watch begins before the files are looked at. Now and then an
/// element comes though nothing that counts has changed.
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
        var changes = FolderChanges(folder, ignoring: ignored, seen: try first.get())
        try await changes.follow { continuation.yield() }
        continuation.finish()
      } catch {
        continuation.finish(throwing: error)
      }
    }
    continuation.onTermination = { _ in task.cancel() }
  }
}

/// A folder that is looked at again and again.
private struct FolderChanges {
  private let folder: String
  private let ignored: Set<String>
  private var seen: FolderState

  init(_ folder: String, ignoring ignored: Set<String>, seen: FolderState) {
    self.folder = folder
    self.ignored = ignored
    self.seen = seen
  }

  /// - Parameter tell: called after each change.
  mutating func follow(_ tell: () -> Void) async throws {
    var watch = try FolderWatch(seen, ignoring: ignored)
    defer { watch.end() }
    // What changed before the watch began is found by looking once more.
    while try look(tell) { try renew(&watch) }
    while !Task.isCancelled {
      let isCertain = await watch.firstEvent()
      guard !Task.isCancelled else { return }
      try await Task.sleep(for: .milliseconds(5))
      try renew(&watch)
      // To look at ten thousand files takes longer than to tell that there is something to look at.
      if isCertain { tell() }
      let folders = seen.folders
      if isCertain { seen = try FolderState(of: folder, ignoring: ignored) } else { try look(tell) }
      // What lies in a folder that is new may have come before the watch.
      guard seen.folders != folders else { continue }
      repeat { try renew(&watch) } while try look(tell)
      tell()
    }
  }

  /// - Returns: whether something has changed.
  @discardableResult
  private mutating func look(_ tell: () -> Void) throws -> Bool {
    let now = try FolderState(of: folder, ignoring: ignored)
    guard now != seen else { return false }
    seen = now
    tell()
    return true
  }

  private func renew(_ watch: inout FolderWatch) throws {
    let next = try FolderWatch(seen, ignoring: ignored)
    watch.end()
    watch = next
  }
}
