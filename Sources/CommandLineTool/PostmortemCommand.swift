import ArgumentParser

struct PostmortemCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "postmortem",
    abstract: "Write down what was learned.",
    discussion: """
      Examples:
        allclear postmortem new 2026-11-20-card-payments-fail
        allclear postmortem list
      """,
    subcommands: [PostmortemNewCommand.self, PostmortemListCommand.self])
}
