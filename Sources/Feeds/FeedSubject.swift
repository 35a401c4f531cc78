import StatusModel

/// What a feed or a calendar is about: the whole site, its past, one component, one incident.
struct FeedSubject: Hashable, Sendable {
  let title: String
  let description: String?
  /// The folder of its page, `components/api/`, relative to the site's address; empty for the site.
  let folder: String
  /// What a feed is dated by while nothing was told: 1970 where no content knows better.
  let since: Timestamp

  static func site(_ settings: SiteSettings, _ snapshot: Snapshot) -> FeedSubject {
    FeedSubject(
      title: settings.name, description: settings.description, folder: "",
      since: snapshot.components.map { since($0.component, settings, snapshot) }.max() ?? epoch)
  }

  /// Everything that happened, an entry each.
  static func past(
    _ settings: SiteSettings, _ snapshot: Snapshot, in words: FeedWords
  ) -> FeedSubject {
    FeedSubject(
      title: filled(words.historyOf, ["{name}": settings.name]),
      description: settings.description, folder: "history/",
      since: site(settings, snapshot).since)
  }

  static func component(
    _ component: Component, _ settings: SiteSettings, _ snapshot: Snapshot
  ) -> FeedSubject {
    FeedSubject(
      title: "\(settings.name): \(component.name)", description: component.description,
      folder: "components/\(component.id)/", since: since(component, settings, snapshot))
  }

  static func incident(_ incident: IncidentSnapshot, _ settings: SiteSettings) -> FeedSubject {
    FeedSubject(
      title: "\(settings.name): \(incident.title)", description: nil,
      folder: "incidents/\(incident.id)/", since: incident.createdAt)
  }

  private static let epoch = Timestamp(seconds: 0)

  /// A day that is yet to come is not known: no date in a feed lies in the future.
  private static func since(
    _ component: Component, _ settings: SiteSettings, _ snapshot: Snapshot
  ) -> Timestamp {
    guard let day = component.since else { return epoch }
    let start = settings.timeZone.start(of: day)
    return start <= snapshot.moment ? start : epoch
  }
}
