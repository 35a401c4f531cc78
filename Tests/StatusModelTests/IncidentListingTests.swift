import StatusModel
import TestSupport
import Testing

/// What the page lists of one incident.
struct IncidentListingTests {
  // MARK: The promise of a next update

  @Test(arguments: [
    ("10:10", "10:30"),  // SEV1 promises an update every half hour
    ("10:30", "10:30"),  // a promise for now is not past yet
    ("10:31", nil),
    ("10:45", "11:45"),  // SEV2 since 10:45, every hour
    ("12:00", "12:20"),  // a `next:` of its own since 11:50
    ("12:21", nil),
    ("12:40", "13:40"),  // which holds for that update alone
    ("13:00", nil),  // resolved
    ("13:30", "14:30"),  // opened again, as SEV2
  ])
  func `the next update is promised by the last one, until it is past or the incident closed`(
    time: String, due: String?
  ) throws {
    let snapshot = site([
      incident(
        "SEV1", ["api"], says(.investigating, "10:00"), says(nil, "10:45", "SEV2"),
        says(nil, "11:50", next: "12:20"), says(.monitoring, "12:40"), says(.resolved, "13:00"),
        says(.investigating, "13:30"))
    ]).snapshot(time)
    #expect(try snapshot.incident().nextUpdateDue == due.map { at($0) })
  }

  @Test func `a next time sooner or later than the severity's takes its place`() throws {
    for next in ["10:05", "18:00"] {
      let snapshot = site([
        incident("SEV1", ["api"], says(.investigating, "10:00", next: next))
      ]).snapshot("10:01")
      #expect(try snapshot.incident().nextUpdateDue == at(next))
    }
  }

  @Test func `a level without a rhythm promises nothing, save in words`() throws {
    let quiet = Severity(id: "P1", name: "P1", status: .majorOutage, impact: .critical)
    let site = site(
      [
        incident("P1", [], id: "a", says(.investigating, "10:00")),
        incident("P1", [], id: "b", says(.investigating, "10:00", next: "11:00")),
      ], severities: [quiet])
    #expect(try site.snapshot("10:30").incident("a").nextUpdateDue == nil)
    #expect(try site.snapshot("10:30").incident("b").nextUpdateDue == at("11:00"))
  }

  @Test func `a resolution promises nothing, even if it says so`() throws {
    let snapshot = site([
      incident(
        "SEV1", ["api"], says(.investigating, "10:00"), says(.resolved, "10:20", next: "12:00"))
    ]).snapshot("10:30")
    #expect(try snapshot.incident().nextUpdateDue == nil)
  }

  // MARK: The order of the open ones

  @Test
  func `of the open incidents the worst comes first, then the newest, by the level it has now`() {
    let site = site([
      incident("SEV3", ["api"], id: "minor", says(.investigating, "11:30")),
      incident("SEV1", ["api"], id: "old", says(.investigating, "10:00")),
      incident("SEV1", ["web"], id: "new", says(.investigating, "11:00")),
      incident("SEV1", ["web"], id: "over", says(.resolved, "11:40")),
      incident(
        "SEV3", ["web"], id: "rising", says(.investigating, "09:00"), says(nil, "11:45", "SEV2")),
    ])
    func order(_ time: String) -> [Incident.ID] {
      let snapshot = site.snapshot(time)
      return snapshot.openIncidents(worstFirst: Severity.defaults).map { snapshot.incidents[$0].id }
    }
    #expect(order("11:40") == ["new", "old", "minor", "rising"])
    #expect(order("11:50") == ["new", "old", "rising", "minor"])
  }

  // MARK: Severity, impact, state

  @Test(arguments: [
    ("10:05", "SEV3", Impact.minor), ("10:15", "SEV1", .critical), ("10:25", "SEV2", .critical),
  ])
  func `the impact is the highest so far, the severity the one that holds`(
    time: String, severity: String, impact: Impact
  ) throws {
    let incident = try site([
      incident(
        "SEV3", ["api"], says(.investigating, "10:00"), says(nil, "10:10", "SEV1"),
        says(nil, "10:20", "SEV2"))
    ]).snapshot(time).incident()
    #expect(incident.severity.id == severity)
    #expect(incident.impact == impact)
  }

