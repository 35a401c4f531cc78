import StatusModel
import Testing

/// The page's words and colour: the table of the contract, row by row, and what lifts it.
struct PageStatusTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let statuses: [ComponentStatus]
    let page: String

    init(_ statuses: [ComponentStatus], _ page: String) {
      self.statuses = statuses
      self.page = page
    }

    var testDescription: String { statuses.map(\.rawValue).joined(separator: ", ") }
  }

  static let rows = [
    Row([.majorOutage, .majorOutage], "critical, Major System Outage"),
    Row([.majorOutage], "critical, Major System Outage"),
    Row([.majorOutage, .partialOutage], "major, Partial System Outage"),
    Row([.majorOutage, .underMaintenance], "major, Partial System Outage"),
    Row([.operational, .operational, .majorOutage], "major, Partial System Outage"),
    Row([.partialOutage, .partialOutage, .partialOutage], "major, Partial System Outage"),
    Row([.partialOutage], "major, Partial System Outage"),
    Row([.partialOutage, .degradedPerformance], "minor, Minor Service Outage"),
    Row([.partialOutage, .underMaintenance], "minor, Minor Service Outage"),
    Row([.operational, .partialOutage], "minor, Minor Service Outage"),
    Row([.degradedPerformance, .degradedPerformance], "minor, Degraded System Service"),
    Row([.degradedPerformance], "minor, Partially Degraded Service"),
    Row([.degradedPerformance, .operational], "minor, Partially Degraded Service"),
    Row([.underMaintenance, .degradedPerformance], "minor, Partially Degraded Service"),
    Row([.underMaintenance, .operational], "maintenance, Service Under Maintenance"),
    Row([.underMaintenance, .underMaintenance], "maintenance, Service Under Maintenance"),
    Row([.underMaintenance], "maintenance, Service Under Maintenance"),
    Row([.operational, .operational], "none, All Systems Operational"),
    Row([.operational], "none, All Systems Operational"),
    Row([], "none, All Systems Operational"),
  ]

  @Test(arguments: rows)
  func `blends the components' statuses`(row: Row) {
    let snapshot = siteShowing(row.statuses).snapshot("13:00")
    #expect(snapshot.statuses == row.statuses)
    #expect(words(snapshot.pageStatus) == row.page)
  }

  @Test(arguments: rows)
  func `the headline is the worst that any component has`(row: Row) {
    let snapshot = siteShowing(row.statuses).snapshot("13:00")
    #expect(snapshot.headline == row.statuses.max() ?? .operational)
  }

  @Test(arguments: [
    ("SEV1", ComponentStatus.majorOutage), ("SEV2", .partialOutage), ("SEV3", .degradedPerformance),
  ])
  func `an open incident without a component is in the headline by its impact`(
    severity: Severity.ID, headline: ComponentStatus
  ) {
    let open = site([incident(severity, [], says(.investigating, "10:00"))])
    #expect(open.snapshot("10:30").headline == headline)
    let closed = site([
      incident(severity, [], says(.investigating, "10:00"), says(.resolved, "10:20"))
    ])
    #expect(closed.snapshot("10:30").headline == .operational)
  }

  @Test func `an incident that names a component is in the headline by what it does to it`() {
    let named = site([
      Incident(
        id: "one", title: "one", severity: "SEV1",
        components: [Incident.AffectedComponent(component: "api", status: .degradedPerformance)],
        updates: [says(.investigating, "10:00")])
    ])
    #expect(named.snapshot("10:30").headline == .degradedPerformance)
  }

  @Test(arguments: rows)
  func `says how broad it is`(row: Row) {
    let breadth = siteShowing(row.statuses).snapshot("13:00").breadth
    #expect(breadth.affected == row.statuses.filter { $0 != .operational }.count)
    #expect(breadth.total == row.statuses.count)
  }

  @Test func `counts components in the blend, not groups`() {
    let members = ["b", "c"].map { Component(id: $0, name: $0) }
    let snapshot = site(
      [incident("SEV1", ["b", "c"], says(.investigating, "10:00"))],
      entries: components("a") + [
        .group(ComponentGroup(id: "group-g", name: "G", components: members))
      ]
    ).snapshot("10:30")
    #expect(words(snapshot.pageStatus) == "major, Partial System Outage")
    #expect(snapshot.breadth.affected == 2)
    #expect(snapshot.breadth.total == 3)
  }

  /// A site whose components have these statuses at 13:00.
  private func siteShowing(_ statuses: [ComponentStatus]) -> Site {
    let ids = statuses.indices.map { "c\($0)" }
    let broken = zip(ids, statuses).filter { $0.1 > .underMaintenance }
    return site(
      broken.isEmpty
        ? []
        : [
          Incident(
            id: "one", title: "one", severity: "SEV3",
            components: broken.map { Incident.AffectedComponent(component: $0.0, status: $0.1) },
            updates: [says(.investigating, "10:00")])
        ],
      maintenances: [
        maintenance(
          on: zip(ids, statuses).filter { $0.1 == .underMaintenance }.map(\.0),
          (.scheduled, "09:00"))
      ],
      entries: ids.map { .component(Component(id: $0, name: $0)) })
  }

  // MARK: Incidents that name no component

  static let notice = Severity(id: "SEV4", name: "Notice", status: .operational, impact: .none)

  @Test(arguments: [
    ("SEV1", "critical, Major System Outage"), ("SEV2", "major, Partial System Outage"),
    ("SEV3", "minor, Minor Service Outage"), ("SEV4", "none, All Systems Operational"),
  ])
  func `is lifted by an incident without components, by its impact`(severity: String, page: String)
  {
    let snapshot = site(
      [incident(severity, [], says(.investigating, "10:00"))],
      severities: Severity.defaults + [Self.notice]
    ).snapshot("10:30")
    #expect(words(snapshot.pageStatus) == page)
    #expect(snapshot.breadth.affected == 0)
  }

  @Test(arguments: [
    ("SEV2", "SEV3", "minor, Minor Service Outage"),
    ("SEV3", "SEV1", "critical, Major System Outage"),
  ])
  func `is lifted by the severity that holds now`(first: String, second: String, page: String) {
    let snapshot = site([
      incident(first, [], says(.investigating, "10:00"), says(nil, "10:20", second))
    ]).snapshot("10:30")
    #expect(words(snapshot.pageStatus) == page)
  }

  @Test(arguments: [
    // (the incident on components, the one without, the page)
    ("SEV1", ["api"], "SEV3", "major, Partial System Outage"),
    ("SEV1", ["api"], "SEV2", "major, Partial System Outage"),
    ("SEV1", ["api", "web"], "SEV2", "critical, Major System Outage"),
    ("SEV3", ["api"], "SEV3", "minor, Minor Service Outage"),
    ("SEV3", ["api", "web"], "SEV3", "minor, Minor Service Outage"),
    ("SEV2", ["api"], "SEV2", "major, Partial System Outage"),
    ("SEV2", ["api", "web"], "SEV3", "major, Partial System Outage"),
  ])
  func `is lifted to at least the words of the impact, never lowered`(
    blended: String, on ids: [Component.ID], lifting: String, page: String
  ) {
    let snapshot = site([
      incident(blended, ids, id: "a", says(.investigating, "10:00")),
      incident(lifting, [], id: "b", says(.investigating, "10:00")),
    ]).snapshot("10:30")
    #expect(words(snapshot.pageStatus) == page)
  }

  @Test func `is lifted from maintenance too`() {
    let snapshot = site(
      [incident("SEV3", [], says(.investigating, "10:00"))],
      maintenances: [maintenance((.scheduled, "09:00"))]
    ).snapshot("13:00")
    #expect(words(snapshot.pageStatus) == "minor, Minor Service Outage")
  }

  @Test func `is not lifted once a change names a component`() {
    let incident = incident(
      "SEV1", [], says(.investigating, "10:00"),
      says(nil, "10:20", nil, ["api": .operational]))
    #expect(words(site([incident]).snapshot("10:19").pageStatus) == "critical, Major System Outage")
    #expect(words(site([incident]).snapshot("10:20").pageStatus) == "none, All Systems Operational")
  }

  @Test func `is not lifted by an incident whose components are all freed`() {
    let snapshot = site([
      incident(
        "SEV1", ["api"], says(.investigating, "10:00"),
        says(.monitoring, "10:20", nil, ["api": .operational]))
    ]).snapshot("10:30")
    #expect(words(snapshot.pageStatus) == "none, All Systems Operational")
  }

  @Test(arguments: [Incident.State.resolved, .retracted])
  func `is not lifted by an incident that is over`(state: Incident.State) {
    let snapshot = site([incident("SEV1", [], says(.investigating, "10:00"), says(state, "10:20"))])
      .snapshot("10:30")
    #expect(words(snapshot.pageStatus) == "none, All Systems Operational")
  }

  @Test func `is not lifted by a draft`() {
    let snapshot = site([incident("SEV1", [], isDraft: true, says(.investigating, "10:00"))])
      .snapshot("10:30")
    #expect(words(snapshot.pageStatus) == "none, All Systems Operational")
  }
}
