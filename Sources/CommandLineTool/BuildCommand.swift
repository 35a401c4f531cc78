import ArgumentParser
import ContentChecking
import ContentReading
import Diagnostics
import Feeds
import Foundation
import Ledger
import Logging
import PlainEnglish
import ProgramOutputs
import Publishing
import SiteFiles
import SiteLoading
import SiteRendering
import StatusModel

struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Check everything, then write the site in one step.",
    discussion: """
      With any error nothing is written and the old page stays. A warning says what readers have
      seen and would no longer find: an update that is gone, or has another time, or a new address.

      Examples:
        allclear build
        allclear build --output /var/www/status
        allclear build --strict
        allclear build --as-of '2026-11-20 10:30 UTC'
      """)

  @OptionGroup var site: SiteOption
  @OptionGroup var moment: MomentOption

  @Option(
    name: .long, help: "The folder to write. Default: public, in the site folder.",
    completion: .directory)
  var output: String?

  @Flag(name: .long, help: "Fail where something that readers have seen would be gone.")
  var strict = false

  @Flag(name: .long, help: "Print the result as JSON.")
  var json = false

  @Flag(name: .long, help: "Say each step and how long it took.")
  var verbose = false

  func run() async throws {
    try await leavingWithStatus { terminal in
      let folder = try site.folder()
      let target = try outputFolder(output, ofSite: folder)
      let outcome = try await build(
        folder, into: target, at: try moment.moment(), isStrict: strict,
        on: terminal, log: verbose ? verboseLog : quietLog)
      report(outcome.warnings, to: terminal)
      if let words = outcome.warningsLeftOut { say(words) }
      if let leftover = outcome.published.leftover { say("warning: \(leftover)") }
      try answer(json ? try outcome.json() : outcome.text)
      withExtendedLifetime(outcome) { Foundation.exit(EXIT_SUCCESS) }
    }
  }
}

/// What a build wrote, and what the page says.
struct BuildOutcome: Sendable {
  let output: String
  let asOf: Timestamp
  let status: PageStatus
  let published: PublishReport
  let warnings: [Diagnostic]
  /// How many of them are not told, for a person; nil where all are.
  let warningsLeftOut: String?
  /// What it was made of. To free it all, value by value, takes a tenth of the time of a large build;
  /// a process that holds it until it ends does not have to.
  let materials: (ReadFolder, Snapshot, [OutputFile])

  var text: String {
    """
    \(status.description.rawValue), as of \(asOf.iso8601)
    \(plural(published.written, "file")) written, \(published.unchanged) unchanged, \
    \(published.removed) removed in \(output)
    Open \(output)/index.html
    """
  }

  /// One object, sorted keys, one line.
  func json() throws -> String {
    try jsonLine(
      Row(
        asOf: asOf.iso8601, description: status.description.rawValue,
        indicator: status.indicator.rawValue, output: output, removed: published.removed,
        unchanged: published.unchanged, written: published.written))
  }

  private struct Row: Encodable {
    let asOf: String
    let description: String
    let indicator: String
    let output: String
    let removed: Int
    let unchanged: Int
    let written: Int

    enum CodingKeys: String, CodingKey {
      case asOf = "as_of"
      case description, indicator, output, removed, unchanged, written
    }
  }
}

/// The whole program: what people wrote in `folder` becomes what visitors read in `output`.
///
/// - Parameter isStrict: nothing is written where something that readers have seen would be gone.
func build(
  _ folder: String, into output: String, at moment: Moment, isStrict: Bool = false,
  on terminal: Terminal, log: Logger = quietLog
) async throws -> BuildOutcome {
  try await ProgressLine.during("Reading \(folder)", on: terminal, log: log) { progress in
    let plan = try await planBuild(
      folder, beside: output, at: moment, isStrict: isStrict, progress: progress)
    await progress.now("Writing \(plural(plan.files.count, "file"))")
    let published = try await publish(plan, of: folder, to: output)
    return BuildOutcome(
      output: output, asOf: plan.snapshot.moment, status: plan.snapshot.pageStatus,
      published: published, warnings: plan.warnings, warningsLeftOut: plan.warningsLeftOut,
      materials: (plan.content, plan.snapshot, plan.files))
  }
}

/// All that a build would write, and what it was made from.
struct BuildPlan: Sendable {
  let content: ReadFolder
  let site: Site
  let snapshot: Snapshot
  let files: [OutputFile]
  /// In stable order.
  let warnings: [Diagnostic]
  /// As in `BuildOutcome`.
  let warningsLeftOut: String?
}

/// Writes what was planned, anywhere but among what people write.
func publish(
  _ plan: BuildPlan, of folder: String, to output: String
) async throws -> PublishReport {
  try await publish(
    plan.files, to: output, protecting: [folder],
    outside: sourceFolders.map { folder + "/" + $0 })
}

/// Reads `folder`, checks it and plans every file, without writing any.
///
/// - Parameter output: where the ledger of the last build lies, with which this one is compared.
/// - Throws: `ContentProblems` for an error.
func planBuild(
  _ folder: String, beside output: String, at moment: Moment, isStrict: Bool = false,
  progress: ProgressLine
) async throws -> BuildPlan {
  // The work of one core, so it is done beside that of the others.
  async let last = readLedger(inOutput: output)
  let content = try await readFolder(folder, latest: moment.latest)
  await progress.now("Deriving the status")
  let (site, themes) = try content.checked()
  let derived = try await site.snapshot(at: try moment.timestamp(of: site)) {
    try await concurrentCompactMap($0, runLength: 512, $1)
  }
  async let innerLinks = InnerLinks(
    in: content.sources, of: site, besides: site.filesClosedLongAgo(in: derived))
  await progress.now("Comparing with the last build")
  let before = PublishedBefore(
    await last, beside: derived, of: site, content.sources, isStrict: isStrict,
    isPicture: moment.latest == nil)
  let snapshot = before.snapshot
  await progress.now("Planning the pages and feeds")
  async let feeds = planFeeds(of: site, snapshot, edits: before.edits)
  // Planning leaves cores idle, and no other file takes as long.
  let ledger = before.file.begun()
  let pages = planPages(
    of: site, snapshot, with: themes, statics: content.statics, edits: before.edits)
  let forPrograms = planProgramOutputs(of: site, snapshot, pages: pages.map(\.path))
  let files = await pages + feeds + forPrograms + [ledger]
  let links = try await innerLinks.diagnostics(in: snapshot) { files.map(\.path) }
  let diagnostics = (content.diagnostics + before.diagnostics + links).inStableOrder()
  guard !diagnostics.containsErrors else { throw ContentProblems(diagnostics: diagnostics) }
  let warnings = diagnostics.sifted(for: site, snapshot)
  return BuildPlan(
    content: content, site: site, snapshot: snapshot, files: files, warnings: warnings.kept,
    warningsLeftOut: warnings.words)
}
