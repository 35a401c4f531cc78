import Diagnostics
import StatusModel

/// What is written below the last update of an incident that the source calls over.
let closingWords = "This incident is over. The former page gave no closing update."
let completedWords = "This maintenance is over. The former page gave no closing update."

/// An incident of the source, ready to be made with either care for its texts.
struct MappedIncident: Sendable {
  private let entry: ImportedHistory.Entry
  private let id: Incident.ID
  private let former: FormerPlaces
  private let rules: MappingRules
  private let updates: [OrderedUpdate]
  private let severity: Severity.ID
  private let statuses: ReplayedStatuses
  private let start: Timestamp
  private let closed: Timestamp?

  /// Nil where no time is known at all.
  init?(
    _ placed: PlacedEntry, _ rules: MappingRules, _ notes: inout MappingNotes
  ) {
    let entry = placed.entry
    guard let start = entry.firstTime else { return nil }
    self.entry = entry
    id = placed.id
    former = placed.former
    self.rules = rules
    self.start = start
    updates = entry.orderedUpdates(&notes)
    let impact = entry.impact ?? Self.guessedImpact(of: entry, rules.options)
    notes.count("impact", entry.impact == nil ? .approximated : .kept)
    severity = impact.rawValue
    statuses = ReplayedStatuses(entry, updates, level: impact.status, rules, &notes)
    notes.count("component of an entry", .kept, times: entry.references.count)
    closed = Self.closing(entry, updates, start: start)
    if closed != nil {
      notes.count("closing update", .approximated)
      notes.find(
        .changed, entry.subject, "it is over and has no closing update; one is added",
        at: entry.place)
    }
    if let written = entry.started {
      let isLater = written > updates.first?.time ?? start
      notes.count("start", isLater ? .approximated : .kept)
    }
    if updates.isEmpty {
      notes.find(
        .changed, entry.subject, "it has no update; its title is written as the first one",
        at: entry.place)
    }
  }

  private static func guessedImpact(
    of entry: ImportedHistory.Entry, _ options: ImportOptions
  ) -> Impact {
    entry.worstStatus.map { Impact(of: $0) } ?? options.impact ?? .none
  }

  /// When a closing update is missing; nil where there is one, and of what goes on.
  private static func closing(
    _ entry: ImportedHistory.Entry, _ updates: [OrderedUpdate], start: Timestamp
  ) -> Timestamp? {
    guard let closed = entry.closed else { return nil }
    let states = updates.compactMap { update -> Incident.State? in
      if case .incident(let state) = update.source.state { state } else { nil }
    }
    guard states.last?.isOpen ?? true else { return nil }
    return max(closed, updates.last?.time ?? start)
  }

  /// Only where it says more than the first update does.
  private var started: Timestamp? {
    guard let started = entry.started, started < updates.first?.time ?? start else { return nil }
    return started
  }

  func made(isDraft: Bool, _ care: TextCare) -> Incident {
    let title = rules.title(entry, instead: "Incident")
    let first = Incident.Update(
      state: .investigating, time: start, text: escapedMarkdown(title, startsLine: true))
    let written = updates.enumerated().map { place, update in
      Incident.Update(
        state: state(of: update), time: update.time, statusChanges: statuses.changes[place] ?? [],
        text: rules.updateText(update.source.text, instead: title, care))
    }
    let closing = closed.map { Incident.Update(state: .resolved, time: $0, text: closingWords) }
    return Incident(
      id: id, title: title, severity: severity, components: statuses.components, started: started,
      isDraft: isDraft, isImported: true, former: former,
      updates: (written.isEmpty ? [first] : written) + [closing].compactMap { $0 })
  }

  private func state(of update: OrderedUpdate) -> Incident.State? {
    switch update.source.state {
    case .incident(let state): state
    case .maintenance(let state): Incident.State(of: state)
    case .unchanged, .unknown: nil
    }
  }
}

extension Incident.State {
  /// What a state of planned work comes closest to.
  fileprivate init?(of state: Maintenance.State) {
    switch state {
    case .scheduled: return nil
    case .inProgress: self = .identified
    case .verifying: self = .monitoring
    case .completed, .cancelled: self = .resolved
    }
  }
}
