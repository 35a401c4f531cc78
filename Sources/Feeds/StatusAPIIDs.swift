import StatusModel

/// The ids that the API gives to entries: an entry's own, its file name.
///
/// Clients keep a flat set of ids, and strict ones take only letters, digits, `-` and `_`. So where an
/// incident and a maintenance have one file name, the maintenance goes by `maintenance-<id>`.
struct StatusAPIIDs: Sendable {
  /// Of maintenances whose own id an incident has too.
  private let replaced: [Maintenance.ID: String]

  /// The same, in the order of their ids.
  var all: [(key: Maintenance.ID, value: String)] { replaced.sorted { $0.key < $1.key } }

  init(of snapshot: Snapshot) {
    let planned = Set(snapshot.maintenances.map(\.id))
    // By their places: to copy ten thousand incidents costs more than to look at them.
    let incidents = snapshot.incidents
    let shared =
      planned.isEmpty ? [] : incidents.indices.filter { planned.contains(incidents[$0].id) }
    guard !shared.isEmpty else {
      replaced = [:]
      return
    }
    let taken = planned.union(incidents.indices.lazy.map { incidents[$0].id })
    replaced = Dictionary(
      shared.map { (incidents[$0].id, StatusAPIIDs.other(than: incidents[$0].id, notIn: taken)) },
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
