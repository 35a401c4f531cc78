import Addresses
import ContentReading
import Diagnostics
import FileSystem
import Ledger
import Planning
import SiteFiles
import SiteLoading
import StatusModel

/// All entries of a site, and what readers see of them at a moment.
struct SiteEntries: Sendable {
  /// In the byte order of their paths.
  let all: [KnownEntry]
  /// Those that were read, in the same order.
  let changed: [KnownEntry]
  /// Of those that have a postmortem.
  private let incidents: [Incident.ID: KnownEntry]
  let moment: Timestamp
  /// Whether links were looked for in old entries too.
  let knowsAllLinks: Bool

  /// - Parameters:
  ///   - site: of its entries it has those that were read.
  ///   - began: when the build began; what was changed later may have been read before.
  init(
    of site: Site, _ content: ReadContent, _ changed: ChangedEntries, at moment: Timestamp,
    since began: FileStamp.Time?
  ) async throws {
    let maker = try await EntryMaker(site, content, at: moment, since: began)
    let hasDrafts =
      content.reading.entries.contains { $0.isDraft } || changed.kept.contains { $0.isDraft }
    let entries = content.reading.entries
    let sources = content.sourcesOfEntries
    let made = try await concurrentMap(Array(entries.indices)) { place in
      maker.known(entries[place], from: sources[place], looksForLinks: hasDrafts)
    }
    let all =
      made.isEmpty
      ? changed.kept : (changed.kept + made).sorted { pathPrecedes($0.path, $1.path) }
    self.all = all
    self.changed = made
    let postmortems = Set(all.lazy.filter { $0.address.folder == .postmortems }.map(\.address.id))
    incidents =
      postmortems.isEmpty
      ? [:]
      : Dictionary(
        all.lazy.filter { $0.address.folder == .incidents && postmortems.contains($0.address.id) }
          .map { ($0.address.id, $0) }
      ) { first, _ in first }
    self.moment = moment
    knowsAllLinks = hasDrafts
  }

  private init(_ all: [KnownEntry], _ changed: [KnownEntry], like other: SiteEntries) {
    self.all = all
    self.changed = changed
    incidents = other.incidents
    moment = other.moment
    knowsAllLinks = other.knowsAllLinks
  }

  /// The same, with what readers were shown before, on which the keys depend too.
  func recalling(_ past: PastBuild) -> SiteEntries {
    guard !past.tellsNothing, !changed.isEmpty else { return self }
    let recalled = changed.map { $0.recalling(past) }
    var next = 0
    let all = all.map { entry in
      guard next < changed.count, entry === changed[next] else { return entry }
      next += 1
      return recalled[next - 1]
    }
    return SiteEntries(all, recalled, like: self)
  }

  /// - Parameter path: as it is, with subfolders.
  func entry(at path: String) -> KnownEntry? {
    let place = all.firstPlace { !pathPrecedes($0.path, path) }
    return place < all.count && all[place].path == path ? all[place] : nil
  }

  var drafts: [EntryPath] { all.lazy.filter(\.isDraft).map(\.address) }

  /// Whether an entry is over, and nothing has changed in it for ninety days. A postmortem is as old as
  /// its day, or its incident.
  func isClosedLongAgo(_ entry: KnownEntry) -> Bool {
    let limit = moment.ninetyDaysBefore
    switch entry.address.folder {
    case .incidents, .maintenance: return entry.shown.isOver(before: limit)
    case .postmortems:
      guard let incident = incidents[entry.address.id] else { return false }
      return isClosedLongAgo(incident) && entry.published.map { $0 < limit } ?? true
    case .announcements, .pages, .messages: return false
    }
  }

  /// The next moment at which any file changes though nobody writes anything.
  func nextTurn(after snapshot: Snapshot) -> Timestamp {
    all.lazy.compactMap(\.turnsAt).filter { $0 > snapshot.moment }.reduce(snapshot.holdsUntil, min)
  }

  /// The links that are to be looked at.
  func links(in site: Site) -> InnerLinks {
    let drafts = drafts
    let withLinks = all.filter { !($0.links ?? []).isEmpty }
    let old = withLinks.filter(isClosedLongAgo).map(\.plainPath)
    return InnerLinks(
      withLinks.flatMap { $0.links ?? [] }, drafts: drafts, besides: Set(old),
      languages: site.settings.languages)
  }
}

/// Makes of the entries that were read what is to be known of them.
private struct EntryMaker: Sendable {
  /// Of how many incidents, the latest, the text is kept however long they rest: feeds hold fifty of the
  /// site and of each component.
  private static let keptTexts = 500

  private let site: Site
  private let moment: Timestamp
  private let began: FileStamp.Time?
  private let turns: EntryTurns
  /// The places of the site's incidents.
  private let incidents: [Incident.ID: Int]
  /// What readers see of each, in the same order.
  private let shown: [IncidentSnapshot?]
  private let maintenances: [Maintenance.ID: Int]
  private let planned: [MaintenanceSnapshot?]
  private let postmortems: [Incident.ID: Postmortem]
  private let postmortemKeys: [Incident.ID: ContentKey]

