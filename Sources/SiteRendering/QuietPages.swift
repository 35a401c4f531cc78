import StatusModel

/// A page on which nothing goes on, and nothing has happened within the hour, says what holds since the full
/// hour: so an update about something else leaves it as it is, and a publish does not send it.
extension Snapshot {
  /// The last full hour.
  var hour: Timestamp { moment.advanced(by: -(moment.seconds % 3_600)) }

  var hasQuietMaintenances: Bool { maintenances.allSatisfy { $0.isQuiet(since: hour) } }
}

extension EntryIndex {
  func isQuiet(_ component: ComponentIndex, in snapshot: Snapshot) -> Bool {
    snapshot.components[component].status == .operational
      && incidents[component].allSatisfy { snapshot.incidents[$0].isQuiet(since: snapshot.hour) }
      && maintenances[component].allSatisfy {
        snapshot.maintenances[$0].isQuiet(since: snapshot.hour)
      }
  }
}

extension IncidentSnapshot {
  /// Whether nothing of it has changed, and nothing of it goes on.
  fileprivate func isQuiet(since moment: Timestamp) -> Bool {
    !state.isOpen && updatedAt < moment
  }
}

extension MaintenanceSnapshot {
  fileprivate func isQuiet(since moment: Timestamp) -> Bool {
    updatedAt < moment && (overAt.map { $0 < moment } ?? (activeIntervals.isEmpty))
  }
}
