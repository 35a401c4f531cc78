#if canImport(Glibc) || canImport(Musl)
  import Dispatch
  import Foundation

  /// Asks the system to tell of the next change in some folders, by inotify.
  struct FolderWatch {
    private let descriptor: Int32
    /// By the numbers under which the system tells of them.
    private let folders: [Int32: String]
    private let ignored: Set<String>

    init(_ state: FolderState, ignoring ignored: Set<String>) throws {
      self.ignored = ignored
      descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
      guard descriptor >= 0 else {
        throw WatchError.system(
          call: "inotify_init1", path: state.folders.first ?? "", errno: errno)
      }
      let events =
        IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_MODIFY | IN_CLOSE_WRITE
        | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF
      var folders: [Int32: String] = [:]
      for folder in state.folders {
        let number = inotify_add_watch(descriptor, folder, UInt32(events))
        if number >= 0 {
          folders[number] = folder
        } else if errno != ENOENT {
          let number = errno
          close(descriptor)
          throw WatchError.system(call: "inotify_add_watch", path: folder, errno: number)
        }
      }
      self.folders = folders
    }

    /// Returns when something has happened, or the task is cancelled.
    ///
    /// - Returns: whether it is certain that a file which counts is another one.
    func firstEvent() async -> Bool {
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
      return hasChangedFile()
    }

    func end() {
      close(descriptor)
    }

    /// By the events that have come.
    private func hasChangedFile() -> Bool {
      let changes = UInt32(IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_MODIFY)
      let head = MemoryLayout<inotify_event>.size
      return withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: 8) { buffer in
        var hasChanged = false
        while true {
          let count = read(descriptor, buffer.baseAddress, buffer.count)
          guard count > 0 else { return hasChanged }
          var place = 0
          while place + head <= count {
            let event = buffer.loadUnaligned(fromByteOffset: place, as: inotify_event.self)
            let name = buffer[(place + head)..<min(count, place + head + Int(event.len))]
            place += head + Int(event.len)
            guard event.mask & changes != 0, let folder = folders[event.wd] else { continue }
            let file = String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)
            if !file.hasPrefix("."), !ignored.contains(folder + "/" + file) { hasChanged = true }
          }
        }
      }
    }
  }
#endif
