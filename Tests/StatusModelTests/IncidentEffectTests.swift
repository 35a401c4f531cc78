import StatusModel
import Testing

/// What one incident does to components over time.
struct IncidentEffectTests {
  @Test func `affects its components from its start, before the first update`() throws {
    let snapshot = site([
      incident(
        "SEV2", ["api"], started: "09:50", says(.investigating, "10:00", "SEV1"),
        says(.resolved, "11:00"))
    ]).snapshot("12:00")
    #expect(
      try snapshot.effects() == [
        "api partial_outage 2026-11-20T09:50:00Z – 2026-11-20T10:00:00Z",
        "api major_outage 2026-11-20T10:00:00Z – 2026-11-20T11:00:00Z",
      ])
  }

  @Test func `affects nothing before a start that was moved behind its first update`() throws {
    let site = site([
      incident(
        "SEV1", ["api"], started: "10:30", says(.investigating, "10:00"),
        says(nil, "10:20", "SEV2"), says(.resolved, "11:00"))
    ])
    #expect(site.snapshot("10:25").statuses == [.operational, .operational])
    #expect(
      try site.snapshot("12:00").effects() == [
        "api partial_outage 2026-11-20T10:30:00Z – 2026-11-20T11:00:00Z"
      ])
  }

  @Test func `a component that a change names is affected from then on`() throws {
    let snapshot = site([
      incident(
        "SEV1", ["api"], says(.investigating, "10:00"),
        says(.identified, "10:20", nil, ["web": .degradedPerformance]))
    ]).snapshot("10:30")
    #expect(
      try snapshot.effects() == [
        "api major_outage 2026-11-20T10:00:00Z – now",
        "web degraded_performance 2026-11-20T10:20:00Z – now",
      ])
  }

  @Test func `a status of its own holds against later severities, until it is changed again`()
    throws
  {
    let snapshot = site([
      incident(
        "SEV3", ["api"], says(.investigating, "10:00"),
        says(nil, "10:10", nil, ["api": .partialOutage]), says(nil, "10:20", "SEV1"),
        says(nil, "10:30", nil, ["api": .operational]),
        says(nil, "10:40", "SEV2"), says(nil, "10:50", nil, ["api": .majorOutage]))
    ]).snapshot("11:00")
    #expect(
      try snapshot.effects() == [
        "api degraded_performance 2026-11-20T10:00:00Z – 2026-11-20T10:10:00Z",
        "api partial_outage 2026-11-20T10:10:00Z – 2026-11-20T10:30:00Z",
        "api major_outage 2026-11-20T10:50:00Z – now",
      ])
  }

  @Test func `a severity and a status in one update both count, the status for its component`() {
    let snapshot = site([
      incident(
        "SEV3", ["api", "web"], says(.investigating, "10:00"),
        says(nil, "10:10", "SEV1", ["web": .partialOutage]))
    ]).snapshot("10:30")
    #expect(snapshot.statuses == [.majorOutage, .partialOutage])
  }

  @Test func `a reopening restores what held just before the resolution, then changes it`() throws {
    let snapshot = site([
      incident(
        "SEV1", ["api", "web"], says(.investigating, "10:00"),
        says(.identified, "10:30", "SEV2", ["web": .degradedPerformance]),
        says(.resolved, "11:00", nil, ["api": .operational, "web": .operational]),
        says(.identified, "12:00", nil, ["web": .majorOutage]))
    ]).snapshot("12:30")
    #expect(
      try snapshot.effects() == [
        "api major_outage 2026-11-20T10:00:00Z – 2026-11-20T10:30:00Z",
        "api partial_outage 2026-11-20T10:30:00Z – 2026-11-20T11:00:00Z",
        "api partial_outage 2026-11-20T12:00:00Z – now",
        "web major_outage 2026-11-20T10:00:00Z – 2026-11-20T10:30:00Z",
        "web degraded_performance 2026-11-20T10:30:00Z – 2026-11-20T11:00:00Z",
        "web major_outage 2026-11-20T12:00:00Z – now",
      ])
  }

  @Test func `a severity on the resolving update does not outlive it`() throws {
    let snapshot = site([
      incident(
        "SEV2", ["api"], says(.investigating, "10:00"), says(.resolved, "11:00", "SEV1"),
        says(.investigating, "12:00"))
    ]).snapshot("12:30")
    #expect(snapshot.statuses == [.partialOutage, .operational])
  }

  @Test func `an update of a closed incident changes nothing, also once it is reopened`() throws {
    let snapshot = site([
      incident(
        "SEV2", ["api"], says(.investigating, "10:00"), says(.resolved, "11:00"),
        says(nil, "11:10", nil, ["api": .majorOutage, "web": .majorOutage]),
        says(.investigating, "12:00"))
    ])
    #expect(snapshot.snapshot("11:30").statuses == [.operational, .operational])
    #expect(
      try snapshot.snapshot("12:30").effects() == [
        "api partial_outage 2026-11-20T10:00:00Z – 2026-11-20T11:00:00Z",
        "api partial_outage 2026-11-20T12:00:00Z – now",
      ])
  }

  @Test func `a second resolution moves nothing`() throws {
    let snapshot = site([
      incident(
        "SEV2", ["api"], says(.investigating, "10:00"), says(.resolved, "11:00"),
        says(.resolved, "11:30"))
    ]).snapshot("12:00")
    #expect(try snapshot.incident().resolvedAt == at("11:00"))
    #expect(
      try snapshot.effects() == [
        "api partial_outage 2026-11-20T10:00:00Z – 2026-11-20T11:00:00Z"
      ])
  }

  @Test func `a retracted incident that is resolved stays retracted`() throws {
    let snapshot = site([
      incident(
        "SEV1", ["api"], says(.investigating, "10:00"), says(.retracted, "10:20"),
        says(.resolved, "11:00"))
    ]).snapshot("12:00")
    #expect(try snapshot.incident().state == .retracted)
    #expect(try snapshot.effects() == [])
    #expect(try snapshot.component("api").uptime.uptime?.hundredths == 10_000)
  }

  @Test func `a retracted incident that is opened again was one, but for the time between`() throws
  {
    let site = site([
      incident(
        "SEV1", ["api"], says(.investigating, "10:00"), says(.retracted, "10:20"),
        says(.investigating, "11:00"))
    ])
    #expect(try site.snapshot("10:40").effects() == [])
    #expect(
      try site.snapshot("11:30").effects() == [
        "api major_outage 2026-11-20T10:00:00Z – 2026-11-20T10:20:00Z",
        "api major_outage 2026-11-20T11:00:00Z – now",
      ])
  }

  @Test func `a resolved incident that is retracted never was`() throws {
    let snapshot = site([
      incident(
        "SEV1", ["api"], says(.investigating, "10:00"), says(.resolved, "10:20"),
        says(.retracted, "11:00"))
    ]).snapshot("12:00")
    #expect(try snapshot.incident().state == .retracted)
    #expect(try snapshot.component("api").uptime.days.last?.seconds == SecondsByStatus())
  }

  @Test func `a history told afterwards, in one update, counts from its start`() throws {
    let snapshot = site([
      incident("SEV1", ["api"], started: "09:00", says(.resolved, "11:00"))
    ]).snapshot("12:00")
    #expect(snapshot.statuses == [.operational, .operational])
    #expect(
      try snapshot.effects() == ["api major_outage 2026-11-20T09:00:00Z – 2026-11-20T11:00:00Z"])
  }

  @Test func `the last of several updates at one time has the last word`() {
    let snapshot = site([
      incident(
        "SEV1", ["api"], says(.investigating, "10:00"), says(.identified, "10:00", "SEV2"),
        says(nil, "10:00", "SEV3"))
    ]).snapshot("10:00")
    #expect(snapshot.statuses == [.degradedPerformance, .operational])
  }

  @Test func `a draft does not exist`() {
    let written = says(.investigating, "10:00")
    let withDraft = site([incident("SEV1", ["api"], isDraft: true, written)]).snapshot("10:30")
    #expect(withDraft == site().snapshot("10:30"))
  }

  @Test func `a component shows the worst of all that is open`() {
    let snapshot = site([
      incident("SEV3", ["api"], id: "a", says(.investigating, "10:00")),
      incident("SEV1", ["api"], id: "b", says(.investigating, "10:00")),
      incident("SEV2", ["api", "web"], id: "c", says(.investigating, "10:00")),
    ]).snapshot("10:30")
    #expect(snapshot.statuses == [.majorOutage, .partialOutage])
  }
}
