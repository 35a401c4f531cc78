import StatusModel

/// Where an item comes from, and what orders it: the newest first, same times by address, and in
/// one entry the later update first.
struct FeedPlace: Comparable, Sendable {
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

  static func < (one: FeedPlace, other: FeedPlace) -> Bool {
    if one.time != other.time { return one.time > other.time }
    if one.page != other.page { return one.page < other.page }
    return one.number > other.number
  }
}

extension IncidentSnapshot {
  /// The folder of its page, relative to the site's address.
  var page: String { "incidents/\(id)/" }

  /// One for each update, oldest first, and one for the postmortem.
  ///
  /// - Parameter index: its place in `Snapshot.incidents`.
  func feedPlaces(at index: Int) -> [FeedPlace] {
    let updates = updates.enumerated().map { number, update in
      FeedPlace(
        time: update.time, page: page, number: number,
        source: .update(incident: index, number: number))
    }
    guard let postmortem else { return updates }
    return updates + [
      FeedPlace(
        time: postmortem.publishedAt, page: page, number: updates.count,
        source: .postmortem(incident: index, postmortem))
    ]
  }
}

extension MaintenanceSnapshot {
  /// The folder of its page, relative to the site's address.
  var page: String { "maintenance/\(id)/" }

  /// One for each update, oldest first.
  ///
  /// - Parameter index: its place in `Snapshot.maintenances`.
  func feedPlaces(at index: Int) -> [FeedPlace] {
    updates.enumerated().map { number, update in
      FeedPlace(
        time: update.time, page: page, number: number, source: .maintenance(index, number: number))
    }
  }
}
