import ArgumentParser

struct IncidentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "incident",
    abstract: "Open an incident, write updates, close it.",
    discussion: """
      On a terminal, each of these asks for what you leave out, shows what will be published, and
      waits for your yes.

      Examples:
        allclear incident open           something is wrong
        allclear incident update         tell customers more
        allclear incident resolve        it is over
        allclear incident list --open    what is open now
      """,
    subcommands: [
      IncidentOpenCommand.self, IncidentUpdateCommand.self, IncidentResolveCommand.self,
      IncidentRetractCommand.self, IncidentListCommand.self, IncidentShowCommand.self,
      IncidentDraftCommand.self,
    ])
}
