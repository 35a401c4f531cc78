import StatusModel
import TestSupport
import Testing

/// Ninety days of a component, in shares that are cut and never rounded up.
struct UptimeTests {
  /// Down at SEV1 on `api` from one time to another.
  static func outage(
    _ severity: String = "SEV1", id: String = "one", from: String, to: String
  ) -> Incident {
    incident(severity, ["api"], id: id, says(.investigating, from), says(.resolved, to))
  }

  @Test func `shows ninety days, the last of them today`() throws {
    let record = try site().snapshot("10:00").component("api").uptime
    #expect(record.days.count == 90)
    #expect(record.days.first?.date == date("2026-08-23"))
    #expect(record.days.last?.date == date("2026-11-20"))
    #expect(record.uptime?.hundredths == 10_000)
    #expect(record.days.allSatisfy { $0.status == .operational && $0.uptime?.hundredths == 10_000 })
  }

  @Test(arguments: [
    // (severity, seconds down of a day's 86,400, hundredths of a percent)
    ("SEV1", 1, 9_999), ("SEV1", 8, 9_999), ("SEV1", 9, 9_998), ("SEV1", 864, 9_900),
    ("SEV1", 865, 9_899), ("SEV1", 43_200, 5_000), ("SEV1", 86_399, 0), ("SEV1", 86_400, 0),
    ("SEV2", 1_800, 9_937), ("SEV2", 1, 9_999), ("SEV2", 86_400, 7_000), ("SEV2", 28_800, 9_000),
    ("SEV3", 86_400, 10_000),
  ])
  func `cuts a share to hundredths of a percent`(severity: String, seconds: Int, hundredths: Int)
    throws
  {
    let start = at("2026-11-19 00:00")
    let incident = Incident(
      id: "one", title: "one", severity: severity,
      components: [Incident.AffectedComponent(component: "api")],
      updates: [
        Incident.Update(state: .investigating, time: start),
        Incident.Update(state: .resolved, time: start.advanced(by: seconds)),
      ])
    let days = try site([incident]).snapshot("10:00").component("api").uptime.days
    #expect(days[88].date == date("2026-11-19"))
    #expect(days[88].uptime?.hundredths == hundredths)
    #expect(days[87].uptime?.hundredths == 10_000)
    #expect(days[89].status == .operational)
  }

  @Test func `one second of ninety days is enough to miss 100 percent`() throws {
    let record = try site([Self.outage(from: "2026-09-01 10:00:00", to: "2026-09-01 10:00:01")])
      .snapshot("10:00").component("api").uptime
    #expect(record.uptime?.hundredths == 9_999)
  }

  @Test func `the whole window runs from its first midnight to now`() throws {
    // 89 days and 12 hours, of which 8.95 hours down: one in 240.
    let record = try site([Self.outage(from: "2026-09-01 00:00", to: "2026-09-01 08:57")])
      .snapshot("12:00").component("api").uptime
    #expect(record.uptime?.hundredths == 9_958)
    let exact = try site([Self.outage(from: "2026-09-01 00:00", to: "2026-09-01 21:28:48")])
      .snapshot("12:00").component("api").uptime
    #expect(exact.uptime?.hundredths == 9_900)
  }

  @Test func `what lies before the window is not in it`() throws {
    let record = try site([Self.outage(from: "2026-08-01 00:00", to: "2026-08-23 00:00")])
      .snapshot("12:00").component("api").uptime
    #expect(record.uptime?.hundredths == 10_000)
    #expect(record.days.first?.status == .operational)
  }

  @Test func `an outage over midnight counts on both days`() throws {
    let days = try site([Self.outage(from: "2026-11-18 23:00", to: "2026-11-19 00:30")])
      .snapshot("10:00").component("api").uptime.days
    #expect(days[87].seconds.majorOutage == 3_600)
    #expect(days[88].seconds.majorOutage == 1_800)
    #expect(days[87].status == .majorOutage)
    #expect(days[88].status == .majorOutage)
  }

