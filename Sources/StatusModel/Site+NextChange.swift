extension Site {
  /// The next moment at which any file changes though nobody writes anything: the page says something
  /// else, an update dated ahead becomes known, a feed of one incident ends.
  ///
  /// - Parameter snapshot: of this site, at the moment after which the change comes.
  /// - Complexity: linear in the number of updates.
  package func nextChange(after snapshot: Snapshot) -> Timestamp {
    let updates = history.incidents.lazy.flatMap { $0.updates.lazy.map(\.time) }
    let planned = history.maintenances.lazy.flatMap { $0.updates.lazy.map(\.time) }
    let feeds = snapshot.incidents.lazy.compactMap {
      $0.resolvedAt?.advanced(by: IncidentSnapshot.followedFor + 1)
    }
    let later = [
      updates.nextMoment(after: snapshot.moment), planned.nextMoment(after: snapshot.moment),
      feeds.nextMoment(after: snapshot.moment),
    ]
    return later.compactMap { $0 }.reduce(snapshot.holdsUntil, min)
  }
}

extension Sequence<Timestamp> {
  fileprivate func nextMoment(after moment: Timestamp) -> Timestamp? {
    lazy.filter { $0 > moment }.min()
  }
}
