import Feeds
import StatusModel
import TestSupport
import Testing

/// A file of the API, and what it says of `busy`, written over several lines to be read.
struct ExpectedFile: Sendable, CustomTestStringConvertible {
  let path: String
  let text: String

  var testDescription: String { path }
}

let expectedFiles = [
  ExpectedFile(
    path: "api/v2/summary.json",
    text: """
      {"page":\(page),
      "components":[\(apiRow),\(groupRow),\(dashboardRow),\(mobileRow)],
      "incidents":[\(openIncident)],
      "scheduled_maintenances":[\(upcomingMaintenance),\(runningMaintenance)],
      "status":{"indicator":"minor","description":"Minor Service Outage"},
      "_breadth":{"affected":2,"total":3}}
      """),
  ExpectedFile(
    path: "api/v2/status.json",
    text: """
      {"page":\(page),
      "status":{"indicator":"minor","description":"Minor Service Outage"}}
      """),
  ExpectedFile(
    path: "api/v2/components.json",
    text: """
      {"page":\(page),
      "components":[\(apiRow),\(groupRow),\(dashboardRow),\(mobileRow)]}
      """),
  ExpectedFile(
    path: "api/v2/incidents.json",
    text: """
      {"page":\(page),
      "incidents":[\(openIncident),\(incidentWithPostmortem),\(retractedIncident)]}
      """),
  ExpectedFile(
    path: "api/v2/incidents/unresolved.json",
    text: """
      {"page":\(page),
      "incidents":[\(openIncident)]}
      """),
  ExpectedFile(
    path: "api/v2/scheduled-maintenances.json",
    text: """
      {"page":\(page),
      "scheduled_maintenances":[\(upcomingMaintenance),\(runningMaintenance)]}
      """),
  ExpectedFile(
    path: "api/v2/scheduled-maintenances/upcoming.json",
    text: """
      {"page":\(page),
      "scheduled_maintenances":[\(upcomingMaintenance)]}
      """),
  ExpectedFile(
    path: "api/v2/scheduled-maintenances/active.json",
    text: """
      {"page":\(page),
      "scheduled_maintenances":[\(runningMaintenance)]}
      """),
]

@Suite struct StatusAPITests {
  @Test(arguments: expectedFiles)
  func `every file of the API says what the standard says, byte for byte`(
    _ expected: ExpectedFile
  ) throws {
    #expect(try published(expected.path, of: acme(busy)) == compact(expected.text))
  }

  @Test(arguments: [
    ("2026-11-10 23:59", ["api", "group-data", "db"], #""group_id":"group-data""#),
    ("2026-11-11 00:00", ["api"], #""group_id":null"#),
    ("2026-11-20 10:40", ["api"], #""group_id":null"#),
  ])
  func `a component that is gone has no row, and old entries keep theirs`(
    moment: String, ids: [String], group: String
  ) throws {
    let db = Component(
      id: "db", name: "Database", until: CivilDate(year: 2026, month: 11, day: 10))
    let soon = Component(
      id: "soon", name: "Soon", since: CivilDate(year: 2026, month: 12, day: 24))
    let catalog = Catalog(entries: [
      .component(Component(id: "api", name: "API")), .component(soon),
      .group(ComponentGroup(id: "group-data", name: "Data", components: [db])),
    ])
    let outage = Incident(
      id: "old", title: "Old", severity: "SEV2", components: [.init(component: "db")],
      updates: [.init(state: .investigating, time: utc("2026-11-05 09:00"), text: "Down.")])
    let site = acme(History(incidents: [outage]), catalog: catalog)
    for path in ["summary", "components"] {
      let text = try published("api/v2/\(path).json", of: site, at: utc(moment))
      let rows = text.split(separator: #""incidents":["#)[0]
      #expect(rows.matches(of: /{"id":"([^"]+)","name"/).dropFirst().map { String($0.1) } == ids)
    }
    let old = try published("api/v2/incidents.json", of: site, at: utc(moment))
    #expect(old.contains(#""components":[{"id":"db","name":"Database","status":""#))
    #expect(old.contains(group))
    let paths = madeFiles(by: feedPlanner(), of: site, site.snapshot(at: utc(moment))).map(\.path)
    #expect(paths.contains("components/db/feed.xml") && !paths.contains("components/soon/feed.xml"))
    let figures = try published("api/uptime.json", of: site, at: utc(moment))
    #expect(
      figures.matches(of: /"id":"([^"]+)"/).map { String($0.1) }
        == ids.filter { $0 != "group-data" })
  }

  @Test func `a site without any history has empty lists`() throws {
    let site = acme(catalog: Catalog(entries: []))
    let page = page.replacing("2026-11-20T10:35", with: "2026-11-20T00:00")
    let status = #""status":{"indicator":"none","description":"All Systems Operational"}"#
    #expect(
      try published("api/v2/summary.json", of: site)
        == compact(
          """
          {"page":\(page),"components":[],"incidents":[],"scheduled_maintenances":[],
          \(status),"_breadth":{"affected":0,"total":0}}
          """))
    #expect(
      try published("api/v2/components.json", of: site) == #"{"page":\#(page),"components":[]}"#)
    for list in ["incidents", "incidents/unresolved"] {
      #expect(
        try published("api/v2/\(list).json", of: site) == #"{"page":\#(page),"incidents":[]}"#)
    }
    for list in ["", "/upcoming", "/active"] {
      #expect(
        try published("api/v2/scheduled-maintenances\(list).json", of: site)
          == #"{"page":\#(page),"scheduled_maintenances":[]}"#)
    }
  }

  @Test func `an incident that is open again is no postmortem, but its postmortem stays`() throws {
    let again = Incident.Update(
      state: .investigating, time: utc("2026-11-13 08:00"), text: "It is back.")
    let site = acme(
      History(incidents: [slowLogins + again], postmortems: [slowLoginsPostmortem]))
    let incident = try #require(try incidents(of: site).first)
    #expect(incident.status == "investigating")
    #expect(
      incident.updates.map(\.status).prefix(3) == ["investigating", "postmortem", "resolved"])
  }

