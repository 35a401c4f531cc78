import ArgumentParser
import Authoring
import PlainEnglish
import StatusModel

struct IncidentOpenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Tell customers that something is wrong.",
    discussion: """
      Without arguments it asks for each thing in turn. Nothing is published before you say yes.

      Examples:
        allclear incident open
        allclear incident open 'Card payments fail' --severity SEV1 --component api \\
          -m 'About half of all card payments fail since 10:02 UTC.'
        allclear incident open 'Slow search' --severity SEV3 --component api=degraded_performance \\
          --template investigating-generic --yes
      """)

  @Argument(help: "What customers notice, in a few words.")
  var title: String?

  @Option(name: .long, help: "A level of status.yml, such as SEV1.")
  var severity: String?

  @Option(
    name: .long,
    help: "What is affected: 'api', or 'api=degraded_performance'. May be given several times.")
  var component: [ComponentArgument] = []

  @Option(name: .long, help: "investigating, identified or monitoring. Default: investigating.")
  var state: String?

  @Option(
    name: .long, help: "When customers were first affected, as --at. Default: the first update.")
  var started: String?

  @Option(name: .long, help: "By when you promise the next update: '2h', '12:30 UTC'.")
  var next: String?

  @Option(name: .long, help: "Who leads the response. Private.")
  var commander: String?

  @Option(name: .long, help: "Who writes the updates. Private.")
  var communications: String?

  @OptionGroup var text: TextOptions
  @OptionGroup var entry: EntryOptions

  func run() async throws {
    try await leavingWithStatus { _ in
      let writer = try EntryWriter(entry, text, conversation: .atTerminal())
      try await writer.keeping(text, in: "incidents") { given in
        let site = try await readPresentSite(writer.folder, at: clockTime())
        var opening = try complete(with: writer.conversation, given, in: site)
        if let open = site.openIncident(titled: opening.title) {
          say(
            "note: '\(open.title)' is open already; "
              + "`allclear incident update \(open.id)` adds to it")
        }
        let words =
          if let given { given } else { try await askWords(for: opening, writer, in: site) }
        let revisions = writer.conversation.map { conversation in
          conversation.revisions(of: { opening }, keep: { opening = $0 })
        }
        let plan: EntryWriter.Plan = { try opening.planned(in: $0, $1) }
        try await writer.publish(
          words, in: site, isSeenNow: !writer.hasAsked(text, given), isAgreed: text.yes, plan,
          revisions: revisions ?? [])
      }
    }
  }

  /// What the command line says, and what a person answers about the rest.
  private func complete(
    with conversation: Conversation?, _ words: Words?, in site: PresentSite
  ) throws -> TypedIncidentOpening {
    let state = try openState()
    let title = try conversation.title(
      title, "What do customers notice?", example: "'Card payments fail'", in: site)
    let severity =
      try self.severity.map { try site.severity(named: $0).id }
      ?? conversation.orRefuse("a severity", "--severity and one of \(site.severityIDs)")
      .askSeverity(in: site)
    let opening = { (components: [ComponentArgument]) in
      TypedIncidentOpening(
        title: title, severity: severity, components: components, state: state, started: started,
        at: text.at, next: next,
        roles: Incident.Roles(commander: commander, communications: communications))
    }
    // A refusal is worth more before a text is written than after.
    let check = { (components: [ComponentArgument]) in
      _ = try opening(components).planned(in: site, .written("…"))
    }
    guard component.isEmpty, words == nil, let conversation else {
      try check(component)
      return opening(component)
    }
    try check([])
    return opening(try conversation.askComponents(in: site, check))
  }

  private func openState() throws -> Incident.State {
    guard let state else { return .investigating }
    if let open = try Incident.State.named(state), open.isOpen { return open }
    throw Refusal.usage(
      "an incident does not begin as '\(state)'",
      hint: "states to begin with: investigating, identified, monitoring")
  }

  private func askWords(
    for opening: TypedIncidentOpening, _ writer: EntryWriter, in site: PresentSite
  ) async throws -> Words {
    try await writer.askWords(
      WordsPurpose(state: opening.state, blanks: try opening.blanks(in: site)),
      usesEditor: text.editor, in: site)
  }
}

extension PresentSite {
  fileprivate var severityIDs: String { site.severities.map(\.id).joined(separator: ", ") }

  /// Who opens a second one at three in the morning may not know of the first.
  fileprivate func openIncident(titled title: String) -> Incident? {
    openIncidents().first { $0.title.lowercased() == title.lowercased() }
  }
}

extension Conversation {
  /// What of a new incident may be changed once it was seen as a whole.
  ///
  /// - Parameters:
  ///   - opening: as it is by now.
  ///   - keep: is given the opening as it is after each change.
  fileprivate func revisions(
    of opening: @escaping () -> TypedIncidentOpening, keep: @escaping (TypedIncidentOpening) -> Void
  ) -> [EntryWriter.Revision] {
    func change(in site: PresentSite, _ revised: TypedIncidentOpening) {
      self.keep({ keep(revised) }, ifWritable: { try revised.planned(in: site, .written("…")) })
    }
    return [
      .init(key: "t", name: "title") { site in
        var revised = opening()
        revised.title = try (self as Conversation?).title(
          nil, "What do customers notice?", example: "", in: site)
        change(in: site, revised)
      },
      .init(key: "s", name: "severity") { site in
        var revised = opening()
        revised.severity = try askSeverity(in: site)
        change(in: site, revised)
      },
      .init(key: "a", name: "what is affected") { site in
        var revised = opening()
        revised.components = try askComponents(in: site) { components in
          var tried = revised
          tried.components = components
          _ = try tried.planned(in: site, .written("…"))
        }
        change(in: site, revised)
      },
      .init(key: "b", name: "when it began") { site in
        var revised = opening()
        revised.started = try ask("Since when, as in 10:02; nothing for now:") { answer in
          answer.isEmpty ? nil : try site.pastMoment(answer, option: "the time").map { _ in answer }
        }
        change(in: site, revised)
      },
      .init(key: "p", name: "the promise") { site in
        var revised = opening()
        revised.next = try askNext(in: site)
        change(in: site, revised)
      },
    ]
  }
}

extension Conversation? {
  /// The person to ask; where there is none, what is missing on the command line.
  ///
  /// - Parameter example: what to add to the command.
  func orRefuse(_ missing: String, _ example: String) throws -> Conversation {
    if let self { return self }
    throw Refusal.usage("\(missing) is missing", hint: "add \(example)")
  }
}
