import Addresses
import ContentReading
import Diagnostics
import Planning
import SiteFiles
import SiteLoading
import StatusModel

/// Reads what was said of incidents of which only that is needed for lists was known.
struct TimelineReader: Sendable {
  private let ground: Ground
  private let entries: SiteEntries
  private let latest: Timestamp?

  init(_ ground: Ground, _ entries: SiteEntries, latest: Timestamp?) {
    self.ground = ground
    self.entries = entries
    self.latest = latest
  }

  /// The site, with the timelines of these incidents.
  ///
  /// - Parameter places: in the snapshot's incidents.
  /// - Throws: `ChangedMeanwhile` where a file is no longer the one that was known.
  func site(_ shown: PublicSite, reading places: Set<Int>) async throws -> PublicSite {
    let incidents = shown.snapshot.incidents
    let missing = places.filter { incidents[$0].timeline == nil }
    guard !missing.isEmpty else { return shown }
    let ids = Dictionary(missing.map { (incidents[$0].id, $0) }) { one, _ in one }
    let known = entries.all.filter {
      ($0.address.folder == .incidents || $0.address.folder == .postmortems)
        && ids[$0.address.id] != nil
    }
    let files = known.map { entry in
      ground.paths.firstPlace { !pathPrecedes($0, entry.path) }
    }
    let loaded = try await ground.found.readEntries(files)
    guard loaded.sources.count == known.count,
      zip(loaded.sources, known).allSatisfy({
        $0.stamp != nil && $0.stamp == $1.stamp && $0.file.path == $1.path
      })
    else { throw ChangedMeanwhile() }
    let reading = try await SiteReading(
      of: ground.around.filter { $0.path == "status.yml" } + loaded.sources.map(\.file),
      status: ground.status, latest: latest, looksForLeaks: false)
    guard let site = reading.site()?.value else { throw ChangedMeanwhile() }
    let snapshots = try await site.incidentSnapshots(at: shown.snapshot.moment) {
      try await concurrentMap($0, runLength: 16, $1)
    }
    var timelines: [Int: IncidentSnapshot.Timeline] = [:]
    for incident in snapshots {
      guard let incident, let place = ids[incident.id] else { continue }
      timelines[place] = incident.timeline
    }
    guard timelines.count == missing.count else { throw ChangedMeanwhile() }
    return shown.reading(timelines)
  }
}

/// A file is another one than a moment ago: the build begins anew.
struct ChangedMeanwhile: Error {}
