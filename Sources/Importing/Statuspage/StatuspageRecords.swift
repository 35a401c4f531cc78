import Diagnostics
import SiteFiles
import StatusModel

/// What saved files of Statuspage hold, each told by its keys, the same thing of several files as one.
struct StatuspageRecords {
  /// An incident in the list of a month: its last words, and when it was.
  struct HistoryItem {
    let value: ForeignValue
    let year: Int
    let month: Int
  }

  /// The richest of them.
  private(set) var page: ForeignValue?
  private(set) var components: [ForeignValue] = []
  /// Of the private export: a group and the ids of its components.
  private(set) var groups: [ForeignValue] = []
  /// All records of each incident, by its code, in the order in which the codes were met.
  private(set) var incidents: [(code: String, records: [ForeignValue])] = []
  private(set) var history: [(code: String, item: HistoryItem)] = []
  /// By the code.
  private(set) var atomIDs: [String: String] = [:]
  private(set) var findings: [ImportFinding] = []
  private var places: [String: Int] = [:]
  private var componentPlaces: [String: Int] = [:]
  private var historyCodes: Set<String> = []

  var isEmpty: Bool {
    components.isEmpty && incidents.isEmpty && history.isEmpty
  }

  /// The page of a site has more than a name; an incident's mention of it, less.
  private mutating func addPage(_ value: ForeignValue?) {
    guard let value, value.isObject else { return }
    guard let known = page else {
      page = value
      return
    }
    page = merged(known, value)
  }

  mutating func add(_ value: ForeignValue) {
    switch value.content {
    case .object: addObject(value)
    case .list(let items):
      for item in items { addItem(item) }
    default: leaveOut(value)
    }
  }

  private mutating func addObject(_ value: ForeignValue) {
    addPage(value["page"])
    addPage(value["page_status"]?["page"])
    var isKnown = value["page"]?.isObject == true
    if value["months"]?.list != nil {
      addMonths(value.list("months"))
      isKnown = true
    }
    for key in ["incidents", "scheduled_maintenances"] where value["months"] == nil {
      for item in value.list(key) { addItem(item) }
      isKnown = isKnown || value[key]?.list != nil
    }
    if !isIncident(value) {
      for item in value.list("components") { addItem(item) }
      isKnown = isKnown || value["components"]?.list != nil
    }
    for key in ["incident", "scheduled_maintenance"] {
      guard let incident = value[key], incident.isObject else { continue }
      addItem(incident)
      isKnown = true
    }
    if !isKnown { addItem(value) }
  }

  /// An incident, a component, a group or a page, by its keys.
  private mutating func addItem(_ value: ForeignValue) {
    if isIncident(value) {
      addIncident(value)
    } else if value["components"]?.list != nil, value.text("name") != nil {
      groups.append(value)
    } else if value.has("time_zone"), value.text("name") != nil {
      addPage(value)
    } else if value.text("id") != nil, value.text("name") != nil, value.has("status"),
      !value.has("body")
    {
      addComponent(value)
    } else {
      leaveOut(value)
    }
  }

  private func isIncident(_ value: ForeignValue) -> Bool {
    (value.text("id") ?? value.text("code")) != nil
      && (value["incident_updates"] != nil || value["postmortem_body"] != nil)
  }

  private mutating func addIncident(_ value: ForeignValue) {
    guard let code = value.text("id") ?? value.text("code") else { return }
    if let place = places[code] {
      incidents[place].records.append(value)
    } else {
      places[code] = incidents.count
      incidents.append((code, [value]))
    }
  }

  private mutating func addComponent(_ value: ForeignValue) {
    guard let id = value.text("id") else { return }
    if let place = componentPlaces[id] {
      components[place] = merged(components[place], value)
    } else {
      componentPlaces[id] = components.count
      components.append(value)
    }
  }

  private mutating func addMonths(_ months: [ForeignValue]) {
    for month in months {
      guard let year = month["year"]?.integer, let number = monthNumber(month.text("name") ?? "")
      else {
        if !month.list("incidents").isEmpty { leaveOut(month) }
        continue
      }
      for value in month.list("incidents") {
        guard let code = value.text("code"), historyCodes.insert(code).inserted else { continue }
        history.append((code, HistoryItem(value: value, year: year, month: number)))
      }
    }
  }

  private mutating func leaveOut(_ value: ForeignValue) {
    findings.append(
      ImportFinding(
        .leftOut, value.place.path, "these keys are of nothing that this import knows",
        at: value.place))
  }

  /// The Atom feed alone knows the ids of its entries.
  mutating func addFeed(_ file: SourceFile) {
    let text = String(decoding: file.bytes, as: UTF8.self)
    for entry in text.split(separator: "<entry>").dropFirst() {
      guard let id = inner(entry, from: "<id>", to: "</id>"),
        let code = inner(entry, from: "/incidents/", to: "\"")
      else { continue }
      atomIDs[code] = decodedReferences(id)
    }
  }

  /// The page `/history`: its data stands in an attribute.
  mutating func addPage(_ file: SourceFile) throws(ImportError) {
    let text = String(decoding: file.bytes, as: UTF8.self)
    let attributes = text.split(separator: "data-react-props=\"").dropFirst()
      .map { $0.prefix { $0 != "\"" } }
    guard let props = attributes.first(where: { $0.contains("&quot;months&quot;") }) else {
      throw .unreadable(
        message: "this page holds no history", hint: "save /history.json?page=1 and so on instead",
        at: SourcePosition(path: file.path))
    }
    let json = SourceFile(path: file.path, bytes: Array(decodedReferences(String(props)).utf8))
    do throws(ImportError) {
      add(try readJSON(json))
    } catch {
      // A place within the attribute is none of the file.
      throw .unreadable(
        message: "the history in this page cannot be read to its end", hint: "save the page again",
        at: SourcePosition(path: file.path))
    }
  }
}

private func inner(_ text: Substring, from start: String, to end: String) -> String? {
  guard let first = text.firstRange(of: start) else { return nil }
  let rest = text[first.upperBound...]
  return rest.firstRange(of: end).map { String(rest[..<$0.lowerBound]) }
}

/// From 1; by the first three letters of the English name.
func monthNumber(_ name: some StringProtocol) -> Int? {
  let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
  return months.firstIndex(of: name.lowercased().prefix(3) + "").map { $0 + 1 }
}

/// Both objects as one; where both say something of a key, the first counts.
func merged(_ first: ForeignValue, _ second: ForeignValue) -> ForeignValue {
  let more = second.members.filter { member in
    first[member.key]?.isNull ?? true && !member.value.isNull
  }
  let keys = Set(more.map(\.key))
  return ForeignValue(
    .object(first.members.filter { !keys.contains($0.key) } + more), at: first.place)
}
