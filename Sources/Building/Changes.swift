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
    let places = ListedFiles(of: before)
    var isKept = [Bool](repeating: false, count: before.count)
    for file in planned {
      if let place = places.of(file.path), before[place].key == file.key,
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

/// Where files stand in a list.
private struct ListedFiles {
  private let files: [KnownFile]
  private let places: [String: Int]

  /// - Parameter files: in the byte order of the paths.
  init(of files: [KnownFile]) {
    self.files = files
    places = Dictionary(files.indices.lazy.map { (files[$0].path, $0) }) { one, _ in one }
  }

  func of(_ path: String) -> Int? {
    guard let place = places[path] else { return nil }
    if files[place].path.utf8.elementsEqual(path.utf8) { return place }
    // Two names that read the same and have other bytes are two files.
    let other = files.firstPlace { !pathPrecedes($0.path, path) }
    return other < files.count && files[other].path.utf8.elementsEqual(path.utf8) ? other : nil
  }
}
