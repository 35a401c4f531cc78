import Addresses
import ContentReading
package import Diagnostics
import FileSystem
import Foundation
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
  /// Of an entry that is broken, what readers last saw is shown.
  package let skipsBroken: Bool
  /// The folder with what readers have seen, where that is not the output.
  package let previous: String?
  /// What tells this program from another one that makes other files of the same content.
  package let program: String
  /// When the build began, by the clock of the site's file system; nil where nobody goes on from it.
  var began: FileStamp.Time?

  package init(
    folder: String, output: String, starter: String, moment: BuildMoment, isStrict: Bool = false,
    skipsBroken: Bool = false, previous: String? = nil, program: String = programVersion
  ) {
    self.folder = folder
    self.output = output
    self.starter = starter
    self.moment = moment
    self.isStrict = isStrict
    self.skipsBroken = skipsBroken
    self.previous = previous
    self.program = program
  }
}

extension BuildRequest {
  /// The same for a program that goes on from what it knows, and writes nothing.
  ///
  /// It has no file by which to ask the file system for its time. No clock differs by two seconds.
  package var inMemory: BuildRequest {
    var request = self
    request.began = FileStamp.Time(
      seconds: Int64(Date().timeIntervalSince1970) - 2, nanoseconds: 0)
    return request
  }
}

/// Says what is being done from now on: `Deriving the status`.
package typealias Progress = @Sendable (String) async -> Void

/// All that a build would write, and what it was made from.
package struct BuildPlan: Sendable {
  /// With the timelines of the entries that were read.
  package let site: PublicSite
  /// In the byte order of their paths.
  package let files: [PlannedFile]
  /// Of entries that are broken, in whose place stands what readers last saw; in stable order.
  package let skipped: [Diagnostic]
  /// In stable order.
  package let warnings: [Diagnostic]
  /// How many warnings are left out, for a person; nil where none is.
  package let warningsLeftOut: String?
  /// The next moment at which any file changes though nobody writes anything.
  package let nextChange: Timestamp
  /// What this build knows, for the next one; of the files, those that the last build wrote.
  package let known: KnownSite
  /// How its files lie in the output now.
  let stamps: [FileStamp?]
  let timelines: TimelineReader
  /// What the last build knew.
  let last: KnownSite?
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
  let past = request.previous ?? request.output
  let ledger = try? FileStamp(of: past + "/" + ledgerPath)
  let last = last.usable(for: request, beside: ledger)
  async let remembered = last.site
  let ground = try await Ground(request)
  async let theming = ground.materials()
  async let listed = last.isNone ? [] : ground.found.entryStamps()
  let known = try await remembered.flatMap {
    try $0.isUseful(to: ground, request, ledger: ledger) ? $0 : nil
  }
  let now = try await listed
  // From here on one core looks at the output while another one plans.
  async let lying = stamps(of: known?.files ?? [], in: request.output)
  var changed = try ground.changedEntries(since: known, now, request)
  async let memory = LedgerMemory(inOutput: past, after: known)
  var content = try await ReadContent(ground, changed, known, request)
  if request.skipsBroken, let last = LastSeen(content, known, request) {
    changed = changed.keeping(last.kept, of: ground.paths)
    content = try await ReadContent(ground, changed, known, request, after: last)
  }
  let materials = await theming
  let parsed = try content.checkedSite(materials)
  let site = parsed.value
  let (skipped, listing) = (content.skipped, content.listingDiagnostics)
  var diagnostics = content.diagnostics + materials.themeDiagnostics
  await progress("Deriving the status")
  let moment = try request.moment.timestamp(
    in: site.settings.timeZone,
    lastUpdates: changed.kept.compactMap(\.lastUpdate) + site.history.lastUpdates)
  let read = try await SiteEntries(of: site, content, changed, at: moment, since: request.began)
  if let known, moment < known.moment || (read.knowsAllLinks && !known.knowsAllLinks) {
    throw ChangedMeanwhile()
  }
  await progress("Comparing with the last build")
  let isPicture = request.moment.latest == nil
  let before = try await memory.past(
    of: read, in: site, gone: changed.gone, isPicture: isPicture)
  let entries = read.recalling(before)
  let shown = PublicSite(of: site, entries, frame: ground.frame, isPicture: isPicture)
  // What was read is not asked for any more from here on, so that its memory serves the pages.
  diagnostics += before.diagnostics(in: shown, parsed.places, isStrict: request.isStrict)
  await progress("Planning the pages and feeds")
  let made = await materials.files(of: shown) + [before.file(of: shown)]
  diagnostics += materials.rootFiles.diagnostics(beside: made.lazy.map(\.path))
  diagnostics += shown.snapshot.formerAddressDiagnostics(beside: made.lazy.map(\.path)) { path in
    entries.all.first { $0.plainPath == path }?.path
  }
  let plain = made + materials.rootFiles.files
  let files = plain + plain.packed(by: site.team.delivery.precompress)
  async let inOrder = files.sorted { pathPrecedes($0.path, $1.path) }
  let timelines = TimelineReader(ground, entries, latest: request.moment.latest)
  let links = try await entries.links(in: site).findings(
    in: shown, plain, drafts: entries.drafts, known: known?.links, timelines)
  diagnostics += links?.diagnostics ?? []
  guard !diagnostics.containsErrors else {
    throw ContentProblems(diagnostics: diagnostics.inStableOrder())
  }
  let warnings = diagnostics.inStableOrder().sifted(among: entries)
  return BuildPlan(
    site: shown, files: await inOrder, skipped: skipped.inStableOrder(), warnings: warnings.kept,
    warningsLeftOut: warnings.words,
    nextChange: entries.nextTurn(after: shown.snapshot),
    known: KnownSite(
      frame: ground.frame, output: request.output, isPicture: isPicture, moment: moment,
      knowsAllLinks: entries.knowsAllLinks, listingDiagnostics: listing,
      entries: entries.all, entryParts: [], files: known?.files ?? [],
      ledger: ledger.map {
        KnownLedger(key: known?.ledger?.key ?? ContentKey { _ in }, stamp: $0)
      }, links: links),
    stamps: try await lying, timelines: timelines, last: known)
}

/// How files of the last build lie in the output now; nowhere, if that cannot be opened.
private func stamps(of files: [KnownFile], in output: String) throws -> [FileStamp?] {
  guard !files.isEmpty, let folder = try? Folder(at: output) else { return files.map { _ in nil } }
  return try folder.stamps(of: files.lazy.map(\.path))
}
