import ArgumentParser
import Building
import ContentReading
import Diagnostics
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
      """)

  @OptionGroup var site: SiteOption
  @OptionGroup var moment: MomentOption

  @Flag(name: .long, help: "Fail on warnings too.")
  var strict = false

  @Flag(name: .long, help: "Warnings about entries closed more than 90 days ago too.")
  var all = false

  @Flag(name: .long, help: "Print the findings as a JSON list.")
  var json = false

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
        let links = try await content.linkWarnings(of: parsed, snapshot)
        let found = (content.diagnostics + warnings + links).inStableOrder()
        return (content, found.sifted(for: site, snapshot, keepsOld: all))
      }
      let found = sifted.kept
      if json {
        try answer(try found.json())
      } else {
        report(found, to: terminal)
        if let words = sifted.words { say(words) }
      }
      if found.containsErrors || (strict && !found.isEmpty) { throw ExitCode(1) }
      if !json {
        try answer("\(plural(content.sources.count, "file")) read: nothing stops a build")
      }
    }
  }
}
