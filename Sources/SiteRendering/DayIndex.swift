import StatusModel

/// What went on at each day: found once for all months, since a look through all entries for each day
/// would grow with their square.
struct DayIndex: Sendable {
  /// How an entry looks in a calendar, least first.
  enum Look: Int, Comparable, Sendable {
    case none, work, slow, part, down

    init(_ impact: Impact) {
      self =
        switch impact {
        case .none: .none
        case .minor: .slow
        case .major: .part
        case .critical: .down
        }
    }

    /// The name of its icon and its class in the style.
    var name: String {
      switch self {
      case .none: "none"
      case .work: "work"
      case .slow: "slow"
      case .part: "part"
      case .down: "down"
      }
    }

    var level: BarLevel {
      switch self {
      case .none: .operational
      case .work: .maintenance
      case .slow: .degraded
      case .part: .partial
      case .down: .major
      }
    }

    static func < (one: Look, other: Look) -> Bool { one.rawValue < other.rawValue }
  }

  /// What one entry did on one day.
  struct Cause: Sendable, Hashable {
    /// The worst of that day.
    let look: Look
    let entry: EntryIndex.Entry
    /// The level that the incident had that day, or once it is closed its worst; nil for a maintenance.
    let severity: Severity.ID?
  }

  /// By days since 1970, in the order in which entries were looked at; nothing for a quiet day.
  private var days: [Int: [Cause]] = [:]
  private let zone: TimeZoneRules

  /// - Complexity: linear in the updates, and in the days that the entries lasted, all together.
  init(_ snapshot: Snapshot, severities: [Severity], zone: TimeZoneRules) {
    self.zone = zone
    let looks = Dictionary(severities.map { ($0.id, Look($0.impact)) }) { first, _ in first }
    // By their places: to copy ten thousand incidents for a look at each costs more than the look.
    let incidents = snapshot.incidents
    for place in incidents.indices where incidents[place].state != .retracted {
      mark(place, of: incidents, looks, until: snapshot.moment)
    }
    for (place, maintenance) in snapshot.maintenances.enumerated() {
      let cause = Cause(look: .work, entry: .maintenance(place), severity: nil)
      for interval in maintenance.activeIntervals {
        mark(cause, from: interval.start, to: interval.end?.advanced(by: -1) ?? snapshot.moment)
      }
    }
  }

  /// What went on that day, the worst first, and of equally bad ones the newest.
  subscript(day: CivilDate) -> [Cause] {
    let causes = days[day.daysSinceEpoch] ?? []
    return causes.indices.sorted { one, other in
      (causes[other].look, one) < (causes[one].look, other)
    }.map { causes[$0] }
  }

  /// The worst that went on that day; nil for a quiet one.
  func worst(on day: CivilDate) -> Look? { days[day.daysSinceEpoch]?.map(\.look).max() }

  /// From update to update, since each may close and reopen the incident, or change its level: while it
  /// is open a day has the level that it had then.
  private mutating func mark(
    _ place: Int, of incidents: [IncidentSnapshot], _ looks: [Severity.ID: Look],
    until moment: Timestamp
  ) {
    let updates = incidents[place].updates
    let whole = incidents[place].state.isOpen ? nil : incidents[place].severity.id
    func cause(_ number: Int) -> Cause {
      let severity = whole ?? updates[number].severity
      let look = severity.flatMap { looks[$0] } ?? .none
      return Cause(look: look, entry: .incident(place), severity: severity)
    }
    // What ends at midnight does not touch the day that begins then.
    let start = incidents[place].startedAt
    mark(cause(0), from: start, to: max(start, updates[0].time.advanced(by: -1)))
    for number in updates.indices where updates[number].state.isOpen {
      let end = number + 1 < updates.count ? updates[number + 1].time.advanced(by: -1) : moment
      mark(cause(number), from: updates[number].time, to: end)
    }
  }

  /// - Parameter end: within the last day that it touches.
  private mutating func mark(_ cause: Cause, from start: Timestamp, to end: Timestamp) {
    let first = zone.date(at: start).daysSinceEpoch
    let last = zone.date(at: end).daysSinceEpoch
    for number in first...max(first, last) {
      // One entry is marked at once, so what it did before on that day stands last.
      if let before = days[number]?.last, before.entry == cause.entry {
        guard before.look < cause.look else { continue }
        days[number]?.removeLast()
      }
      days[number, default: []].append(cause)
    }
  }
}
