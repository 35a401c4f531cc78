/// A feed whose item is an update, before it is written as JSON, which tells more than the others.
struct Feed: Sendable {
  let head: FeedHead
  let news: FeedNews
}
