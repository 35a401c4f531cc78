package import StatusModel

extension PublishedLedger {
  /// What the output shows that is made from `snapshot`.
  ///
  /// - Parameters:
  ///   - site: what the snapshot was made from, whose address and pages are in no snapshot.
  ///   - previous: what the last build left; a text that differs from it was edited at the
  ///     snapshot's moment, one that does not keeps the moment of its last edit.
  ///   - isPicture: the output is a page of the past.
  /// - Complexity: O(n log n) in the number of entries, for their order.
  package init(
    of snapshot: Snapshot, in site: Site, after previous: PublishedLedger?, isPicture: Bool = false
  ) {
    self.init(
      url: site.settings.url, places: snapshot.places(besides: site.pages),
      entries: PublishedLedger.entries(
        of: snapshot.incidents, snapshot.maintenances, imported: site.history.imported,
        after: previous, at: snapshot.moment, isPicture: isPicture),
      isPicture: isPicture)
  }

  /// What becomes known of entries.
  ///
  /// - Parameters:
  ///   - incidents: with their timelines, in any order.
  ///   - maintenances: in any order, as they follow from what is written.
  ///   - imported: those that readers knew elsewhere.
  ///   - previous: what the last build left of these entries, and of those that are gone.
  /// - Returns: in the order of a ledger.
  package static func entries(
    of incidents: [IncidentSnapshot], _ maintenances: [MaintenanceSnapshot],
    imported: Set<EntryAddress>, after previous: PublishedLedger?, at moment: Timestamp,
    isPicture: Bool
  ) -> [Entry] {
    let entries =
      incidents.map { Entry(of: $0) }.sorted { $0.address.id < $1.address.id }
      + maintenances.map { Entry(of: $0) }.sorted { $0.address.id < $1.address.id }
    guard let previous else { return entries }
    return Predecessors(
      of: entries, imported: imported, in: previous, at: moment, isPicture: isPicture
    ).continued
  }

  /// The ledger of a site that had none, as a file. No more than one line of it is held beside it.
  ///
  /// - Parameters: as above.
  package static func firstBytes(
    url: String, places: [EntryAddress], isPicture: Bool, of incidents: [IncidentSnapshot],
    _ maintenances: [MaintenanceSnapshot]
  ) -> [UInt8] {
    LedgerFile(
      url: url, places: places, isPicture: isPicture,
      incidents: incidents.sorted { $0.id < $1.id }.lazy.map { Entry(of: $0).line },
      maintenances: maintenances.sorted { $0.id < $1.id }.lazy.map { Entry(of: $0).line }
    ).bytes
  }

  /// What readers were shown that is written nowhere else, as a page of `moment` may tell it.
  package func recollection(at moment: Timestamp) -> Recollection {
    var incidents: [Incident.ID: Recollection.Entry] = [:]
    var maintenances: [Maintenance.ID: Recollection.Entry] = [:]
    for entry in entries {
      let late = entry.publishedAfterwards.flatMap { $0 <= moment ? $0 : nil }
      switch entry.address.kind {
      case .incident:
        guard let late else { continue }
        incidents[entry.address.id] = Recollection.Entry(publishedAfterwards: late)
      case .maintenance:
        let windows = entry.posts.compactMap { post in post.window.map { (post.anchor, $0) } }
        maintenances[entry.address.id] = Recollection.Entry(
          publishedAfterwards: late, windows: Dictionary(windows) { one, _ in one },
          clockMoves: entry.clockMoves.filter { $0.time <= moment })
      case .component, .page: continue
      }
    }
    return Recollection(incidents: incidents, maintenances: maintenances)
  }

  /// When texts were corrected, by their addresses; without edits later than `moment`, which a page
  /// as of an earlier moment cannot know.
  package func edits(at moment: Timestamp) -> EditTimes {
    var edits: EditTimes = [:]
    for entry in entries {
      for post in entry.posts {
        guard let edited = post.edited, edited <= moment else { continue }
        edits["\(entry.address.page)#\(post.anchor)"] = edited
      }
    }
    return edits
  }
}

extension PublishedLedger.Entry {
  /// In seconds: an entry that is written within a day is on time.
  private static let grace = 86_400

  /// When readers first saw it, if that was more than a day after its first update.
  fileprivate var publishedAfterwards: Timestamp? {
    guard let seen, let first = posts.first, seen.seconds(since: first.time) > Self.grace else {
      return nil
    }
    return seen
  }

  fileprivate func seen(at moment: Timestamp?) -> Self {
    PublishedLedger.Entry(
      address: address, window: window, seen: moment, posts: posts, clockMoves: clockMoves)
  }

