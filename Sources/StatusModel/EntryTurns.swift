/// When readers see something else of an entry, also if nobody writes.
///
/// It may name a moment too many, never one too few.
package struct EntryTurns: Sendable {
  private let zone: TimeZoneRules
  /// By component: from when on nothing affects it.
  private let ends: [ComponentIndex: Timestamp]

  package init(of site: Site) {
    let zone = site.settings.timeZone
    self.zone = zone
    ends = Dictionary(
      uniqueKeysWithValues: site.catalog.components.enumerated().compactMap { index, component in
        component.until.map { (index, zone.start(of: $0.advanced(byDays: 1))) }
      })
  }

  /// The first such moment after `moment`; nil where it never comes.
  ///
  /// - Parameter shown: what readers see of the incident at `moment`; nil: nothing yet.
  package func next(
    of incident: Incident, _ shown: IncidentSnapshot?, postmortem: Postmortem?,
    after moment: Timestamp
  ) -> Timestamp? {
    guard !incident.isDraft else { return nil }
    var turns = incident.updates.map(\.time)
    if let started = incident.started { turns.append(started) }
    if let shown {
      // A promise stands until its moment is past.
      if let due = shown.nextUpdateDue { turns.append(due.advanced(by: 1)) }
      // Its own feed ends.
      if let resolved = shown.resolvedAt {
        turns.append(resolved.advanced(by: IncidentSnapshot.followedFor + 1))
      }
      if !ends.isEmpty { turns += shown.effects.compactMap { ends[$0.component] } }
    }
    if let postmortem, !postmortem.isDraft {
      let days = [postmortem.published] + postmortem.actions.map(\.done)
      turns += days.compactMap { $0.map { zone.start(of: $0) } }
    }
    return turns.lazy.filter { $0 > moment }.min()
  }

  /// The same of a maintenance.
  package func next(of maintenance: Maintenance, after moment: Timestamp) -> Timestamp? {
    guard !maintenance.isDraft else { return nil }
    let turns =
      maintenance.updates.map(\.time)
      + [maintenance.window.start, maintenance.window.end].compactMap { $0 }
    return turns.lazy.filter { $0 > moment }.min()
  }
}
