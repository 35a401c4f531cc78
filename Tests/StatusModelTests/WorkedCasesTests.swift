import StatusModel
import Testing

/// The cases that the contract on status works out, in its order.
struct WorkedCasesTests {
  @Test func `1 a SEV1 takes its component down and the page to major`() {
    let snapshot = site([incident("SEV1", ["api"], says(.investigating, "10:00"))])
      .snapshot("10:30")
    #expect(snapshot.statuses == [.majorOutage, .operational])
    #expect(words(snapshot.pageStatus) == "major, Partial System Outage")
  }

  @Test func `2 a lower severity from an update on lightens its component`() {
    let snapshot = site([
      incident("SEV1", ["api"], says(.investigating, "10:00"), says(.monitoring, "10:40", "SEV3"))
    ]).snapshot("10:50")
    #expect(snapshot.statuses == [.degradedPerformance, .operational])
    #expect(words(snapshot.pageStatus) == "minor, Partially Degraded Service")
  }

  @Test func `3 a component freed on its own stays free when the severity rises`() {
    let snapshot = site([
      incident(
        "SEV2", ["api", "web"], says(.investigating, "10:00"),
        says(nil, "10:20", nil, ["web": .operational]), says(nil, "10:30", "SEV1"))
    ]).snapshot("10:40")
    #expect(snapshot.statuses == [.majorOutage, .operational])
    #expect(words(snapshot.pageStatus) == "major, Partial System Outage")
  }

  @Test func `4 a status of its own in the front matter outlasts a severity change`() {
    let snapshot = site([
      incident(
        "SEV2", own: ["api": .degradedPerformance], says(.investigating, "10:00"),
        says(nil, "10:20", "SEV1"))
    ]).snapshot("10:30")
    #expect(snapshot.statuses == [.degradedPerformance, .operational])
    #expect(words(snapshot.pageStatus) == "minor, Partially Degraded Service")
  }

  @Test func `5 an incident during maintenance shows the worse of the two`() {
    let snapshot = site(
      [incident("SEV3", ["api"], says(.investigating, "11:00"))],
      maintenances: [maintenance((.scheduled, "09:00"))]
    ).snapshot("13:00")
    #expect(snapshot.statuses == [.degradedPerformance, .operational])
    #expect(words(snapshot.pageStatus) == "minor, Partially Degraded Service")
  }

  @Test(arguments: [
    ("10:59", ComponentStatus.majorOutage), ("11:00", .operational), ("11:15", .operational),
    ("11:30", .majorOutage), ("11:40", .majorOutage),
  ])
  func `6 a reopened incident is as it was before it was resolved`(
    time: String, status: ComponentStatus
  ) {
    let site = site([
      incident(
        "SEV1", ["api"], says(.investigating, "10:00"), says(.resolved, "11:00"),
        says(.investigating, "11:30"))
    ])
    #expect(site.snapshot(time).statuses == [status, .operational])
  }

  @Test func `7 a retracted incident never affected anything`() throws {
    let site = site([
      incident("SEV1", ["api"], says(.investigating, "10:00"), says(.retracted, "10:20"))
    ])
    let before = site.snapshot("10:10")
    #expect(before.statuses == [.majorOutage, .operational])
    let after = site.snapshot("10:30")
    #expect(after.statuses == [.operational, .operational])
    #expect(words(after.pageStatus) == "none, All Systems Operational")
    #expect(try after.component("api").uptime.uptime?.hundredths == 10_000)
    #expect(try after.effects() == [])
  }

  @Test func `8 overlapping incidents count once, at the worst status`() throws {
    let snapshot = site([
      incident("SEV3", ["api"], id: "a", says(.investigating, "10:00"), says(.resolved, "12:00")),
      incident("SEV2", ["api"], id: "b", says(.investigating, "11:00"), says(.resolved, "11:30")),
    ]).snapshot("2026-11-21 08:00")
    let api = try #require(try snapshot.component("api").uptime.days.dropLast().last)
    #expect(api.date.iso8601 == "2026-11-20")
    #expect(api.uptime?.hundredths == 9_937)
    #expect(api.seconds.partialOutage == 30 * 60)
    #expect(api.seconds.degradedPerformance == 90 * 60)
    #expect(api.status == .partialOutage)
    let web = try #require(try snapshot.component("web").uptime.days.dropLast().last)
    #expect(web.uptime?.hundredths == 10_000)
  }

  @Test func `9 a SEV1 that names no component lifts the page to critical`() {
    let snapshot = site([incident("SEV1", [], says(.investigating, "10:00"))]).snapshot("10:30")
    #expect(snapshot.statuses == [.operational, .operational])
    #expect(words(snapshot.pageStatus) == "critical, Major System Outage")
  }

  @Test func `10 a SEV1 on every component is a major system outage`() {
    let snapshot = site([incident("SEV1", ["api", "web"], says(.investigating, "10:00"))])
      .snapshot("10:30")
    #expect(snapshot.statuses == [.majorOutage, .majorOutage])
    #expect(words(snapshot.pageStatus) == "critical, Major System Outage")
  }
}
