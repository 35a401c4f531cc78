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
  /// The update's, from 0; a postmortem's comes after the last update.
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

extension IncidentSnapshot {
  /// The folder of its page, relative to the site's address.
  var page: String { "incidents/\(id)/" }

  /// One for each update, oldest first, and one for the postmortem.
  ///
  /// - Parameter index: its place in `Snapshot.incidents`.
  func feedPlaces(at index: Int) -> [FeedPlace] {
    let times = updates.map(\.time) + (postmortem.map { [$0.publishedAt] } ?? [])
    return times.enumerated().map { FeedPlace(time: $1, entry: .incident(index), number: $0) }
  }
}

extension MaintenanceSnapshot {
  /// The folder of its page, relative to the site's address.
  var page: String { "maintenance/\(id)/" }

  /// One for each update, oldest first.
  ///
  /// - Parameter index: its place in `Snapshot.maintenances`.
  func feedPlaces(at index: Int) -> [FeedPlace] {
    updates.enumerated().map {
      FeedPlace(time: $1.time, entry: .maintenance(index), number: $0)
    }
  }
}
