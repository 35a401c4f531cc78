import StatusModel

/// Every update of every entry in the order of the feeds; a feed takes from it what it shows.
///
/// It keeps the place of an update, not the update, so ten thousand incidents are ordered once and
/// only the items of a feed are made.
struct FeedTimeline: Sendable {
  let snapshot: Snapshot
  let edits: EditTimes
  /// The newest of all, in the order of the feeds.
  private let newest: [FeedPlace]
  /// The same for each of `snapshot.components`: the updates of entries that ever named it.
  private let newestByComponent: [[FeedPlace]]

  /// - Parameter count: how many items a feed holds at most, but for those of the last two days: it
  ///   holds all of these, so that a reader that looks once a day misses none on the worst day.
  /// - Complexity: O(n log n) in the number of updates, times the components of an entry.
  init(of snapshot: Snapshot, edits: EditTimes, newest count: Int) {
    let incidents = snapshot.incidents.indices.flatMap(snapshot.places(ofIncident:))
    let maintenances = snapshot.maintenances.indices.flatMap(snapshot.places(ofMaintenance:))
    let places = (incidents + maintenances).sorted(by: snapshot.feedOrder)
    self.snapshot = snapshot
    self.edits = edits
    let recent = snapshot.moment.advanced(by: -FeedTimeline.heldFor)
    newest = Array(places.prefix(max(count, places.prefix { $0.time >= recent }.count)))
    newestByComponent = FeedTimeline.byComponent(
      places, of: snapshot, newest: count, since: recent)
  }

  /// Two days, in seconds.
  private static let heldFor = 2 * 86_400

  /// One walk over the places, newest first, hands each to its components.
  private static func byComponent(
    _ places: [FeedPlace], of snapshot: Snapshot, newest count: Int, since recent: Timestamp
  ) -> [[FeedPlace]] {
    var result = [[FeedPlace]](repeating: [], count: snapshot.components.count)
    func hand(_ place: FeedPlace, to component: ComponentIndex) {
      if result[component].count < count || place.time >= recent {
        result[component].append(place)
      }
    }
    for place in places {
      switch place.entry {
      case .incident(let index):
        for effect in snapshot.incidents[index].effects { hand(place, to: effect.component) }
      case .maintenance(let index), .clock(let index):
        for component in snapshot.maintenances[index].components { hand(place, to: component) }
      }
    }
    return result
  }

  /// The whole site's, newest first.
  var items: [FeedItem] { newest.map(item) }

  /// Those of incidents and maintenances that name `component`, newest first.
  func items(of component: ComponentIndex) -> [FeedItem] {
    newestByComponent[component].map(item)
  }

  /// All of one incident, newest first.
  ///
  /// - Parameter index: its place in `snapshot.incidents`.
  func items(ofIncident index: Int) -> [FeedItem] {
    snapshot.places(ofIncident: index).sorted(by: snapshot.feedOrder).map(item)
  }

  /// At most `count` incidents and maintenances with all of their items, newest first by their
  /// first update; same times by address.
  func historyEntries(_ count: Int) -> [HistoryEntry] {
    let incidents = snapshot.incidents.prefix(count).enumerated().map { index, incident in
      HistoryEntry(
        page: incident.page, title: incident.title, published: incident.createdAt, window: nil,
        trueSpan: nil, movedFrom: nil,
        items: items(ofIncident: index).enumerated().map { $0 == 0 ? $1 : $1.withoutPromise })
    }
    let maintenances = snapshot.maintenances.prefix(count).enumerated().map { index, maintenance in
      HistoryEntry(
        page: maintenance.page, title: maintenance.title, published: maintenance.createdAt,
        window: maintenance.window, trueSpan: maintenance.trueSpan(at: snapshot.moment),
        movedFrom: maintenance.movedFrom,
        items: snapshot.places(ofMaintenance: index).sorted(by: snapshot.feedOrder).map(item))
    }
    let entries = (incidents + maintenances).sorted {
      ($1.published, $0.page) < ($0.published, $1.page)
    }
    return Array(entries.prefix(count))
  }
}
