import Addresses
package import ContentReading
package import Diagnostics
package import Ledger
import Planning
package import StatusModel

/// The ledger of the last build.
enum LedgerMemory: Sendable {
  /// There is none, or none that can be read: then a diagnostic says so.
  case nothing([Diagnostic])
  case whole(PublishedLedger)
  /// As this program wrote it: of it, only what changed is looked at.
  case lines(LedgerLines, KnownLedger)

  /// - Parameter known: what the last build knew, of whose ledger only what changed is looked at.
  /// - Throws: where that ledger cannot be read any more. Another one would say that all is gone of which
  ///   nothing was read.
  init(inOutput output: String, after known: KnownSite?) throws(ChangedMeanwhile) {
    guard let known else {
      let last = readLedger(inOutput: output)
      self = last.ledger.map { .whole($0) } ?? .nothing(last.diagnostics)
      return
    }
    guard let ledger = known.ledger else {
      self = .nothing([])
      return
    }
    guard let lines = LedgerLines(ofOutput: output) else { throw ChangedMeanwhile() }
    self = .lines(lines, ledger)
  }

  /// What this build publishes of the entries that were read, beside what the last one did.
  ///
  /// - Throws: where a line of the ledger cannot be read.
  func past(
    of known: SiteEntries, in site: Site, gone: [KnownEntry], isPicture: Bool
  ) throws(ChangedMeanwhile) -> PastBuild {
    let changed = known.changed
    let addresses = Set((changed + gone).compactMap(\.ledgerAddress))
    let previous: PublishedLedger?
    switch self {
    case .nothing: previous = nil
    case .whole(let ledger): previous = ledger
    case .lines(let lines, _):
      guard let entries = try? addresses.compactMap({ try lines.entry($0) }) else {
        throw ChangedMeanwhile()
      }
      previous = PublishedLedger(
        url: lines.url, places: lines.places, entries: entries.inOrder, isPicture: lines.isPicture)
    }
    return PastBuild(
      memory: self, previous: previous, known, in: site, changed: changed, isPicture: isPicture)
  }
}

/// What this build publishes, beside what the last one did.
struct PastBuild: Sendable {
  private let memory: LedgerMemory
  /// Of the entries that were read, and of those that are gone.
  private let previous: PublishedLedger?
  /// What becomes known of the entries that were read; empty where there was no ledger before.
  private let entries: [PublishedLedger.Entry]
  private let site: Site
  private let isPicture: Bool
  /// Of the whole site; with their timelines, where there was no ledger before.
  private let all: [KnownEntry]
  private let moment: Timestamp
  let recollection: Recollection
  /// Of the entries that were read.
  private let edits: EditTimes
  private let turns: [EntryAddress: Timestamp]

  fileprivate init(
    memory: LedgerMemory, previous: PublishedLedger?, _ known: SiteEntries, in site: Site,
    changed: [KnownEntry], isPicture: Bool
  ) {
    self.memory = memory
    self.previous = previous
    self.site = site
    all = known.all
    self.isPicture = isPicture
    moment = known.moment
    guard let previous else {
      (entries, recollection, edits, turns) = ([], Recollection(), [:], [:])
      return
    }
    entries = changed.ledgerEntries(
      of: site, after: previous, at: known.moment, isPicture: isPicture)
    let ledger = PublishedLedger(url: site.settings.url, entries: entries)
    recollection = ledger.recollection(at: known.moment)
    edits = ledger.edits(at: known.moment)
    turns = Dictionary(
      entries.compactMap { entry in
        entry.nextTurn(after: known.moment).map { (entry.address, $0) }
      }
    ) { one, _ in one }
  }

  /// When something comes to be told of an entry that the ledger knows and a page of this moment must
  /// not tell yet: the clock went back. Nil where there is nothing.
  func nextTurn(of entry: KnownEntry) -> Timestamp? { entry.ledgerAddress.flatMap { turns[$0] } }

  /// There was no ledger before.
  var tellsNothing: Bool { previous == nil }

  /// The key of an entry with what readers were shown before and is written nowhere else.
  func key(of entry: KnownEntry) -> ContentKey {
    let edits = self.edits(of: entry)
    let known: Recollection.Entry? =
      switch entry.address.folder {
      case .incidents: recollection.incidents[entry.address.id]
      case .maintenance: recollection.maintenances[entry.address.id]
      default: nil
      }
    guard !edits.isEmpty || known?.isEmpty == false else { return entry.key }
    return ContentKey { parts in
      parts.add(entry.key)
      parts.add(each: edits.sorted { $0.key < $1.key }) {
        $0.add($1.key)
        $0.add($1.value.seconds)
      }
      parts.add(orNone: known?.publishedAfterwards) { $0.add($1.seconds) }
      parts.add(each: (known?.windows ?? [:]).sorted { $0.key < $1.key }) { parts, window in
        parts.add(window.key)
        parts.add(window.value.start.seconds)
        parts.add(orNone: window.value.end) { $0.add($1.seconds) }
      }
      parts.add(each: known?.clockMoves ?? []) {
        $0.add($1.state.rawValue)
        $0.add($1.time.seconds)
      }
    }
  }

  /// When its texts were corrected, by their anchors.
  func edits(of entry: KnownEntry) -> EditTimes {
    guard !edits.isEmpty else { return [:] }
    let anchors: [String]
    switch entry.shown {
    case .nothing: return [:]
    case .incident(let incident):
      anchors = incident.updates.map(\.anchor) + [PostmortemSnapshot.anchor]
    case .maintenance(let maintenance): anchors = maintenance.updates.map(\.anchor)
    }
    let page = entry.address.page?.folder ?? ""
    return Dictionary(
      anchors.compactMap { anchor in
        edits.time(ofEditOn: page, anchor: anchor).map { (anchor, $0) }
      }
    ) { one, _ in one }
  }

