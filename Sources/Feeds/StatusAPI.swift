import PlainEnglish
import StatusModel

/// The hosted standard's API, version 2, as documents whose keys and order are the contract.
///
/// Every key is in every object, a list is never null, and a cancelled maintenance is in none.
///
/// - Source: payloads of the hosted standard; our own keys begin with an underscore.
struct StatusAPI: Sendable {
  let snapshot: Snapshot
  let timeZone: TimeZoneRules
  /// The site's address, without a slash at its end.
  let url: String
  let pageID: String
  let ids: StatusAPIIDs
  let page: JSONValue
  /// A row for each of `snapshot.components`.
  let componentRows: [JSONValue]

  init(of settings: SiteSettings, _ snapshot: Snapshot) {
    let zone = settings.timeZone
    let id = pageIdentifier(of: settings.url)
    self.snapshot = snapshot
    timeZone = zone
    url = settings.url
    pageID = id
    ids = StatusAPIIDs(of: snapshot)
    page = [
      "id": .string(id),
      "name": .string(settings.name),
      "url": .string(settings.url),
      "time_zone": .string(zone.identifier),
      "updated_at": .string(zone.rfc3339(snapshot.updatedAt)),
    ]
    componentRows = snapshot.components.map { componentRow($0, page: id, in: zone) }
  }

  var summary: JSONValue {
    [
      "page": page,
      "components": .array(allRows),
      "incidents": .array(unresolved),
      "scheduled_maintenances": .array(maintenances { !$0.isOver }),
      "status": status,
      "_breadth": [
        "affected": .integer(snapshot.breadth.affected),
        "total": .integer(snapshot.breadth.total),
      ],
    ]
  }

  var statusDocument: JSONValue { ["page": page, "status": status] }

  var componentsDocument: JSONValue { ["page": page, "components": .array(allRows)] }

  var incidentsDocument: JSONValue {
    [
      "page": page,
      "incidents": .array(snapshot.incidents.prefix(newestCount).map(incident)),
    ]
  }

  var unresolvedDocument: JSONValue { ["page": page, "incidents": .array(unresolved)] }

  var maintenancesDocument: JSONValue {
    maintenanceDocument(maintenances(newest: newestCount) { _ in true })
  }

  var upcomingDocument: JSONValue { maintenanceDocument(maintenances { $0 == .scheduled }) }

  var activeDocument: JSONValue { maintenanceDocument(maintenances(where: \.isActive)) }

  private var status: JSONValue {
    [
      "indicator": .string(snapshot.pageStatus.indicator.rawValue),
      "description": .string(snapshot.pageStatus.description.rawValue),
    ]
  }

  private var unresolved: [JSONValue] {
    snapshot.openIncidents.map(incident)
  }

  private func maintenanceDocument(_ maintenances: [JSONValue]) -> JSONValue {
    ["page": page, "scheduled_maintenances": .array(maintenances)]
  }

  /// Newest first, without the cancelled ones: the standard has no word for them.
  private func maintenances(
    newest count: Int = .max, where isWanted: (Maintenance.State) -> Bool
  ) -> [JSONValue] {
    snapshot.maintenances
      .filter { $0.state != .cancelled && isWanted($0.state) }
      .prefix(count).map(maintenance)
  }

  /// A time as the API writes it.
  func time(_ moment: Timestamp) -> JSONValue { .string(timeZone.rfc3339(moment)) }

  /// A time, or null.
  func time(orNull moment: Timestamp?) -> JSONValue { moment.map(time) ?? .null }
}
