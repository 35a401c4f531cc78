import StatusModel

/// What the feeds of one subject tell, in whatever form: each text is rendered once for all of them.
struct FeedNews: Sendable {
  /// Newest first.
  let items: [FeedItem]
  /// The same as RSS and Atom know them. What is corrected later is no news: a post keeps its id
  /// and is published at its update's own time.
  let posts: [FeedPost]
  let text: FeedText

  init(_ items: [FeedItem], in text: FeedText) {
    self.items = items
    self.text = text
    posts = items.map { item in
      FeedPost(
        address: text.address(of: item), title: text.title(of: item), published: item.time,
        updated: item.updated, components: item.components, html: text.html(of: item))
    }
  }
}
