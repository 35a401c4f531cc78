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
}

extension Snapshot {
  /// In the order of `incidents`.
  ///
  /// By their places: to copy ten thousand incidents for a look at each costs more than the look.
  package var openIncidents: [IncidentSnapshot] {
    incidents.indices.filter { incidents[$0].state.isOpen }.map { incidents[$0] }
  }
}

extension Snapshot {
  /// The components that are part of the page, in the order of `components`.
  package var presentComponents: [ComponentSnapshot] {
    components.filter { $0.presence == .present }
  }

  /// Those that have a page of their own, in the order of `components`: all but those that are yet to come
  /// and that no entry names.
  package var toldComponents: [ComponentIndex] {
    components.indices.filter { components[$0].isTold }
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
  package let isTold: Bool
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

/// A component's status before and after an update, as this incident or maintenance alone sees it.
package struct ComponentChange: Hashable, Sendable {
  package let component: ComponentIndex
  package let old: ComponentStatus
  package let new: ComponentStatus

  package init(
    component: ComponentIndex,
    old: ComponentStatus,
    new: ComponentStatus
  ) {
    self.component = component
    self.old = old
    self.new = new
  }
}

/// An update as readers see it.
package struct UpdateSnapshot<State: Hashable & Sendable>: Hashable, Sendable {
  /// The fragment of its permanent address: `2026-11-20T10-35-00Z`.
  package let anchor: String
  /// What the heading says; nil: `Update`.
  package let declared: State?
  /// Where the incident stands after it.
  package let state: State
  package let time: Timestamp
  /// The level after it; nil in a maintenance.
  package let severity: Severity.ID?
  /// The new level, when this update changed it.
  package let newSeverity: Severity?
  /// The promise it made to readers, also once that is past; nil where the incident was closed.
  package let nextUpdate: Timestamp?
  /// Every component so far, also where nothing changed. A false alarm changed none.
  package let changes: [ComponentChange]
  /// The same as it was said then, before an incident was taken back.
  package let saidChanges: [ComponentChange]
  /// CommonMark.
  package let text: String
  package let translations: [Translation]

  package init(
    anchor: String,
    declared: State?,
    state: State,
    time: Timestamp,
    severity: Severity.ID?,
    newSeverity: Severity?,
    nextUpdate: Timestamp?,
    changes: [ComponentChange],
    saidChanges: [ComponentChange],
    text: String,
    translations: [Translation]
  ) {
    self.anchor = anchor
    self.declared = declared
    self.state = state
    self.time = time
    self.severity = severity
    self.newSeverity = newSeverity
    self.nextUpdate = nextUpdate
    self.changes = changes
    self.saidChanges = saidChanges
    self.text = text
    self.translations = translations
  }
}

package struct IncidentSnapshot: Hashable, Sendable {
  package struct Effect: Hashable, Sendable {
    package let component: ComponentIndex
    /// What this incident does to it now.
    package let status: ComponentStatus
    /// In the order of time, without the operational ones; empty for a retracted incident.
    package let intervals: [StatusInterval]

    package init(
      component: ComponentIndex,
      status: ComponentStatus,
      intervals: [StatusInterval]
    ) {
      self.component = component
      self.status = status
      self.intervals = intervals
    }
  }

  package let id: Incident.ID
  package let title: String
  package let state: Incident.State
  /// What readers are shown: the level it has now; once it is closed, the worst it had.
  package let severity: Severity
  /// The level after its last update, which a reopening goes on with.
  package let lastSeverity: Severity
  /// The highest it had; none for a retracted incident.
  package let impact: Impact
  /// The first update's time where the start is yet to come.
  package let startedAt: Timestamp
  /// When it will start, and affect its components; nil once it has.
  package let startsAt: Timestamp?
  /// The first update's time.
  package let createdAt: Timestamp
  /// The last update's time, or the postmortem's.
  package let updatedAt: Timestamp
  package let lastUpdateAt: Timestamp
  /// When it first entered monitoring; nil if it never did.
  package let monitoringAt: Timestamp?
  /// When it was closed, by a resolution or a retraction; nil while it is open.
  package let resolvedAt: Timestamp?
  /// The promise to readers; nil when there is none, once it is past, and when the incident is closed.
  package let nextUpdateDue: Timestamp?
  /// In the order in which they came to be affected.
  package let effects: [Effect]
  /// Each span in which it was open, from its start or an update to the next change, in the order of
  /// time; at least one.
  package let openSpans: [OpenSpan]
  /// How many updates it has, and its postmortem.
  package let itemCount: Int
  /// What was said of it; nil where only lists were asked for, and no text was read.
  package internal(set) var timeline: Timeline?
  /// When readers first saw it, if that was long after its first update; nil where it was not, or nobody
  /// knows.
  package internal(set) var publishedAfterwards: Timestamp? = nil

  package init(
    id: Incident.ID,
    title: String,
    state: Incident.State,
    severity: Severity,
    lastSeverity: Severity,
    impact: Impact,
    startedAt: Timestamp,
    startsAt: Timestamp?,
    createdAt: Timestamp,
    updatedAt: Timestamp,
    lastUpdateAt: Timestamp,
    monitoringAt: Timestamp?,
    resolvedAt: Timestamp?,
    nextUpdateDue: Timestamp?,
    effects: [Effect],
    openSpans: [OpenSpan],
    itemCount: Int,
    timeline: Timeline? = nil,
    publishedAfterwards: Timestamp? = nil
  ) {
    self.id = id
    self.title = title
    self.state = state
    self.severity = severity
    self.lastSeverity = lastSeverity
    self.impact = impact
    self.startedAt = startedAt
    self.startsAt = startsAt
    self.createdAt = createdAt
    self.updatedAt = updatedAt
    self.lastUpdateAt = lastUpdateAt
    self.monitoringAt = monitoringAt
    self.resolvedAt = resolvedAt
    self.nextUpdateDue = nextUpdateDue
    self.effects = effects
    self.openSpans = openSpans
    self.itemCount = itemCount
    self.timeline = timeline
    self.publishedAfterwards = publishedAfterwards
  }
}

extension IncidentSnapshot {
  /// What was said of an incident.
  package struct Timeline: Hashable, Sendable {
    /// Oldest first, at least one.
    package let updates: [UpdateSnapshot<Incident.State>]
    package let postmortem: PostmortemSnapshot?

    package init(
      updates: [UpdateSnapshot<Incident.State>], postmortem: PostmortemSnapshot?
    ) {
      self.updates = updates
      self.postmortem = postmortem
    }
  }

  /// A span in which an incident was open; half-open, and perhaps of no length.
  package struct OpenSpan: Hashable, Sendable {
    package let start: Timestamp
    /// Nil while it is open.
    package let end: Timestamp?
    /// The level that it had then.
    package let severity: Severity.ID?

    package init(start: Timestamp, end: Timestamp?, severity: Severity.ID?) {
      self.start = start
      self.end = end
      self.severity = severity
    }
  }

  /// Oldest first, at least one. Of an incident whose timeline was read.
  package var updates: [UpdateSnapshot<Incident.State>] { wholeTimeline.updates }

  /// Of an incident whose timeline was read.
  package var postmortem: PostmortemSnapshot? { wholeTimeline.postmortem }

  private var wholeTimeline: Timeline {
    guard let timeline else {
      preconditionFailure("a planner reads the timeline of '\(id)' and did not say so")
    }
    return timeline
  }
}

package struct MaintenanceSnapshot: Hashable, Sendable {
  package let id: Maintenance.ID
  package let title: String
  package let state: Maintenance.State
  package let window: MaintenanceWindow
  package let components: [ComponentIndex]
  /// The announcement's time.
  package let createdAt: Timestamp
  /// The last update's time, or the clock's last move.
  package let updatedAt: Timestamp
  /// When it first came to be verified; nil if it never was.
  package let verifyingAt: Timestamp?
  /// When it was completed or cancelled; nil before.
  package let overAt: Timestamp?
  /// When the clock will start it, unless somebody writes before; nil where it will not.
  package let startsByClock: Timestamp?
  /// When the clock will end it, likewise.
  package let endsByClock: Timestamp?
  /// When its components were under maintenance.
  package let activeIntervals: [StatusInterval]
  /// Oldest first, at least one.
  package let updates: [UpdateSnapshot<Maintenance.State>]
  /// What the clock did and no update says, in the order of time.
  package internal(set) var clockMoves: [ClockMove]
  /// By update, the window of which it told where that is another one now; empty where it never moved.
  package internal(set) var windowsSaid: [MaintenanceWindow?] = []
  /// As of an incident.
  package internal(set) var publishedAfterwards: Timestamp? = nil

  package init(
    id: Maintenance.ID,
    title: String,
    state: Maintenance.State,
    window: MaintenanceWindow,
    components: [ComponentIndex],
    createdAt: Timestamp,
    updatedAt: Timestamp,
    verifyingAt: Timestamp?,
    overAt: Timestamp?,
    startsByClock: Timestamp?,
    endsByClock: Timestamp?,
    activeIntervals: [StatusInterval],
    updates: [UpdateSnapshot<Maintenance.State>],
    clockMoves: [ClockMove],
    windowsSaid: [MaintenanceWindow?] = [],
    publishedAfterwards: Timestamp? = nil
  ) {
    self.id = id
    self.title = title
    self.state = state
    self.window = window
    self.components = components
    self.createdAt = createdAt
    self.updatedAt = updatedAt
    self.verifyingAt = verifyingAt
    self.overAt = overAt
    self.startsByClock = startsByClock
    self.endsByClock = endsByClock
    self.activeIntervals = activeIntervals
    self.updates = updates
    self.clockMoves = clockMoves
    self.windowsSaid = windowsSaid
    self.publishedAfterwards = publishedAfterwards
  }
}

extension MaintenanceSnapshot {
  /// A change of state that nobody wrote.
  package struct ClockMove: Hashable, Sendable {
    /// In progress or completed.
    package let state: Maintenance.State
    package let time: Timestamp
    /// How many of the updates came before it, at least one.
    package let updatesBefore: Int
    package let changes: [ComponentChange]

    /// The fragment of its permanent address, unlike that of any update:
    /// `2026-12-01T02-00-00Z-in-progress`.
    package var anchor: String {
      let words = state.rawValue.split(separator: "_").joined(separator: "-")
      return "\(time.anchor)-\(words)"
    }

    package init(
      state: Maintenance.State,
      time: Timestamp,
      updatesBefore: Int,
      changes: [ComponentChange]
    ) {
      self.state = state
      self.time = time
      self.updatesBefore = updatesBefore
      self.changes = changes
    }
  }

  /// When the work really began and ended, the end nil while it goes on; nil where both are as planned,
  /// to the minute, and where it never began.
  ///
  /// - Parameter moment: of the snapshot.
  package func trueSpan(at moment: Timestamp) -> StatusInterval? {
    guard let first = activeIntervals.first, let last = activeIntervals.last else { return nil }
    let planned = window.start.minute == first.start.minute
    let isAsPlanned =
      last.end.map { planned && $0.minute == window.end?.minute }
      ?? (planned && !window.isOver(at: moment))
    return isAsPlanned
      ? nil : StatusInterval(status: .underMaintenance, start: first.start, end: last.end)
  }

  /// The window before the present one; nil where readers were told of no other, or of this one while its
  /// end was not known.
  package var movedFrom: MaintenanceWindow? {
    guard let old = windowsSaid.compactMap({ $0 }).last else { return nil }
    return old.start == window.start && old.end == nil ? nil : old
  }

  /// The window of which an update told.
  package func window(saidIn update: Int) -> MaintenanceWindow {
    (windowsSaid.indices.contains(update) ? windowsSaid[update] : nil) ?? window
  }
}

package struct PostmortemSnapshot: Hashable, Sendable {
  package struct Action: Hashable, Sendable {
    package let kind: Postmortem.Action.Kind
    package let what: String
    /// The day on which it was done; nil while it is not.
    package let done: CivilDate?
  }

  /// The fragment of its permanent address.
  package static let anchor = "postmortem"

  /// The first moment at which the incident was closed on the day it was published or later.
  package let publishedAt: Timestamp
  /// How many of the incident's updates came before it, at least one. Others follow where the incident
  /// was opened again.
  package let updatesBefore: Int
  package let actions: [Action]
  /// CommonMark.
  package let text: String
  package let translations: [Translation]
}
