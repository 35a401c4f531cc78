import StatusModel

/// The worst that went on at each day: found once for all months, since a look through all entries
/// for each day would grow with their square.
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

  struct Day: Sendable, Hashable {
    let look: Look
    /// The newest of the worst.
    let entry: EntryIndex.Entry
  }

  /// By days since 1970; nothing for a quiet day.
  private var days: [Int: Day] = [:]

  /// - Complexity: linear in the days that the entries lasted, all together.
  init(_ snapshot: Snapshot, zone: TimeZoneRules) {
    let incidents = snapshot.incidents
    for place in incidents.indices where incidents[place].state != .retracted {
      let look = Look(incidents[place].severity.impact)
      let end = lastSecond(before: incidents[place].resolvedAt, at: snapshot.moment)
      mark(.incident(place), look, incidents[place].startedAt, end, zone)
    }
    for (place, maintenance) in snapshot.maintenances.enumerated() {
      for interval in maintenance.activeIntervals {
        let end = lastSecond(before: interval.end, at: snapshot.moment)
        mark(.maintenance(place), .work, interval.start, end, zone)
      }
    }
  }

  subscript(day: CivilDate) -> Day? { days[day.daysSinceEpoch] }

  /// - Parameter end: within the last day that it touches.
  private mutating func mark(
    _ entry: EntryIndex.Entry, _ look: Look, _ start: Timestamp, _ end: Timestamp,
    _ zone: TimeZoneRules
  ) {
    let first = zone.date(at: start).daysSinceEpoch
    let last = zone.date(at: end).daysSinceEpoch
    for day in first...max(first, last) where days[day].map({ $0.look < look }) ?? true {
      days[day] = Day(look: look, entry: entry)
    }
  }
}

/// What ends at midnight does not touch the day that begins then; what has no end touches today.
private func lastSecond(before end: Timestamp?, at moment: Timestamp) -> Timestamp {
  end?.advanced(by: -1) ?? moment
}
