extension Site {
  /// All that the team owes at the snapshot's moment, what is due first at the front. What came from
  /// another page owes nothing.
  ///
  /// - Parameter snapshot: of this site.
  /// - Returns: Actions have no date, so they come last.
  /// - Complexity: O(n log n) in the number of entries.
  package func obligations(in snapshot: Snapshot) -> [Obligation] {
    let ladder = PromiseLadder(levels: SeverityLadder(severities), escalation: team.escalation)
    let moment = snapshot.moment
    let incidents = Dictionary(
      history.incidents.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let shown = snapshot.incidents.compactMap { shown in
      incidents[shown.id].flatMap { $0.isImported ? nil : $0 }.flatMap { incident in
        incident.promise(after: shown, ladder) ?? incident.postmortemOwed(after: shown, ladder)
      }
    }
    let notShown = history.incidents.compactMap { incident in
      incident.isImported ? nil : incident.firstUpdateOwed(at: moment, ladder)
    }
    let known = Dictionary(
      snapshot.incidents.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let actions = history.postmortems.filter { !$0.isImported }.flatMap {
      postmortem -> [Obligation] in
      guard let incident = incidents[postmortem.incident], let shown = known[incident.id] else {
        return []
      }
      return postmortem.actionsOwed(of: incident, shown, at: moment, settings.timeZone, ladder)
    }
    return (shown + notShown).sorted(by: comesFirst) + actions
  }

  private func comesFirst(_ one: Obligation, _ other: Obligation) -> Bool {
    if one.due != other.due { return (one.due?.seconds ?? .max) < (other.due?.seconds ?? .max) }
    return (one.incident, one.kind.rawValue) < (other.incident, other.kind.rawValue)
  }
}

/// The team's levels, and who is called when a promise of one is broken.
private struct PromiseLadder {
  let levels: SeverityLadder
  let escalation: [Severity.ID: [String]]

  func names(_ level: Severity) -> [String] { escalation[level.id] ?? [] }
}

extension Incident {
  /// The first public update, where readers know nothing of the incident yet: it is a draft, or at an
  /// earlier moment it was not yet written.
  fileprivate func firstUpdateOwed(at moment: Timestamp, _ ladder: PromiseLadder) -> Obligation? {
    guard let first = updates.first, let level = ladder.levels[severity],
      let within = level.firstUpdateWithin
    else { return nil }
    let start = started ?? first.time
    guard start <= moment, isDraft || first.time > moment else { return nil }
    // What came and went before anybody published it owes nobody a first word.
    guard updates.last(where: { $0.state != nil && $0.time <= moment })?.state?.isOpen ?? true
    else { return nil }
    return Obligation(
      .firstUpdate, of: self, level, since: start, due: start.advanced(by: within),
      calling: ladder.names(level))
  }

  /// The update that the last one promised.
  fileprivate func promise(after shown: IncidentSnapshot, _ ladder: PromiseLadder) -> Obligation? {
    guard shown.state.isOpen, let last = shown.updates.last, let due = last.nextUpdate else {
      return nil
    }
    return Obligation(
      .nextUpdate, of: self, shown.severity, since: last.time, due: due,
      calling: ladder.names(shown.severity))
  }

  /// The postmortem that the worst level it had asks for.
  fileprivate func postmortemOwed(
    after shown: IncidentSnapshot, _ ladder: PromiseLadder
  ) -> Obligation? {
    guard shown.state == .resolved, shown.postmortem == nil, let resolved = shown.resolvedAt,
      let level = ladder.levels.levels(of: self, shown).first(where: { $0.postmortemWithin != nil }
      ),
      let within = level.postmortemWithin
    else { return nil }
    return Obligation(
      .postmortem, of: self, level, since: resolved, due: resolved.advanced(by: within),
      calling: ladder.names(level))
  }
}

extension Postmortem {
  /// What is not done at `moment`, in the order in which it is written; also that of a draft.
  fileprivate func actionsOwed(
    of incident: Incident, _ shown: IncidentSnapshot, at moment: Timestamp, _ zone: TimeZoneRules,
    _ ladder: PromiseLadder
  ) -> [Obligation] {
    guard let level = ladder.levels.levels(of: incident, shown).first,
      isDraft || (published.map { zone.start(of: $0) <= moment } ?? false)
    else { return [] }
    return actions.filter { $0.done.map { zone.start(of: $0) > moment } ?? true }
      .map { Obligation($0, of: incident, level) }
  }
}
