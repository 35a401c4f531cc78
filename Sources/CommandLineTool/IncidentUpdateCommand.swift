import ArgumentParser
import Authoring
import StatusModel

struct IncidentUpdateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Tell customers more about an open incident.",
    discussion: """
      With one open incident its id may be left out. Without -m or --template it asks for each thing
      in turn.

      Examples:
        allclear incident update
        allclear incident update --state identified --next 1h -m 'The cause is known: …'
        allclear incident update 2026-11-20-card-payments-fail --component api=operational \\
          -m 'Payments through the API work again.'
      """)

  @Argument(help: "Its id, or the words of it. Default: the one that is open.")
  var id: String?

  @Option(name: .long, help: "investigating, identified, monitoring, resolved. Default: it stays.")
  var state: String?

  @Option(name: .long, help: "A new level, from now on.")
  var severity: String?

  @Option(
    name: .long,
    help: "A new status for a component: 'api=operational'. May be given several times.")
  var component: [ComponentArgument] = []

  @Option(name: .long, help: "By when you promise the next update: '2h', '12:30 UTC'.")
  var next: String?

  @Flag(name: .long, help: "Send it to nobody; it stands on the page and in the feeds alone.")
  var quiet = false

  @OptionGroup var text: TextOptions
  @OptionGroup var entry: EntryOptions

  func run() async throws {
    try await leavingWithStatus { _ in
      let writer = try EntryWriter(entry, text, conversation: .atTerminal())
      try await writer.keeping(text, in: "incidents") { given in
        let site = try await readPresentSite(writer.folder, at: clockTime())
        let id = try site.chosenIncident(id, writer.conversation)
        let shown = try site.snapshot(of: try site.incident(named: id))
        let person = given == nil ? writer.conversation : nil
        person?.showSubject(shown)
        let newState = try state.map(Incident.State.named) ?? person?.askState(of: shown)
        // With the end of an incident nothing is affected by it any more.
        let asksChanges = component.isEmpty && newState?.isOpen ?? true
        var change = TypedIncidentChange(
          id: id, state: newState, severity: severity,
          components: try asksChanges
            ? person?.askChanges(to: shown, in: site) ?? [] : component, at: text.at, next: next,
          isQuiet: quiet)
        let words =
          if let given {
            given
          } else {
            try await writer.askWords(
              for: change, usesEditor: text.editor, shown.state, in: site)
          }
        let revisions = writer.conversation.map { conversation in
          conversation.revisions(of: { change }, to: shown, keep: { change = $0 })
        }
        let plan: EntryWriter.Plan = { try change.planned(in: $0, $1) }
        try await writer.publish(
          words, in: site, isSeenNow: !writer.hasAsked(text, given), isAgreed: text.yes, plan,
          revisions: revisions ?? [])
      }
    }
  }
}

struct IncidentResolveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Tell customers that it is over.",
    discussion: """
      Say what works again, since when, and whether anything was lost.

      Examples:
        allclear incident resolve
        allclear incident resolve -m 'All payments succeed again since 11:00 UTC. No data was lost.'
        allclear incident resolve 2026-11-20-card-payments-fail --template resolved-no-data-lost --yes
      """)

  @Argument(help: "Its id, or the words of it. Default: the one that is open.")
  var id: String?

  @OptionGroup var text: TextOptions
  @OptionGroup var entry: EntryOptions

  func run() async throws {
    try await close(id, as: .resolved, text, entry)
  }
}

struct IncidentRetractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retract",
    abstract: "Say that it was a false alarm.",
    discussion: """
      It stays on the page as retracted, and counts for nothing in status and uptime.

      Examples:
        allclear incident retract
        allclear incident retract 2026-11-20-card-payments-fail --template false-alarm --yes
      """)

  @Argument(help: "Its id, or the words of it. Default: the one that is open.")
  var id: String?

  @OptionGroup var text: TextOptions
  @OptionGroup var entry: EntryOptions

  func run() async throws {
    try await close(id, as: .retracted, text, entry)
  }
}

private func close(
  _ id: String?, as state: Incident.State, _ text: TextOptions, _ entry: EntryOptions
) async throws {
  try await leavingWithStatus { _ in
    let writer = try EntryWriter(entry, text, conversation: .atTerminal())
    try await writer.keeping(text, in: "incidents") { given in
      let site = try await readPresentSite(writer.folder, at: clockTime())
      let chosen = try site.chosenIncident(id, writer.conversation)
      if given == nil {
        writer.conversation?.showSubject(
          try site.snapshot(of: try site.incident(named: chosen)))
      }
      let change = TypedIncidentChange(
        id: chosen, state: state, severity: nil,
        components: [], at: text.at, next: nil)
      let words =
        if let given {
          given
        } else {
          try await writer.askWords(for: change, usesEditor: text.editor, state, in: site)
        }
      try await writer.publish(
        words, in: site, isSeenNow: !writer.hasAsked(text, given), isAgreed: text.yes,
        change.planned
      )
    }
  }
}

extension Conversation {
  /// What of an update may be changed once it was seen as a whole.
  ///
  /// - Parameters:
  ///   - change: as it is by now.
  ///   - shown: the incident before it.
  ///   - keep: is given the update as it is after each change.
  fileprivate func revisions(
    of change: @escaping () -> TypedIncidentChange, to shown: IncidentSnapshot,
    keep: @escaping (TypedIncidentChange) -> Void
  ) -> [EntryWriter.Revision] {
    func revise(
      in site: PresentSite, _ ask: (inout TypedIncidentChange) throws -> Void
    ) rethrows {
      var revised = change()
      try ask(&revised)
      self.keep({ keep(revised) }, ifWritable: { try revised.planned(in: site, .written("…")) })
    }
    return [
      .init(key: "w", name: "where it stands") { site in
        try revise(in: site) { $0.state = try askState(of: shown) }
      },
      .init(key: "s", name: "severity") { site in
        try revise(in: site) { $0.severity = try askSeverity(in: site) }
      },
      .init(key: "a", name: "what is affected") { site in
        try revise(in: site) { $0.components = try askChanges(to: shown, in: site) }
      },
      .init(key: "p", name: "the promise") { site in
        try revise(in: site) { $0.next = try askNext(in: site) }
      },
    ]
  }
}

extension PresentSite {
  /// The one that is named, else the only one that is open, else the one that a person chooses.
  fileprivate func chosenIncident(
    _ typed: String?, _ conversation: Conversation?
  ) throws -> Incident.ID {
    if let typed { return try incident(named: typed).id }
    return try conversation?.askIncident(in: self) ?? onlyOpenIncident()
  }
}

extension EntryWriter {
  /// - Parameter shown: the state that it has while no other is named.
  fileprivate func askWords(
    for change: TypedIncidentChange, usesEditor: Bool, _ shown: Incident.State, in site: PresentSite
  ) async throws -> Words {
    // A refusal is worth more before a text is written than after.
    _ = try change.planned(in: site, .written("…"))
    return try await askWords(
      WordsPurpose(state: change.state ?? shown, blanks: try change.blanks(in: site)),
      usesEditor: usesEditor, in: site)
  }
}
