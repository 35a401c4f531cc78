import Addresses
import ContentReading
import Diagnostics
import FileSystem
import Planning
import SiteFiles
import StatusModel

extension CacheWriter {
  mutating func write(_ moment: Timestamp) { write(moment.seconds) }

  mutating func write(_ key: ContentKey) {
    write(key.first)
    write(key.second)
  }

  mutating func write(_ stamp: FileStamp) {
    write(stamp.size)
    for time in [stamp.modified, stamp.changed] {
      write(Int(time.seconds))
      write(Int(time.nanoseconds))
    }
    write(stamp.inode)
  }

  mutating func write(_ place: SourcePosition) {
    write(place.path)
    write(place.line)
    write(place.column)
  }

  mutating func write(_ found: Diagnostic) {
    write(found.severity == .error)
    write(found.id)
    write(found.message)
    write(found.hint)
    write(found.position)
  }

  mutating func write(_ link: InnerLink) {
    write(link.written)
    write(link.position)
    write(link.path)
    write(link.fragment)
  }

  mutating func write(_ translations: [Translation]) {
    write(each: translations) {
      $0.write($1.language)
      $0.write($1.text)
    }
  }

  /// Without what is private.
  mutating func write(_ severity: Severity) {
    write(severity.id)
    write(severity.name)
    write(severity.nameTranslations)
    write(orNone: severity.definition) { $0.write($1) }
    write(severity.definitionTranslations)
    write(place(of: severity.status))
    write(place(of: severity.impact))
    for seconds in [severity.firstUpdateWithin, severity.updateEvery, severity.postmortemWithin] {
      write(orNone: seconds) { $0.write($1) }
    }
  }

  mutating func write(_ file: KnownFile) {
    write(file.path)
    write(file.key.frame)
    write(file.key.content)
    write(file.stamp)
  }

  /// As it was read, where it came out of a cache.
  mutating func write(_ entry: KnownEntry) {
    guard entry.record.isEmpty else { return write(asItIs: entry.record) }
    write(entry.path)
    write(orNone: entry.stamp) { $0.write($1) }
    write(entry.address.folder.rawValue)
    write(entry.address.id)
    write(entry.isDraft)
    write(entry.isImported)
    write(orNone: entry.lastUpdate) { $0.write($1) }
    write(orNone: entry.published) { $0.write($1) }
    write(orNone: entry.turnsAt) { $0.write($1) }
    write(each: entry.diagnostics) { $0.write($1) }
    write(orNone: entry.links) { $0.write(each: $1) { $0.write($1) } }
    write(each: entry.edits.sorted { $0.key < $1.key }) {
      $0.write($1.key)
      $0.write($1.value)
    }
    write(entry.key)
    write(entry.text)
    write(entry.shown)
  }

  mutating func write(_ shown: KnownEntry.Shown) {
    switch shown {
    case .nothing: write(0)
    case .incident(let incident):
      write(1)
      write(incident)
    case .maintenance(let maintenance):
      write(2)
      write(maintenance)
    }
  }

  /// Without its timeline.
  private mutating func write(_ incident: IncidentSnapshot) {
    write(incident.title)
    write(incident.titleTranslations)
    write(place(of: incident.state))
    write(incident.severity.id)
    write(incident.lastSeverity.id)
    write(place(of: incident.impact))
    write(incident.createdAt)
    // Times lie near each other, and small numbers take little room.
    for moment in [
      incident.startedAt, incident.updatedAt, incident.lastUpdateAt,
    ] { write(moment.seconds(since: incident.createdAt)) }
    for moment in [
      incident.startsAt, incident.monitoringAt, incident.resolvedAt, incident.nextUpdateDue,
      incident.publishedAfterwards,
    ] { write(orNone: moment) { $0.write($1.seconds(since: incident.createdAt)) } }
    write(each: incident.effects) { writer, effect in
      writer.write(effect.component)
      writer.write(Building.place(of: effect.status))
      writer.write(each: effect.intervals) { $0.write($1, from: incident.createdAt) }
    }
    write(each: incident.openSpans) { writer, span in
      writer.write(span.start.seconds(since: incident.createdAt))
      writer.write(orNone: span.end) { $0.write($1.seconds(since: incident.createdAt)) }
      writer.write(orNone: span.severity) { $0.write($1) }
    }
    write(incident.itemCount)
    write(incident.former)
  }

