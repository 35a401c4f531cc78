import StatusModel

/// A feed whose item is a whole incident or maintenance, in the hosted standard's shape: its id and
/// its publication stay, its text grows.
struct HistoryFeed: Sendable {
  let head: FeedHead
  /// Newest first.
  let entries: [HistoryEntry]
  let text: FeedText

  var posts: [FeedPost] {
    entries.map { entry in
      FeedPost(
        address: text.baseURL + entry.page, title: entry.title, published: entry.published,
        updated: entry.updated, components: entry.components, html: text.html(of: entry),
        former: entry.former)
    }
  }
}

/// All that was told of one incident or maintenance.
struct HistoryEntry: Hashable, Sendable {
  /// `incidents/2026-11-20-api-errors/`, relative to the site's address.
  let page: String
  let title: String
  /// The first update's time: a maintenance is dated by its announcement, never by its window.
  let published: Timestamp
  /// When the work is planned, for a maintenance.
  let window: MaintenanceWindow?
  /// When the work really was, and the window before; nil where nothing differs.
  let trueSpan: StatusInterval?
  let movedFrom: MaintenanceWindow?
  /// Where readers knew it before, whose ids go on.
  let former: FormerPlaces
  /// Newest first, at least one.
  let items: [FeedItem]

  var updated: Timestamp { items.map(\.updated).max() ?? published }
  var components: [FeedItem.AffectedComponent] { items.first?.components ?? [] }
}
