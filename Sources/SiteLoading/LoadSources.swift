package import Diagnostics
package import FileSystem
package import SiteFiles

/// Everything in a site folder that a page can be made of, in the byte order of the paths.
///
/// Read are `status.yml`, the folders of entries, `theme/`, `static/` and `root/`, all recursively, and
/// nothing else: a site may lie in a repository with much beside it. Of a folder whose name is
/// nearly one of ours the `.md` files come without bytes, so that the reader can name the typo.
/// A link counts as what it leads to, and must not lead out of the folder.
/// Left out are dotfiles (but `static/.well-known`, `static/.nojekyll` and most of `root/`) and editors' backups.
///
/// - Returns: What could be read, and an error diagnostic for each file that could not.
/// - Throws: `LoadError` where the machine refuses.
package func loadSources(
  from folder: String
) async throws -> (sources: [SourceFile], diagnostics: [Diagnostic]) {
  let found = try FoundSources(in: folder)
  let around = try await found.readAround()
  let entries = try await found.readEntries(found.entryPaths.indices.map { $0 })
  return (
    SiteListing.sorted(around.sources.map(\.file) + entries.sources.map(\.file)),
    (around.diagnostics + entries.diagnostics).inStableOrder()
  )
}

/// A file that was read, as it was then.
package struct LoadedSource: Sendable {
  package let file: SourceFile
  /// From before it was read; nil for one of which only the path counts.
  package let stamp: FileStamp?

  package init(file: SourceFile, stamp: FileStamp?) {
    self.file = file
    self.stamp = stamp
  }
}

/// Files, and an error for each that could not be read.
package struct LoadedSources: Sendable {
  /// In the byte order of the paths.
  package let sources: [LoadedSource]
  package let diagnostics: [Diagnostic]
}

/// The files of a site folder, found but not yet read: a build reads only those that changed.
package struct FoundSources: Sendable {
  private let root: SiteRoot
  private let around: [ListedFile]
  private let entries: [ListedFile]
  private let diagnostics: [Diagnostic]

  /// - Throws: `LoadError` where the machine refuses.
  package init(in folder: String) throws {
    let listing = try SiteListing(of: folder)
    root = listing.root
    entries = listing.files.filter(\.isEntry)
    around = listing.files.filter { !$0.isEntry }
    diagnostics = listing.diagnostics
  }

  /// The files in the folders of entries, in the byte order of the paths.
  package var entryPaths: [String] { entries.map(\.path) }

  /// Those of the whole site: `status.yml`, `theme/`, `static/` and `root/`; with them what is wrong with the
  /// folder as such.
  package func readAround() async throws -> LoadedSources {
    let found = try await read(around)
    return LoadedSources(
      sources: found.sources, diagnostics: (diagnostics + found.diagnostics).inStableOrder())
  }

  /// How the entries lie there now; nil for what is no file any more.
  package func entryStamps() async throws -> [FileStamp?] {
    try await concurrentMap(entries.runs(of: 512), runLength: 1) { [root] run in
      run.map { root.stamp(of: $0.place) }
    }.flatMap { $0 }
  }

  /// - Parameter places: in `entryPaths`.
  package func readEntries(_ places: [Int]) async throws -> LoadedSources {
    try await read(places.map { entries[$0] })
  }

  private func read(_ files: [ListedFile]) async throws -> LoadedSources {
    let readings = try await concurrentMap(files) { [root] in
      try SiteLoading.read($0, in: root)
    }
    return LoadedSources(
      sources: readings.compactMap {
        if case .file(let file, let stamp) = $0 {
          LoadedSource(file: file, stamp: stamp)
        } else {
          nil
        }
      },
      diagnostics: readings.compactMap { if case .rejected(let why) = $0 { why } else { nil } })
  }
}

/// The folders of a site that are read.
package let sourceFolders = SiteListing.folders