  private mutating func write(_ former: FormerPlaces) {
    write(each: former.addresses) { $0.write($1) }
    write(orNone: former.rss) { $0.write($1) }
    write(orNone: former.atom) { $0.write($1) }
  }

  private mutating func write(_ interval: StatusInterval, from start: Timestamp) {
    write(place(of: interval.status))
    write(interval.start.seconds(since: start))
    write(orNone: interval.end) { $0.write($1.seconds(since: start)) }
  }

  private mutating func write(_ window: MaintenanceWindow) {
    write(window.start)
    write(orNone: window.end) { $0.write($1) }
  }

  private mutating func write(_ change: ComponentChange) {
    write(change.component)
    write(place(of: change.old))
    write(place(of: change.new))
  }

  /// With all that was said of it.
  private mutating func write(_ maintenance: MaintenanceSnapshot) {
    write(maintenance.title)
    write(maintenance.titleTranslations)
    write(place(of: maintenance.state))
    write(maintenance.window)
    write(each: maintenance.components) { $0.write($1) }
    write(maintenance.createdAt)
    write(maintenance.updatedAt)
    for moment in [
      maintenance.verifyingAt, maintenance.overAt, maintenance.startsByClock,
      maintenance.endsByClock, maintenance.publishedAfterwards,
    ] { write(orNone: moment) { $0.write($1) } }
    write(each: maintenance.activeIntervals) { $0.write($1, from: maintenance.createdAt) }
    write(each: maintenance.updates) { writer, update in
      writer.write(update.anchor)
      writer.write(orNone: update.declared) { $0.write(Building.place(of: $1)) }
      writer.write(Building.place(of: update.state))
      writer.write(update.time)
      writer.write(each: update.changes) { $0.write($1) }
      writer.write(update.text)
      writer.write(update.translations)
    }
    write(each: maintenance.clockMoves) { writer, move in
      writer.write(Building.place(of: move.state))
      writer.write(move.time)
      writer.write(move.updatesBefore)
      writer.write(each: move.changes) { $0.write($1) }
    }
    write(each: maintenance.windowsSaid) { $0.write(orNone: $1) { $0.write($1) } }
    write(maintenance.former)
  }
}

/// What a cache writes as a small number. `allCases` makes a list each time that it is asked for.
private protocol Numbered: Equatable {
  static var numbered: [Self] { get }
}

extension Incident.State: Numbered { fileprivate static let numbered = allCases }
extension Maintenance.State: Numbered { fileprivate static let numbered = allCases }
extension ComponentStatus: Numbered { fileprivate static let numbered = allCases }
extension Impact: Numbered { fileprivate static let numbered = allCases }

private func place<Value: Numbered>(of value: Value) -> Int {
  Value.numbered.firstIndex(of: value) ?? 0
}

extension CacheReader {
  mutating func moment() throws(DamagedCache) -> Timestamp {
    Timestamp(seconds: try number())
  }

  mutating func moment(from start: Timestamp) throws(DamagedCache) -> Timestamp {
    let (seconds, isOutside) = start.seconds.addingReportingOverflow(try number())
    guard !isOutside else { throw DamagedCache() }
    return Timestamp(seconds: seconds)
  }

  mutating func key() throws(DamagedCache) -> ContentKey {
    ContentKey(first: try word(), second: try word())
  }

  mutating func stamp() throws(DamagedCache) -> FileStamp {
    FileStamp(size: try number(), modified: try time(), changed: try time(), inode: try word())
  }

  private mutating func time() throws(DamagedCache) -> FileStamp.Time {
    guard let seconds = Int64(exactly: try number()), let rest = Int32(exactly: try number()) else {
      throw DamagedCache()
    }
    return FileStamp.Time(seconds: seconds, nanoseconds: rest)
  }

  mutating func position() throws(DamagedCache) -> SourcePosition {
    SourcePosition(path: try text(), line: try number(), column: try number())
  }

  mutating func diagnostic() throws(DamagedCache) -> Diagnostic {
    let isError = try flag()
    return Diagnostic(
      isError ? .error : .warning, try text(), try text(), hint: try text(), at: try position())
  }

  mutating func link() throws(DamagedCache) -> InnerLink {
    InnerLink(
      written: try text(), position: try position(), path: try text(), fragment: try text())
  }

