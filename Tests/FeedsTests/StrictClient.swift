import Foundation
import StatusModel
import Testing

/// What the strictest clients in the field read, who take a missing key, a null in the wrong place
/// or an unknown word for an error.
struct StrictPage: Decodable {
  let id, name, url, timeZone, updatedAt: String
}

struct StrictStatus: Decodable {
  enum Indicator: String, Decodable { case none, minor, major, critical, maintenance }

  let indicator: Indicator
  let description: String
}

struct StrictComponent: Decodable {
  enum Status: String, Decodable {
    case operational
    case underMaintenance = "under_maintenance"
    case degradedPerformance = "degraded_performance"
    case partialOutage = "partial_outage"
    case majorOutage = "major_outage"
  }

  let id, name: String
  let status: Status
  let createdAt, updatedAt: String
  let position: Int
  let description: String?
  let showcase: Bool
  let startDate, groupId: String?
  let pageId: String
  let group, onlyShowIfDegraded: Bool
  let components: [String]?
}

struct StrictUpdate: Decodable {
  struct Affected: Decodable {
    let code, name: String
    let oldStatus, newStatus: StrictComponent.Status
  }

  let id, status, body, incidentId, createdAt, updatedAt, displayAt: String
  let affectedComponents: [Affected]
  let deliverNotifications: Bool
  let customTweet, tweetId: String?
}

struct StrictIncident: Decodable {
  enum Impact: String, Decodable { case none, minor, major, critical, maintenance }

  let id, name, status, createdAt, updatedAt: String
  let monitoringAt, resolvedAt: String?
  let impact: Impact
  let shortlink, startedAt, pageId: String
  let incidentUpdates: [StrictUpdate]
  let components: [StrictComponent]
  let reminderIntervals: String?
  /// On maintenances only.
  let scheduledFor, scheduledUntil: String?

  var updates: [StrictUpdate] { incidentUpdates }
}

struct StrictSummary: Decodable {
  let page: StrictPage
  let components: [StrictComponent]
  let incidents, scheduledMaintenances: [StrictIncident]
  let status: StrictStatus
}

struct StrictIncidents: Decodable {
  let page: StrictPage
  let incidents: [StrictIncident]
}

struct StrictMaintenances: Decodable {
  let page: StrictPage
  let scheduledMaintenances: [StrictIncident]
}

func read<Document: Decodable>(
  _ path: String, as document: Document.Type, of site: Site,
  at moment: Timestamp = utc("2026-11-20 10:40")
) throws -> Document {
  let strict = JSONDecoder()
  strict.keyDecodingStrategy = .convertFromSnakeCase
  return try strict.decode(document, from: Data(try published(path, of: site, at: moment).utf8))
}

func incidents(of site: Site) throws -> [StrictIncident] {
  try read("api/v2/incidents.json", as: StrictIncidents.self, of: site).incidents
}
