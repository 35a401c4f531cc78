import Addresses
package import SiteFiles
package import StatusModel

/// Every file for programs: feeds, calendars, the hosted standard's API, the uptime figures.
///
/// Pure, and each file's bytes are made only when they are asked for. No path is planned twice.
///
/// - Parameters:
///   - snapshot: made from `site`.
///   - edits: when texts were corrected that readers had seen.
/// - Complexity: O(n log n) in the number of updates, for their order in the feeds; no text is
///   rendered but that of the newest 50 entries of each kind, of each component's newest 50 items and
///   those of two days, and of whatever is open or was closed of late.
package func planFeeds(
  of site: Site, _ snapshot: Snapshot, in words: FeedWords = .english, edits: EditTimes = [:]
) -> [OutputFile] {
  let timeline = FeedTimeline(of: snapshot, edits: edits, newest: newestCount)
  return planUpdateFeeds(of: site.settings, timeline, in: words)
    + planHistoryFeeds(of: site.settings, timeline, in: words)
    + planCalendars(of: site.settings, snapshot, in: words)
    + planStatusAPI(of: site, snapshot)
    + [
      OutputFile(path: "api/uptime.json") {
        uptimeDocument(of: site.settings, snapshot).bytes
      }
    ]
}

/// How many items a feed holds, and how many entries a list of the API.
let newestCount = 50

private func planStatusAPI(of site: Site, _ snapshot: Snapshot) -> [OutputFile] {
  let api = StatusAPI(of: site.settings, snapshot)
  return StatuspageDocument.allCases.map { document in
    OutputFile(path: document.path) { api.value(of: document).bytes }
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
