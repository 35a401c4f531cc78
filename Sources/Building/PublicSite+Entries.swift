import Addresses
import Planning
import StatusModel

extension PublicSite {
  /// The site at a moment.
  ///
  /// - Parameters:
  ///   - site: whose history does not matter.
  ///   - entries: all of the site's.
  ///   - frame: of the program, the settings and the theme.
  convenience init(of site: Site, _ entries: SiteEntries, frame: ContentKey) {
    let incidents = entries.all.incidentsNewestFirst
    let maintenances = entries.all.maintenancesNewestFirst
    let snapshot = site.snapshot(
      at: entries.moment, incidents.map(\.shown), maintenances.map(\.shown))
    let history = ContentKey { parts in
      parts.add(each: incidents) { $0.add($1.key) }
      parts.add(each: maintenances) { $0.add($1.key) }
    }
    let moment = ContentKey { parts in
      parts.add(entries.moment.seconds)
      parts.add(history)
      parts.add(each: snapshot.announcements) { parts, notice in
        parts.add(notice.id)
        parts.add(notice.title)
        parts.add(notice.titleTranslations)
        parts.add(notice.text)
        parts.add(notice.translations)
      }
      parts.add(snapshot.holdsUntil.seconds)
    }
    var edits: EditTimes = [:]
    for entry in entries.all where !entry.edits.isEmpty {
      let page = entry.address.page?.folder ?? ""
      for (anchor, time) in entry.edits { edits["\(page)#\(anchor)"] = time }
    }
    self.init(
      settings: site.settings, severities: site.severities, pages: site.pages, snapshot: snapshot,
      edits: edits,
      keys: SiteKeys(
        frame: frame, incidents: incidents.map(\.key), maintenances: maintenances.map(\.key),
        history: history, moment: moment))
  }

  /// The same, with the timelines of more incidents.
  func reading(_ timelines: [Int: IncidentSnapshot.Timeline]) -> PublicSite {
    guard !timelines.isEmpty else { return self }
    return PublicSite(
      settings: settings, severities: severities, pages: pages,
      snapshot: snapshot.reading(timelines), edits: edits, keys: keys)
  }
}

/// What is shown of an entry, and its key.
private struct Keyed<Shown> {
  let shown: Shown
  let key: ContentKey
}

extension [KnownEntry] {
  /// In the order of a snapshot.
  fileprivate var incidentsNewestFirst: [Keyed<IncidentSnapshot>] {
    // Paths begin with a day, so that the latest come last.
    reversed().compactMap { entry in
      entry.incident.map { Keyed(shown: $0, key: entry.key) }
    }.sorted { $0.shown.isListed(before: $1.shown) }
  }

  /// In the order of a snapshot.
  fileprivate var maintenancesNewestFirst: [Keyed<MaintenanceSnapshot>] {
    reversed().compactMap { entry in
      entry.maintenance.map { Keyed(shown: $0, key: entry.key) }
    }.sorted { $0.shown.isListed(before: $1.shown) }
  }
}
