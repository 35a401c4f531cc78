import Addresses
import ContentReading
package import Diagnostics
import Ledger
package import Planning
import SiteFiles
import SiteLoading
package import StatusModel

/// What is to be built, and for which moment.
package struct BuildRequest: Sendable {
  /// The site folder.
  package let folder: String
  /// The folder to write.
  package let output: String
  /// The folder of the built-in theme.
  package let starter: String
  package let moment: BuildMoment
  /// What readers would no longer find is an error.
  package let isStrict: Bool

  package init(
    folder: String, output: String, starter: String, moment: BuildMoment, isStrict: Bool = false
  ) {
    self.folder = folder
    self.output = output
    self.starter = starter
    self.moment = moment
    self.isStrict = isStrict
  }
}

/// Says what is being done from now on: `Deriving the status`.
package typealias Progress = @Sendable (String) async -> Void

/// All that a build would write, and what it was made from.
package struct BuildPlan: Sendable {
  /// With the timelines of the entries that were read.
  package let site: PublicSite
  package let files: [PlannedFile]
  /// In stable order.
  package let warnings: [Diagnostic]
  /// How many warnings are left out, for a person; nil where none is.
  package let warningsLeftOut: String?
  /// The next moment at which any file changes though nobody writes anything.
  package let nextChange: Timestamp
  /// What this build knows, for the next one; of the files, those that the last build wrote.
  let known: KnownSite
  let severities: [Severity]
  let timelines: TimelineReader

  /// What the last build wrote of the files.
  var filesBefore: [KnownFile] { known.files }
}

/// Reads the site, checks it and plans every file, without writing any.
///
/// - Parameter last: what the last build of the folder knew.
/// - Throws: `ContentProblems` for an error, `LoadError` where the machine refuses.
package func planBuild(
  _ request: BuildRequest, after last: LastBuild = .none, progress: Progress = { _ in }
) async throws -> BuildPlan {
  do {
    return try await plan(request, after: last, progress: progress)
  } catch is ChangedMeanwhile {
    return try await plan(request, after: .none, progress: progress)
  }
}

private func plan(
  _ request: BuildRequest, after last: LastBuild, progress: Progress
) async throws -> BuildPlan {
  let materials = try await Materials(request, comparesEntries: !last.isNone)
  let known = try await last.known(
    to: materials, request, ledger: fileStamp(request.output + "/" + ledgerPath))
  async let memory = LedgerMemory(inOutput: request.output, isKnown: known != nil)
  let changed = try materials.changedEntries(since: known, request)
  let content = try await ReadContent(materials, changed, known, request)
  let site = try content.checkedSite()
  await progress("Deriving the status")
  let moment = try request.moment.timestamp(
    in: site.settings.timeZone,
    lastUpdates: changed.kept.compactMap(\.lastUpdate) + site.history.lastUpdates)
  let read = try await ToldEntries(of: site, content, changed, at: moment)
  if let known, moment < known.moment || (read.knowsAllLinks && !known.knowsAllLinks) {
    throw ChangedMeanwhile()
  }
  await progress("Comparing with the last build")
  let isPicture = request.moment.latest == nil
  let past = try await memory.past(of: read, in: site, gone: changed.gone, isPicture: isPicture)
  let entries = read.recalling(past)
  let shown = PublicSite(of: site, entries, frame: materials.frame)
  await progress("Planning the pages and feeds")
  let files = materials.files(of: shown) + [past.file(of: shown)]
  let timelines = TimelineReader(materials, entries, latest: request.moment.latest)
  let links = try await entries.links(in: site).findings(
    in: shown, files, drafts: entries.drafts, known: known?.links, timelines)
  let sources = materials.around + content.sources.map(\.file)
  let diagnostics =
    content.diagnostics + past.diagnostics(in: shown, sources, isStrict: request.isStrict)
    + (links?.diagnostics ?? [])
  guard !diagnostics.containsErrors else {
    throw ContentProblems(diagnostics: diagnostics.inStableOrder())
  }
  let warnings = diagnostics.inStableOrder().sifted(among: entries)
  return BuildPlan(
    site: shown, files: files, warnings: warnings.kept, warningsLeftOut: warnings.words,
    nextChange: entries.nextTurn(after: shown.snapshot),
    known: KnownSite(
      frame: materials.frame, output: request.output, isPicture: isPicture, moment: moment,
      knowsAllLinks: entries.knowsAllLinks, listingDiagnostics: content.listingDiagnostics,
      entries: entries.all, files: known?.files ?? [], links: links),
    severities: site.severities, timelines: timelines)
}
