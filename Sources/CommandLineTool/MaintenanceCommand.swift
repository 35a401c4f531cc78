import ArgumentParser

struct MaintenanceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "maintenance",
    abstract: "Announce planned work, and tell how it goes.",
    discussion: """
      The clock begins and completes a maintenance by itself. Use start and complete where the work
      does not keep to its window.

      Examples:
        allclear maintenance schedule    planned work, announced before it begins
        allclear maintenance list        what is planned
      """,
    subcommands: [
      MaintenanceScheduleCommand.self, MaintenanceStartCommand.self,
      MaintenanceCompleteCommand.self, MaintenanceCancelCommand.self, MaintenanceMoveCommand.self,
      MaintenanceListCommand.self,
    ])
}
