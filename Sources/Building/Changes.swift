import FileSystem
import Planning
import SiteFiles

/// Which files have to be made, and which are as they should be.
struct Changes: Sendable {
  private(set) var write: [PlannedFile] = []
  /// In the byte order of the paths.
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
    let places = Dictionary(
      before.indices.lazy.map { (before[$0].path, $0) }
    ) { one, _ in one }
    var isKept = [Bool](repeating: false, count: before.count)
    for file in planned {
      if let place = places[file.path], before[place].key == file.key,
        stamps[place] == before[place].stamp
      {
        isKept[place] = true
      } else {
        write.append(file)
      }
    }
    keep = zip(before, isKept).compactMap { $1 ? $0 : nil }
  }

  /// The incidents whose timelines are needed.
  var needs: Set<Int> { Set(write.flatMap(\.needs.places)) }
}
