import Planning
import SiteFiles

/// Which files have to be made, and which are as they should be.
struct Changes: Sendable {
  private(set) var write: [PlannedFile] = []
  private(set) var keep: [KnownFile] = []

  /// - Parameters:
  ///   - planned: in any order.
  ///   - before: what the last build wrote, in any order.
  ///   - stamps: how the files of `before` lie in the output now, in the same order.
  init(of planned: [PlannedFile], since before: [KnownFile], _ stamps: [FileStamp?]) {
    var intact = [String: KnownFile](minimumCapacity: before.count)
    for (file, stamp) in zip(before, stamps) where file.stamp == stamp { intact[file.path] = file }
    for file in planned {
      if let known = intact[file.path], known.key == file.key {
        keep.append(known)
      } else {
        write.append(file)
      }
    }
  }

  /// The incidents whose timelines are needed.
  var needs: Set<Int> { Set(write.flatMap(\.needs.places)) }
}