  @Test(arguments: [
    (
      "SEV3", [says(nil, "10:10", "SEV1"), says(nil, "10:20", "SEV3"), says(.resolved, "10:30")],
      "SEV1"
    ),
    ("SEV2", [says(.resolved, "10:30", "SEV3")], "SEV2"),
    ("SEV1", [says(nil, "10:10", "SEV3"), says(.retracted, "10:30")], "SEV1"),
    ("SEV3", [says(.resolved, "10:20"), says(nil, "10:30", "SEV2")], "SEV2"),
    (
      "SEV2",
      [
        says(.resolved, "10:10"), says(.investigating, "10:20", "SEV1"), says(nil, "10:25", "SEV3"),
        says(.resolved, "10:30"),
      ], "SEV1"
    ),
    ("SEV3", [says(.resolved, "10:30")], "SEV3"),
  ])
  func `a closed incident has the worst level that it had`(
    level: String, later: [Incident.Update], worst: String
  ) throws {
    let told = Incident(
      id: "one", title: "one", severity: level,
      components: [.init(component: "api")], updates: [says(.investigating, "10:00")] + later)
    let incident = try site([told]).snapshot("10:40").incident()
    #expect(incident.severity.id == worst)
    #expect(incident.lastSeverity.id == (later.compactMap(\.severity).last ?? level))
  }

  @Test func `levels of one impact are told apart by their order`() throws {
    let levels = ["P1", "P2", "P3"].map {
      Severity(id: $0, name: $0, status: .partialOutage, impact: .major)
    }
    let told = incident(
      "P3", [], says(.investigating, "10:00"), says(nil, "10:10", "P2"),
      says(.resolved, "10:20", "P3"))
    #expect(try site([told], severities: levels).snapshot("10:15").incident().severity.id == "P2")
    #expect(try site([told], severities: levels).snapshot("10:30").incident().severity.id == "P2")
  }

  @Test func `a retracted incident had no impact`() throws {
    let snapshot = site([
      incident("SEV1", ["api"], says(.investigating, "10:00"), says(.retracted, "10:20"))
    ]).snapshot("10:30")
    #expect(try snapshot.incident().impact == Impact.none)
    #expect(try snapshot.incident().state == .retracted)
    #expect(try snapshot.incident().resolvedAt == at("10:20"))
  }

  @Test func `an update without a state leaves it, and begins as investigating`() throws {
    let snapshot = site([
      incident(
        "SEV1", ["api"], says(nil, "10:00"), says(.identified, "10:10"), says(nil, "10:20"))
    ])
    #expect(try snapshot.snapshot("10:05").incident().state == .investigating)
    let updates = try snapshot.snapshot("10:30").incident().updates
    #expect(updates.map(\.state) == [.investigating, .identified, .identified])
    #expect(updates.map(\.declared) == [nil, .identified, nil])
  }

  @Test(arguments: [
    ("10:15", nil, nil), ("10:25", "10:20", nil), ("10:35", "10:20", nil), ("10:45", "10:20", nil),
    ("10:55", "10:20", "10:50"), ("11:05", "10:20", nil), ("11:15", "10:20", "11:10"),
  ])
  func `knows when it first came to be monitored, and when it was closed`(
    time: String, monitoring: String?, resolved: String?
  ) throws {
    let incident = try site([
      incident(
        "SEV1", ["api"], says(.investigating, "10:00"), says(.monitoring, "10:20"),
        says(.identified, "10:30"), says(.monitoring, "10:40"), says(.resolved, "10:50"),
        says(.identified, "11:00"), says(.resolved, "11:10"))
    ]).snapshot(time).incident()
    #expect(incident.monitoringAt == monitoring.map { at($0) })
    #expect(incident.resolvedAt == resolved.map { at($0) })
  }

  @Test func `a second word of monitoring in a row is no new entry`() throws {
    let snapshot = site([
      incident(
        "SEV1", ["api"], says(.investigating, "10:00"), says(.monitoring, "10:20"),
        says(nil, "10:25"), says(.monitoring, "10:30"))
    ]).snapshot("10:40")
    #expect(try snapshot.incident().monitoringAt == at("10:20"))
  }

  // MARK: Times, updates and their addresses

