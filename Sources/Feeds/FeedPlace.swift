import StatusModel

/// Where an item comes from; small, because every update of a history has one while they are sorted.
struct FeedPlace: Sendable {
  enum Entry: Sendable {
    /// A place in `Snapshot.incidents`.
    case incident(Int)
    /// A place in `Snapshot.maintenances`.
    case maintenance(Int)
  }

  let time: Timestamp
  let entry: Entry
  /// The update's, from 0; a postmortem's is the number of all updates.
  let number: Int
}

extension Snapshot {
  /// The order of the feeds: the newest first, same times by address, and in one entry the later
  /// update first.
  func feedOrder(_ one: FeedPlace, _ other: FeedPlace) -> Bool {
    if one.time != other.time { return one.time > other.time }
    let pages = (page(of: one.entry), page(of: other.entry))
    return pages.0 != pages.1 ? pages.0 < pages.1 : one.number > other.number
  }

  private func page(of entry: FeedPlace.Entry) -> String {
    switch entry {
    case .incident(let index): incidents[index].page
    case .maintenance(let index): maintenances[index].page
    }
  }
}

extension Snapshot {
  /// One for the postmortem, then one for each update of the incident at `index`, newest first: nearly
  /// the order of the feeds.
  func places(ofIncident index: Int) -> [FeedPlace] {
    let updates = incidents[index].updates
    let told = updates.indices.reversed().map {
      FeedPlace(time: updates[$0].time, entry: .incident(index), number: $0)
    }
    guard let postmortem = incidents[index].postmortem else { return told }
    let last = FeedPlace(
      time: postmortem.publishedAt, entry: .incident(index), number: updates.count)
    return [last] + told
  }

  /// One for each update of the maintenance at `index`, newest first.
  func places(ofMaintenance index: Int) -> [FeedPlace] {
    let updates = maintenances[index].updates
    return updates.indices.reversed().map {
      FeedPlace(time: updates[$0].time, entry: .maintenance(index), number: $0)
    }
  }
}

extension IncidentSnapshot {
  /// The folder of its page, relative to the site's address.
  var page: String { "incidents/\(id)/" }

}

extension MaintenanceSnapshot {
  /// The folder of its page, relative to the site's address.
  var page: String { "maintenance/\(id)/" }
}
