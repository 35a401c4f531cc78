import ArgumentParser
import Diagnostics

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say everything that is wrong, without writing anything.",
    discussion: """
      Errors stop a build. Warnings do not; each says what the page will show because of it. With
      --strict they fail the check as well.

      Examples:
        allclear check
        allclear check --strict --site my-status
        allclear check --json
      """)

  @OptionGroup var site: SiteOption
  @OptionGroup var moment: MomentOption

  @Flag(name: .long, help: "Fail on warnings too.")
  var strict = false

  @Flag(name: .long, help: "Print the findings as a JSON list.")
  var json = false

  func run() async throws {
    try await leavingWithStatus { terminal in
      let folder = try site.folder()
      let moment = try moment.moment()
      let (content, found) = try await ProgressLine.during("Reading \(folder)", on: terminal) {
        progress in
        let content = try await readFolder(folder, latest: moment.latest)
        await progress.now("Checking the words")
        let warnings = try content.contentWarnings(
          at: moment, builtIn: try await loadTheme(from: starterFolder()))
        return (content, (content.diagnostics + warnings).inStableOrder())
      }
      if json {
        try answer(try found.json())
      } else {
        report(found, to: terminal)
      }
      if found.containsErrors || (strict && !found.isEmpty) { throw ExitCode(1) }
      if !json {
        try answer("\(plural(content.sources.count, "file")) read: nothing stops a build")
      }
    }
  }
}
