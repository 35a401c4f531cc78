import Planning
import StatusModel

/// The feeds whose item is an update: of the site, of each component, and of each incident that
/// somebody may still follow. Each lies beside the page of its subject.
struct UpdateFeedPlan {
  let site: PublicSite
  let sources: FeedSources
  let timeline: Memo<FeedTimeline>
  let text: FeedText

  private var snapshot: Snapshot { site.snapshot }

  var files: [PlannedFile] {
    let components = snapshot.mentionedComponents.flatMap { index in
      allForms(
        about: .component(snapshot.components[index], site.settings),
        from: sources.byComponent[index]
      ) { $0.items(of: index) }
    }
    let followed = snapshot.incidents.indices.filter {
      snapshot.incidents[$0].isFollowed(at: snapshot.moment)
    }
    return allForms(about: .site(site.settings, snapshot), from: sources.site) { $0.items }
      + components + followed.map(feed)
  }

  /// Three files of the same news; they are made when the first file asks for them.
  private func allForms(
    about subject: FeedSubject, from source: FeedSources.Source,
    items: @escaping @Sendable (FeedTimeline) -> [FeedItem]
  ) -> [PlannedFile] {
    let news = Memo { [text, timeline] in FeedNews(items(timeline.value(of: $0)), in: text) }
    let key = key(of: source, about: subject)
    let needs = PlannedFile.Needs.incidents(source.incidents)
    return [
      file("feed.xml", about: subject, key, needs) { $0.rss(news.value(of: $1).posts) },
      file("atom.xml", about: subject, key, needs) { $0.atom(news.value(of: $1).posts) },
      file("feed.json", about: subject, key, needs) {
        Feed(head: $0, news: news.value(of: $1)).json.bytes
      },
    ]
  }

  private func key(of source: FeedSources.Source, about subject: FeedSubject) -> ContentKey {
    ContentKey { parts in
      parts.add(subject.since.seconds)
      parts.add(each: source.incidents) { $0.add(site.keys.incidents[$1]) }
      parts.add(each: source.maintenances) { $0.add(site.keys.maintenances[$1]) }
      parts.add(orNone: source.dependsOnMoment ? snapshot.moment : nil) { $0.add($1.seconds) }
    }
  }

  private func feed(ofIncident place: Int) -> PlannedFile {
    file(
      "feed.xml", about: .incident(snapshot.incidents[place], site.settings),
      site.keys.incidents[place], .incident(place)
    ) { [text, timeline] head, site in
      head.rss(FeedNews(timeline.value(of: site).items(ofIncident: place), in: text).posts)
    }
  }

  private func file(
    _ name: String, about subject: FeedSubject, _ key: ContentKey, _ needs: PlannedFile.Needs,
    bytes: @escaping @Sendable (FeedHead, PublicSite) -> [UInt8]
  ) -> PlannedFile {
    let path = subject.folder + name
    return PlannedFile(
      path: path, key: FileKey(frame: site.keys.frame, content: key), needs: needs
    ) { bytes(FeedHead(path: path, about: subject, of: $0.settings), $0) }
  }
}

/// The feeds whose item is a whole incident or maintenance, where the hosted standard has them.
func planHistoryFeeds(
  of site: PublicSite, _ timeline: Memo<FeedTimeline>, in words: FeedWords
) -> [PlannedFile] {
  let places = Array(site.snapshot.incidents.indices.prefix(historyCount))
  let key = ContentKey { parts in
    parts.add(site.snapshot.since.seconds)
    parts.add(each: site.keys.incidents.prefix(historyCount)) { $0.add($1) }
    parts.add(each: site.keys.maintenances.prefix(historyCount)) { $0.add($1) }
  }
  func file(
    _ path: String, _ bytes: @escaping @Sendable (HistoryFeed) -> [UInt8]
  ) -> PlannedFile {
    PlannedFile(
      path: path, key: FileKey(frame: site.keys.frame, content: key), needs: .incidents(places)
    ) { site in
      let subject = FeedSubject.past(site.settings, site.snapshot, in: words)
      return bytes(
        HistoryFeed(
          head: FeedHead(path: path, about: subject, of: site.settings),
          entries: timeline.value(of: site).historyEntries(historyCount),
          text: FeedText(of: site.settings, in: words)))
    }
  }
  return [
    file("history.rss") { $0.head.rss($0.posts) }, file("history.atom") { $0.head.atom($0.posts) },
  ]
}

/// How many entries a history feed holds: as many as the hosted standard's.
private let historyCount = 25
