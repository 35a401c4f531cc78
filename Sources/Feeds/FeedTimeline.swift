import Planning
import StatusModel

/// Of which incidents the feeds can hold an item: found without their timelines.
///
/// An incident has an item at its last change, so those that changed last hold the newest items.
struct FeedSources: Sendable {
  /// How many items a feed holds at most, but for those of the last two days: it holds all of these,
  /// so that a reader that looks once a day misses none on the worst day.
  static let newestCount = 50
  /// Two days, in seconds.
  private static let heldFor = 2 * 86_400

  /// The incidents of one feed, and whether its length depends on the moment.
  struct Source: Sendable {
    /// Places in `Snapshot.incidents`, the last changed first.
    fileprivate(set) var incidents: [Int] = []
    fileprivate(set) var maintenances: [Int] = []
    /// How many items of the last two days there may be.
    fileprivate var recentCount = 0

    /// More than a feed otherwise holds: then which are of the last two days decides what it holds.
    var dependsOnMoment: Bool { recentCount > FeedSources.newestCount }
  }

  let site: Source
  /// For each of `Snapshot.components`: those that ever named it.
  let byComponent: [Source]

  /// - Complexity: O(n log n) in the number of incidents; nearly linear, since they come newest first.
  init(of snapshot: Snapshot) {
    let recent = FeedSources.recent(at: snapshot.moment)
    let incidents = snapshot.incidents
    let changed = incidents.indices.sorted { one, other in
      (incidents[other].updatedAt, one) < (incidents[one].updatedAt, other)
    }
    var site = Source()
    var byComponent = [Source](repeating: Source(), count: snapshot.components.count)
    func hand(_ place: Int, to source: inout Source) {
      let incident = (updatedAt: incidents[place].updatedAt, count: incidents[place].itemCount)
      let isRecent = incident.updatedAt >= recent
      // Those of the same moment are told apart by their addresses, which only items have.
      let isWanted =
        source.incidents.count < FeedSources.newestCount || isRecent
        || source.incidents.last.map { incidents[$0].updatedAt } == incident.updatedAt
      guard isWanted else { return }
      source.incidents.append(place)
      if isRecent { source.recentCount += incident.count }
    }
    for place in changed {
      hand(place, to: &site)
      for effect in incidents[place].effects {
        hand(place, to: &byComponent[effect.component])
      }
    }
    for (place, maintenance) in snapshot.maintenances.enumerated() {
      let count = maintenance.updates.count + maintenance.clockMoves.count
      site.maintenances.append(place)
      site.recentCount += maintenance.updatedAt >= recent ? count : 0
      for component in Set(maintenance.components) {
        byComponent[component].maintenances.append(place)
        byComponent[component].recentCount += maintenance.updatedAt >= recent ? count : 0
      }
    }
    self.site = site
    self.byComponent = byComponent
  }

  static func recent(at moment: Timestamp) -> Timestamp { moment.advanced(by: -heldFor) }
}

/// The updates of the newest entries in the order of the feeds; a feed takes from it what it shows.
///
/// It keeps the place of an update, not the update, so only the items of a feed are made.
struct FeedTimeline: Sendable {
  let snapshot: Snapshot
  let edits: EditTimes
  /// The newest of all, in the order of the feeds.
  private let newest: [FeedPlace]
  /// The same for each of `snapshot.components`: the updates of entries that ever named it.
  private let newestByComponent: [[FeedPlace]]

  /// - Parameter sources: of the same snapshot. Of their incidents, those count whose timelines were
  ///   read: all of a feed that is asked for.
  init(of site: PublicSite, from sources: FeedSources) {
    let snapshot = site.snapshot
    let wanted = Set(sources.site.incidents + sources.byComponent.flatMap(\.incidents))
    let read = wanted.filter { snapshot.incidents[$0].timeline != nil }.sorted()
    let incidents = read.flatMap(snapshot.places(ofIncident:))
    let maintenances = snapshot.maintenances.indices.flatMap(snapshot.places(ofMaintenance:))
    let places = (incidents + maintenances).sorted(by: snapshot.feedOrder)
    self.snapshot = snapshot
    edits = site.edits
    let recent = FeedSources.recent(at: snapshot.moment)
    let count = FeedSources.newestCount
    newest = Array(places.prefix(max(count, places.prefix { $0.time >= recent }.count)))
    newestByComponent = FeedTimeline.byComponent(
      places, of: snapshot, newest: count, since: recent)
  }

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
        trueSpan: nil, movedFrom: nil, former: incident.former,
        items: items(ofIncident: index).enumerated().map { $0 == 0 ? $1 : $1.withoutPromise })
    }
    let maintenances = snapshot.maintenances.prefix(count).enumerated().map { index, maintenance in
      HistoryEntry(
        page: maintenance.page, title: maintenance.title, published: maintenance.createdAt,
        window: maintenance.window, trueSpan: maintenance.trueSpan(at: snapshot.moment),
        movedFrom: maintenance.movedFrom, former: maintenance.former,
        items: snapshot.places(ofMaintenance: index).sorted(by: snapshot.feedOrder).map(item))
    }
    let entries = (incidents + maintenances).sorted {
      ($1.published, $0.page) < ($0.published, $1.page)
    }
    return Array(entries.prefix(count))
  }
}
