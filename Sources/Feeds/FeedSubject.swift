import Addresses
import StatusModel

/// What a feed or a calendar is about: the whole site, its past, one component, one incident.
struct FeedSubject: Hashable, Sendable {
  let title: String
  let description: String?
  /// The folder of its page, `components/api/`, relative to the site's address; empty for the site.
  let folder: String
  /// What a feed is dated by while nothing was told.
  let since: Timestamp

  static func site(_ settings: SiteSettings, _ snapshot: Snapshot) -> FeedSubject {
    FeedSubject(
      title: settings.name, description: settings.description, folder: "",
      since: snapshot.since)
  }

  /// Everything that happened, an entry each.
  static func past(
    _ settings: SiteSettings, _ snapshot: Snapshot, in words: FeedWords
  ) -> FeedSubject {
    FeedSubject(
      title: filled(words.historyOf, ["{name}": settings.name]),
      description: settings.description, folder: PageAddress.history.folder,
      since: snapshot.since)
  }

  static func component(
    _ snapshot: ComponentSnapshot, _ settings: SiteSettings
  ) -> FeedSubject {
    let component = snapshot.component
    return FeedSubject(
      title: "\(settings.name): \(component.name)", description: component.description,
      folder: PageAddress.component(component.id).folder, since: snapshot.createdAt)
  }

  static func incident(_ incident: IncidentSnapshot, _ settings: SiteSettings) -> FeedSubject {
    FeedSubject(
      title: "\(settings.name): \(incident.title)", description: nil,
      folder: PageAddress.incident(incident.id).folder, since: incident.createdAt)
  }
}
