import ArgumentParser
import Diagnostics

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say everything that is wrong, without writing anything.",
    discussion: """
      Errors stop a build. Warnings do not, unless --strict is given.

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
      let folder = absolutePath(try site.folder(), below: currentFolder())
      let moment = try moment.moment()
      let content = try await ProgressLine.during("Reading \(folder)", on: terminal) { _ in
        try await readFolder(folder, latest: moment.latest)
      }
      if json {
        answer(try content.diagnostics.json())
      } else {
        report(content.diagnostics, to: terminal)
      }
      if content.diagnostics.containsErrors || (strict && !content.diagnostics.isEmpty) {
        throw ExitCode(1)
      }
      if !json { answer("\(plural(content.sources.count, "file")) read: nothing stops a build") }
    }
  }
}
