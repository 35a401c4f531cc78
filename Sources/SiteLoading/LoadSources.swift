package import Diagnostics
package import SiteFiles

/// Everything in a site folder that a page can be made of, in the byte order of the paths.
///
/// Read are `status.yml`, the folders of entries, `theme/` and `static/`, all recursively, and
/// nothing else: a site may lie in a repository with much beside it. Of a folder whose name is
/// nearly one of ours the `.md` files come without bytes, so that the reader can name the typo.
/// A link counts as what it leads to, and must not lead out of the folder.
/// Left out are dotfiles (but `static/.well-known` and `static/.nojekyll`) and editors' backups.
///
/// - Returns: What could be read, and an error diagnostic for each file that could not.
/// - Throws: `LoadError` where the machine refuses.
package func loadSources(
  from folder: String
) async throws -> (sources: [SourceFile], diagnostics: [Diagnostic]) {
  let found = try FoundSources(in: folder)
  return try await found.read { _ in true }
}

/// The files of a site folder, found but not yet read, so that the theme can be made of a few while
/// thousands of entries are being read.
package struct FoundSources: Sendable {
  private let listing: SiteListing

  /// - Throws: `LoadError` where the machine refuses.
  package init(in folder: String) throws {
    listing = try SiteListing(of: folder)
  }

  /// Those of the whole site: `status.yml`, `theme/` and `static/`.
  package func readAroundEntries() async throws -> [SourceFile] {
    try await read { !SiteListing.isEntry($0) }.sources
  }

  /// All the others; with the files read before, in the byte order of the paths, and an error for each
  /// that could not be read at either time.
  ///
  /// - Parameter around: what `readAroundEntries` read.
  package func readEntries(
    besides around: [SourceFile]
  ) async throws -> (sources: [SourceFile], diagnostics: [Diagnostic]) {
    let known = Set(around.map(\.path))
    let (rest, diagnostics) = try await read { SiteListing.isEntry($0) || !known.contains($0) }
    return (SiteListing.sorted(rest + around), diagnostics)
  }

  fileprivate func read(
    _ isWanted: (String) -> Bool
  ) async throws -> (sources: [SourceFile], diagnostics: [Diagnostic]) {
    let files = listing.files.filter { isWanted($0.path) }
    let root = listing.root
    let readings = try await concurrentMap(files) { try SiteLoading.read($0, in: root) }
    let sources = readings.compactMap { if case .file(let file) = $0 { file } else { nil } }
    let rejected = readings.compactMap { if case .rejected(let why) = $0 { why } else { nil } }
    return (sources, (listing.diagnostics + rejected).inStableOrder())
  }
}

/// The folders of a site that are read.
package let sourceFolders = SiteListing.folders
