import Building
import FolderWatching
import Planning
import StatusModel

/// Does `work` now, at each change below `folder`, and when the time that `work` names has passed.
///
/// - Parameters:
///   - ignored: absolute paths of folders whose changes do not count: what `work` itself writes.
///   - work: returns how many seconds from now its result stays right; nil: until something changes.
/// - Throws: what `work` throws, and `WatchError`; else it never returns.
func follow(
  _ folder: String, ignoring ignored: Set<String>, _ work: () async throws -> Int?
) async throws {
  let (signals, signal) = AsyncThrowingStream.makeStream(
    of: Void.self, bufferingPolicy: .bufferingNewest(1))
  let watching = Task {
    do {
      for try await _ in folderChanges(in: folder, ignoring: ignored) { signal.yield() }
    } catch {
      signal.finish(throwing: error)
    }
  }
  defer { watching.cancel() }
  signal.yield()
  var alarm: Task<Void, any Error>?
  defer { alarm?.cancel() }
  for try await _ in signals {
    alarm?.cancel()
    alarm = try await work().map { seconds in
      Task {
        // The continuous clock goes on while a laptop sleeps.
        try await Task.sleep(for: .seconds(max(1, seconds)), clock: .continuous)
        signal.yield()
      }
    }
  }
}

/// What a build writes itself: the output, the default one, and the cache.
func ownFolders(of folder: String, _ output: String) -> Set<String> {
  [output, folder + "/public", folder + "/" + CacheFile.folderName]
}

extension BuildPlan {
  /// How many seconds from its moment the page changes by itself.
  var secondsUntilChange: Int {
    nextChange.seconds(since: site.snapshot.moment)
  }
}

/// How soon content with errors is looked at again: a time that lies ahead becomes right by itself.
let secondsUntilAnotherLook = 60
