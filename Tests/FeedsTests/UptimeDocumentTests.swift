import StatusModel
import Testing

@Suite struct UptimeDocumentTests {
  /// The eighth worked case: two incidents on one component, one day before today.
  let site = acme(
    History(incidents: [
      Incident(
        id: "long", title: "Long", severity: "SEV3", components: [.init(component: "api")],
        updates: [
          .init(state: .investigating, time: utc("2026-11-19 10:00")),
          .init(state: .resolved, time: utc("2026-11-19 12:00")),
        ]),
      Incident(
        id: "short", title: "Short", severity: "SEV2", components: [.init(component: "api")],
        updates: [
          .init(state: .investigating, time: utc("2026-11-19 11:00")),
          .init(state: .resolved, time: utc("2026-11-19 11:30")),
        ]),
    ]),
    catalog: Catalog(entries: [
      .component(
        Component(
          id: "api", name: "Public API", since: CivilDate(year: 2026, month: 11, day: 19)))
    ]))

  @Test func `percentages are numbers, and null where nothing is known`() throws {
    let first = try #require(CivilDate(year: 2026, month: 8, day: 23))
    let unknown = (0..<88).map { number in
      #"{"date":"\#(first.advanced(byDays: number).iso8601)","status":null,"uptime":null,"#
        + #""seconds":{"under_maintenance":0,"degraded_performance":0,"partial_outage":0,"#
        + #""major_outage":0}},"#
    }
    let expected = compact(
      """
      {"as_of":"2026-11-20T12:00:00.000Z","window_days":90,"time_zone":"UTC","components":[
        {"id":"api","name":"Public API","uptime":99.58,"days":[
          \(unknown.joined())
          {"date":"2026-11-19","status":"partial_outage","uptime":99.37,
            "seconds":{"under_maintenance":0,"degraded_performance":5400,
            "partial_outage":1800,"major_outage":0}},
          {"date":"2026-11-20","status":"operational","uptime":100,
            "seconds":{"under_maintenance":0,"degraded_performance":0,
            "partial_outage":0,"major_outage":0}}
        ]}
      ]}
      """)
    #expect(
      try published("api/uptime.json", of: site, at: utc("2026-11-20 12:00")) == expected)
  }

  @Test func `a site without components has an empty list`() throws {
    #expect(
      try published("api/uptime.json", of: acme(timeZone: berlin, catalog: Catalog(entries: [])))
        == compact(
          """
          {"as_of":"2026-11-20T11:40:00.000+01:00","window_days":90,"time_zone":"Europe/Berlin",
          "components":[]}
          """))
  }
}
