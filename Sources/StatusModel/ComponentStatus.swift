/// What readers see about a component, best first, so that `max()` is the worst.
///
/// - Source: the hosted standard's five words.
package enum ComponentStatus: String, CaseIterable, Comparable, Sendable {
  case operational
  case underMaintenance = "under_maintenance"
  case degradedPerformance = "degraded_performance"
  case partialOutage = "partial_outage"
  case majorOutage = "major_outage"

  /// 0 for the best, 4 for the worst.
  package var rank: Int {
    switch self {
    case .operational: 0
    case .underMaintenance: 1
    case .degradedPerformance: 2
    case .partialOutage: 3
    case .majorOutage: 4
    }
  }

  package static func < (one: ComponentStatus, other: ComponentStatus) -> Bool {
    one.rank < other.rank
  }
}

/// How much an incident matters to customers, least first.
package enum Impact: String, CaseIterable, Comparable, Sendable {
  case none, minor, major, critical

  package var rank: Int {
    switch self {
    case .none: 0
    case .minor: 1
    case .major: 2
    case .critical: 3
    }
  }

  package static func < (one: Impact, other: Impact) -> Bool {
    one.rank < other.rank
  }
}