  @Test func `a day that an outage only touches at midnight stays green`() throws {
    let days = try site([Self.outage(from: "2026-11-18 23:00", to: "2026-11-19 00:00")])
      .snapshot("10:00").component("api").uptime.days
    #expect(days[88].status == .operational)
    #expect(days[88].uptime?.hundredths == 10_000)
  }

  @Test func `each second counts at the worst status alone`() throws {
    let site = site(
      [
        Self.outage("SEV3", id: "a", from: "2026-11-19 10:00", to: "2026-11-19 14:00"),
        Self.outage("SEV1", id: "b", from: "2026-11-19 11:00", to: "2026-11-19 12:00"),
        Self.outage("SEV2", id: "c", from: "2026-11-19 11:30", to: "2026-11-19 13:00"),
      ],
      maintenances: [
        maintenance(
          from: "2026-11-19 09:00", to: "2026-11-19 15:00", (.scheduled, "2026-11-18 09:00"))
      ])
    let day = try site.snapshot("10:00").component("api").uptime.days[88]
    #expect(day.seconds.underMaintenance == 2 * 3_600)
    #expect(day.seconds.degradedPerformance == 2 * 3_600)
    #expect(day.seconds.partialOutage == 3_600)
    #expect(day.seconds.majorOutage == 3_600)
    #expect(day.uptime?.hundredths == 9_458)
  }

  @Test func `weights are the site's own`() throws {
    let weights = UptimeWeights(
      underMaintenance: 100_000, degradedPerformance: 250_000, partialOutage: 500_000,
      majorOutage: 1_000_000)
    let day = try site(
      [
        Self.outage("SEV3", id: "a", from: "2026-11-19 00:00", to: "2026-11-19 06:00"),
        Self.outage("SEV2", id: "b", from: "2026-11-19 06:00", to: "2026-11-19 12:00"),
      ],
      maintenances: [
        maintenance(
          from: "2026-11-19 12:00", to: "2026-11-20 00:00", (.scheduled, "2026-11-18 09:00"))
      ],
      weights: weights
    ).snapshot("10:00").component("api").uptime.days[88]
    #expect(day.uptime?.hundredths == 7_625)
  }

  // MARK: Today

