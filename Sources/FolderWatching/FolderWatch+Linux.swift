#if canImport(Glibc) || canImport(Musl)
  import Dispatch
  import Foundation

  /// Asks the system to tell of the next change in some folders, by inotify.
  struct FolderWatch {
    private let descriptor: Int32

    init(_ state: FolderState) throws {
      descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
      guard descriptor >= 0 else {
        throw WatchError.system(
          call: "inotify_init1", path: state.folders.first ?? "", errno: errno)
      }
      let events =
        IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_MODIFY | IN_CLOSE_WRITE
        | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF
      for folder in state.folders {
        guard inotify_add_watch(descriptor, folder, UInt32(events)) < 0, errno != ENOENT else {
          continue
        }
        let number = errno
        close(descriptor)
        throw WatchError.system(call: "inotify_add_watch", path: folder, errno: number)
      }
    }

    /// Returns when something has happened, or the task is cancelled.
    func firstEvent() async {
      let (events, event) = AsyncStream.makeStream(
        of: Void.self, bufferingPolicy: .bufferingNewest(1))
      let source = DispatchSource.makeReadSource(
        fileDescriptor: descriptor, queue: .global(qos: .utility))
      source.setEventHandler { event.yield() }
      source.activate()
      for await _ in events { break }
      // The descriptor may not be closed before the source has let go of it.
      await withCheckedContinuation { continuation in
        source.setCancelHandler { continuation.resume() }
        source.cancel()
      }
    }

    func end() {
      close(descriptor)
    }
  }
#endif
