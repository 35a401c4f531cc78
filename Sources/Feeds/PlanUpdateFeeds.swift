import SiteFiles
import StatusModel

/// The feeds whose item is an update: of the site, of each component, and of each incident that
/// somebody may still follow.
func planUpdateFeeds(
  of settings: SiteSettings, _ timeline: FeedTimeline, in words: FeedWords
) -> [OutputFile] {
  let snapshot = timeline.snapshot
  let plan = UpdateFeedPlan(settings: settings, text: FeedText(of: settings, in: words))
  let components = snapshot.components.enumerated().flatMap { index, component in
    plan.allForms(about: .component(component.component, settings, snapshot)) {
      timeline.items(of: index)
    }
  }
  let incidents = snapshot.incidents.enumerated().compactMap { index, incident in
    incident.isFollowed(at: snapshot.moment)
      ? plan.rss(about: .incident(incident, settings)) { timeline.items(ofIncident: index) } : nil
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

  func allForms(
    about subject: FeedSubject, items: @escaping @Sendable () -> [FeedItem]
  ) -> [OutputFile] {
    [
      rss(about: subject, items: items),
      file("atom.xml", about: subject, items: items) { $0.head.atom($0.posts) },
      file("feed.json", about: subject, items: items) { $0.json.bytes },
    ]
  }

  func rss(
    about subject: FeedSubject, items: @escaping @Sendable () -> [FeedItem]
  ) -> OutputFile {
    file("feed.xml", about: subject, items: items) { $0.head.rss($0.posts) }
  }

  private func file(
    _ name: String, about subject: FeedSubject, items: @escaping @Sendable () -> [FeedItem],
    bytes: @escaping @Sendable (Feed) -> [UInt8]
  ) -> OutputFile {
    let head = FeedHead(path: subject.folder + name, about: subject, of: settings)
    return OutputFile(path: subject.folder + name) {
      bytes(Feed(head: head, items: items(), text: text))
    }
  }
}