  /// The same entry after `old`, whose texts, windows and moments readers know.
  fileprivate func continuing(_ old: Self, at moment: Timestamp) -> Self {
    let known = Dictionary(old.posts.map { ($0.anchor, $0) }, uniquingKeysWith: { one, _ in one })
    let moves = Set(clockMoves)
    let kept = old.clockMoves.filter { $0.time <= moment && !moves.contains($0) }
    return PublishedLedger.Entry(
      address: address, window: window, seen: old.seen,
      posts: posts.map { post in
        guard let before = known[post.anchor] else { return post }
        let shown = before.window ?? old.window
        return PublishedLedger.Post(
          anchor: post.anchor, time: post.time, digest: post.digest,
          edited: before.digest == post.digest ? before.edited : moment,
          window: shown == window ? nil : shown)
      },
      clockMoves: (clockMoves + kept).sorted { $0.time < $1.time })
  }
}

extension Snapshot {
  /// The components and pages that have an address, in the order of a ledger.
  package func places(besides pages: [ExtraPage]) -> [EntryAddress] {
    mentionedComponents.map { EntryAddress(.component, components[$0].component.id) }
      + pages.map { EntryAddress(.page, $0.id) }
  }
}

extension PublishedLedger.Entry {
  fileprivate init(of incident: IncidentSnapshot) {
    self.init(
      address: EntryAddress(.incident, incident.id),
      posts: writtenPosts(of: incident.updates, incident.postmortem))
  }

  fileprivate init(of maintenance: MaintenanceSnapshot) {
    self.init(
      address: EntryAddress(.maintenance, maintenance.id), window: maintenance.window,
      posts: writtenPosts(of: maintenance.updates),
      clockMoves: maintenance.clockMoves.map { .init(state: $0.state, time: $0.time) })
  }
}

extension History {
  package var imported: Set<EntryAddress> {
    // By their places: to copy ten thousand incidents for a look at each costs more than the look.
    let shown = incidents.indices.lazy.filter { incidents[$0].isImported }
      .map { EntryAddress(.incident, incidents[$0].id) }
    let planned = maintenances.indices.lazy.filter { maintenances[$0].isImported }
      .map { EntryAddress(.maintenance, maintenances[$0].id) }
    return Set(shown).union(planned)
  }
}

/// What the entries of a build were in the ledger before it.
private struct Predecessors {
  /// What makes an entry of another name the same one: its first update.
  private struct Key: Hashable {
    let kind: EntryAddress.Kind
    let anchor: String
    let digest: UInt64

    init?(_ entry: PublishedLedger.Entry) {
      guard let first = entry.posts.first else { return nil }
      kind = entry.address.kind
      anchor = first.anchor
      digest = first.digest
    }
  }

  private let entries: [PublishedLedger.Entry]
  private let old: [EntryAddress: PublishedLedger.Entry]
  private let renamed: [Key: PublishedLedger.Entry]
  /// Readers knew them elsewhere.
  private let imported: Set<EntryAddress>
  private let moment: Timestamp
  /// When a new entry was first seen; nil where the ledger before says nothing of it.
  private let first: Timestamp?

  init(
    of entries: [PublishedLedger.Entry], imported: Set<EntryAddress>, in previous: PublishedLedger,
    at moment: Timestamp,
    isPicture: Bool
  ) {
    self.entries = entries
    self.imported = imported
    self.moment = moment
    old = Dictionary(
      previous.entries.map { ($0.address, $0) }, uniquingKeysWith: { one, _ in one })
    let present = Set(entries.map(\.address))
    let gone = previous.entries.filter { !present.contains($0.address) }
    renamed = Dictionary(
      gone.compactMap { entry in Key(entry).map { ($0, entry) } },
      uniquingKeysWith: { one, _ in one })
    // Between a page of the past and the present, readers may have seen anything.
    first = previous.isPicture && !isPicture ? nil : moment
  }

  var continued: [PublishedLedger.Entry] {
    entries.map { entry in
      if let before = old[entry.address] { return entry.continuing(before, at: moment) }
      if !renamed.isEmpty, let before = Key(entry).flatMap({ renamed[$0] }) {
        return entry.seen(at: before.seen)
      }
      return entry.seen(at: imported.contains(entry.address) ? nil : first)
    }
  }
}

private func writtenPosts(
  of updates: [UpdateSnapshot<some RawRepresentable<String>>],
  _ postmortem: PostmortemSnapshot? = nil
) -> [PublishedLedger.Post] {
  var posts = updates.indices.map { place in
    PublishedLedger.Post(
      anchor: updates[place].anchor, time: updates[place].time,
      digest: textDigest(
        of: updates[place].text, state: updates[place].declared?.rawValue ?? "update"))
  }
  if let postmortem {
    posts.append(
      PublishedLedger.Post(
        anchor: PostmortemSnapshot.anchor, time: postmortem.publishedAt,
        digest: textDigest(of: postmortem.text)))
  }
  return posts
}
