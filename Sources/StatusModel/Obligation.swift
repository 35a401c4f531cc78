/// Something that a team has promised and not yet done. Private: it names people.
package struct Obligation: Hashable, Sendable {
  /// In the order in which they come up.
  package enum Kind: String, CaseIterable, Sendable {
    case firstUpdate = "first_update"
    case nextUpdate = "next_update"
    case postmortem, action
  }

  /// Who is told that a promise is broken, and when.
  package struct Escalation: Hashable, Sendable {
    /// How much of the promised time has passed then: 100 or 150.
    package let percent: Int
    package let at: Timestamp
    /// Never empty.
    package let names: [String]
  }

  package let kind: Kind
  package let incident: Incident.ID
  /// The incident's.
  package let title: String
  /// The level whose promise it is.
  package let severity: Severity.ID
  /// What is to be done; nil but for an action.
  package let action: String?
  /// When the promised time begins; nil for an action.
  package let since: Timestamp?
  /// Nil for an action, which has no date.
  package let due: Timestamp?
  /// An action's own owner; else the communications lead, else the commander.
  package let owner: String?
  /// In the order of their times; empty where nobody is named.
  package let escalations: [Escalation]

  /// Whether its time is past.
  package func isOverdue(at moment: Timestamp) -> Bool {
    due.map { $0 < moment } ?? false
  }
}

extension Obligation {
  /// A promise of `level` that runs from `since` to `due`.
  init(
    _ kind: Kind, of incident: Incident, _ level: Severity, since: Timestamp, due: Timestamp,
    calling names: [String]
  ) {
    self.init(
      kind: kind, incident: incident.id, title: incident.title, severity: level.id, action: nil,
      since: since, due: due, owner: incident.roles.speaker,
      escalations: Escalation.steps(since: since, due: due, calling: names))
  }

  init(_ action: Postmortem.Action, of incident: Incident, _ level: Severity) {
    self.init(
      kind: .action, incident: incident.id, title: incident.title, severity: level.id,
      action: action.what, since: nil, due: nil, owner: action.owner ?? incident.roles.speaker,
      escalations: [])
  }
}

extension Incident.Roles {
  /// Who owes readers a word.
  fileprivate var speaker: String? { communications ?? commander }
}

extension Obligation.Escalation {
  /// The first name when the promised time is over, the others when half of it has passed again.
  fileprivate static func steps(
    since: Timestamp, due: Timestamp, calling names: [String]
  ) -> [Self] {
    let half = max(0, due.seconds(since: since)) / 2
    let steps = [
      (100, due, names.prefix(1)), (150, due.advanced(by: half), names.dropFirst()),
    ]
    return steps.filter { !$0.2.isEmpty }.map {
      Self(percent: $0.0, at: $0.1, names: Array($0.2))
    }
  }
}
