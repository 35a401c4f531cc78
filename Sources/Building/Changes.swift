import FileSystem
import Planning
import SiteFiles

/// Which files have to be made, and which are as they should be.
struct Changes: Sendable {
  private(set) var write: [PlannedFile] = []
  private(set) var keep: [KnownFile] = []

  /// - Parameters:
  ///   - planned: in any order.
  ///   - before: what the last build wrote, in the byte order of the paths.
  ///   - stamps: how the files of `before` lie in the output now, in the same order.
  init(of planned: [PlannedFile], since before: [KnownFile], _ stamps: [FileStamp?]) {
    guard !before.isEmpty else {
      write = planned
      return
    }
    var next = 0
    for place in planned.indices.sorted(by: { pathPrecedes(planned[$0].path, planned[$1].path) }) {
      let file = planned[place]
      while next < before.count, pathPrecedes(before[next].path, file.path) { next += 1 }
      if next < before.count, before[next].path == file.path, before[next].key == file.key,
        stamps[next] == before[next].stamp
      {
        keep.append(before[next])
      } else {
        write.append(file)
      }
    }
  }

  /// The incidents whose timelines are needed.
  var needs: Set<Int> { Set(write.flatMap(\.needs.places)) }
}