  mutating func file() throws(DamagedCache) -> KnownFile {
    KnownFile(
      path: try text(), key: FileKey(frame: try key(), content: try key()), stamp: try stamp())
  }

  private mutating func value<Value: Numbered>(
    of type: Value.Type
  ) throws(DamagedCache) -> Value {
    let place = try number()
    guard Value.numbered.indices.contains(place) else { throw DamagedCache() }
    return Value.numbered[place]
  }

  mutating func entry(_ severities: [Severity]) throws(DamagedCache) -> KnownEntry {
    let start = place
    let path = try text()
    let stamp = try orNone { (reader) throws(DamagedCache) in try reader.stamp() }
    guard let folder = EntryFolder(rawValue: try number()) else { throw DamagedCache() }
    let id = try text()
    let (isDraft, isImported) = (try flag(), try flag())
    let (lastUpdate, published, turnsAt) = (
      try momentOrNone(), try momentOrNone(), try momentOrNone()
    )
    let diagnostics = try each { (reader) throws(DamagedCache) in try reader.diagnostic() }
    let links = try orNone { (reader) throws(DamagedCache) in
      try reader.each { (reader) throws(DamagedCache) in try reader.link() }
    }
    let edits = try each { (reader) throws(DamagedCache) in
      (anchor: try reader.text(), time: try reader.moment())
    }
    let key = try key()
    let text = Array(try content())
    let shown: KnownEntry.Shown
    switch try number() {
    case 0: shown = .nothing
    case 1: shown = .incident(try incident(id, severities))
    case 2: shown = .maintenance(try maintenance(id))
    default: throw DamagedCache()
    }
    return KnownEntry(
      path: path, stamp: stamp, address: EntryPath(folder, id), isDraft: isDraft,
      isImported: isImported, lastUpdate: lastUpdate, published: published, turnsAt: turnsAt,
      diagnostics: diagnostics, links: links, shown: shown,
      edits: EditTimes(edits.map { ($0.anchor, $0.time) }) { one, _ in one }, key: key,
      text: text, record: bytes[start..<place])
  }

  private mutating func level(_ severities: [Severity]) throws(DamagedCache) -> Severity {
    let id = try text()
    guard let severity = severities.first(where: { $0.id == id }) else { throw DamagedCache() }
    return severity
  }

  private mutating func translations() throws(DamagedCache) -> [Translation] {
    try each { (reader) throws(DamagedCache) in
      Translation(language: try reader.text(), text: try reader.text())
    }
  }

  mutating func severity() throws(DamagedCache) -> Severity {
    func seconds(_ reader: inout CacheReader) throws(DamagedCache) -> Int? {
      try reader.orNone { (reader) throws(DamagedCache) in try reader.number() }
    }
    return Severity(
      id: try text(), name: try text(), nameTranslations: try translations(),
      definition: try orNone { (reader) throws(DamagedCache) in try reader.text() },
      definitionTranslations: try translations(), status: try value(of: ComponentStatus.self),
      impact: try value(of: Impact.self), firstUpdateWithin: try seconds(&self),
      updateEvery: try seconds(&self),
      postmortemWithin: try seconds(&self))
  }

  private mutating func momentOrNone() throws(DamagedCache) -> Timestamp? {
    try flag() ? try moment() : nil
  }

  private mutating func momentOrNone(
    from start: Timestamp
  ) throws(DamagedCache) -> Timestamp? {
    try flag() ? try moment(from: start) : nil
  }

