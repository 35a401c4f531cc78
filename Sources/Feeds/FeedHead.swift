import StatusModel

/// What a feed says of itself, whatever its items are.
struct FeedHead: Hashable, Sendable {
  let title: String
  let description: String?
  /// BCP 47.
  let language: String
  /// Who speaks: the site's name.
  let author: String
  /// Where the feed itself lies, which is its id too.
  let selfURL: String
  /// The page that the feed is about, with a slash at its end.
  let homeURL: String
  /// The style of a feed that is opened in a browser.
  let styleURL: String
  /// What the feed is dated by while it has no item.
  let since: Timestamp
  /// Hubs of WebSub, by which readers hear of news at once.
  let hubs: [String]

  /// - Parameter path: where the feed lies in the output folder.
  init(path: String, about subject: FeedSubject, of settings: SiteSettings) {
    title = subject.title
    description = subject.description
    language = settings.language
    author = settings.name
    selfURL = "\(settings.url)/\(path)"
    homeURL = "\(settings.url)/\(subject.folder)"
    styleURL = "\(settings.url)/feed.css"
    since = subject.since
    hubs = settings.hubs
  }
}
