/// What a visitor should see at one moment: everything derived, and nothing private.
///
/// Made by `Site.snapshot(at:)`. Whatever is dated later than `moment` is not in it, nor is a draft.
package struct Snapshot: Hashable, Sendable {
  package let moment: Timestamp
  /// The day it is in the site's time zone.
  package let today: CivilDate
  package let pageStatus: PageStatus
  package let breadth: Breadth
  /// When the page began: the start of its `since`, else the first thing known of it; today where nothing
  /// is known.
  package let since: Timestamp
  /// The time of the newest update of all; `since` for a site without any.
  package let updatedAt: Timestamp
  /// Every component that the site ever had, in the order in which they are shown. A `ComponentIndex`
  /// counts in it. Only those that are present are part of the page.
  package let components: [ComponentSnapshot]
  /// Without those of which no component is present.
  package let groups: [GroupSnapshot]
  /// Newest first, by the first update; same times by id.
  package let incidents: [IncidentSnapshot]
  /// Newest first, by the announcement; same times by id.
  package let maintenances: [MaintenanceSnapshot]
  /// Those to be shown now, the latest start first.
  package let announcements: [Announcement]
  /// The first moment after `moment` at which the page says something else, also if nobody writes.
  package let holdsUntil: Timestamp
  /// The same for what nobody waits for news of: only the day and the plans of maintenances change it.
  package let quietUntil: Timestamp
}

extension Snapshot {
  /// In the order of `incidents`.
  package var openIncidents: [IncidentSnapshot] { incidents.filter { $0.state.isOpen } }

  /// The places of the open ones, in the order in which a reader wants them: the worst level first, then
  /// as in `incidents`.
  ///
  /// - Parameter severities: every level, worst first.
  package func openIncidents(worstFirst severities: [Severity]) -> [Int] {
    // By their places: to copy ten thousand incidents for a look at each costs more than the look.
    let open = incidents.indices.filter { incidents[$0].state.isOpen }
    let ranks = open.map { place in
      severities.firstIndex { $0.id == incidents[place].severity.id } ?? severities.count
    }
    return zip(ranks, open).sorted { $0 < $1 }.map(\.1)
  }
}

extension Snapshot {
  /// The components that are part of the page, in the order of `components`.
  package var presentComponents: [ComponentSnapshot] {
    components.filter { $0.presence == .present }
  }

  /// Those that have a page of their own, in the order of `components`: all but those that are yet to come
  /// and that no entry names.
  package var mentionedComponents: [ComponentIndex] {
    components.indices.filter { components[$0].isMentioned }
  }
}

/// A place in `Snapshot.components`.
package typealias ComponentIndex = Int

extension Timestamp {
  /// What clocks without seconds show.
  package var minute: Int { (seconds - ((seconds % 60) + 60) % 60) / 60 }
}

/// How bad it is, blended over the components.
package struct PageStatus: Hashable, Sendable {
  /// Best first.
  package enum Indicator: String, CaseIterable, Comparable, Sendable {
    case none, maintenance, minor, major, critical

    package var rank: Int {
      switch self {
      case .none: 0
      case .maintenance: 1
      case .minor: 2
      case .major: 3
      case .critical: 4
      }
    }

    package static func < (one: Indicator, other: Indicator) -> Bool {
      one.rank < other.rank
    }
  }

  /// The hosted standard's own words, best first.
  package enum Description: String, CaseIterable, Comparable, Sendable {
    case allSystemsOperational = "All Systems Operational"
    case serviceUnderMaintenance = "Service Under Maintenance"
    case partiallyDegradedService = "Partially Degraded Service"
    case degradedSystemService = "Degraded System Service"
    case minorServiceOutage = "Minor Service Outage"
    case partialSystemOutage = "Partial System Outage"
    case majorSystemOutage = "Major System Outage"

    /// 0 for the best, 6 for the worst.
    package var rank: Int {
      switch self {
      case .allSystemsOperational: 0
      case .serviceUnderMaintenance: 1
      case .partiallyDegradedService: 2
      case .degradedSystemService: 3
      case .minorServiceOutage: 4
      case .partialSystemOutage: 5
      case .majorSystemOutage: 6
      }
    }

    package static func < (one: Description, other: Description) -> Bool {
      one.rank < other.rank
    }
  }

  package let indicator: Indicator
  package let description: Description

  package init(indicator: Indicator, description: Description) {
    self.indicator = indicator
    self.description = description
  }
}

/// How broad it is: components that are not operational, of all.
package struct Breadth: Hashable, Sendable {
  package let affected: Int
  package let total: Int
}

package struct ComponentSnapshot: Hashable, Sendable {
  package let component: Component
  package let presence: Component.Presence
  /// Whether readers know of it: it is or was part of the page, or an entry names it.
  package let isMentioned: Bool
  /// Nil for a component outside a group, or not present.
  package let group: ComponentGroup.ID?
  /// From 1: within its group, or among the top entries, of those that are present.
  package let position: Int
  /// Operational unless it is present.
  package let status: ComponentStatus
  /// The day from which on anything is claimed of it; nil where that is not known.
  package let firstDay: CivilDate?
  /// The start of `firstDay`; else the oldest moment of the site's history.
  package let createdAt: Timestamp
  /// When its status last changed; else `createdAt`.
  package let updatedAt: Timestamp
  package let uptime: UptimeRecord
}

extension ComponentGroup {
  package typealias ID = String
}

package struct GroupSnapshot: Hashable, Sendable {
  package let id: ComponentGroup.ID
  package let name: String
  package let nameTranslations: [Translation]
  /// From 1, among the top entries.
  package let position: Int
  /// The worst of its members.
  package let status: ComponentStatus
  package let members: [ComponentIndex]
}

/// A status held over a half-open span; `end` is nil while it still holds.
package struct StatusInterval: Hashable, Sendable {
  package let status: ComponentStatus
  package let start: Timestamp
  package let end: Timestamp?

  package init(
    status: ComponentStatus,
    start: Timestamp,
    end: Timestamp?
  ) {
    self.status = status
    self.start = start
    self.end = end
  }
}

/// A share of time in hundredths of a percent, cut, not rounded: 0 to 10,000.
package struct UptimeShare: Hashable, Comparable, Sendable {
  package let hundredths: Int

  package static func < (one: UptimeShare, other: UptimeShare) -> Bool {
    one.hundredths < other.hundredths
  }
}

/// Ninety days of one component, the last of them today.
package struct UptimeRecord: Hashable, Sendable {
  package struct Day: Hashable, Sendable {
    package let date: CivilDate
    /// The day's worst; nil where there is no data.
    package let status: ComponentStatus?
    /// Nil where there is no data.
    package let uptime: UptimeShare?
    package let seconds: SecondsByStatus
  }

  /// Nil where there is no data.
  package let uptime: UptimeShare?
  /// Oldest first.
  package let days: [Day]
}

/// How long each status but operational was held.
package struct SecondsByStatus: Hashable, Sendable {
  package var underMaintenance = 0
  package var degradedPerformance = 0
  package var partialOutage = 0
  package var majorOutage = 0

  package init() {}
}
