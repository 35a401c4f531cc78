import ContentReading
import Diagnostics
import StatusModel

/// From the records of Statuspage to a history.
struct StatuspageReader {
  private let records: StatuspageRecords
  let options: ImportOptions
  private(set) var findings: [ImportFinding]
  private(set) var fields = FieldTally()

  init(_ records: StatuspageRecords, _ options: ImportOptions) {
    self.records = records
    self.options = options
    findings = records.findings
  }

  mutating func reading() throws(ImportError) -> SourceReading {
    var entries: [ImportedHistory.Entry] = []
    var known: Set<String> = []
    for (code, copies) in records.incidents {
      known.insert(code)
      entries.append(try entry(code, richest(copies)))
    }
    let rest = records.history.filter { !known.contains($0.code) }
    if !rest.isEmpty {
      let zone = try historyZone(rest[0].item.value)
      for (code, item) in rest { entries.append(try entry(code, item, in: zone)) }
    }
    let history = ImportedHistory(page: page, components: components(), entries: entries)
    return SourceReading(history, findings: findings, fields: fields)
  }

  mutating func find(
    _ kind: ImportFinding.Kind, _ subject: String, _ reason: String, at place: SourcePosition
  ) {
    findings.append(ImportFinding(kind, subject, reason, at: place))
  }

  mutating func count(_ field: String, _ outcome: FieldTally.Outcome) {
    fields.count(field, outcome)
  }

  private var page: ImportedHistory.Page {
    let page = records.page
    return ImportedHistory.Page(
      name: page?.text("name"),
      url: page?.text("url") ?? page?.text("domain").map { "https://\($0)" },
      description: page?.text("page_description"), timeZone: page?.text("time_zone"),
      support: page?.text("support_url"))
  }

  var recordsZone: String? { page.timeZone }

  /// `https://status.example`.
  var pageURL: String? { page.url.flatMap { origin(of: $0) } }

  func former(_ code: String) -> ImportedHistory.FormerPlaces {
    ImportedHistory.FormerPlaces(
      addresses: ["/incidents/\(code)"], rss: pageURL.map { "\($0)/incidents/\(code)" },
      atom: records.atomIDs[code])
  }

  /// The copy with the most updates first, its gaps filled from the others, with the updates of all.
  private func richest(_ copies: [ForeignValue]) -> ForeignValue {
    let sorted = copies.enumerated().sorted { one, other in
      let (first, second) = (one.element, other.element)
      let counts = (first.list("incident_updates").count, second.list("incident_updates").count)
      return (-counts.0, -first.members.count, one.offset)
        < (-counts.1, -second.members.count, other.offset)
    }.map(\.element)
    guard let first = sorted.first, sorted.count > 1 else { return copies[0] }
    var updates = first.list("incident_updates")
    var ids = Set(updates.compactMap { $0.text("id") })
    for copy in sorted.dropFirst() {
      updates += copy.list("incident_updates").filter { update in
        update.text("id").map { ids.insert($0).inserted } ?? false
      }
    }
    let whole = sorted.dropFirst().reduce(first, merged)
    let others = whole.members.filter { $0.key != "incident_updates" }
    let list = ForeignValue(.list(updates), at: whole.place)
    return ForeignValue(.object(others + [.init("incident_updates", list)]), at: whole.place)
  }
}

// MARK: Components

extension StatuspageReader {
  /// In the order of their positions, groups with theirs.
  private mutating func components() -> [ImportedHistory.Component] {
    let listed = records.components
    let values = listed.isEmpty ? componentsOfIncidents() : listed
    let groupIDs = Set(values.compactMap { $0.text("group_id") })
    let groups = values.filter { isGroup($0, groupIDs) } + records.groups
    let names = Dictionary(
      groups.compactMap { group in
        group.text("id").flatMap { id in group.text("name").map { (id, $0) } }
      },
      uniquingKeysWith: { first, _ in first })
    let positions = Dictionary(
      groups.compactMap { group in group.text("id").map { ($0, group["position"]?.integer ?? .max) }
      },
      uniquingKeysWith: { first, _ in first })
    let leaves = values.filter { !isGroup($0, groupIDs) }
    let placed = leaves.enumerated().map { offset, value in
      let own = value["position"]?.integer ?? .max
      let group = value.text("group_id")
      let top = group.flatMap { positions[$0] } ?? own
      return (key: (top, group ?? "", group == nil ? 0 : own, offset), value: value)
    }
    for group in groups where group.text("id") != nil { count("component group id", .lost) }
    return placed.sorted { $0.key < $1.key }.compactMap { component($0.value, groups: names) }
  }

  private func isGroup(_ value: ForeignValue, _ groupIDs: Set<String>) -> Bool {
    // The documented example says `group: true` of everything.
    guard let id = value.text("id") else { return false }
    return groupIDs.contains(id) || (value.flag("group") == true && value.text("group_id") == nil)
  }

  /// Where no file lists the components, incidents tell of those that they were about.
  private func componentsOfIncidents() -> [ForeignValue] {
    var seen: Set<String> = []
    return records.incidents.flatMap { $0.records.flatMap { $0.list("components") } }
      .filter { value in value.text("id").map { seen.insert($0).inserted } ?? false }
  }

  private mutating func component(
    _ value: ForeignValue, groups: [String: String]
  ) -> ImportedHistory.Component? {
    guard let name = value.text("name") else { return nil }
    if value.flag("showcase") == false { count("component showcase", .lost) }
    let since = value.text("start_date").flatMap { foreignDay($0) }
    if value.text("start_date") != nil {
      count("component start date", since == nil ? .lost : .kept)
    }
    return ImportedHistory.Component(
      id: value.text("id"), name: name, group: value.text("group_id").flatMap { groups[$0] },
      description: value.text("description"), since: since,
      showsOnlyWhenDegraded: value.flag("only_show_if_degraded") ?? false, at: value.place)
  }
}
