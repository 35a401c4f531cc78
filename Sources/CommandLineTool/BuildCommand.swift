import ArgumentParser
import Building
import Diagnostics
import Foundation
import Logging
import PlainEnglish
import Planning
import Publishing
import StatusModel

struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Check everything, then write what changed.",
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

  @Option(
    name: .long,
    help: "What readers have seen, where --output starts empty: a folder, or the page's address.",
    completion: .directory)
  var previous: String?

  @Flag(
    name: .long,
    help: "Publish the rest where an entry is broken; of that one, what readers last saw stays.")
  var skipBroken = false

  @Flag(name: .long, help: "Read and make everything anew, whatever the last build knew.")
  var fresh = false

  @Flag(name: .long, help: "Print the result as JSON.")
  var json = false

  @Flag(name: .long, help: "Say each step and how long it took.")
  var verbose = false

  func run() async throws {
    try await leavingWithStatus { terminal in
      let folder = try site.folder()
      let target = try outputFolder(output, ofSite: folder)
      let scratch = try previous.map { _ in try ScratchFolder() }
      var before: String?
      if let previous, let scratch {
        before = try await previousFolder(previous, isStrict: strict, scratch)
      }
      let request = try BuildRequest(
        folder, into: target, at: try moment.moment(), isStrict: strict,
        skipsBroken: skipBroken, previous: before)
      let result = try await build(
        request, isFresh: fresh, on: terminal, log: verbose ? verboseLog : quietLog)
      scratch?.remove()
      let outcome = BuildOutcome(result, output: target)
      report((result.plan.skipped + result.plan.warnings).inStableOrder(), to: terminal)
      if let words = result.plan.warningsLeftOut { say(words) }
      result.plan.skipped.saySkipped()
      try answer(json ? try outcome.json() : outcome.text)
      // To take a site of ten thousand entries apart would cost a twentieth of the build.
      withExtendedLifetime(result) { Foundation.exit(result.plan.skipped.isEmpty ? 0 : 3) }
    }
  }
}

/// What a build wrote, and what the page says.
struct BuildOutcome: Sendable {
  private let output: String
  private let asOf: Timestamp
  private let status: PageStatus
  private let published: PublishReport
  private let unchanged: Int

  init(_ result: BuildResult, output: String) {
    self.output = output
    asOf = result.plan.site.snapshot.moment
    status = result.plan.site.snapshot.pageStatus
    published = result.published
    unchanged = result.published.unchanged + result.kept
  }

  var text: String {
    """
    \(status.description.rawValue), as of \(asOf.iso8601)
    \(plural(published.written, "file")) written, \(unchanged) unchanged, \
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
        unchanged: unchanged, written: published.written))
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

/// Builds from where the last build left off, with a line on the terminal that says what is being done.
///
/// - Parameters:
///   - isFresh: nothing that the last build knew is used.
///   - isKept: the next build may start from what this one knows.
func build(
  _ request: BuildRequest, isFresh: Bool = false, isKept: Bool = true, on terminal: Terminal,
  log: Logger = quietLog
) async throws -> BuildResult {
  let cache = CacheFile(
    ofSite: request.folder, environment: ProcessInfo.processInfo.environment)
  return try await ProgressLine.during(
    "Reading \(request.folder)", on: terminal, log: log
  ) { line in
    try await build(request, after: isFresh ? .none : .cache(cache), cache: isKept ? cache : nil) {
      await line.now($0)
    }
  }
}

extension BuildRequest {
  init(
    _ folder: String, into output: String, at moment: Moment, isStrict: Bool = false,
    skipsBroken: Bool = false, previous: String? = nil
  ) throws {
    self.init(
      folder: folder, output: output, starter: try starterFolder(), moment: moment.ofBuild,
      isStrict: isStrict, skipsBroken: skipsBroken, previous: previous, program: programIdentity())
  }
}