  @Test func `starts when customers were hit, is created and updated when it was told`() throws {
    let incident = try site([
      incident(
        "SEV1", ["api"], started: "09:40", says(.investigating, "10:00"), says(nil, "10:20"))
    ]).snapshot("10:30").incident()
    #expect(incident.startedAt == at("09:40"))
    #expect(incident.createdAt == at("10:00"))
    #expect(incident.updatedAt == at("10:20"))
  }

  @Test func `starts with its first update where nothing else is said`() throws {
    let snapshot = site([incident("SEV1", ["api"], says(.investigating, "10:00"))]).snapshot(
      "11:00")
    #expect(try snapshot.incident().startedAt == at("10:00"))
  }

  @Test func `an anchor is the update's time, numbered where several fall on one`() throws {
    let snapshot = site([
      incident(
        "SEV1", ["api"], says(.investigating, "10:35"), says(nil, "10:35"), says(nil, "10:35"),
        says(nil, "10:35:01"))
    ]).snapshot("11:00")
    #expect(
      try snapshot.incident().updates.map(\.anchor) == [
        "2026-11-20T10-35-00Z", "2026-11-20T10-35-00Z-2", "2026-11-20T10-35-00Z-3",
        "2026-11-20T10-35-01Z",
      ])
  }

  @Test func `an anchor is in UTC wherever the site is`() throws {
    let snapshot = site(
      [incident("SEV1", ["api"], says(.investigating, "23:59"))], zone: .berlin2026
    ).snapshot("2026-11-21 10:00")
    #expect(try snapshot.incident().updates.map(\.anchor) == ["2026-11-20T23-59-00Z"])
  }

  @Test func `an update tells the status of every component so far, before and after`() throws {
    let snapshot = site([
      incident(
        "SEV2", ["api"], says(.investigating, "10:00"),
        says(.identified, "10:10", "SEV1", ["web": .degradedPerformance]), says(nil, "10:20"),
        says(.resolved, "10:30"))
    ]).snapshot("11:00")
    let updates = try snapshot.incident().updates
    let told = updates.map { update in
      update.changes.map { change in
        "\(snapshot.components[change.component].component.id): "
          + "\(change.old.rawValue) → \(change.new.rawValue)"
      }
    }
    #expect(
      told == [
        ["api: operational → partial_outage"],
        [
          "api: partial_outage → major_outage", "web: operational → degraded_performance",
        ],
        ["api: major_outage → major_outage", "web: degraded_performance → degraded_performance"],
        ["api: major_outage → operational", "web: degraded_performance → operational"],
      ])
    #expect(updates.map { $0.newSeverity?.id } == [nil, "SEV1", nil, nil])
    #expect(updates.map(\.time) == ["10:00", "10:10", "10:20", "10:30"].map { at($0) })
  }

  @Test func `its components stand in the order in which they came to be affected`() throws {
    let snapshot = site(
      [
        incident(
          "SEV2", ["c", "a"], says(.investigating, "10:00"),
          says(nil, "10:10", nil, ["d": .majorOutage, "b": .operational]))
      ], entries: components("a", "b", "c", "d")
    ).snapshot("10:30")
    let effects = try snapshot.incident().effects
    #expect(
      effects.filter { !$0.intervals.isEmpty }.map {
        snapshot.components[$0.component].component.id
      }
        == ["c", "a", "d"])
    #expect(
      effects.filter { !$0.intervals.isEmpty }.map(\.status)
        == [.partialOutage, .partialOutage, .majorOutage])
  }

  @Test func `the newest incident comes first, those of one time by their ids`() {
    let snapshot = site([
      incident("SEV3", [], id: "b", started: "12:00", says(.investigating, "10:00")),
      incident("SEV3", [], id: "a", says(.investigating, "10:00"), says(nil, "13:00")),
      incident("SEV3", [], id: "c", started: "08:00", says(.investigating, "11:00")),
      incident("SEV3", [], id: "d", says(.investigating, "09:00"), says(.retracted, "09:10")),
    ]).snapshot("14:00")
    #expect(snapshot.incidents.map(\.id) == ["c", "a", "b", "d"])
    #expect(snapshot.updatedAt == at("13:00"))
  }

  @Test func `a site without a word was last updated at the start of its first day`() {
    #expect(site().snapshot("10:00").updatedAt == at("00:00"))
  }
}
