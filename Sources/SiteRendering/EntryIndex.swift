import StatusModel

/// Which incidents and maintenances belong to a component and to a month: found once for all pages,
/// since a look through all incidents for each page would grow with their square.
struct EntryIndex: Sendable {
  /// An entry of the history.
  enum Entry: Sendable, Hashable {
    /// A place in `Snapshot.incidents`.
    case incident(Int)
    /// A place in `Snapshot.maintenances`.
    case maintenance(Int)
  }

  struct Month: Sendable, Hashable {
    /// Its first day.
    let start: CivilDate
    /// What touched it, the latest start first.
    let entries: [Entry]
  }

  /// By component, newest first; places in `Snapshot.incidents`.
  let incidents: [[Int]]
  /// By component, newest first; places in `Snapshot.maintenances`.
  let maintenances: [[Int]]
  /// Newest first; only months that something touched.
  let months: [Month]

  init(_ snapshot: Snapshot, zone: TimeZoneRules) {
    var incidents = [[Int]](repeating: [], count: snapshot.components.count)
    var maintenances = incidents
    var months = MonthSpans(upTo: snapshot.today, zone: zone)
    for (place, incident) in snapshot.incidents.enumerated() {
      for effect in incident.effects { incidents[effect.component].append(place) }
      months.begin(.incident(place), at: incident.startedAt)
      for span in incident.openSpans {
        months.touch(from: span.start, to: span.end ?? snapshot.moment.advanced(by: 1))
      }
      months.end()
    }
    for (place, maintenance) in snapshot.maintenances.enumerated() {
      for component in Set(maintenance.components) { maintenances[component].append(place) }
      months.begin(.maintenance(place), at: maintenance.begins)
      for interval in maintenance.activeIntervals {
        months.touch(from: interval.start, to: interval.end ?? snapshot.moment)
      }
      months.end()
    }
    self.incidents = incidents
    self.maintenances = maintenances
    self.months = months.sorted { entry in
      switch entry {
      case .incident(let place): snapshot.incidents[place].id
      case .maintenance(let place): snapshot.maintenances[place].id
      }
    }
  }
}

extension EntryIndex.Entry: Comparable {
  /// Incidents before maintenances, each in the order of the snapshot.
  static func < (one: Self, other: Self) -> Bool {
    switch (one, other) {
    case (.incident(let one), .incident(let other)): one < other
    case (.maintenance(let one), .maintenance(let other)): one < other
    case (.incident, .maintenance): true
    case (.maintenance, .incident): false
    }
  }
}

extension MaintenanceSnapshot {
  /// When the work began; until then, when it is planned to.
  var begins: Timestamp { activeIntervals.first?.start ?? window.start }
}

/// Hands each entry to the months that it touched.
private struct MonthSpans {
  private struct Row {
    let entry: EntryIndex.Entry
    let start: Timestamp
  }

  private let today: CivilDate
  private let zone: TimeZoneRules
  private var byMonth: [CivilDate: [Row]] = [:]
  private var row: Row?
  /// Those of the entry at hand; rarely more than one.
  private var touched: [CivilDate] = []
  /// The month that was touched last. Most entries lie in the month of the one before.
  private var last: (month: CivilDate, span: Range<Timestamp>)?

  init(upTo today: CivilDate, zone: TimeZoneRules) {
    self.today = today
    self.zone = zone
  }

  /// An entry stands in the month in which it began, also if it lasted no time.
  mutating func begin(_ entry: EntryIndex.Entry, at start: Timestamp) {
    row = Row(entry: entry, start: start)
    touched.removeAll(keepingCapacity: true)
    touch(from: start, to: start)
  }

  /// - Parameter end: not part of the span, so that what ends as a month begins does not touch it.
  mutating func touch(from start: Timestamp, to end: Timestamp) {
    let latest = max(start, end.advanced(by: -1))
    if let last, last.span.contains(start), last.span.contains(latest) { return add(last.month) }
    var month = zone.date(at: start).startOfMonth
    let lastDay = min(zone.date(at: latest), today)
    while month <= lastDay {
      add(month)
      last = (month, zone.start(of: month)..<zone.start(of: month.startOfNextMonth))
      month = month.startOfNextMonth
    }
  }

  private mutating func add(_ month: CivilDate) {
    if !touched.contains(month) { touched.append(month) }
  }

  mutating func end() {
    guard let row else { return }
    for month in touched { byMonth[month, default: []].append(row) }
  }

  /// The newest month first.
  func sorted(by id: (EntryIndex.Entry) -> String) -> [EntryIndex.Month] {
    byMonth.sorted { $0.key > $1.key }.map { month, rows in
      let sorted = rows.sorted {
        $0.start != $1.start ? $0.start > $1.start : id($0.entry) < id($1.entry)
      }
      return EntryIndex.Month(start: month, entries: sorted.map(\.entry))
    }
  }
}

extension CivilDate {
  fileprivate var startOfMonth: CivilDate { advanced(byDays: 1 - day) }

  fileprivate var startOfNextMonth: CivilDate {
    startOfMonth.advanced(byDays: CivilDate.length(ofMonth: month, year: year))
  }
}
