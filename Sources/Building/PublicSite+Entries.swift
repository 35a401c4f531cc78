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
  convenience init(of site: Site, _ entries: ToldEntries, frame: ContentKey) {
    // Paths begin with a day, so that the latest come last.
    let told = entries.all.reversed()
    let snapshot = site.snapshot(
      at: entries.moment, told.compactMap(\.incident), told.compactMap(\.maintenance))
    let keys = EntryKeys(entries.all)
    let incidents = keys.incidents(snapshot.incidents)
    let maintenances = keys.maintenances(snapshot.maintenances)
    let history = ContentKey { parts in
      parts.add(each: incidents) { $0.add($1) }
      parts.add(each: maintenances) { $0.add($1) }
    }
    let moment = ContentKey { parts in
      parts.add(entries.moment.seconds)
      parts.add(history)
      parts.add(each: snapshot.announcements) { parts, notice in
        parts.add(notice.id)
        parts.add(notice.title)
        parts.add(notice.text)
        parts.add(each: notice.translations) {
          $0.add($1.language)
          $0.add($1.text)
        }
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
        frame: frame, incidents: incidents, maintenances: maintenances, history: history,
        moment: moment))
  }

  /// The same, with the timelines of more incidents.
  func reading(_ timelines: [Int: IncidentSnapshot.Timeline]) -> PublicSite {
    guard !timelines.isEmpty else { return self }
    return PublicSite(
      settings: settings, severities: severities, pages: pages,
      snapshot: snapshot.reading(timelines), edits: edits, keys: keys)
  }
}

/// The keys of entries by their ids.
private struct EntryKeys {
  private var incidents: [Incident.ID: ContentKey] = [:]
  private var maintenances: [Maintenance.ID: ContentKey] = [:]

  init(_ entries: [KnownEntry]) {
    incidents.reserveCapacity(entries.count)
    for entry in entries {
      switch entry.address.folder {
      case .incidents: incidents[entry.address.id] = entry.key
      case .maintenance: maintenances[entry.address.id] = entry.key
      case .postmortems, .announcements, .pages, .messages: break
      }
    }
  }

  func incidents(_ snapshots: [IncidentSnapshot]) -> [ContentKey] {
    snapshots.indices.map { incidents[snapshots[$0].id] ?? ContentKey { _ in } }
  }

  func maintenances(_ snapshots: [MaintenanceSnapshot]) -> [ContentKey] {
    snapshots.indices.map { maintenances[snapshots[$0].id] ?? ContentKey { _ in } }
  }
}
