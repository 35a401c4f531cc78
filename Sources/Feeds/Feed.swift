import StatusModel

/// What a feed says, before it is written in one of the forms that readers know.
struct Feed: Sendable {
  let title: String
  let description: String?
  /// BCP 47.
  let language: String
  /// Where the feed itself lies.
  let selfURL: String
  /// The page that the feed is about, with a slash at its end.
  let homeURL: String
  /// The site's address, with a slash at its end: items' pages are relative to it.
  let baseURL: String
  let timeZone: TimeZoneRules
  /// Newest first.
  let items: [FeedItem]
  let words: FeedWords

  /// A feed of the whole site.
  ///
  /// - Parameter path: where it lies in the output folder.
  init(path: String, of settings: SiteSettings, items: [FeedItem], in words: FeedWords) {
    title = settings.name
    description = settings.description
    language = settings.language
    baseURL = settings.url + "/"
    homeURL = baseURL
    selfURL = baseURL + path
    timeZone = settings.timeZone
    self.items = items
    self.words = words
  }

  /// When the feed last had news: never the time of the build, so an unchanged feed keeps its bytes.
  /// Nil while it has no item.
  var updatedAt: Timestamp? { items.first?.time }

  /// An item's permanent address, which is its id too.
  func address(of item: FeedItem) -> String {
    "\(baseURL)\(item.page)#\(item.anchor)"
  }

  /// `[Identified] Elevated API error rates`.
  func title(of item: FeedItem) -> String {
    let word = item.changesState ? words.word(for: item.state) : words.update
    return "[\(word)] \(item.title)"
  }
}
