extension Snapshot {
  /// What customers have, for the page's own headline: the worst status of any component on the page,
  /// and of an open incident that names none of them, what its impact stands for.
  ///
  /// `pageStatus` blends over all components, as the hosted standard does: one partial outage among
  /// many is a "Minor Service Outage" there. Under an incident called Major that reads as whitewash.
  package var headline: ComponentStatus {
    let statuses = components.lazy.filter { $0.presence == .present }.map(\.status)
    let lifted = openIncidents.lazy
      .filter { incident in
        !incident.effects.contains { self.components[$0.component].presence == .present }
      }
      .map { ComponentStatus(standingFor: $0.severity.impact) }
    return max(statuses.max() ?? .operational, lifted.max() ?? .operational)
  }
}

extension ComponentStatus {
  /// The status that has an impact by the three default levels.
  fileprivate init(standingFor impact: Impact) {
    self =
      switch impact {
      case .none: .operational
      case .minor: .degradedPerformance
      case .major: .partialOutage
      case .critical: .majorOutage
      }
  }
}
