package import SiteFiles
package import StatusModel

/// Every file for programs: the feeds, the hosted standard's API, the uptime figures.
///
/// Pure, and each file's bytes are made only when they are asked for. No path is planned twice.
///
/// - Parameter snapshot: made from `site`.
/// - Complexity: O(n log n) in the number of updates, for their order in the feeds; no text is
///   rendered but that of the newest 50 entries of each kind, and of whatever is open.
package func planFeeds(
  of site: Site, _ snapshot: Snapshot, in words: FeedWords = .english
) -> [OutputFile] {
  planUpdateFeeds(of: site, snapshot, in: words) + planStatusAPI(of: site, snapshot)
    + [
      OutputFile(path: "api/uptime.json") {
        uptimeDocument(of: site.settings, snapshot).bytes
      }
    ]
}

/// How many items a feed holds, and how many entries a list of the API.
let newestCount = 50

private func planUpdateFeeds(
  of site: Site, _ snapshot: Snapshot, in words: FeedWords
) -> [OutputFile] {
  let timeline = FeedTimeline(of: snapshot)
  @Sendable func feed(at path: String) -> Feed {
    Feed(path: path, of: site.settings, items: timeline.newestItems(newestCount), in: words)
  }
  return [
    OutputFile(path: "feed.xml") { feed(at: "feed.xml").rss },
    OutputFile(path: "feed.json") { feed(at: "feed.json").json.bytes },
  ]
}

private func planStatusAPI(of site: Site, _ snapshot: Snapshot) -> [OutputFile] {
  let api = StatusAPI(of: site.settings, snapshot)
  let documents: [(String, @Sendable () -> JSONValue)] = [
    ("summary", { api.summary }),
    ("status", { api.statusDocument }),
    ("components", { api.componentsDocument }),
    ("incidents", { api.incidentsDocument }),
    ("incidents/unresolved", { api.unresolvedDocument }),
    ("scheduled-maintenances", { api.maintenancesDocument }),
    ("scheduled-maintenances/upcoming", { api.upcomingDocument }),
    ("scheduled-maintenances/active", { api.activeDocument }),
  ]
  return documents.map { name, document in
    OutputFile(path: "api/v2/\(name).json") { document().bytes }
  }
}
