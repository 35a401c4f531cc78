/// A document of the API that clients of Atlassian Statuspage read.
package enum StatuspageDocument: String, CaseIterable, Sendable {
  case summary, status, components, incidents
  case unresolvedIncidents = "incidents/unresolved"
  case maintenances = "scheduled-maintenances"
  case upcomingMaintenances = "scheduled-maintenances/upcoming"
  case activeMaintenances = "scheduled-maintenances/active"

  /// In the output folder: `api/v2/incidents/unresolved.json`.
  package var path: String { "api/v2/\(rawValue).json" }
}
