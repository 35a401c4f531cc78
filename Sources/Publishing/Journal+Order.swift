import SiteFiles

extension Journal {
  /// The order keeps readers from links that lead nowhere: what is new comes before what links to it,
  /// and what is gone goes after what linked to it.
  ///
  /// - Parameters:
  ///   - staged: the files of the build; those that did not change need no step.
  ///   - removed: files of the last build that are there and no longer planned, in byte order.
  ///   - paths: all that the output will hold of ours.
  ///   - changesList: whether the list of our files is staged, too.
  init(
    placing staged: [StagedFile], removing removed: [String], keeping paths: SortedPaths,
    changesList: Bool
  ) {
    let removed = SortedPaths(removed)
    var steps: [Step] = []
    var early: [String] = []
    for placement in Placement.all(of: staged) {
      if let obstacle = placement.obstacle {
        let files = removed.contains(obstacle) ? [obstacle] : Array(removed.below(obstacle))
        early += files
        steps += files.map(Step.remove)
        // A file is no folder: then there is nothing to remove.
        steps += Self.folders(of: files, in: obstacle).map(Step.removeFolder)
      }
      steps.append(.place(placement.path))
    }
    let late = removed.subtracting(SortedPaths(early))
    steps += late.map(Step.remove)
    let emptied = Self.folders(of: late).filter { paths.below($0).isEmpty }
    steps += emptied.map(Step.removeFolder)
    if changesList { steps.append(.place(OwnFolder.name + "/" + OwnFolder.list)) }
    self.steps = steps
  }

  /// The folders that the files lie in, the deepest first.
  ///
  /// - Parameter top: only this one and those below it.
  private static func folders(of files: [String], in top: String? = nil) -> [String] {
    let folders = SortedPaths(files.flatMap { foldersAbove($0) }.filter { $0 != "" })
    guard let top else { return folders.all.reversed() }
    return folders.below(top).reversed() + (folders.contains(top) ? [top] : [])
  }
}

/// A staged file or folder that is renamed in one step.
private struct Placement {
  let path: String
  let obstacle: String?
  let rank: Int

  /// In the order in which readers may see them.
  static func all(of staged: [StagedFile]) -> [Placement] {
    // Of a folder that is new there is one for each file in it; most of these follow each other.
    var placements: [Placement] = []
    for file in staged {
      guard let place = file.place, !isPath(place, of: placements.last) else { continue }
      placements.append(Placement(of: file, at: place))
    }
    placements.sort { $0.rank != $1.rank ? $0.rank < $1.rank : pathPrecedes($0.path, $1.path) }
    return placements.indices.filter {
      $0 == 0 || !isPath(placements[$0].path, of: placements[$0 - 1])
    }
    .map { placements[$0] }
  }

  private static func isPath(_ path: String, of placement: Placement?) -> Bool {
    placement?.path.utf8.elementsEqual(path.utf8) ?? false
  }

  private init(of file: StagedFile, at place: String) {
    let isNew = if case .new = file.change { true } else { false }
    path = place
    rank = Self.rank(of: place) + (isNew ? 0 : 3)
    obstacle = file.obstacle
  }

  /// Entries first, then whatever lists them.
  private static func rank(of path: String) -> Int {
    homePages.contains(path) ? 6 : isOfEntry(path) ? 0 : 1
  }

  /// With its packed forms, which a server may hand out in its place.
  private static let homePages: Set = ["index.html", "index.html.br", "index.html.gz"]

  /// Also below the folder of a language, such as `de` or `pt-br`.
  private static func isOfEntry(_ path: String) -> Bool {
    let folders: Set<Substring> = ["incidents", "maintenance"]
    let names = path.split(separator: "/", maxSplits: 2)
    guard names.count > 1, !folders.contains(names[0]) else { return folders.contains(names[0]) }
    let language = names[0].utf8.prefix { $0 != UInt8(ascii: "-") }
    return (2...3).contains(language.count) && names[0] != "api" && folders.contains(names[1])
  }
}
