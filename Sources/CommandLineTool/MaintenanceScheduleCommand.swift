import ArgumentParser
import Authoring
import StatusModel

struct MaintenanceScheduleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule",
    abstract: "Announce planned work.",
    discussion: """
      Without arguments it asks for each thing in turn. Nothing is published before you say yes.

      Examples:
        allclear maintenance schedule
        allclear maintenance schedule 'Database upgrade' --starts '2026-12-01 02:00 UTC' \\
          --ends '2026-12-01 04:00 UTC' --component api -m 'The API is read-only for two hours.'
      """)

  @Argument(help: "What is done, in a few words.")
  var title: String?

  @Option(name: .long, help: "When it begins: '2026-12-01 02:00 UTC'.")
  var starts: String?

  @Option(name: .long, help: "When it ends, or `unknown`; it then ends when you complete it.")
  var ends: String?

  @Option(name: .long, help: "What is affected. May be given several times.")
  var component: [ComponentArgument] = []

  @OptionGroup var text: TextOptions
  @OptionGroup var entry: EntryOptions

  func run() async throws {
    try await leavingWithStatus { _ in
      let writer = try EntryWriter(entry, text, conversation: .atTerminal())
      try await writer.keeping(text, in: "maintenance") { given in
        let site = try await readPresentSite(writer.folder, at: clockTime())
        let opening = try complete(with: writer.conversation, given, in: site)
        let words =
          if let given { given } else { try await askWords(for: opening, writer, in: site) }
        try await writer.publish(
          words, in: site, isSeenNow: !writer.hasAsked(text, given), isAgreed: text.yes,
          opening.planned)
      }
    }
  }

  private func complete(
    with conversation: Conversation?, _ words: Words?, in site: PresentSite
  ) throws -> TypedMaintenanceOpening {
    let title = try conversation.title(
      title, "What will be done?", example: "'Database upgrade'", in: site)
    let starts =
      try self.starts
      ?? conversation.orRefuse("the start", "--starts and a time")
      .askTime("When does it begin, as in 2026-12-01 02:00?", in: site) {
        _ = try site.moment($0, option: "start")
      }
    let ends =
      try self.ends
      ?? conversation.orRefuse("the end", "--ends and a time, or --ends unknown")
      .askTime("When does it end, or is that unknown?", in: site) {
        _ = try site.comingWindow(starts, $0)
      }
    _ = try site.comingWindow(starts, ends)
    _ = try site.componentsAlone(component)
    let asksComponents = component.isEmpty && words == nil
    let components =
      try asksComponents
      ? conversation?.askComponents(in: site) { _ = try site.componentsAlone($0) } : nil
    return TypedMaintenanceOpening(
      title: title, components: components ?? component, starts: starts, ends: ends, at: text.at)
  }

  private func askWords(
    for opening: TypedMaintenanceOpening, _ writer: EntryWriter, in site: PresentSite
  ) async throws -> Words {
    try await writer.askWords(
      WordsPurpose(state: nil, blanks: try opening.blanks(in: site)), usesEditor: text.editor,
      in: site)
  }
}

extension Conversation {
  /// A time as it was typed, once `check` takes it.
  func askTime(
    _ question: String, in site: PresentSite, _ check: (String) throws -> Void
  ) throws -> String {
    let zone = site.zone.identifier
    return try ask("\(question) (without a zone: \(zone))") { answer in
      try check(answer)
      return answer
    }
  }
}
