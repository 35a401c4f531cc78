import ArgumentParser
import Authoring
import StatusModel

struct MaintenanceStartCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start",
    abstract: "Say that the work has begun, before its window or after it.",
    discussion: """
      Examples:
        allclear maintenance start
        allclear maintenance start 2026-12-01-database-upgrade -m 'We begin ten minutes early.'
      """)

  @Argument(help: "Its id, or the words of it. Default: the one that is planned.")
  var id: String?

  @OptionGroup var text: TextOptions
  @OptionGroup var entry: EntryOptions

  func run() async throws {
    try await change(id, "start", .to(.inProgress), text, entry) { $0 == .scheduled }
  }
}

struct MaintenanceCompleteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "complete",
    abstract: "Say that the work is done.",
    discussion: """
      Examples:
        allclear maintenance complete
        allclear maintenance complete 2026-12-01-database-upgrade -m 'All is done. No data was lost.'
      """)

  @Argument(help: "Its id, or the words of it. Default: the one in progress.")
  var id: String?

  @OptionGroup var text: TextOptions
  @OptionGroup var entry: EntryOptions

  func run() async throws {
    try await change(id, "complete", .to(.completed), text, entry) { $0.isActive }
  }
}

struct MaintenanceCancelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "Say that the work will not be done.",
    discussion: """
      Examples:
        allclear maintenance cancel -m 'We do this in January. Everything stays as it is.'
      """)

  @Argument(help: "Its id, or the words of it. Default: the one that is planned.")
  var id: String?

  @OptionGroup var text: TextOptions
  @OptionGroup var entry: EntryOptions

  func run() async throws {
    try await change(id, "cancel", .to(.cancelled), text, entry) { !$0.isOver }
  }
}

struct MaintenanceMoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "move",
    abstract: "Give the work another window, and say so.",
    discussion: """
      --starts alone moves the whole window; --ends alone makes it longer or shorter, also while the
      work is in progress.

      Examples:
        allclear maintenance move --starts '2026-12-02 02:00 UTC' -m 'One day later than planned.'
        allclear maintenance move --ends '2026-12-01 06:00 UTC' -m 'We need two more hours.'
      """)

  @Argument(help: "Its id, or the words of it. Default: the one that is planned.")
  var id: String?

  @Option(name: .long, help: "When it begins now: '2026-12-02 02:00 UTC'. Default: as before.")
  var starts: String?

  @Option(
    name: .long, help: "When it ends now. Default: with a new start, it takes as long as before.")
  var ends: String?

  @OptionGroup var text: TextOptions
  @OptionGroup var entry: EntryOptions

  func validate() throws {
    if starts == nil && ends == nil {
      throw ValidationError("move needs --starts with the new start, or --ends with the new end")
    }
  }

  func run() async throws {
    try await change(id, "move", .move(starts: starts, ends: ends), text, entry) { !$0.isOver }
  }
}

/// - Parameters:
///   - verb: as in `there is no maintenance to start`.
///   - fits: which states it may have where none is named.
private func change(
  _ id: String?, _ verb: String, _ kind: TypedMaintenanceChange.Kind, _ text: TextOptions,
  _ entry: EntryOptions,
  fits: (Maintenance.State) -> Bool
) async throws {
  try await leavingWithStatus { _ in
    let writer = try EntryWriter(entry, text, conversation: .atTerminal())
    try await writer.keeping(text, in: "maintenance") { given in
      let site = try await readPresentSite(writer.folder, at: clockTime())
      let maintenance = try site.maintenance(
        named: try id ?? site.onlyMaintenance(verb, where: fits))
      if given == nil {
        writer.conversation?.showSubject(try site.snapshot(of: maintenance))
      }
      let change = TypedMaintenanceChange(id: maintenance.id, kind: kind, at: text.at)
      // A refusal is worth more before a text is written than after.
      _ = try change.planned(in: site, .written("…"))
      let words =
        if let given {
          given
        } else {
          try await askWords(for: change, of: maintenance, text, writer, in: site)
        }
      try await writer.publish(
        words, in: site, isSeenNow: !writer.hasAsked(text, given), isAgreed: text.yes,
        change.planned
      )
    }
  }
}

/// A heading alone tells that work began or is done; there nobody has to write more.
private func askWords(
  for change: TypedMaintenanceChange, of maintenance: Maintenance, _ text: TextOptions,
  _ writer: EntryWriter, in site: PresentSite
) async throws -> Words {
  guard change.kind.change.needsText || text.editor else { return .written("") }
  return try await writer.askWords(
    WordsPurpose(
      state: nil, blanks: site.messageWords(for: maintenance), offersMessages: false),
    usesEditor: text.editor, in: site)
}

extension PresentSite {
  /// The one that is meant where none is named.
  fileprivate func onlyMaintenance(
    _ verb: String, where fits: (Maintenance.State) -> Bool
  ) throws -> Maintenance.ID {
    do throws(AuthoringError) {
      return try onlyMaintenance(where: fits)
    } catch .noneFits {
      throw Refusal.usage(
        "there is no maintenance to \(verb)", hint: "`allclear maintenance list` names them all")
    } catch .severalFit(let ids) {
      throw Refusal.usage(
        "there are \(ids.count) maintenances to \(verb), so name one",
        hint: ids.joined(separator: ", "))
    }
  }
}
