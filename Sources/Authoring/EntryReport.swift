import ContentWriting
package import StatusModel

/// An entry as readers will see it: what is shown before it is written, and reported after.
package struct EntryReport: Sendable {
  package let id: String
  package let title: String
  /// `Investigating`.
  package let state: String
  /// Nil in a maintenance.
  package let severity: Severity?
  package let isDraft: Bool
  package let nextUpdate: Timestamp?
  /// Nil in an incident.
  package let window: MaintenanceWindow?
  /// In the order in which they came to be affected.
  package let components: [(name: String, status: ComponentStatus)]
  /// When customers were first affected, where that was before the first update.
  package let since: Timestamp?
  /// Of the whole page, on which a draft is not.
  package let page: ComponentStatus
}

extension EntryReport {
  /// Nil for a postmortem, which readers do not see yet.
  package init?(of edit: CheckedEdit) {
    let site = edit.site.site
    let moment = max(edit.site.now, edit.planned.time)
    let snapshot = site.publishing(edit.planned.id).showing(edit.planned.id, at: moment)
    let names = snapshot.components.map(\.component.name)
    switch edit.planned.meant {
    case .incident(let meant):
      guard let incident = snapshot.incidents.first(where: { $0.id == meant.id }) else {
        return nil
      }
      state = incident.state.headingName
      severity = incident.severity
      isDraft = meant.isDraft
      nextUpdate = incident.updates.last?.nextUpdate
      window = nil
      components = incident.effects.map { (names[$0.component], $0.status) }
      title = incident.title
      since = incident.startedAt < incident.createdAt ? incident.startedAt : nil
    case .maintenance(let meant):
      guard let maintenance = snapshot.maintenances.first(where: { $0.id == meant.id }) else {
        return nil
      }
      state = maintenance.state.headingName
      severity = nil
      isDraft = meant.isDraft
      nextUpdate = nil
      window = maintenance.window
      let status: ComponentStatus = maintenance.state.isActive ? .underMaintenance : .operational
      components = maintenance.components.map { (names[$0], status) }
      title = maintenance.title
      since = nil
    case .postmortem: return nil
    }
    id = edit.planned.id
    page = site.showing(edit.planned.id, at: moment).headline
  }
}

extension Site {
  /// What is shown of the page as such, and of one incident: those that are over do not matter to it.
  fileprivate func showing(_ id: Incident.ID, at moment: Timestamp) -> Snapshot {
    let incidents = history.incidents.filter { incident in
      let last = incident.updates.last { $0.state != nil && $0.time <= moment }
      return incident.id == id || last?.state?.isOpen ?? true
    }
    return with(
      History(
        incidents: incidents, maintenances: history.maintenances,
        postmortems: history.postmortems)
    ).snapshot(at: moment)
  }
}
