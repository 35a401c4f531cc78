package import SiteFiles

/// Makes `output` hold these files, as `OutputFolder` does.
///
/// - Parameters:
///   - folders: an output that is one of these, or holds one, is refused: the site folder.
///   - sources: an output that is one of these, or lies in one, is refused: what a build reads.
/// - Throws: `PublishError`.
package func publish(
  _ files: [OutputFile], to output: String, protecting folders: [String] = [],
  outside sources: [String] = []
) async throws -> PublishReport {
  var folder = try OutputFolder(output, protecting: folders, outside: sources)
  return try await folder.apply(files)
}