  @Test func `today runs from midnight to now`() throws {
    let today = try #require(
      try site([Self.outage(from: "10:00", to: "11:00")]).snapshot("12:00")
        .component("api").uptime.days.last)
    #expect(today.seconds.majorOutage == 3_600)
    #expect(today.uptime?.hundredths == 9_166)
  }

  @Test func `what begins at this very moment colours today and takes no second`() throws {
    let snapshot = site([incident("SEV1", ["api"], says(.investigating, "10:00"))]).snapshot(
      "10:00")
    let today = try #require(try snapshot.component("api").uptime.days.last)
    #expect(today.status == .majorOutage)
    #expect(today.seconds == SecondsByStatus())
    #expect(today.uptime?.hundredths == 10_000)
  }

  @Test func `at midnight today has a status and no share yet`() throws {
    let snapshot = site([incident("SEV2", ["api"], says(.investigating, "2026-11-19 23:00"))])
      .snapshot("00:00")
    let days = try snapshot.component("api").uptime.days
    #expect(days[89].date == date("2026-11-20"))
    #expect(days[89].status == .partialOutage)
    #expect(days[89].uptime == nil)
    #expect(days[89].seconds == SecondsByStatus())
    #expect(days[88].seconds.partialOutage == 3_600)
    #expect(try snapshot.component("web").uptime.days[89].status == .operational)
  }

  // MARK: No data

  @Test func `nothing is claimed before a component's first day`() throws {
    let young = Component(id: "api", name: "API", since: date("2026-11-18"))
    let record = try site(
      [Self.outage(from: "2026-11-17 12:00", to: "2026-11-18 12:00")], entries: [.component(young)]
    ).snapshot("12:00").component("api").uptime
    #expect(record.days.count == 90)
    #expect(record.days.prefix(87).allSatisfy { $0.status == nil && $0.uptime == nil })
    #expect(record.days.prefix(87).allSatisfy { $0.seconds == SecondsByStatus() })
    #expect(record.days[87].date == date("2026-11-18"))
    #expect(record.days.suffix(3).map(\.uptime?.hundredths) == [5_000, 10_000, 10_000])
    #expect(record.uptime?.hundredths == 8_000)
  }

  @Test func `a component that begins tomorrow has no data at all`() throws {
    let unborn = Component(id: "api", name: "API", since: date("2026-11-21"))
    let record = try site(entries: [.component(unborn)]).snapshot("12:00").component("api").uptime
    #expect(record.uptime == nil)
    #expect(record.days.allSatisfy { $0.status == nil && $0.uptime == nil })
  }

  @Test func `a component that begins at this midnight has a status and no share`() throws {
    let newborn = Component(id: "api", name: "API", since: date("2026-11-20"))
    let record = try site(entries: [.component(newborn)]).snapshot("00:00").component("api").uptime
    #expect(record.uptime == nil)
    #expect(record.days[89].status == .operational)
    #expect(record.days[89].uptime == nil)
  }

  // MARK: Days that are not 24 hours long

  @Test(arguments: [
    // (zone, the odd day, its first moment, the next day's, hundredths after an hour down)
    (TimeZoneRules.berlin2026, "2026-03-29", "2026-03-28 23:00", "2026-03-29 22:00", 9_565),
    (.berlin2026, "2026-10-25", "2026-10-24 22:00", "2026-10-25 23:00", 9_600),
    (.berlin2026, "2026-10-26", "2026-10-25 23:00", "2026-10-26 23:00", 9_583),
    (.cairo2026, "2026-04-24", "2026-04-23 22:00", "2026-04-24 21:00", 9_565),
    (.cairo2026, "2026-10-29", "2026-10-28 21:00", "2026-10-29 22:00", 9_600),
    (.kolkata, "2026-10-29", "2026-10-28 18:30", "2026-10-29 18:30", 9_583),
  ])
  func `a day has the hours that its zone gives it`(
    zone: TimeZoneRules, day: String, first: String, next: String, hundredths: Int
  ) throws {
    let incidents = [
      outage(around: at(first), id: "a", from: -1_800, to: 1_800),
      outage(around: at(next), id: "b", from: -1_800, to: 1_800),
    ]
    let now = at(next).advanced(by: 10 * 86_400)
    let record = try site(incidents, zone: zone).snapshot(at: now).component("api").uptime
    let found = try #require(record.days.first { $0.date == date(day) })
    #expect(found.seconds.majorOutage == 3_600)
    #expect(found.uptime?.hundredths == hundredths)
  }

  @Test func `ninety days over the end of summer time have one hour more`() throws {
    // 90 × 24 + 1 − 1 hours to 23:00 in Berlin; a tenth of them, 216 hours, down.
    let record = try site(
      [Self.outage(from: "2026-11-01 00:00", to: "2026-11-10 00:00")], zone: .berlin2026
    ).snapshot("22:00").component("api").uptime
    #expect(record.uptime?.hundredths == 9_000)
    let longer = try site(
      [Self.outage(from: "2026-11-01 00:00", to: "2026-11-10 00:00:01")], zone: .berlin2026
    ).snapshot("22:00").component("api").uptime
    #expect(longer.uptime?.hundredths == 8_999)
  }

  private func outage(around moment: Timestamp, id: String, from: Int, to: Int) -> Incident {
    Incident(
      id: id, title: id, severity: "SEV1",
      components: [Incident.AffectedComponent(component: "api")],
      updates: [
        Incident.Update(state: .investigating, time: moment.advanced(by: from)),
        Incident.Update(state: .resolved, time: moment.advanced(by: to)),
      ])
  }
}
