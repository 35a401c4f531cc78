import Addresses
import StatusModel

/// Where an item comes from; small, because every update of a history has one while they are sorted.
struct FeedPlace: Sendable {
  enum Entry: Sendable {
    /// A place in `Snapshot.incidents`.
    case incident(Int)
    /// A place in `Snapshot.maintenances`.
    case maintenance(Int)
    /// What the clock did to the maintenance of that place.
    case clock(Int)
  }

  let time: Timestamp
  let entry: Entry
  /// The update's or the clock's move's, from 0; a postmortem's is the number of all updates.
  let number: Int
  /// Its place in the order of the entry, for those of the same time.
  let order: Int
}

extension Snapshot {
  /// The order of the feeds: the newest first, same times by address, and in one entry the later
  /// update first.
  func feedOrder(_ one: FeedPlace, _ other: FeedPlace) -> Bool {
    if one.time != other.time { return one.time > other.time }
    let pages = (page(of: one.entry), page(of: other.entry))
    return pages.0 != pages.1 ? pages.0 < pages.1 : one.order > other.order
  }

  private func page(of entry: FeedPlace.Entry) -> String {
    switch entry {
    case .incident(let index): incidents[index].page
    case .maintenance(let index), .clock(let index): maintenances[index].page
    }
  }
}

extension Snapshot {
  /// One for the postmortem, then one for each update of the incident at `index`, newest first: nearly
  /// the order of the feeds.
  func places(ofIncident index: Int) -> [FeedPlace] {
    let updates = incidents[index].updates
    let shown = updates.indices.reversed().map {
      FeedPlace(time: updates[$0].time, entry: .incident(index), number: $0, order: $0)
    }
    guard let postmortem = incidents[index].postmortem else { return shown }
    let last = FeedPlace(
      time: postmortem.publishedAt, entry: .incident(index), number: updates.count,
      order: updates.count)
    return [last] + shown
  }

  /// One for each update of the maintenance at `index` and for each move of the clock, in no order.
  func places(ofMaintenance index: Int) -> [FeedPlace] {
    let updates = maintenances[index].updates
    let moves = maintenances[index].clockMoves
    return updates.indices.reversed().map {
      FeedPlace(
        time: updates[$0].time, entry: .maintenance(index), number: $0, order: 2 * $0 + 1)
    }
      + moves.indices.map {
        FeedPlace(
          time: moves[$0].time, entry: .clock(index), number: $0,
          order: 2 * moves[$0].updatesBefore)
      }
  }
}

extension IncidentSnapshot {
  /// The folder of its page, relative to the site's address.
  var page: String { PageAddress.incident(id).folder }
}

extension MaintenanceSnapshot {
  /// The folder of its page, relative to the site's address.
  var page: String { PageAddress.maintenance(id).folder }
}
