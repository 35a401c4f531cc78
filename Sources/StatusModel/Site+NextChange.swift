extension Site {
  /// The next moment at which the page changes though nobody writes anything: a day ends, a window
  /// opens or closes, a notice begins or ends, a promise is past, a feed of one incident ends.
  ///
  /// - Parameter snapshot: of this site, at the moment after which the change comes.
  /// - Complexity: linear in the number of entries.
  package func nextChange(after snapshot: Snapshot) -> Timestamp {
    let moment = snapshot.moment
    let midnight = settings.timeZone.start(of: snapshot.today.advanced(byDays: 1))
    let windows = history.maintenances.lazy.filter { !$0.isDraft && $0.isAutomatic }
      .flatMap { [$0.window.lowerBound, $0.window.upperBound] }
    let notices = announcements.lazy.flatMap { [$0.starts] + ($0.ends.map { [$0] } ?? []) }
    // An update may be dated a few minutes ahead.
    let updates = history.incidents.lazy.flatMap { $0.updates.lazy.map(\.time) }
    let planned = history.maintenances.lazy.flatMap { $0.updates.lazy.map(\.time) }
    let promises = snapshot.incidents.lazy.compactMap { $0.nextUpdateDue?.advanced(by: 1) }
    let feeds = snapshot.incidents.lazy.compactMap {
      $0.resolvedAt?.advanced(by: IncidentSnapshot.followedFor + 1)
    }
    let starts = history.incidents.lazy.compactMap(\.started)
    let later = [
      windows.nextMoment(after: moment), notices.nextMoment(after: moment),
      updates.nextMoment(after: moment), planned.nextMoment(after: moment),
      promises.nextMoment(after: moment), feeds.nextMoment(after: moment),
      starts.nextMoment(after: moment),
    ]
    return later.compactMap { $0 }.reduce(max(midnight, moment.advanced(by: 1)), min)
  }
}

extension Sequence<Timestamp> {
  fileprivate func nextMoment(after moment: Timestamp) -> Timestamp? {
    lazy.filter { $0 > moment }.min()
  }
}
