import FileSystem
package import SiteFiles

extension OutputFolder {
  /// Makes the folder hold exactly these files, beside those of others.
  ///
  /// A file whose bytes are there already is left alone; a changed one becomes newer by at least a
  /// second. Each file's bytes are asked for once and dropped when they are staged.
  ///
  /// - Parameter kept: paths of `ours` that are known to be up to date: they are not looked at.
  /// - Throws: `PublishError`. Nothing has changed for readers then, unless it is `unfinished`.
  package mutating func apply(
    _ files: [OutputFile], keeping kept: [String] = []
  ) async throws -> PublishReport {
    do {
      let plan = try OutputPlan(files, keeping: kept, after: listed, in: path)
      let (change, root, own) = try await commit(plan)
      var apply = Apply(to: path, root: root, own: own)
      if !change.journal.steps.isEmpty { try apply.finish(change.journal) }
      listed = change.list
      return try await report(on: change, placedBy: apply, in: root)
    } catch let error as FileSystemError {
      throw PublishError(error, in: path)
    }
  }

  private func report(
    on change: Change, placedBy apply: Apply, in root: Folder
  ) async throws -> PublishReport {
    do {
      return try await change.report(from: root, hasSplitFolders: apply.hasSplitFolders)
    } catch let error as FileSystemError {
      throw PublishError.unfinished(PublishError(error, in: path))
    }
  }

  /// Stages what changes and writes the journal; or leaves everything as it was.
  private mutating func commit(
    _ plan: OutputPlan
  ) async throws -> (Change, root: Folder, own: OwnFolder) {
    var opening = OutputOpening(at: path, root: root, own: own, gate: gate)
    do {
      let (root, own) = try opening.open()
      let change = try await Change(to: plan, in: path, root, own)
      if !change.journal.steps.isEmpty { try own.commit(change.journal) }
      (self.root, self.own) = (root, own)
      return (change, root, own)
    } catch {
      opening.undo()
      throw error
    }
  }
}

/// What a build changes, staged.
private struct Change: Sendable {
  let staged: [StagedFile]
  let removed: [String]
  let journal: Journal
  /// Of all files afterwards.
  let list: FileList

  init(to plan: OutputPlan, in output: String, _ root: Folder, _ own: OwnFolder) async throws {
    let staging = Staging(output: output, root: root, own: own, ours: plan.ours)
    staged = try await staging.stage(plan.files)
    let plan = plan.leavingOut(plan.files.optional(besides: staged))
    list = plan.list
    removed = try root.files(among: plan.gone)
    if plan.changesList { try own.stage(plan.list.bytes, as: OwnFolder.list) }
    journal = Journal(
      placing: staged, removing: removed, keeping: plan.paths, changesList: plan.changesList)
    try WriteChecks(output: output, root: root, own: own).check(journal)
  }

  /// A kernel may count a rename as a change of the file, but not that of a folder above it.
  func report(from root: Folder, hasSplitFolders: Bool) async throws -> PublishReport {
    let placed = try await concurrentCompactMap(staged, runLength: 256) { file in
      let isRenamed = hasSplitFolders || file.place == file.path
      let stamp = isRenamed ? try root.stamp(of: file.path) : file.stamp
      return stamp.map { PublishReport.PlacedFile(path: file.path, stamp: $0) }
    }
    let changed = staged.filter { if case .none = $0.change { false } else { true } }
    return PublishReport(
      written: changed.count, unchanged: staged.count - changed.count, removed: removed.count,
      bytes: staged.reduce(0) { $0 + $1.size },
      changed: (changed.map(\.path) + removed).sorted(by: pathPrecedes),
      placed: placed.sorted { pathPrecedes($0.path, $1.path) })
  }
}

extension [OutputFile] {
  /// Those that were not staged, in the byte order of the paths.
  fileprivate func optional(besides staged: [StagedFile]) -> [String] {
    let optional = lazy.filter(\.isOptional).map(\.path)
    guard !optional.isEmpty else { return [] }
    let there = Set(staged.map(\.path))
    return optional.filter { !there.contains($0) }
  }
}

extension OwnFolder {
  fileprivate func stage(_ bytes: [UInt8], as name: String) throws(FileSystemError) {
    let stage = try openStage()
    try stage.makeFolder(Self.name)
    try stage.withNewFile(Self.name + "/" + name) { file throws(FileSystemError) in
      try file.write(bytes)
    }
  }

  /// From here on the change is completed, whatever happens.
  fileprivate func commit(_ journal: Journal) throws(FileSystemError) {
    try stage(Array(journal.text.utf8), as: Self.journal)
    let staged = "\(Self.stage)/\(Self.name)/\(Self.journal)"
    try folder.rename(staged, into: folder, as: Self.journal)
  }
}

extension Folder {
  /// Those paths at which regular files are.
  fileprivate func files(among paths: [String]) throws(FileSystemError) -> [String] {
    var trail = FolderTrail(from: self)
    var found: [String] = []
    for path in paths {
      guard case .folder(let above) = try trail.follow(folder(of: path)),
        try above.stamp(of: name(of: path)) != nil
      else { continue }
      found.append(path)
    }
    return found
  }
}
