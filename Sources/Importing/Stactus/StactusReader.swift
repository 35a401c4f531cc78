import Diagnostics
import StatusModel

/// From the documents of Stactus to a history.
struct StactusReader {
  private let options: ImportOptions
  private var settings: ForeignValue?
  private var entries: [ImportedHistory.Entry] = []
  var notes = ReadingNotes()

  init(_ options: ImportOptions) {
    self.options = options
  }

  var isEmpty: Bool { settings == nil && entries.isEmpty && notes.findings.isEmpty }

  /// Settings or an incident, by its version, else by its keys.
  mutating func add(_ value: ForeignValue) {
    let version = value.text("version") ?? ""
    if version.hasPrefix("stactus/") || version.isEmpty && value.has("brandName") {
      if settings != nil {
        notes.find(
          .leftOut, value.place.path, "settings are there twice; the first count", at: value.place)
      }
      settings = settings ?? value
    } else if version.hasPrefix("incident/") || version.isEmpty && value.has("timeline") {
      addIncident(value)
    } else {
      notes.find(
        .leftOut, value.place.path, "this is neither an incident nor the settings of Stactus",
        at: value.place)
    }
  }

  mutating func reading() -> SourceReading {
    if let settings {
      notes.countLost(
        settings, besides: ["version", "brandName", "brandURL", "systems"], of: "setting")
    }
    let page = ImportedHistory.Page(
      name: settings?.text("brandName"), url: settings?.text("brandURL"))
    let history = ImportedHistory(page: page, components: components(), entries: entries)
    return notes.reading(history)
  }

  /// Members of a group together, where names are to be split.
  private mutating func components() -> [ImportedHistory.Component] {
    let systems = (settings?.list("systems") ?? []).compactMap { system in
      system.text("name").map { (name: groupedName($0), value: system) }
    }
    var order: [String: Int] = [:]
    for (offset, system) in systems.enumerated() {
      if let group = system.name.group { order[group] = order[group] ?? offset }
    }
    let sorted = systems.enumerated().sorted { one, other in
      (one.element.name.group.flatMap { order[$0] } ?? one.offset, one.offset)
        < (other.element.name.group.flatMap { order[$0] } ?? other.offset, other.offset)
    }
    return sorted.map { _, system in
      ImportedHistory.Component(
        id: system.value.text("id"), name: system.name.name, group: system.name.group,
        description: system.value.text("description"), at: system.value.place)
    }
  }

  /// `Group / Name`, where people ask for it.
  private func groupedName(_ name: String) -> (group: String?, name: String) {
    guard options.splitsGroups, let mark = name.firstRange(of: " / ") else { return (nil, name) }
    return (String(name[..<mark.lowerBound]), String(name[mark.upperBound...]))
  }
}

// MARK: Incidents

extension StactusReader {
  private mutating func addIncident(_ value: ForeignValue) {
    let id = value.text("id")
    let subject = id ?? value.text("name") ?? value.place.path
    notes.countLost(
      value, besides: ["version", "id", "name", "impact", "systems", "timeline"], of: "incident")
    var updates: [ImportedHistory.Update] = []
    var clock = StactusClock()
    for event in value.list("timeline") {
      guard let update = update(event, &clock, subject) else { continue }
      updates.append(update)
    }
    guard !updates.isEmpty else {
      notes.find(.leftOut, subject, "its timeline has no event with a time", at: value.place)
      return
    }
    entries.append(
      ImportedHistory.Entry(
        .incident, id: id, title: value.text("name") ?? id ?? "Incident",
        impact: impact(value, subject),
        components: value.list("systems").compactMap(\.text).map { .init(.init(id: $0, name: $0)) },
        updates: inOrder(updates),
        former: .init(addresses: id.map { ["/ir/\($0)"] } ?? []), at: value.place))
  }

  /// The timeline may be written in any order; where times are equal, that of the file tells.
  private func inOrder(_ updates: [ImportedHistory.Update]) -> [ImportedHistory.Update] {
    guard let first = updates.first, let last = updates.last, first.time > last.time else {
      return updates
    }
    return updates.reversed()
  }

  /// Stactus takes a missing one as none.
  private mutating func impact(_ value: ForeignValue, _ subject: String) -> Impact? {
    guard let word = value.text("impact") else { return Impact.none }
    if let impact = Impact(rawValue: (options.words[word] ?? word).lowercased()) { return impact }
    notes.find(
      .changed, subject, "the impact '\(oneLine(word, limit: 40))' is not known",
      at: value["impact"]?.place ?? value.place)
    return options.impact
  }

  private mutating func update(
    _ event: ForeignValue, _ clock: inout StactusClock, _ subject: String
  ) -> ImportedHistory.Update? {
    let place = event["ts"]?.place ?? event.place
    guard let written = event.text("ts"), let reading = clock.read(written) else {
      let reason = event.text("ts").map { "'ts' is no time: \(oneLine($0, limit: 60))" }
      notes.find(.leftOut, subject, "an event: " + (reason ?? "it has no 'ts'"), at: place)
      notes.count("event", .lost)
      return nil
    }
    if reading.isNextDay {
      notes.find(
        .changed, subject,
        "the hour \(oneLine(written, limit: 20)) lies before the event above; the next day is taken",
        at: place)
    }
    notes.countLost(
      event, besides: ["ts", "description", "investigating", "resolved"], of: "event")
    return ImportedHistory.Update(
      state(event, subject), time: reading.time,
      text: .init(event.text("description") ?? "", .markdown),
      at: event["description"]?.place ?? event.place)
  }

  private mutating func state(
    _ event: ForeignValue, _ subject: String
  ) -> ImportedHistory.Update.State {
    let isResolved = event.flag("resolved") == true
    let isInvestigating = event.flag("investigating") == true
    if isResolved, isInvestigating {
      notes.find(
        .changed, subject, "an event is 'investigating' and 'resolved'; it is taken as resolved",
        at: event.place)
    }
    if isResolved { return .incident(.resolved) }
    return isInvestigating ? .incident(.investigating) : .unchanged
  }
}
