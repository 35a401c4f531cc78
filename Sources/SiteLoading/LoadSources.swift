package import Diagnostics
package import SiteFiles

/// Everything in a site folder that a page can be made of, in the byte order of the paths.
///
/// Read are `status.yml`, the folders of entries, `theme/` and `static/`, all recursively, and
/// nothing else: a site may lie in a repository with much beside it. Of a folder whose name is
/// nearly one of ours the `.md` files come without bytes, so that the reader can name the typo.
/// Left out are dotfiles (but `static/.well-known` and `static/.nojekyll`) and editors' backups.
///
/// - Returns: What could be read, and an error diagnostic for each file that could not.
/// - Throws: `LoadError` where the machine refuses.
package func loadSources(
  from folder: String
) async throws -> (sources: [SourceFile], diagnostics: [Diagnostic]) {
  let listing = try SiteListing(of: folder)
  let readings = try await concurrentMap(listing.files) { try read($0, in: folder) }
  let sources = readings.compactMap { if case .file(let file) = $0 { file } else { nil } }
  let rejected = readings.compactMap { if case .rejected(let why) = $0 { why } else { nil } }
  return (sources, (listing.diagnostics + rejected).inStableOrder())
}

/// The folders of a site that are read.
package let sourceFolders = SiteListing.folders
