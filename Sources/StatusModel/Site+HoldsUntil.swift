extension Site {
  /// The first moment after `moment` at which the page says something else, also if nobody writes: a
  /// maintenance starts or ends or runs past its end, a promised update falls due, an announcement comes or goes, a known
  /// incident starts, or the day ends in the site's zone, with which days and postmortems come.
  ///
  /// Updates dated later are not asked: a page of an earlier moment must not tell what came after it.
  ///
  /// - Complexity: one look at each entry.
  func holdsUntil(
    after moment: Timestamp, _ incidents: [IncidentSnapshot], _ maintenances: [MaintenanceSnapshot]
  ) -> Timestamp {
    let starts = incidents.lazy.compactMap(\.startsAt)
    // A promise stands until its moment is past.
    let promises = incidents.lazy.compactMap { $0.nextUpdateDue?.advanced(by: 1) }
    let notices = announcements.lazy.flatMap { [$0.starts, $0.ends ?? $0.starts] }
    let changes: [Timestamp] = Array(starts) + promises + notices
    return changes.lazy.filter { $0 > moment }
      .reduce(quietUntil(after: moment, maintenances), min)
  }

  /// The same without what the clock does to incidents and announcements.
  func quietUntil(
    after moment: Timestamp, _ maintenances: [MaintenanceSnapshot]
  ) -> Timestamp {
    let zone = settings.timeZone
    let nextDay = zone.start(of: zone.date(at: moment).advanced(byDays: 1))
    let windows = maintenances.lazy.compactMap { maintenance -> Timestamp? in
      // Work that goes on past its end says so, unless it is unlike its plan already.
      let isAsPlanned = maintenance.trueSpan(at: moment) == nil
      let end = maintenance.state.isActive && isAsPlanned ? maintenance.window.end : nil
      return maintenance.startsByClock ?? maintenance.endsByClock ?? end
    }
    return ([nextDay] + windows).lazy.filter { $0 > moment }.min() ?? moment.advanced(by: 86_400)
  }
}
