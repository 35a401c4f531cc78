import Diagnostics

/// What saved answers of Cachet hold, each thing once.
struct CachetRecords {
  private struct Key: Hashable {
    let kind: CachetRecord.Kind
    let id: String
    /// Of an update: whose.
    var owner = ""
  }

  /// A page that another one announces.
  private struct Following {
    let kind: CachetRecord.Kind
    let number: Int
    let address: String
    let place: SourcePosition
  }

  private(set) var incidents: [CachetRecord] = []
  private(set) var schedules: [CachetRecord] = []
  private(set) var components: [CachetRecord] = []
  private(set) var groups: [CachetRecord] = []
  /// By what they belong to: `incident 2`.
  private(set) var updates: [String: [CachetRecord]] = [:]
  /// Statuses of components by what names them and their own id, where the file says for sure.
  private(set) var statuses: [String: [String: Int]] = [:]
  private var seen: Set<Key> = []
  private var totals: [CachetRecord.Kind: (count: Int, value: ForeignValue)] = [:]
  private var pages: [CachetRecord.Kind: Set<Int>] = [:]
  private var following: [Following] = []
  var notes = ReadingNotes()

  var isEmpty: Bool { incidents.isEmpty && schedules.isEmpty && components.isEmpty }

  /// A page of an answer, one thing, or a list of pages.
  mutating func add(_ value: ForeignValue) {
    if let list = value.list {
      for item in list { add(item) }
    } else if let data = value["data"] {
      let records = (data.list ?? [data]).compactMap { add(record: $0) }
      for item in value.list("included") { add(record: item) }
      addStatuses(value, of: records)
      noteTotal(value, of: records)
    } else {
      add(record: value)
    }
  }

  @discardableResult
  private mutating func add(record value: ForeignValue) -> CachetRecord? {
    guard let record = CachetRecord(value) else {
      notes.find(
        .leftOut, value.text("type") ?? value.place.path,
        "these keys are of nothing that this import knows", at: value.place)
      return nil
    }
    for update in record.value.list("updates") { add(update: update, of: record) }
    for component in record.value.list("components") where component.has("status") {
      add(record: component)
    }
    if record.kind == .group {
      for component in record.value.list("enabled_components") { add(record: component) }
    }
    guard record.kind != .update else {
      add(update: value, of: nil)
      return record
    }
    if seen.insert(Key(kind: record.kind, id: record.id)).inserted { keep(record) }
    return record
  }

  private mutating func keep(_ record: CachetRecord) {
    switch record.kind {
    case .incident: incidents.append(record)
    case .schedule: schedules.append(record)
    case .component: components.append(record)
    case .group: groups.append(record)
    case .update: break
    }
  }

  private mutating func add(update value: ForeignValue, of owner: CachetRecord?) {
    guard let update = CachetRecord(value), update.kind == .update else { return }
    let type = update.value.text("updateable_type")?.split(separator: "\\").last?.lowercased()
    let id =
      update.value.text("incident_id") ?? update.value.text("updateable_id") ?? owner?.id ?? ""
    let name = "\(type ?? (owner?.kind == .schedule ? "schedule" : "incident")) \(id)"
    guard seen.insert(Key(kind: .update, id: update.id, owner: name)).inserted else { return }
    updates[name, default: []].append(update)
  }

  /// An answer holds each component once, with the status that it had in one of the incidents.
  private mutating func addStatuses(_ page: ForeignValue, of records: [CachetRecord]) {
    var owners: [String: [CachetRecord]] = [:]
    for record in records {
      for id in record.related("components") { owners[id, default: []].append(record) }
    }
    for item in page.list("included") {
      guard let component = CachetRecord(item), component.kind == .component,
        let pivot = component.value["pivot"]?["component_status"],
        let status = pivot["value"]?.integer ?? pivot.integer
      else { continue }
      let named = owners[component.id] ?? []
      guard named.count == 1 else {
        notes.count("component status", .lost, times: named.count)
        continue
      }
      statuses[named[0].name, default: [:]][component.id] = status
    }
  }

  private mutating func noteTotal(_ page: ForeignValue, of records: [CachetRecord]) {
    guard let kind = records.first?.kind else { return }
    let pagination = page["meta"]?["pagination"] ?? page["meta"]
    if let total = pagination?["total"]?.integer, total > (totals[kind]?.count ?? 0) {
      totals[kind] = (total, page)
    }
    guard let number = pagination?["current_page"]?.integer else { return }
    pages[kind, default: []].insert(number)
    guard let next = page["links"]?.text("next") else { return }
    following.append(Following(kind: kind, number: number + 1, address: next, place: page.place))
  }

  /// Names what a server has and no file holds.
  mutating func tellMissing() {
    for (kind, total) in totals.sorted(by: { $0.value.value.place < $1.value.value.place }) {
      let count =
        switch kind {
        case .incident: incidents.count
        case .schedule: schedules.count
        case .component: components.count
        case .group: groups.count
        case .update: updates.values.reduce(0) { $0 + $1.count }
        }
      guard count < total.count else { continue }
      notes.find(
        .missing, "\(kind)s",
        "the server has \(total.count), the files hold \(count); save all pages",
        at: total.value.place)
    }
    for page in following where !(pages[page.kind]?.contains(page.number) ?? false) {
      notes.find(
        .missing, "\(page.kind)s", "page \(page.number) may be missing: \(page.address)",
        at: page.place)
    }
  }
}

extension CachetRecord {
  /// `incident 2`.
  var name: String { "\(kind == .schedule ? "schedule" : "incident") \(id)" }
}
