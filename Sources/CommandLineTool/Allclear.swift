import ArgumentParser
import Building

/// The command, with everything below it.
struct Allclear: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allclear",
    abstract: "A status page that its readers can believe, from a folder of Markdown files.",
    discussion: """
      The site folder is the one with `status.yml`, here or further up; --site names another.

      Examples:
        allclear init my-status          a new site to start from
        allclear check                   everything that is wrong, with its line
        allclear incident open           tell customers that something is wrong; it asks you
        allclear incident update         tell them more
        allclear build                   write the page, the feeds and the API to public/
        allclear import statuspage DIR   bring a history over from another system

      Exit status: 0 done; 1 the content is wrong, nothing was changed; 2 the machine failed, what
      readers see was not changed; 64 wrong usage.
      """,
    version: "allclear \(version)",
    subcommands: [
      InitCommand.self, BuildCommand.self, PublishCommand.self, VerifyCommand.self,
      CheckCommand.self, IncidentCommand.self,
      MaintenanceCommand.self, PostmortemCommand.self, DueCommand.self, StatsCommand.self,
      ServeCommand.self, WatchCommand.self, NotifyCommand.self, ImportCommand.self,
      ThemeCommand.self,
    ])

  static let version = programVersion
}

/// Which site folder a command works on.
struct SiteOption: ParsableArguments {
  @Option(
    name: .long, help: "The site folder. Default: the one with status.yml, here or further up.",
    completion: .directory)
  var site: String?

  /// The site folder's absolute path.
  func folder() throws -> String {
    try site.map(absolutePath) ?? siteFolder(from: currentFolder())
  }
}