  private mutating func incident(
    _ id: String, _ severities: [Severity]
  ) throws(DamagedCache) -> IncidentSnapshot {
    let title = try text()
    let titleTranslations = try translations()
    let state = try value(of: Incident.State.self)
    let (severity, lastSeverity) = (try level(severities), try level(severities))
    let impact = try value(of: Impact.self)
    let createdAt = try moment()
    let startedAt = try moment(from: createdAt)
    let updatedAt = try moment(from: createdAt)
    let lastUpdateAt = try moment(from: createdAt)
    let startsAt = try momentOrNone(from: createdAt)
    let monitoringAt = try momentOrNone(from: createdAt)
    let resolvedAt = try momentOrNone(from: createdAt)
    let nextUpdateDue = try momentOrNone(from: createdAt)
    let publishedAfterwards = try momentOrNone(from: createdAt)
    let effects = try each { (reader) throws(DamagedCache) in
      IncidentSnapshot.Effect(
        component: try reader.number(), status: try reader.value(of: ComponentStatus.self),
        intervals: try reader.each { (reader) throws(DamagedCache) in
          try reader.interval(from: createdAt)
        })
    }
    let spans = try each { (reader) throws(DamagedCache) in
      IncidentSnapshot.OpenSpan(
        start: try reader.moment(from: createdAt), end: try reader.momentOrNone(from: createdAt),
        severity: try reader.flag() ? try reader.text() : nil)
    }
    return IncidentSnapshot(
      id: id, title: title, titleTranslations: titleTranslations, state: state,
      severity: severity, lastSeverity: lastSeverity, impact: impact, startedAt: startedAt,
      startsAt: startsAt, createdAt: createdAt, updatedAt: updatedAt, lastUpdateAt: lastUpdateAt,
      monitoringAt: monitoringAt, resolvedAt: resolvedAt, nextUpdateDue: nextUpdateDue,
      effects: effects, openSpans: spans, itemCount: try number(),
      publishedAfterwards: publishedAfterwards, former: try former())
  }

  private mutating func former() throws(DamagedCache) -> FormerPlaces {
    FormerPlaces(
      addresses: try each { (reader) throws(DamagedCache) in try reader.text() },
      rss: try orNone { (reader) throws(DamagedCache) in try reader.text() },
      atom: try orNone { (reader) throws(DamagedCache) in try reader.text() })
  }

  private mutating func interval(from start: Timestamp) throws(DamagedCache) -> StatusInterval {
    StatusInterval(
      status: try value(of: ComponentStatus.self), start: try moment(from: start),
      end: try momentOrNone(from: start))
  }

  private mutating func window() throws(DamagedCache) -> MaintenanceWindow {
    MaintenanceWindow(
      start: try moment(),
      end: try orNone { (reader) throws(DamagedCache) in try reader.moment() })
  }

  private mutating func change() throws(DamagedCache) -> ComponentChange {
    ComponentChange(
      component: try number(), old: try value(of: ComponentStatus.self),
      new: try value(of: ComponentStatus.self))
  }

  private mutating func changes() throws(DamagedCache) -> [ComponentChange] {
    try each { (reader) throws(DamagedCache) in try reader.change() }
  }

  private mutating func maintenance(_ id: String) throws(DamagedCache) -> MaintenanceSnapshot {
    let title = try text()
    let titleTranslations = try translations()
    let state = try value(of: Maintenance.State.self)
    let window = try window()
    let components = try each { (reader) throws(DamagedCache) in try reader.number() }
    let createdAt = try moment()
    let updatedAt = try moment()
    var moments: [Timestamp?] = []
    for _ in 0..<5 {
      moments.append(try orNone { (reader) throws(DamagedCache) in try reader.moment() })
    }
    let intervals = try each { (reader) throws(DamagedCache) in
      try reader.interval(from: createdAt)
    }
    let updates = try each { (reader) throws(DamagedCache) in try reader.update() }
    let moves = try each { (reader) throws(DamagedCache) in
      MaintenanceSnapshot.ClockMove(
        state: try reader.value(of: Maintenance.State.self), time: try reader.moment(),
        updatesBefore: try reader.number(), changes: try reader.changes())
    }
    let windows = try each { (reader) throws(DamagedCache) in
      try reader.orNone { (reader) throws(DamagedCache) in try reader.window() }
    }
    return MaintenanceSnapshot(
      id: id, title: title, titleTranslations: titleTranslations, state: state, window: window,
      components: components, createdAt: createdAt, updatedAt: updatedAt, verifyingAt: moments[0],
      overAt: moments[1],
      startsByClock: moments[2], endsByClock: moments[3], activeIntervals: intervals,
      updates: updates, clockMoves: moves, windowsSaid: windows, publishedAfterwards: moments[4],
      former: try former())
  }

  private mutating func update() throws(DamagedCache) -> UpdateSnapshot<Maintenance.State> {
    let anchor = try text()
    let declared = try flag() ? try value(of: Maintenance.State.self) : nil
    let state = try value(of: Maintenance.State.self)
    let time = try moment()
    let changes = try changes()
    let text = try text()
    let translations = try translations()
    return UpdateSnapshot(
      anchor: anchor, declared: declared, state: state, time: time, severity: nil,
      newSeverity: nil, nextUpdate: nil, changes: changes, saidChanges: changes, text: text,
      translations: translations)
  }
}
