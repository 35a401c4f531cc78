import StatusModel

extension Feed {
  /// The feed as JSON Feed 1.1.
  ///
  /// - Source: jsonfeed.org, version 1.1.
  var json: JSONValue {
    let start: JSONValue = [
      "version": "https://jsonfeed.org/version/1.1",
      "title": .string(head.title),
      "home_page_url": .string(head.homeURL),
      "feed_url": .string(head.selfURL),
    ]
    let about: JSONValue = head.description.map { ["description": .string($0)] } ?? .object([])
    let hubs: JSONValue =
      head.hubs.isEmpty
      ? .object([])
      : ["hubs": .array(head.hubs.map { ["type": "WebSub", "url": .string($0)] })]
    return start.adding(about).adding(hubs).adding([
      "language": .string(head.language),
      "items": .array(zip(news.items, news.posts).map(jsonItem)),
    ])
  }

  private func jsonItem(_ item: FeedItem, _ post: FeedPost) -> JSONValue {
    let start: JSONValue = [
      "id": .string(post.address),
      "url": .string(post.address),
      "title": .string(post.title),
      "content_html": .string(post.html),
      "content_text": .string(news.text.plainText(of: item)),
      "date_published": .string(item.time.iso8601),
    ]
    let edit: JSONValue =
      item.edited.map { ["date_modified": .string($0.iso8601)] } ?? .object([])
    return start.adding(edit).adding([
      "tags": .array(item.components.map { .string($0.name) }),
      "_allclear": extra(of: item),
    ])
  }

  /// What a program would otherwise have to read out of the words.
  private func extra(of item: FeedItem) -> JSONValue {
    [
      "incident": .string(item.entry),
      "kind": .string(item.kind),
      "state": .string(item.state.id),
      "severity": .string(orNull: item.severity),
      "components": .array(
        item.components.map {
          ["id": .string($0.id), "name": .string($0.name), "status": .string($0.new.rawValue)]
        }),
      "next_update_at": .string(orNull: item.nextUpdate?.iso8601),
    ]
  }
}
