extension Site {
  /// The first moment after `moment` at which the page says something else, also if nobody writes: a
  /// maintenance starts or ends, a promised update falls due, an announcement comes or goes, a known
  /// incident takes effect, or the day ends in the site's zone, with which days and postmortems come.
  ///
  /// Updates dated later are not asked: a page of an earlier moment must not tell what came after it.
  ///
  /// - Complexity: one look at each entry.
  func nextChange(
    after moment: Timestamp, _ incidents: [IncidentSnapshot], _ maintenances: [MaintenanceSnapshot]
  ) -> Timestamp {
    let zone = settings.timeZone
    let nextDay = zone.start(of: zone.date(at: moment).advanced(byDays: 1))
    let changes =
      [nextDay]
      + incidents.lazy.filter { $0.state.isOpen && !$0.effects.isEmpty }.map(\.startedAt)
      // A promise stands until its moment is past.
      + incidents.lazy.compactMap { $0.nextUpdateDue?.advanced(by: 1) }
      + maintenances.lazy.compactMap { $0.startsByClock ?? $0.endsByClock }
      + announcements.lazy.flatMap { [$0.starts, $0.ends ?? $0.starts] }
    return changes.lazy.filter { $0 > moment }.min() ?? moment.advanced(by: 86_400)
  }
}