  @Test func `a second resolution leaves the postmortem and its date as they were`() throws {
    let again = [
      Incident.Update(state: .investigating, time: utc("2026-11-13 08:00"), text: "It is back."),
      Incident.Update(state: .resolved, time: utc("2026-11-13 09:00"), text: "It is over."),
    ]
    let postmortems = try (0...2).map { count in
      let told = again.prefix(count).reduce(slowLogins) { $0 + $1 }
      let site = acme(History(incidents: [told], postmortems: [slowLoginsPostmortem]))
      return try #require(
        try incidents(of: site).first?.updates.first { $0.id.hasSuffix("-postmortem") })
    }
    #expect(postmortems.map(\.createdAt) == Array(repeating: "2026-11-12T00:00:00.000Z", count: 3))
  }

  @Test func `an update after the postmortem leaves its state as it is`() throws {
    let later = Incident.Update(state: nil, time: utc("2026-11-13 08:00"), text: "All is done.")
    let site = acme(
      History(incidents: [slowLogins + later], postmortems: [slowLoginsPostmortem]))
    let incident = try #require(try incidents(of: site).first)
    #expect(incident.status == "postmortem")
    #expect(
      incident.updates.map(\.status).prefix(3) == ["postmortem", "postmortem", "resolved"])
    #expect(incident.updates.map(\.body).first == "All is done.")
  }

  @Test func `a retraction outweighs a postmortem`() throws {
    let report = Postmortem(
      incident: falseAlarm.id, published: CivilDate(year: 2026, month: 11, day: 6), text: "A probe."
    )
    let site = acme(History(incidents: [falseAlarm], postmortems: [report]))
    let incident = try #require(try incidents(of: site).first)
    #expect(incident.status == "resolved")
    #expect(incident.updates.map(\.status) == ["resolved", "resolved", "investigating"])
  }

  /// An incident and a maintenance with one file name, told at these times of 20 November 2026.
  private func namesakes(_ incident: String, _ maintenance: String) throws -> [[String]] {
    let outage = Incident(
      id: "db", title: "Outage", severity: "SEV3",
      updates: [.init(state: .resolved, time: utc("2026-11-20 \(incident)"), text: "Over.")])
    let work = Maintenance(
      id: "db", title: "Work", window: utc("2026-12-01 02:00")..<utc("2026-12-01 04:00"),
      updates: [.init(state: .scheduled, time: utc("2026-11-20 \(maintenance)"), text: "Soon.")])
    let site = acme(History(incidents: [outage], maintenances: [work]))
    let planned = try read(
      "api/v2/scheduled-maintenances.json", as: StrictMaintenances.self, of: site
    ).scheduledMaintenances.map { [$0.id] + $0.incidentUpdates.flatMap { [$0.id, $0.incidentId] } }
    return try incidents(of: site).map { [$0.id] + $0.updates.flatMap { [$0.id, $0.incidentId] } }
      + planned
  }

  @Test(arguments: [("09:00", "09:00"), ("09:30", "09:00"), ("09:00", "09:30")])
  func `a maintenance with the file name of an incident says so in its id`(
    incident: String, maintenance: String
  ) throws {
    #expect(
      try namesakes(incident, maintenance) == [
        ["db", "db-2026-11-20T\(incident.replacing(":", with: "-"))-00Z", "db"],
        [
          "maintenance-db",
          "maintenance-db-2026-11-20T\(maintenance.replacing(":", with: "-"))-00Z",
          "maintenance-db",
        ],
      ])
  }

  @Test(arguments: [
    (["db"], ["db"], ["db", "maintenance-db"]),
    (["db", "maintenance-db"], ["db"], ["db", "maintenance-db", "maintenance_db"]),
    (["db"], ["db", "maintenance-db"], ["db", "maintenance_db", "maintenance-db"]),
    (
      ["db", "maintenance-db"], ["db", "maintenance-db"],
      ["db", "maintenance-db", "maintenance_db", "maintenance-maintenance-db"]
    ),
    (["a"], ["b"], ["a", "b"]),
  ])
  func `no two entries share an id, and each holds letters, digits, hyphens and underscores alone`(
    incidents: [String], maintenances: [String], ids: [String]
  ) throws {
    let site = acme(
      History(
        incidents: incidents.map {
          Incident(
            id: $0, title: "Outage", severity: "SEV3",
            updates: [.init(state: .resolved, time: utc("2026-11-20 09:00"), text: "Over.")])
        },
        maintenances: maintenances.map {
          Maintenance(
            id: $0, title: "Work", window: utc("2026-12-01 02:00")..<utc("2026-12-01 04:00"),
            updates: [.init(state: .scheduled, time: utc("2026-11-20 09:00"), text: "Soon.")])
        }))
    let entries =
      try FeedsTests.incidents(of: site).map(\.id)
      + read("api/v2/scheduled-maintenances.json", as: StrictMaintenances.self, of: site)
      .scheduledMaintenances.map(\.id)
    #expect(entries == ids)
  }

  @Test func `every id of every document holds letters, digits, hyphens and underscores alone`()
    throws
  {
    for path in expectedFiles.map(\.path) {
      let text = try published(path, of: acme(busy))
      for match in text.matches(of: /"(?:id|\w+_id|code)":"([^"]*)"/) {
        #expect(match.1.wholeMatch(of: /[A-Za-z0-9_-]+/) != nil, "\(match.1) in \(path)")
      }
    }
  }

  @Test func `monitoring began when it was first said, also after a reopening`() throws {
    let times: [(Incident.State?, String)] = [
      (.investigating, "09:00"), (.monitoring, "09:10"), (.identified, "09:20"),
      (.monitoring, "09:30"), (.resolved, "09:40"), (.investigating, "09:50"),
      (.monitoring, "10:00"),
    ]
    for count in 2...times.count {
      let incident = Incident(
        id: "on-and-off", title: "On and off", severity: "SEV3",
        updates: times.prefix(count).map {
          .init(state: $0.0, time: utc("2026-11-20 \($0.1)"), text: "It goes on.")
        })
      let text = try published("api/v2/incidents.json", of: acme(History(incidents: [incident])))
      #expect(text.contains(#""monitoring_at":"2026-11-20T09:10:00.000Z""#))
    }
  }

  @Test(arguments: [
    (nil, "scheduled", "2026-11-20T12:00:00.000Z"),
    (Maintenance.State.inProgress, "in_progress", "2026-11-20T12:00:00.000Z"),
    (.verifying, "verifying", "2026-11-20T12:00:00.000Z"),
    (.completed, "completed", "2026-11-20T12:40:00.000Z"),
  ])
  func `a maintenance whose end is not known has a window without length until it is over`(
    state: Maintenance.State?, word: String, until: String
  ) throws {
    let told = state.map {
      [Maintenance.Update(state: $0, time: utc("2026-11-20 12:40"), text: "So it is.")]
    }
    let work = Maintenance(
      id: "work", title: "Work", components: ["api"],
      window: MaintenanceWindow(start: utc("2026-11-20 12:00"), end: nil),
      updates: [.init(state: .scheduled, time: utc("2026-11-20 09:00"), text: "Soon.")]
        + (told ?? []))
    let text = try published(
      "api/v2/scheduled-maintenances.json", of: acme(History(maintenances: [work])),
      at: utc(state == nil ? "2026-11-20 11:00" : "2026-11-25 09:00"))
    #expect(text.contains("\"name\":\"Work\",\"status\":\"\(word)\""))
    #expect(
      text.hasSuffix(
        "\"scheduled_for\":\"2026-11-20T12:00:00.000Z\",\"scheduled_until\":\"\(until)\"}]}"))
  }

  @Test func `a promise that is past is not repeated`() throws {
    let site = acme(History(incidents: [apiErrors]))
    let text = try published("api/v2/incidents.json", of: site, at: utc("2026-11-20 11:01"))
    #expect(text.hasSuffix(#""_severity":"SEV2","_next_update_at":null}]}"#))
  }

  @Test(arguments: [
    (utc("2026-10-25 00:30"), "2026-10-25T02:30:00.000+02:00"),
    (utc("2026-10-25 01:30"), "2026-10-25T02:30:00.000+01:00"),
    (utc("2026-07-01 22:00"), "2026-07-02T00:00:00.000+02:00"),
  ])
  func `times carry the offset that held in the site's zone`(
    _ moment: Timestamp, written: String
  ) throws {
    let incident = Incident(
      id: "short", title: "Short", severity: "SEV3",
      updates: [.init(state: .resolved, time: moment, text: "Over.")])
    let site = acme(History(incidents: [incident]), timeZone: berlin)
    let text = try published("api/v2/incidents.json", of: site)
    #expect(
      text.split(separator: #""updated_at":""#).dropFirst().map { $0.prefix(29) }
        == [written, written, written].map { $0[...] })
    #expect(text.contains(#""time_zone":"Europe/Berlin""#))
  }
}

func + (incident: Incident, update: Incident.Update) -> Incident {
  Incident(
    id: incident.id, title: incident.title, severity: incident.severity,
    components: incident.components, updates: incident.updates + [update])
}
