import StatusModel

/// Every update of every entry in the order of the feeds; a feed takes from it what it shows.
///
/// It keeps the place of an update, not the update, so ten thousand incidents are ordered once and
/// only the items of a feed are made.
struct FeedTimeline: Sendable {
  private let snapshot: Snapshot
  /// The order of the feeds.
  private let places: [Place]

  /// - Complexity: O(n log n) in the number of updates.
  init(of snapshot: Snapshot) {
    self.snapshot = snapshot
    places = (incidentPlaces(in: snapshot) + maintenancePlaces(in: snapshot)).sorted()
  }

  /// At most `count` items, newest first.
  func newestItems(_ count: Int) -> [FeedItem] {
    places.prefix(count).map(item)
  }

  private func item(at place: Place) -> FeedItem {
    switch place.source {
    case .update(let incident, let update):
      item(of: snapshot.incidents[incident], update: update, page: place.page)
    case .postmortem(let incident, let postmortem):
      item(of: snapshot.incidents[incident], postmortem: postmortem, page: place.page)
    case .maintenance(let maintenance, let update):
      item(of: snapshot.maintenances[maintenance], update: update, page: place.page)
    }
  }

  private func item(of incident: IncidentSnapshot, update number: Int, page: String) -> FeedItem {
    let update = incident.updates[number]
    // The next update answers the promise of the one before it.
    let isNewest = number == incident.updates.count - 1
    return FeedItem(
      page: page, anchor: update.anchor, entry: incident.id, title: incident.title,
      state: .incident(update.state), changesState: update.declared != nil, time: update.time,
      severity: update.severity, newSeverity: update.newSeverity,
      components: affected(by: update.changes), nextUpdate: isNewest ? update.nextUpdate : nil,
      window: nil, text: update.text)
  }

  private func item(
    of incident: IncidentSnapshot, postmortem: PostmortemSnapshot, page: String
  ) -> FeedItem {
    FeedItem(
      page: page, anchor: PostmortemSnapshot.anchor, entry: incident.id, title: incident.title,
      state: .postmortem, changesState: true, time: postmortem.publishedAt,
      severity: incident.severity.id, newSeverity: nil,
      components: affected(by: incident.updates.last?.changes ?? []).map(\.unchanged),
      nextUpdate: nil, window: nil, text: postmortem.text)
  }

  private func item(
    of maintenance: MaintenanceSnapshot, update number: Int, page: String
  ) -> FeedItem {
    let update = maintenance.updates[number]
    return FeedItem(
      page: page, anchor: update.anchor, entry: maintenance.id, title: maintenance.title,
      state: .maintenance(update.state), changesState: update.declared != nil, time: update.time,
      severity: nil, newSeverity: nil, components: affected(by: update.changes),
      nextUpdate: nil, window: maintenance.window, text: update.text)
  }

  private func affected(by changes: [ComponentChange]) -> [FeedItem.AffectedComponent] {
    changes.map { change in
      let component = snapshot.components[change.component].component
      return FeedItem.AffectedComponent(
        id: component.id, name: component.name, old: change.old, new: change.new)
    }
  }
}

/// Where an item comes from, and what orders it: the newest first, same times by address, and in
/// one entry the later update first.
private struct Place: Comparable, Sendable {
  enum Source: Hashable, Sendable {
    case update(incident: Int, number: Int)
    case postmortem(incident: Int, PostmortemSnapshot)
    case maintenance(Int, number: Int)
  }

  let time: Timestamp
  let page: String
  /// From 0 within its page.
  let number: Int
  let source: Source

  static func < (one: Place, other: Place) -> Bool {
    if one.time != other.time { return one.time > other.time }
    if one.page != other.page { return one.page < other.page }
    return one.number > other.number
  }
}

private func incidentPlaces(in snapshot: Snapshot) -> [Place] {
  snapshot.incidents.enumerated().flatMap { index, incident in
    let page = "incidents/\(incident.id)/"
    let updates = incident.updates.enumerated().map { number, update in
      Place(
        time: update.time, page: page, number: number,
        source: .update(incident: index, number: number))
    }
    guard let postmortem = incident.postmortem else { return updates }
    return updates + [
      Place(
        time: postmortem.publishedAt, page: page, number: updates.count,
        source: .postmortem(incident: index, postmortem))
    ]
  }
}

private func maintenancePlaces(in snapshot: Snapshot) -> [Place] {
  snapshot.maintenances.enumerated().flatMap { index, maintenance in
    let page = "maintenance/\(maintenance.id)/"
    return maintenance.updates.enumerated().map { number, update in
      Place(
        time: update.time, page: page, number: number,
        source: .maintenance(index, number: number))
    }
  }
}
