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
    let zone = settings.timeZone
    let nextDay = zone.start(of: zone.date(at: moment).advanced(byDays: 1))
    // By their places: to copy ten thousand incidents costs more than to look at them.
    let starts = incidents.indices.lazy.compactMap { incidents[$0].startsAt }
    // A promise stands until its moment is past.
    let promises = incidents.indices.lazy.compactMap {
      incidents[$0].nextUpdateDue?.advanced(by: 1)
    }
    let windows = maintenances.indices.lazy.compactMap { place -> Timestamp? in
      // Work that goes on past its end says so, unless it is unlike its plan already.
      let isAsPlanned = maintenances[place].trueSpan(at: moment) == nil
      let end =
        maintenances[place].state.isActive && isAsPlanned ? maintenances[place].window.end : nil
      return maintenances[place].startsByClock ?? maintenances[place].endsByClock ?? end
    }
    let notices = announcements.lazy.flatMap { [$0.starts, $0.ends ?? $0.starts] }
    let changes: [Timestamp] = [nextDay] + starts + promises + windows + notices
    return changes.lazy.filter { $0 > moment }.min() ?? moment.advanced(by: 86_400)
  }
}
