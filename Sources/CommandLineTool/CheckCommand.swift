import ArgumentParser
import Building
import ContentReading
import Diagnostics
import Foundation
import PlainEnglish
import StatusModel

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say everything that is wrong, without writing anything.",
    discussion: """
      Errors stop a build. Warnings do not; each says what the page will show because of it. With
      --strict they fail the check as well. Words and promises of entries that were closed more than
      90 days ago are counted, not listed.

      Examples:
        allclear check
        allclear check --strict --site my-status
        allclear check --all              the words of old entries too
        allclear check --json
        allclear check --format github    annotations beside the lines, in GitHub Actions
        allclear check --format gitlab > gl-code-quality-report.json
      """)

  @OptionGroup var site: SiteOption
  @OptionGroup var moment: MomentOption

  @Flag(name: .long, help: "Fail on warnings too.")
  var strict = false

  @Flag(name: .long, help: "Warnings about entries closed more than 90 days ago too.")
  var all = false

  @Flag(name: .long, help: "Print the findings as a JSON list.")
  var json = false

  @Option(
    name: .long,
    help: "github: annotations on standard output; gitlab: a Code Quality report there.")
  var format: FindingFormat?

  func validate() throws {
    guard !json || format == nil else {
      throw ValidationError("--json and --format cannot stand together")
    }
  }

  func run() async throws {
    try await leavingWithStatus { terminal in
      let folder = try site.folder()
      let moment = try moment.moment()
      let (content, sifted) = try await ProgressLine.during("Reading \(folder)", on: terminal) {
        progress in
        let content = try await readFolder(
          folder, starter: try starterFolder(), latest: moment.latest)
        await progress.now("Checking the words")
        guard let parsed = content.parsed else {
          return (content, SiftedDiagnostics(kept: content.diagnostics, leftOut: 0))
        }
        let site = parsed.value
        let snapshot = site.snapshot(at: try moment.timestamp(of: site))
        let warnings = content.contentWarnings(
          of: parsed, snapshot, builtIn: try await loadTheme(from: starterFolder()))
        let addresses = try await content.addressFindings(of: parsed, snapshot)
        let found = (content.diagnostics + warnings + addresses).inStableOrder()
        return (content, found.sifted(for: site, snapshot, keepsOld: all))
      }
      let found = sifted.kept
      try await show(found, of: folder, on: terminal)
      if !json, let words = sifted.words { say(words) }
      if found.containsErrors || (strict && !found.isEmpty) { throw ExitCode(1) }
      if !json && format != .gitlab {
        try answer("\(plural(content.sources.count, "file")) read: nothing stops a build")
      }
    }
  }

  private func show(
    _ found: [Diagnostic], of folder: String, on terminal: Terminal
  ) async throws {
    guard let format else {
      return try json ? answer(try found.json()) : report(found, to: terminal)
    }
    let place = try await placeInRepository(folder)
    switch format {
    case .gitlab:
      report(found, to: terminal)
      try answer(try found.codeQuality(below: place))
    case .github:
      // Not on standard error: the runner looks for commands there as well.
      let annotations = GitHubAnnotations(found, below: place)
      for line in annotations.lines { try answer(line) }
      let summary = ProcessInfo.processInfo.environment["GITHUB_STEP_SUMMARY"] ?? ""
      guard !summary.isEmpty, !annotations.rest.isEmpty else { return }
      try appendSummary(annotations.summary(below: place), to: summary)
    }
  }
}
