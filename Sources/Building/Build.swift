import Planning
package import Publishing
package import SiteFiles
import SiteLoading

/// What a build changed, and what the page says now.
package struct BuildResult: Sendable {
  package let plan: BuildPlan
  package let published: PublishReport
}

/// Brings the output up to date.
///
/// - Throws: `ContentProblems` for an error in the content, `LoadError` and `PublishError` where the
///   machine refuses; then nothing has changed for readers.
package func build(
  _ request: BuildRequest, progress: Progress = { _ in }
) async throws -> BuildResult {
  let plan = try await planBuild(request, progress: progress)
  await progress("Writing \(plan.files.count) files")
  let published = try await publish(
    plan.outputFiles, to: request.output, protecting: [request.folder],
    outside: sourceFolders.map { request.folder + "/" + $0 })
  return BuildResult(plan: plan, published: published)
}

extension BuildPlan {
  /// The files with their bytes, as long as every timeline was read.
  package var outputFiles: [OutputFile] {
    files.map { file in OutputFile(path: file.path) { [site] in file.bytes(site) } }
  }
}
