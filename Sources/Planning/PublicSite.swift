package import StatusModel

/// All that a renderer may see of a site: what readers see at one moment, and who tells it.
///
/// A class, because every page asks it: one reference, not a copy of all that is in it.
package final class PublicSite: Sendable {
  package let settings: SiteSettings
  /// Worst first.
  package let severities: [Severity]
  /// In the order of their ids.
  package let pages: [ExtraPage]
  package let snapshot: Snapshot
  /// When texts were corrected that readers had seen.
  package let edits: EditTimes
  package let keys: SiteKeys
  /// Whether this is the page of another moment than the present: a picture, which promises nothing.
  package let isPicture: Bool

  package init(
    settings: SiteSettings, severities: [Severity], pages: [ExtraPage], snapshot: Snapshot,
    edits: EditTimes, keys: SiteKeys, isPicture: Bool
  ) {
    self.settings = settings
    self.severities = severities
    self.pages = pages
    self.snapshot = snapshot
    self.edits = edits
    self.keys = keys
    self.isPicture = isPicture
  }
}

/// What decides the content of a site, piece by piece.
package struct SiteKeys: Hashable, Sendable {
  /// Of the program, the settings and the theme.
  package let frame: ContentKey
  /// Of `Snapshot.incidents`, in their order.
  package let incidents: [ContentKey]
  /// Of `Snapshot.maintenances`, in their order.
  package let maintenances: [ContentKey]
  /// Of all incidents and maintenances together.
  package let history: ContentKey
  /// Of everything that a site shows at its moment: the moment itself, the history, the components,
  /// the announcements, the extra pages.
  package let moment: ContentKey

  package init(
    frame: ContentKey, incidents: [ContentKey], maintenances: [ContentKey], history: ContentKey,
    moment: ContentKey
  ) {
    self.frame = frame
    self.incidents = incidents
    self.maintenances = maintenances
    self.history = history
    self.moment = moment
  }
}

extension PublicSite {
  /// For a caller that makes every file, and so needs no keys.
  ///
  /// - Parameter snapshot: of `site`.
  package convenience init(
    of site: Site, _ snapshot: Snapshot, edits: EditTimes = [:], isPicture: Bool = false
  ) {
    let none = ContentKey { _ in }
    self.init(
      settings: site.settings, severities: site.severities, pages: site.pages, snapshot: snapshot,
      edits: edits,
      keys: SiteKeys(
        frame: none, incidents: snapshot.incidents.map { _ in none },
        maintenances: snapshot.maintenances.map { _ in none }, history: none, moment: none),
      isPicture: isPicture)
  }
}