  init(
    _ site: Site, _ content: ReadContent, at moment: Timestamp, since began: FileStamp.Time?
  ) async throws {
    self.site = site
    self.began = began
    self.moment = moment
    turns = EntryTurns(of: site)
    postmortemKeys = Dictionary(
      content.sources.lazy.filter { EntryFolder.postmortems.holds($0.file.path) }
        .compactMap { source in
          EntryPath(ofFile: source.file.path).map { ($0.id, ContentKey(of: source.file.bytes)) }
        }
    ) { first, _ in first }
    shown = try await site.incidentSnapshots(at: moment) {
      try await concurrentMap($0, runLength: 512, $1)
    }
    let history = site.history
    incidents = Dictionary(
      history.incidents.indices.lazy.map { (history.incidents[$0].id, $0) }
    ) { first, _ in first }
    planned = site.maintenanceSnapshots(at: moment)
    maintenances = Dictionary(
      history.maintenances.indices.lazy.map { (history.maintenances[$0].id, $0) }
    ) { first, _ in first }
    postmortems = Dictionary(site.history.postmortems.map { ($0.incident, $0) }) { first, _ in first
    }
  }

  func known(
    _ entry: SiteReading.Entry, from source: LoadedSource?, looksForLinks: Bool
  ) -> KnownEntry {
    let id = entry.address.id
    var shown = KnownEntry.Shown.nothing
    var (lastUpdate, published, turnsAt): (Timestamp?, Timestamp?, Timestamp?) = (nil, nil, nil)
    var keepsText = true
    var parts = [source.map { ContentKey(of: $0.file.bytes) }]
    switch entry.address.folder {
    case .incidents:
      guard let place = incidents[id] else { break }
      let incident = site.history.incidents[place]
      shown = self.shown[place].map(KnownEntry.Shown.incident) ?? .nothing
      lastUpdate = incident.isDraft ? nil : incident.updates.last?.time
      keepsText =
        place + EntryMaker.keptTexts >= site.history.incidents.count
        || !shown.isOver(before: moment.ninetyDaysBefore)
      let postmortem = postmortems[id]
      turnsAt = turns.next(
        of: incident, self.shown[place], postmortem: postmortem, after: moment)
      if postmortem != nil { parts.append(postmortemKeys[id]) }
    case .maintenance:
      guard let place = maintenances[id] else { break }
      let maintenance = site.history.maintenances[place]
      shown = planned[place].map(KnownEntry.Shown.maintenance) ?? .nothing
      lastUpdate = maintenance.isDraft ? nil : maintenance.updates.last?.time
      turnsAt = turns.next(of: maintenance, after: moment)
    case .postmortems:
      published = postmortems[id]?.published.map { site.settings.timeZone.start(of: $0) }
    case .announcements, .pages, .messages: break
    }
    let key = ContentKey { key in
      // A file of another name is another entry.
      key.add(id)
      for part in parts { key.add(orNone: part) { $0.add($1) } }
      // What is shown of an entry that will still change is not decided by its file alone: it is the same
      // until its next turn.
      key.add(orNone: turnsAt) { parts, turn in
        parts.add(turn.seconds)
        var facts = CacheWriter()
        facts.write(shown)
        parts.add(facts.bytes)
      }
    }
    return KnownEntry(
      path: entry.path, stamp: source?.stamp.flatMap(settled), address: entry.address,
      isDraft: entry.isDraft,
      isImported: entry.isImported, lastUpdate: lastUpdate, published: published,
      turnsAt: turnsAt, diagnostics: entry.diagnostics,
      links: looksForLinks || !shown.isOver(before: moment.ninetyDaysBefore)
        ? entry.places.map { innerLinks(at: $0, of: site.settings.url) } : nil,
      shown: shown, key: key,
      text: keepsText ? source?.file.bytes ?? [] : [])
  }

  /// Nil for a file that was changed so late that a later change may not show.
  private func settled(_ stamp: FileStamp) -> FileStamp? {
    guard let began else { return nil }
    return max(stamp.modified, stamp.changed) < began ? stamp : nil
  }

}

extension Timestamp {
  fileprivate var ninetyDaysBefore: Timestamp { advanced(by: -90 * 86_400) }
}

extension KnownEntry.Shown {
  /// Whether it is over, and nothing was said of it since.
  fileprivate func isOver(before limit: Timestamp) -> Bool {
    switch self {
    case .nothing: false
    case .incident(let incident): !incident.state.isOpen && incident.lastUpdateAt < limit
    case .maintenance(let maintenance):
      maintenance.state.isOver && maintenance.updatedAt < limit
    }
  }
}

extension KnownEntry {
  /// The same, with what readers were shown before.
  fileprivate func recalling(_ past: PastBuild) -> KnownEntry {
    let shown: Shown =
      switch shown {
      case .nothing: .nothing
      case .incident(let incident): .incident(incident.recalling(past.recollection))
      case .maintenance(let maintenance): .maintenance(maintenance.recalling(past.recollection))
      }
    return KnownEntry(
      path: path, stamp: stamp, address: address, isDraft: isDraft, isImported: isImported,
      lastUpdate: lastUpdate, published: published,
      turnsAt: [turnsAt, past.nextTurn(of: self)].compactMap { $0 }.min(),
      diagnostics: diagnostics, links: links, shown: shown, edits: past.edits(of: self),
      key: past.key(of: self), text: text)
  }
}
