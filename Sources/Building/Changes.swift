import FileSystem
import Planning
import SiteFiles

/// Which files have to be made, and which are as they should be.
struct Changes: Sendable {
  /// In the byte order of the paths, as all here.
  private(set) var write: [PlannedFile] = []
  private(set) var keep: [KnownFile] = []

  /// - Parameters:
  ///   - before: what the last build wrote.
  ///   - stamps: how the files of `before` lie in the output now.
  init(of planned: [PlannedFile], since before: [KnownFile], _ stamps: [FileStamp?]) {
    guard !before.isEmpty else {
      write = planned
      return
    }
    keep.reserveCapacity(before.count)
    var place = 0
    for file in planned {
      while place < before.count, pathPrecedes(before[place].path, file.path) { place += 1 }
      if place < before.count, before[place].key == file.key, stamps[place] == before[place].stamp,
        !pathPrecedes(file.path, before[place].path)
      {
        keep.append(before[place])
      } else {
        write.append(file)
      }
    }
  }

  /// The incidents whose timelines are needed.
  var needs: Set<Int> { Set(write.lazy.flatMap(\.needs.places)) }
}
