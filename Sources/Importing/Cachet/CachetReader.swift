import Diagnostics
import StatusModel

/// From the records of Cachet to a history.
struct CachetReader {
  private let records: CachetRecords
  private let options: ImportOptions
  private var notes: ReadingNotes

  init(_ records: CachetRecords, _ options: ImportOptions) {
    var records = records
    records.tellMissing()
    self.records = records
    self.options = options
    notes = records.notes
  }

  mutating func reading() throws(ImportError) -> SourceReading {
    var entries: [ImportedHistory.Entry] = []
    for record in records.incidents {
      if let entry = try incident(record) { entries.append(entry) }
    }
    for record in records.schedules {
      if let entry = try schedule(record) { entries.append(entry) }
    }
    let history = ImportedHistory(components: components(), entries: entries)
    return notes.reading(history)
  }

  // MARK: Times

  private func requiredZone(_ value: ForeignValue) throws(ImportError) -> TimeZoneRules {
    guard let zone = options.timeZone else {
      throw .optionNeeded(
        name: "--time-zone", reason: "Cachet writes times without a zone: those of its own setting",
        example: "--time-zone Europe/Berlin", at: value.place)
    }
    return zone
  }

  /// Nil where there is none, and of what is no time; the notes say so.
  private mutating func time(
    _ key: String, of record: CachetRecord
  ) throws(ImportError) -> Timestamp? {
    guard let written = record.writtenTime(key), let text = written.text else { return nil }
    let zone = try lacksZone(text) ? requiredZone(written) : .utc
    guard let time = foreignTime(text, in: zone) else {
      notes.find(
        .changed, record.name, "'\(key)' is no time: \(oneLine(text, limit: 60))",
        at: written.place)
      return nil
    }
    return time
  }

  private mutating func start(of record: CachetRecord) throws(ImportError) -> Timestamp? {
    if let time = try time("occurred", of: record) { return time }
    if let time = try time("created", of: record) { return time }
    return nil
  }
}

// MARK: Incidents

extension CachetReader {
  private static let known: Set<String> = [
    "id", "guid", "component_id", "name", "status", "visible", "message", "occurred_at", "occurred",
    "created_at", "created", "updated_at", "updated", "deleted_at", "is_resolved", "updates",
    "human_status", "latest_update_id", "latest_status", "latest_human_status", "latest_icon",
    "permalink", "duration", "scheduled_at", "scheduled", "completed_at", "completed", "published",
    "published_at", "components", "user_id",
  ]

  private mutating func incident(
    _ record: CachetRecord
  ) throws(ImportError) -> ImportedHistory.Entry? {
    notes.countLost(record.value, besides: Self.known, of: "incident")
    guard let start = try start(of: record) else {
      leaveOutWithoutTime(record)
      return nil
    }
    let status = record.number("status")
    if status == 0, let scheduled = try time("scheduled", of: record) {
      return try maintenance(record, from: scheduled, to: nil, announced: start)
    }
    let later = try updates(of: record)
    let first = ImportedHistory.Update(
      state(status == 4 && !later.isEmpty ? 1 : status), time: start,
      text: .init(record.value.text("message") ?? "", .markdown),
      at: record.value["message"]?.place ?? record.source.place)
    let isOver = later.isEmpty ? status == 4 : later.last?.state == .incident(.resolved)
    let closed = isOver || status == 4 ? later.map(\.time).max() ?? start : nil
    return ImportedHistory.Entry(
      .incident, id: id(of: record), title: record.value.text("name") ?? "Incident \(record.id)",
      impact: impact(of: record, isOpen: closed == nil), components: affected(record),
      updates: [first] + later, closed: closed, isDraft: try isHidden(record),
      former: former(record), at: record.source.place)
  }

  private mutating func leaveOutWithoutTime(_ record: CachetRecord) {
    notes.find(.leftOut, record.name, "the source gives no time of it", at: record.source.place)
  }

  /// In 3.x, pages are called by the `guid`.
  private func id(of record: CachetRecord) -> String {
    record.kind == .incident ? record.value.text("guid") ?? record.id : record.id
  }

  private func former(_ record: CachetRecord) -> ImportedHistory.FormerPlaces {
    let folder = record.kind == .schedule ? "schedules" : "incidents"
    return ImportedHistory.FormerPlaces(addresses: ["/\(folder)/\(id(of: record))"])
  }

  private func state(_ status: Int?) -> ImportedHistory.Update.State {
    switch status {
    case nil: .unchanged
    case 1: .incident(.investigating)
    case 2: .incident(.identified)
    case 3: .incident(.monitoring)
    case 4: .incident(.resolved)
    case let other?: .unknown(String(other))
    }
  }

  private mutating func updates(
    of record: CachetRecord
  ) throws(ImportError) -> [ImportedHistory.Update] {
    var updates: [ImportedHistory.Update] = []
    let written = (records.updates[record.name] ?? []).sorted {
      (Int($0.id) ?? .max, $0.id) < (Int($1.id) ?? .max, $1.id)
    }
    for update in written {
      guard let time = try time("created", of: update) else {
        notes.find(
          .leftOut, record.name, "update \(update.id) has no time", at: update.source.place)
        continue
      }
      let text = update.value.text("message") ?? ""
      updates.append(
        ImportedHistory.Update(
          record.kind == .schedule ? .unchanged : state(update.number("status")), time: time,
          text: .init(text, .markdown), at: update.source.place))
    }
    return updates.enumerated().sorted {
      ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
    }.map(\.element)
  }

