import StatusModel

/// The ids that the API gives to entries: an entry's own, its file name.
///
/// Clients keep a flat set of ids, so an incident and a maintenance may not share one. Where their
/// files have one name, the later of the two has its folder in front: when it comes, the other's id is
/// known to clients already.
struct StatusAPIIDs: Sendable {
  /// Those of later ones.
  private let incidents: Set<Incident.ID>
  private let maintenances: Set<Maintenance.ID>

  init(of snapshot: Snapshot) {
    let announced = Dictionary(
      snapshot.maintenances.map { ($0.id, $0.createdAt) }, uniquingKeysWith: { one, _ in one })
    var (incidents, maintenances): (Set<Incident.ID>, Set<Maintenance.ID>) = ([], [])
    // By their places: to copy ten thousand incidents costs more than to look at them.
    for place in announced.isEmpty ? 0..<0 : snapshot.incidents.indices {
      let id = snapshot.incidents[place].id
      guard let other = announced[id] else { continue }
      if snapshot.incidents[place].createdAt > other {
        incidents.insert(id)
      } else {
        maintenances.insert(id)
      }
    }
    self.incidents = incidents
    self.maintenances = maintenances
  }

  /// No file name holds a slash.
  func id(of incident: IncidentSnapshot) -> String {
    incidents.contains(incident.id) ? "incidents/\(incident.id)" : incident.id
  }

  func id(of maintenance: MaintenanceSnapshot) -> String {
    maintenances.contains(maintenance.id) ? "maintenance/\(maintenance.id)" : maintenance.id
  }
}
