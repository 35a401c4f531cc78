import Ledger
import Planning
package import Publishing
package import SiteFiles
import SiteLoading
import StatusModel

/// What a build changed, and what the page says now.
package struct BuildResult: Sendable {
  package let plan: BuildPlan
  package let published: PublishReport
  /// How many files were as they should be, and were not made.
  package let kept: Int
  /// What the next build of a program that goes on may start from.
  package let known: KnownSite

  /// Of all files that lie in the output now and are part of the page, in their byte order.
  package var paths: [String] { known.files.map(\.path) }
}

/// Brings the output up to date: what may have changed is read, made and written; nothing else is
/// looked at.
///
/// - Parameters:
///   - last: what the last build knew.
///   - cache: where the next build finds what this one knows.
/// - Throws: `ContentProblems` for an error in the content, `LoadError` and `PublishError` where the
///   machine refuses; then nothing has changed for readers.
package func build(
  _ request: BuildRequest, after last: LastBuild = .none, cache: CacheFile? = nil,
  progress: Progress = { _ in }
) async throws -> BuildResult {
  // What a killed build left is completed before anything is compared with it.
  var output = try OutputFolder(
    request.output, protecting: [request.folder],
    outside: sourceFolders.map { request.folder + "/" + $0 })
  let cache = cache?.begun()
  var request = request
  request.began = cache?.began
  do {
    return try await build(
      request, after: last, into: &output, keeping: cache, progress: progress)
  } catch {
    cache?.discard()
    throw error
  }
}

private func build(
  _ request: BuildRequest, after last: LastBuild, into output: inout OutputFolder,
  keeping cache: BegunCache?, progress: Progress
) async throws -> BuildResult {
  let plan = try await planBuild(request, after: last, progress: progress)
  async let entries = cache == nil ? [] : SiteCache.parts(of: plan.known.entries, after: plan.last)
  let changes = Changes(of: plan.files, since: plan.known.files, plan.stamps)
  await progress("Writing \(changes.write.count) files")
  let site: PublicSite
  do {
    site = try await plan.timelines.site(plan.site, reading: changes.needs)
  } catch is ChangedMeanwhile {
    return try await build(
      request, after: .none, into: &output, keeping: cache, progress: progress)
  }
  let report = try await output.apply(
    changes.write.map { $0.output(of: site) },
    keeping: changes.keep.map(\.path))
  let files = merged(changes.keep, changes.write.known(as: report.placed))
  let known = plan.known.having(files, ledger: files.ledger, entryParts: try await entries)
  if let cache {
    cache.write(try await SiteCache.parts(of: known, severities: plan.site.severities))
  }
  return BuildResult(plan: plan, published: report, kept: changes.keep.count, known: known)
}

extension [KnownFile] {
  fileprivate var ledger: KnownLedger? {
    first { $0.path == ledgerPath }.map { KnownLedger(key: $0.key.content, stamp: $0.stamp) }
  }
}

extension [PlannedFile] {
  /// - Parameter placed: where they lie now; both in the byte order of the paths.
  fileprivate func known(as placed: [PublishReport.PlacedFile]) -> [KnownFile] {
    var rest = placed[...]
    return compactMap { file in
      rest = rest.drop { pathPrecedes($0.path, file.path) }
      guard let first = rest.first, !pathPrecedes(file.path, first.path) else { return nil }
      return KnownFile(path: file.path, key: file.key, stamp: first.stamp)
    }
  }
}

/// - Parameters: each in the byte order of the paths.
private func merged(_ kept: [KnownFile], _ written: [KnownFile]) -> [KnownFile] {
  var files: [KnownFile] = []
  files.reserveCapacity(kept.count + written.count)
  var rest = written[...]
  for file in kept {
    while let first = rest.first, pathPrecedes(first.path, file.path) {
      files.append(first)
      rest = rest.dropFirst()
    }
    files.append(file)
  }
  return files + rest
}

extension BuildPlan {
  /// The files with their bytes but for packed ones, as long as every timeline was read.
  package var outputFiles: [OutputFile] {
    files.filter { !$0.isOptional }.map { $0.output(of: site) }
  }
}

extension PlannedFile {
  fileprivate func output(of site: PublicSite) -> OutputFile {
    OutputFile(path: path, isOptional: isOptional) { self.bytes(site) }
  }
}
