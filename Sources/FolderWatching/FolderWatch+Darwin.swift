#if canImport(Darwin)
  import Darwin
  import Dispatch

  /// Asks the system to tell of the next change in some folders and files, by kqueue.
  struct FolderWatch {
    private let descriptors: [Int32]

    init(_ state: FolderState, ignoring ignored: Set<String>) throws {
      var opened: [Int32] = []
      // A folder tells of names that come and go, a file of what is written into it.
      for path in state.folders + state.files.keys.sorted() {
        let descriptor = open(path, O_EVTONLY | O_CLOEXEC)
        if descriptor >= 0 {
          opened.append(descriptor)
        } else if errno != ENOENT {
          let number = errno
          for descriptor in opened { close(descriptor) }
          throw WatchError.system(call: "open", path: path, errno: number)
        }
      }
      descriptors = opened
    }

    /// Returns when something has happened, or the task is cancelled.
    ///
    /// - Returns: false: the system does not say what it was.
    func firstEvent() async -> Bool {
      let (events, event) = AsyncStream.makeStream(
        of: Void.self, bufferingPolicy: .bufferingNewest(1))
      let sources = descriptors.map { descriptor in
        let source = DispatchSource.makeFileSystemObjectSource(
          fileDescriptor: descriptor, eventMask: [.write, .extend, .attrib, .rename, .delete],
          queue: .global(qos: .utility))
        source.setEventHandler { event.yield() }
        source.activate()
        return source
      }
      for await _ in events { break }
      // A descriptor may not be closed before its source has let go of it.
      for source in sources {
        await withCheckedContinuation { continuation in
          source.setCancelHandler { continuation.resume() }
          source.cancel()
        }
      }
      return false
    }

    func end() {
      for descriptor in descriptors { close(descriptor) }
    }
  }
#endif
