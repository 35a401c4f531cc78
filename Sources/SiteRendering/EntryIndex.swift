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
    /// The latest start first.
    let entries: [Entry]
  }

  /// By component, newest first; places in `Snapshot.incidents`.
  let incidents: [[Int]]
  /// By component, newest first; places in `Snapshot.maintenances`.
  let maintenances: [[Int]]
  /// Newest first; only months in which something started.
  let months: [Month]

  init(_ snapshot: Snapshot, zone: TimeZoneRules) {
    var incidents = [[Int]](repeating: [], count: snapshot.components.count)
    var maintenances = incidents
    var starts: [(entry: Entry, start: Timestamp, id: String)] = []
    // By their places: to copy ten thousand incidents for a look at each costs more than the look.
    let all = snapshot.incidents
    for place in all.indices {
      for effect in all[place].effects { incidents[effect.component].append(place) }
      starts.append((.incident(place), all[place].startedAt, all[place].id))
    }
    for (place, maintenance) in snapshot.maintenances.enumerated() {
      for component in Set(maintenance.components) { maintenances[component].append(place) }
      starts.append((.maintenance(place), maintenance.window.lowerBound, maintenance.id))
    }
    self.incidents = incidents
    self.maintenances = maintenances
    months = monthsOf(starts, upTo: snapshot.today, zone: zone)
  }
}

private func monthsOf(
  _ starts: [(entry: EntryIndex.Entry, start: Timestamp, id: String)], upTo today: CivilDate,
  zone: TimeZoneRules
) -> [EntryIndex.Month] {
  var byMonth: [CivilDate: [(entry: EntryIndex.Entry, start: Timestamp, id: String)]] = [:]
  for start in starts {
    let day = zone.date(at: start.start)
    let month = day.advanced(byDays: 1 - day.day)
    if month <= today { byMonth[month, default: []].append(start) }
  }
  return byMonth.sorted { $0.key > $1.key }.map { month, starts in
    let sorted = starts.sorted { ($1.start, $0.id) < ($0.start, $1.id) }
    return EntryIndex.Month(start: month, entries: sorted.map(\.entry))
  }
}
