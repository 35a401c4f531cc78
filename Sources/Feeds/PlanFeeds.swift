import Addresses
package import Planning
import StatusModel

/// Every file for programs: feeds, calendars, the hosted standard's API, the uptime figures.
///
/// - Complexity: O(n log n) in the number of incidents, for their order in the feeds; no text is
///   rendered but that of the newest 50 entries of each kind, of each component's newest 50 items and
///   those of two days, and of whatever is open or was closed of late.
package func feedPlanner(in words: FeedWords = .english) -> Planner {
  { site in
    let sources = FeedSources(of: site.snapshot)
    let timeline = Memo { FeedTimeline(of: $0, from: sources) }
    let plan = UpdateFeedPlan(
      site: site, sources: sources, timeline: timeline,
      text: FeedText(of: site.settings, in: words))
    return plan.files + planHistoryFeeds(of: site, timeline, in: words)
      + planCalendars(of: site, in: words) + planStatusAPI(of: site)
      + [
        PlannedFile(
          path: "api/uptime.json",
          key: FileKey(frame: site.keys.frame, content: site.keys.moment)
        ) { uptimeDocument(of: $0.settings, $0.snapshot).bytes }
      ]
  }
}

/// How many entries a list of the API holds.
let newestCount = 50

private func planStatusAPI(of site: PublicSite) -> [PlannedFile] {
  let api = Memo { StatusAPI(of: $0.settings, $0.snapshot) }
  let status = statusKey(of: site)
  return StatuspageDocument.allCases.map { document in
    let entries = site.entries(of: document)
    let key = ContentKey { parts in
      parts.add(status)
      parts.add(each: entries.incidents) { $0.add(site.keys.incidents[$1]) }
      parts.add(each: entries.maintenances) { $0.add(site.keys.maintenances[$1]) }
    }
    return PlannedFile(
      path: document.path, key: FileKey(frame: site.keys.frame, content: key),
      needs: .incidents(entries.incidents)
    ) { api.value(of: $0).value(of: document).bytes }
  }
}

/// What every document of the API may say of the site at its moment.
private func statusKey(of site: PublicSite) -> ContentKey {
  let snapshot = site.snapshot
  return ContentKey { parts in
    // Ids of the API, which all entries together decide.
    parts.add(site.keys.history)
    parts.add(snapshot.pageStatus.indicator.rawValue)
    parts.add(snapshot.pageStatus.description.rawValue)
    for number in [
      snapshot.breadth.affected, snapshot.breadth.total, snapshot.since.seconds,
      snapshot.updatedAt.seconds,
    ] { parts.add(number) }
    parts.add(each: snapshot.components) { parts, component in
      parts.add(component.presence == .present)
      parts.add(component.position)
      parts.add(component.status.rawValue)
      parts.add(component.createdAt.seconds)
      parts.add(component.updatedAt.seconds)
      parts.add(orNone: component.group)
      parts.add(orNone: component.firstDay?.iso8601)
    }
    parts.add(each: snapshot.groups) { parts, group in
      parts.add(group.id)
      parts.add(group.position)
      parts.add(group.status.rawValue)
    }
  }
}

extension PublicSite {
  /// The entries that a document lists, by their places; perhaps more.
  fileprivate func entries(
    of document: StatuspageDocument
  ) -> (incidents: [Int], maintenances: [Int]) {
    let incidents = snapshot.incidents
    let maintenances = snapshot.maintenances
    let open = { incidents.indices.filter { incidents[$0].state.isOpen } }
    return switch document {
    case .status, .components: ([], [])
    case .summary: (open(), maintenances.indices.filter { !maintenances[$0].state.isOver })
    case .incidents: (Array(incidents.indices.prefix(newestCount)), [])
    case .unresolvedIncidents: (open(), [])
    case .maintenances: ([], Array(maintenances.indices))
    case .upcomingMaintenances:
      ([], maintenances.indices.filter { maintenances[$0].state == .scheduled })
    case .activeMaintenances:
      ([], maintenances.indices.filter { maintenances[$0].state.isActive })
    }
  }
}

extension StatusAPI {
  fileprivate func value(of document: StatuspageDocument) -> JSONValue {
    switch document {
    case .summary: summary
    case .status: statusDocument
    case .components: componentsDocument
    case .incidents: incidentsDocument
    case .unresolvedIncidents: unresolvedDocument
    case .maintenances: maintenancesDocument
    case .upcomingMaintenances: upcomingDocument
    case .activeMaintenances: activeDocument
    }
  }
}
