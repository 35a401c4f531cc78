import StatusModel

/// An item of a feed as RSS and Atom know it.
struct FeedPost: Hashable, Sendable {
  /// Its permanent address, which is its id too unless it had another one before.
  let address: String
  let title: String
  /// Never changes.
  let published: Timestamp
  /// The last change that readers would want to know of.
  let updated: Timestamp
  let components: [FeedItem.AffectedComponent]
  /// Without a relative link.
  let html: String
  /// Whose ids stand in place of the address.
  var former = FormerPlaces.none
}

extension [FeedPost] {
  /// When a feed last had news: never the time of the build, so an unchanged feed keeps its bytes.
  /// Nil while it has no item.
  var updatedAt: Timestamp? { map(\.updated).max() }
}