  /// What readers would no longer find.
  ///
  /// - Parameters:
  ///   - places: of the entries that were read.
  ///   - isStrict: findings are errors, which stop the build. That an old ledger is damaged is never one:
  ///     nobody could repair it.
  func diagnostics(
    in shown: PublicSite, _ places: SitePositions, isStrict: Bool
  ) -> [Diagnostic] {
    guard let previous else {
      if case .nothing(let diagnostics) = memory { return diagnostics }
      return []
    }
    let ledger = PublishedLedger(
      url: site.settings.url, places: shown.snapshot.places(besides: site.pages),
      entries: entries)
    return losses(
      since: previous, in: ledger, of: Parsed(site, at: places), at: moment,
      isStrict ? .error : .warning)
  }

  /// The ledger that this build leaves.
  func file(of shown: PublicSite) -> PlannedFile {
    let places = shown.snapshot.places(besides: site.pages)
    return PlannedFile(
      path: ledgerPath, key: FileKey(frame: shown.keys.frame, content: key(of: shown, places))
    ) { [memory, previous, entries, site, isPicture, all, moment] _ in
      let url = site.settings.url
      if case .lines(let lines, _) = memory {
        let present = Set(entries.map(\.address))
        return lines.bytes(
          url: url, places: places, isPicture: isPicture, writing: entries,
          removing: (previous?.entries ?? []).map(\.address).filter { !present.contains($0) })
      }
      guard previous != nil else {
        return PublishedLedger.firstBytes(
          url: url, places: places, isPicture: isPicture, of: all.compactMap(\.incident),
          all.compactMap(\.maintenance))
      }
      return PublishedLedger(url: url, places: places, entries: entries, isPicture: isPicture)
        .bytes
    }
  }
}

extension PastBuild {
  /// Of what the ledger holds: that of the last one, as long as nothing in it changes.
  private func key(of shown: PublicSite, _ places: [EntryAddress]) -> ContentKey {
    let last: ContentKey?
    if case .lines(let lines, let ledger) = memory {
      let isSame =
        lines.url == site.settings.url && lines.isPicture == isPicture && lines.places == places
        && Set(previous?.entries ?? []) == Set(entries)
      if isSame { return ledger.key }
      last = ledger.key
    } else {
      last = nil
    }
    return ContentKey { parts in
      parts.add(orNone: last) { $0.add($1) }
      parts.add(moment.seconds)
      parts.add(shown.keys.history)
      parts.add(isPicture)
      parts.add(each: places) {
        $0.add($1.kind.rawValue)
        $0.add($1.id)
      }
    }
  }
}

/// What readers have seen and would no longer find.
///
/// - Parameters:
///   - previous: what the last build left.
///   - ledger: what this one leaves of the same entries.
///   - parsed: with the places of these entries.
package func losses(
  since previous: PublishedLedger, in ledger: PublishedLedger, of parsed: Parsed<Site>,
  at moment: Timestamp, _ severity: Diagnostic.Severity
) -> [Diagnostic] {
  let site = parsed.value
  let findings = compare(
    previous, with: ledger, of: site.history, keeping: site.componentAddresses, at: moment)
  let hasMoved = previous.url != ledger.url
  let places = parsed.places.of(
    Set(findings.map(\.file) + (hasMoved ? ["status.yml"] : [])))
  let move = Diagnostic.siteMoved(
    severity, from: previous.url, to: ledger.url, at: places["status.yml"])
  return findings.map { $0.diagnostic(severity, at: places[$0.file]) } + (hasMoved ? [move] : [])
}

extension [PublishedLedger.Entry] {
  /// That of a ledger.
  fileprivate var inOrder: Self {
    sorted {
      ($0.address.kind.rawValue, $0.address.id) < ($1.address.kind.rawValue, $1.address.id)
    }
  }
}

extension PublishedLedger.Entry {
  fileprivate func nextTurn(after moment: Timestamp) -> Timestamp? {
    let known = [seen] + posts.map(\.edited) + clockMoves.map(\.time)
    return known.lazy.compactMap { $0 }.filter { $0 > moment }.min()
  }
}

extension Recollection.Entry {
  fileprivate var isEmpty: Bool {
    publishedAfterwards == nil && windows.isEmpty && clockMoves.isEmpty
  }
}

extension KnownEntry {
  /// Nil for what the ledger does not hold.
  var ledgerAddress: EntryAddress? { address.ledgerAddress }
}

extension EntryPath {
  /// Nil for what the ledger does not hold.
  var ledgerAddress: EntryAddress? {
    switch folder {
    case .incidents: EntryAddress(.incident, id)
    case .maintenance: EntryAddress(.maintenance, id)
    case .postmortems, .announcements, .pages, .messages: nil
    }
  }
}

extension [KnownEntry] {
  /// What becomes known of entries that were read.
  fileprivate func ledgerEntries(
    of site: Site, after previous: PublishedLedger?, at moment: Timestamp, isPicture: Bool
  ) -> [PublishedLedger.Entry] {
    PublishedLedger.entries(
      of: compactMap(\.incident), compactMap(\.maintenance), imported: site.history.imported,
      after: previous, at: moment, isPicture: isPicture)
  }
}
