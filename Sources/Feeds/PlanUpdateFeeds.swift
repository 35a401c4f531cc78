import SiteFiles
import StatusModel

/// The feeds whose item is an update: of the site, of each component, and of each incident that
/// somebody may still follow.
func planUpdateFeeds(
  of settings: SiteSettings, _ timeline: FeedTimeline, in words: FeedWords
) -> [OutputFile] {
  let snapshot = timeline.snapshot
  let plan = UpdateFeedPlan(settings: settings, text: FeedText(of: settings, in: words))
  let components = snapshot.toldComponents.flatMap { index in
    plan.allForms(about: .component(snapshot.components[index], settings)) {
      timeline.items(of: index)
    }
  }
  let followed = snapshot.incidents.indices.filter {
    snapshot.incidents[$0].isFollowed(at: snapshot.moment)
  }
  let incidents = followed.map { index in
    plan.rss(about: .incident(snapshot.incidents[index], settings)) {
      timeline.items(ofIncident: index)
    }
  }
  return plan.allForms(about: .site(settings, snapshot)) { timeline.items }
    + components + incidents
}

/// The feeds whose item is a whole incident or maintenance, where the hosted standard has them.
func planHistoryFeeds(
  of settings: SiteSettings, _ timeline: FeedTimeline, in words: FeedWords
) -> [OutputFile] {
  let subject = FeedSubject.past(settings, timeline.snapshot, in: words)
  @Sendable func feed(at path: String) -> HistoryFeed {
    HistoryFeed(
      head: FeedHead(path: path, about: subject, of: settings),
      entries: timeline.historyEntries(historyCount), text: FeedText(of: settings, in: words))
  }
  return [
    OutputFile(path: "history.rss") {
      let feed = feed(at: "history.rss")
      return feed.head.rss(feed.posts)
    },
    OutputFile(path: "history.atom") {
      let feed = feed(at: "history.atom")
      return feed.head.atom(feed.posts)
    },
  ]
}

/// How many entries a history feed holds: as many as the hosted standard's.
private let historyCount = 25

/// Lays the feeds of one subject beside its page.
private struct UpdateFeedPlan: Sendable {
  let settings: SiteSettings
  let text: FeedText

  /// Three files of the same news; they are made when the first file asks for them.
  func allForms(
    about subject: FeedSubject, items: @escaping @Sendable () -> [FeedItem]
  ) -> [OutputFile] {
    let news = MadeOnce { [text] in FeedNews(items(), in: text) }
    return [
      file("feed.xml", about: subject) { $0.rss(news.value.posts) },
      file("atom.xml", about: subject) { $0.atom(news.value.posts) },
      file("feed.json", about: subject) { Feed(head: $0, news: news.value).json.bytes },
    ]
  }

  func rss(
    about subject: FeedSubject, items: @escaping @Sendable () -> [FeedItem]
  ) -> OutputFile {
    file("feed.xml", about: subject) { [text] head in
      head.rss(FeedNews(items(), in: text).posts)
    }
  }

  private func file(
    _ name: String, about subject: FeedSubject,
    bytes: @escaping @Sendable (FeedHead) -> [UInt8]
  ) -> OutputFile {
    let head = FeedHead(path: subject.folder + name, about: subject, of: settings)
    return OutputFile(path: subject.folder + name) { bytes(head) }
  }
}
