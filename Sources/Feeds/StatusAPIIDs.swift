import StatusModel

/// The ids that the API gives to entries: an entry's own, its file name.
///
/// Clients keep a flat set of ids, and strict ones take only letters, digits, `-` and `_`. So where an
/// incident and a maintenance have one file name, the maintenance goes by `maintenance-<id>`.
struct StatusAPIIDs: Sendable {
  /// Of maintenances whose own id an incident has too.
  private let replaced: [Maintenance.ID: String]

  init(of snapshot: Snapshot) {
    let planned = Set(snapshot.maintenances.map(\.id))
    let shared =
      planned.isEmpty ? [] : snapshot.incidents.map(\.id).filter { planned.contains($0) }
    guard !shared.isEmpty else {
      replaced = [:]
      return
    }
    let taken = planned.union(snapshot.incidents.map(\.id))
    replaced = Dictionary(
      shared.map { ($0, StatusAPIIDs.other(than: $0, notIn: taken)) },
      uniquingKeysWith: { one, _ in one })
  }

  /// No file name holds an underscore, so the second form is nobody else's.
  private static func other(than id: Maintenance.ID, notIn taken: Set<String>) -> String {
    let plain = "maintenance-\(id)"
    return taken.contains(plain) ? "maintenance_\(id)" : plain
  }

  func id(of incident: IncidentSnapshot) -> String { incident.id }

  func id(of maintenance: MaintenanceSnapshot) -> String {
    replaced[maintenance.id] ?? maintenance.id
  }
}