  /// For guests alone, and not yet published, is what strangers do not see.
  private mutating func isHidden(_ record: CachetRecord) throws(ImportError) -> Bool {
    let published = try time("published", of: record)
    let visible = record.value["visible"]
    let isPublic = visible.map { $0.isNull || record.number("visible") == 1 || $0.flag == true }
    let isDeleted = record.value.text("deleted_at") != nil
    let isLater = published.map { $0 > options.moment } ?? false
    let isHidden = isDeleted || isLater || !(isPublic ?? true)
    if isHidden { notes.count("hidden or deleted", .approximated) }
    return isHidden
  }

  // MARK: Components of an incident

  private func affected(_ record: CachetRecord) -> [ImportedHistory.Affected] {
    let statuses = records.statuses[record.name] ?? [:]
    let one = record.value.text("component_id").flatMap { $0 == "0" ? nil : $0 }
    let inside = record.value.list("components").compactMap { $0.text("id") }
    var seen: Set<String> = []
    return ([one].compactMap { $0 } + inside + record.related("components"))
      .filter { seen.insert($0).inserted }
      .map { id in
        ImportedHistory.Affected(
          .init(id: id), status: statuses[id].flatMap { ComponentStatus(cachet: $0) })
      }
  }

  /// Cachet knows none: the component's status tells while an incident is open.
  private mutating func impact(of record: CachetRecord, isOpen: Bool) -> Impact? {
    let statuses = records.statuses[record.name]?.values.compactMap { ComponentStatus(cachet: $0) }
    if let statuses, !statuses.isEmpty { return nil }
    let id = record.value.text("component_id")
    let component = records.components.first { $0.id == id }
    let status = component?.number("status").flatMap { ComponentStatus(cachet: $0) }
    if isOpen, let status, status != .operational { return Impact(of: status) }
    notes.count("impact from --severity", .approximated)
    return options.impact ?? .minor
  }
}

extension ComponentStatus {
  /// Nil for 0 and 5, which mean unknown.
  fileprivate init?(cachet number: Int) {
    switch number {
    case 1: self = .operational
    case 2: self = .degradedPerformance
    case 3: self = .partialOutage
    case 4: self = .majorOutage
    case 6: self = .underMaintenance
    default: return nil
    }
  }
}

// MARK: Planned work

extension CachetReader {
  private mutating func schedule(
    _ record: CachetRecord
  ) throws(ImportError) -> ImportedHistory.Entry? {
    notes.countLost(record.value, besides: Self.known, of: "schedule")
    guard let scheduled = try time("scheduled", of: record) else {
      leaveOutWithoutTime(record)
      return nil
    }
    let created = try time("created", of: record)
    return try maintenance(
      record, from: scheduled, to: try time("completed", of: record),
      announced: created ?? scheduled)
  }

  private mutating func maintenance(
    _ record: CachetRecord, from start: Timestamp, to written: Timestamp?, announced: Timestamp
  ) throws(ImportError) -> ImportedHistory.Entry {
    var end = written
    if end == nil {
      end = start.advanced(by: 3_600)
      notes.count("end of a window", .approximated)
      notes.find(
        .changed, record.name, "it has no end; one hour is taken", at: record.source.place)
    }
    let first = ImportedHistory.Update(
      .maintenance(.scheduled), time: announced,
      text: .init(record.value.text("message") ?? "", .markdown),
      at: record.value["message"]?.place ?? record.source.place)
    let isOver = record.kind == .schedule && record.number("status") == 2
    let later = try updates(of: record).map { update in
      ImportedHistory.Update(
        .unchanged, time: update.time, text: update.text, at: update.place)
    }
    return ImportedHistory.Entry(
      .maintenance(window: .init(start: start, end: end), isAutomatic: nil), id: id(of: record),
      title: record.value.text("name") ?? "Maintenance \(record.id)",
      components: affected(record).map { .init($0.component) }, updates: [first] + later,
      closed: isOver ? end : nil, isDraft: try isHidden(record), former: former(record),
      at: record.source.place)
  }
}

// MARK: Components

extension CachetReader {
  private mutating func components() -> [ImportedHistory.Component] {
    let groups = Dictionary(
      records.groups.compactMap { group in group.value.text("name").map { (group.id, (group, $0)) }
      },
      uniquingKeysWith: { first, _ in first })
    func group(of record: CachetRecord) -> (record: CachetRecord, name: String)? {
      let ids = record.related("group") + [record.value.text("group_id") ?? ""]
      return ids.lazy.compactMap { groups[$0] }.first
    }
    func order(_ record: CachetRecord?) -> Int { record?.value["order"]?.integer ?? .max }
    let sorted = records.components.enumerated().sorted { one, other in
      let (first, second) = (group(of: one.element), group(of: other.element))
      // Groups stand first, as Cachet shows them.
      return (order(first?.record), first?.record.id ?? "~", order(one.element), one.offset)
        < (order(second?.record), second?.record.id ?? "~", order(other.element), other.offset)
    }
    return sorted.compactMap { _, record in
      component(record, group: group(of: record)?.name)
    }
  }

  private mutating func component(
    _ record: CachetRecord, group: String?
  ) -> ImportedHistory.Component? {
    let value = record.value
    guard let name = value.text("name") else { return nil }
    notes.countLost(
      value,
      besides: [
        "id", "name", "description", "link", "status", "latest_status", "order", "group_id",
        "created_at", "updated_at", "deleted_at", "created", "updated", "status_name", "enabled",
        "pivot",
      ], of: "component")
    guard value.text("deleted_at") == nil, value.flag("enabled") != false else {
      notes.find(
        .leftOut, name, "the component is deleted or disabled", at: record.source.place)
      return nil
    }
    return ImportedHistory.Component(
      id: record.id, name: name, group: group, description: value.text("description"),
      link: value.text("link"), at: record.source.place)
  }
}
