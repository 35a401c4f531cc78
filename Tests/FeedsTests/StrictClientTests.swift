import Foundation
import StatusModel
import Testing

@Suite struct StrictClientTests {
  static let incidentKeys: Set = [
    "id", "name", "status", "created_at", "updated_at", "monitoring_at", "resolved_at", "impact",
    "shortlink", "started_at", "page_id", "incident_updates", "components", "reminder_intervals",
  ]
  static let updateKeys: Set = [
    "id", "status", "body", "incident_id", "created_at", "updated_at", "display_at",
    "affected_components", "deliver_notifications", "custom_tweet", "tweet_id",
  ]
  static let rowKeys: Set = [
    "id", "name", "status", "created_at", "updated_at", "position", "description", "showcase",
    "start_date", "group_id", "page_id", "group", "only_show_if_degraded",
  ]

  @Test(arguments: expectedFiles.map(\.path))
  func `every key is in every object`(_ path: String) throws {
    for (name, objects) in try objects(in: path) {
      for object in objects {
        let keys = Set(object.keys)
        switch name {
        case "incidents":
          #expect(keys == Self.incidentKeys.union(["_severity", "_next_update_at"]))
        case "scheduled_maintenances":
          #expect(keys == Self.incidentKeys.union(["scheduled_for", "scheduled_until"]))
        case "incident_updates": #expect(keys == Self.updateKeys)
        case "components" where object["group"] as? Bool == true:
          #expect(keys == Self.rowKeys.union(["components"]))
        case "components": #expect(keys == Self.rowKeys)
        case "affected_components":
          #expect(keys == ["code", "name", "old_status", "new_status"])
        case "page": #expect(keys == ["id", "name", "url", "time_zone", "updated_at"])
        case "status": #expect(keys == ["indicator", "description"])
        case "_breadth": #expect(keys == ["affected", "total"])
        default: #expect(name == "")
        }
      }
    }
  }

  @Test(arguments: [TimeZoneRules.utc, berlin])
  func `every time has three fraction digits and an offset`(_ zone: TimeZoneRules) throws {
    let strict = ISO8601DateFormatter()
    strict.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
    for path in expectedFiles.map(\.path) {
      for (_, objects) in try objects(in: path, zone: zone) {
        for (key, value) in objects.joined()
        where key.hasSuffix("_at") || key.hasPrefix("scheduled_") {
          guard let text = value as? String else { continue }
          #expect(strict.date(from: text) != nil)
          #expect(text.count == (zone == .utc ? 24 : 29), "\(text)")
        }
      }
    }
  }

  @Test func `a strict client reads every list`() throws {
    let site = acme(busy)
    let summary = try read("api/v2/summary.json", as: StrictSummary.self, of: site)
    #expect(summary.page.id.wholeMatch(of: /[a-z0-9]{12}/) != nil)
    #expect(summary.page.url == "https://status.acme.example")
    #expect(summary.components.map(\.id) == ["api", "group-apps", "dashboard", "mobile"])
    #expect(summary.status.indicator == .minor)
    #expect(try incidents(of: site).map(\.status) == ["identified", "postmortem", "resolved"])
    for list in ["", "/upcoming", "/active"] {
      let path = "api/v2/scheduled-maintenances\(list).json"
      let planned = try read(path, as: StrictMaintenances.self, of: site).scheduledMaintenances
      #expect(planned.allSatisfy { $0.scheduledFor != nil && $0.scheduledUntil != nil })
      #expect(planned.allSatisfy { $0.impact == .maintenance })
    }
  }

  @Test func `every group id and every component id stands in the list of components`() throws {
    let summary = try read("api/v2/summary.json", as: StrictSummary.self, of: acme(busy))
    let rows = Set(summary.components.map(\.id))
    let groups = Set(summary.components.filter(\.group).map(\.id))
    #expect(Set(summary.components.compactMap(\.groupId)) == groups)
    #expect(rows.isSuperset(of: summary.components.flatMap { $0.components ?? [] }))
    let entries = try summary.incidents + summary.scheduledMaintenances + incidents(of: acme(busy))
    #expect(rows.isSuperset(of: entries.flatMap { $0.components.map(\.id) }))
    let codes = entries.flatMap(\.updates).flatMap { $0.affectedComponents.map(\.code) }
    #expect(rows.isSuperset(of: codes))
    #expect(Set(codes) == ["api", "dashboard", "mobile"])
  }

  @Test func `lists hold the newest fifty, newest first, each with its newest update first`() throws
  {
    let incidents = (0..<60).map { number in
      Incident(
        id: "incident-\(padded(number))", title: "Number \(number)", severity: "SEV3",
        updates: [
          .init(state: .investigating, time: utc("2026-01-01 00:00").advanced(by: number * 86_400)),
          .init(state: .resolved, time: utc("2026-01-01 01:00").advanced(by: number * 86_400)),
        ])
    }
    let maintenances = (0..<60).map { number in
      Maintenance(
        id: "maintenance-\(padded(number))", title: "Number \(number)",
        window: utc("2026-06-01 00:00")..<utc("2026-06-01 01:00"),
        updates: [
          .init(state: .scheduled, time: utc("2026-01-01 00:00").advanced(by: number * 86_400)),
          .init(
            state: number == 59 ? .cancelled : .completed,
            time: utc("2026-01-01 01:00").advanced(by: number * 86_400)),
        ])
    }
    let site = acme(History(incidents: incidents, maintenances: maintenances))
    let listed = try FeedsTests.incidents(of: site)
    #expect(listed.map(\.name) == (10..<60).reversed().map { "Number \($0)" })
    #expect(listed.allSatisfy { $0.updates.map(\.status) == ["resolved", "investigating"] })
    let planned = try read(
      "api/v2/scheduled-maintenances.json", as: StrictMaintenances.self, of: site)
    #expect(
      planned.scheduledMaintenances.map(\.name) == (9..<59).reversed().map { "Number \($0)" })
  }

  /// Every object of a file, by the key it stands under.
  private func objects(
    in path: String, zone: TimeZoneRules = .utc
  ) throws -> [String: [[String: Any]]] {
    let text = try published(path, of: acme(busy, timeZone: zone))
    var found: [String: [[String: Any]]] = [:]
    func collect(_ value: Any, under key: String) {
      if let object = value as? [String: Any] {
        if key != "" { found[key, default: []].append(object) }
        for (key, value) in object { collect(value, under: key) }
      }
      for element in value as? [[String: Any]] ?? [] { collect(element, under: key) }
    }
    collect(try JSONSerialization.jsonObject(with: Data(text.utf8)), under: "")
    _ = try #require(found["page"])
    return found
  }
}
