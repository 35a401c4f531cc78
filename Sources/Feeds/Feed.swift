import StatusModel

/// A feed whose item is an update, before it is written in one of the forms that readers know.
struct Feed: Sendable {
  let head: FeedHead
  /// Newest first.
  let items: [FeedItem]
  let text: FeedText

  /// The items as RSS and Atom know them. What is corrected later is no news: a post is dated by
  /// its update's own time.
  var posts: [FeedPost] {
    items.map { item in
      FeedPost(
        address: text.address(of: item), title: text.title(of: item), published: item.time,
        updated: item.time, components: item.components, html: text.html(of: item))
    }
  }
}
