import Diagnostics
import StatusModel

/// The statuses that an incident's components had, update by update, as the source reports them.
struct ReplayedStatuses: Sendable {
  /// For the front matter.
  private(set) var components: [Incident.AffectedComponent] = []
  /// By the place of the update.
  private(set) var changes: [Int: [Incident.StatusChange]] = [:]

  /// - Parameter level: the status of the incident's level.
  init(
    _ entry: ImportedHistory.Entry, _ updates: [OrderedUpdate], level: ComponentStatus,
    _ rules: MappingRules, _ notes: inout MappingNotes
  ) {
    let named = ids(entry.references, rules)
    let moves =
      rules.options.statuses == .reported
      ? updates.contains { !$0.source.reports.isEmpty } || entry.hasStatuses
      : entry.leavesOperational
    guard moves else {
      components = named.map { Incident.AffectedComponent(component: $0) }
      notes.count("component status", .approximated, times: entry.reportCount)
      return
    }
    replay(entry, updates, named, level: level, rules, &notes)
  }

  private mutating func replay(
    _ entry: ImportedHistory.Entry, _ updates: [OrderedUpdate], _ named: [Component.ID],
    level: ComponentStatus, _ rules: MappingRules, _ notes: inout MappingNotes
  ) {
    var held = initialStatuses(entry, level: level, rules)
    let first = updates.first.map { reports(of: $0, entry, rules, &notes) } ?? [:]
    held.merge(first) { _, new in new }
    let inFirst = held
    var isOver = updates.first.map(closes) ?? false
    var late: Set<Component.ID> = []
    for (place, update) in updates.enumerated().dropFirst() {
      if case .incident(let state) = update.source.state { isOver = !state.isOpen }
      let reported = reports(of: update, entry, rules, &notes)
      guard !isOver else { continue }
      for id in named {
        guard let new = reported[id], new != held[id] ?? .operational else { continue }
        if inFirst[id] == nil { late.insert(id) }
        held[id] = new
        changes[place, default: []].append(.init(component: id, status: new))
      }
    }
    components = named.filter { !late.contains($0) }
      .map { .init(component: $0, status: inFirst[$0] ?? .operational) }
  }

  private func closes(_ update: OrderedUpdate) -> Bool {
    if case .incident(let state) = update.source.state { !state.isOpen } else { false }
  }

  /// Those that are named for the incident as a whole.
  private func initialStatuses(
    _ entry: ImportedHistory.Entry, level: ComponentStatus, _ rules: MappingRules
  ) -> [Component.ID: ComponentStatus] {
    let reportsAny = entry.updates.contains { !$0.reports.isEmpty }
    return Dictionary(
      entry.components.compactMap { affected in
        guard let id = rules.catalog.id(of: affected.component) else { return nil }
        if let status = affected.status { return (id, incidentStatus(status)) }
        return reportsAny ? nil : (id, level)
      }, uniquingKeysWith: { max($0, $1) })
  }

  private func reports(
    of update: OrderedUpdate, _ entry: ImportedHistory.Entry, _ rules: MappingRules,
    _ notes: inout MappingNotes
  ) -> [Component.ID: ComponentStatus] {
    var statuses: [Component.ID: ComponentStatus] = [:]
    for report in update.source.reports {
      guard let id = rules.catalog.id(of: report.component) else { continue }
      notes.count("component status", report.new == .underMaintenance ? .approximated : .kept)
      if report.new == .underMaintenance {
        notes.find(
          .changed, entry.subject,
          "'under_maintenance' is no status of an incident; it is written as 'degraded_performance'",
          at: update.source.place)
      }
      statuses[id] = incidentStatus(report.new)
    }
    return statuses
  }
}

private func ids(
  _ references: [ImportedHistory.Reference], _ rules: MappingRules
) -> [Component.ID] {
  var seen: Set<Component.ID> = []
  return references.compactMap { rules.catalog.id(of: $0) }.filter { seen.insert($0).inserted }
}

extension MappingRules {
  func componentIDs(_ entry: ImportedHistory.Entry) -> [Component.ID] {
    ids(entry.references, self)
  }
}

/// Incidents know no maintenance.
private func incidentStatus(_ status: ComponentStatus) -> ComponentStatus {
  status == .underMaintenance ? .degradedPerformance : status
}

extension ImportedHistory.Entry {
  /// Every status that is reported.
  private var statuses: [ComponentStatus] {
    components.compactMap(\.status)
      + updates.flatMap { update in update.reports.flatMap { [$0.old, $0.new].compactMap { $0 } } }
  }

  var hasStatuses: Bool { components.contains { $0.status != nil } }

  /// In four of five real incidents none does: automation moved the components, or nobody did.
  var leavesOperational: Bool { statuses.contains { $0 != .operational } }

  var worstStatus: ComponentStatus? { statuses.max() }

  var reportCount: Int { updates.reduce(0) { $0 + $1.reports.count } }
}
