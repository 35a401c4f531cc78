import StatusModel
import TestSupport
import Testing

/// Components and groups as the page lists them.
struct CatalogTests {
  static let grouped: [Catalog.Entry] = [
    .component(Component(id: "api", name: "API")),
    .group(
      ComponentGroup(
        id: "group-apps", name: "Apps",
        components: [
          Component(id: "web", name: "Web"),
          Component(id: "mobile", name: "Mobile", showsOnlyWhenDegraded: true),
        ])),
    .component(Component(id: "docs", name: "Docs")),
    .group(
      ComponentGroup(
        id: "group-data", name: "Data", components: [Component(id: "db", name: "Database")])),
  ]

  @Test func `entries are counted from one at the top, and again within a group`() {
    let snapshot = site(entries: Self.grouped).snapshot("10:00")
    let components = snapshot.components.map {
      "\($0.component.id) \($0.group ?? "-") \($0.position)"
    }
    #expect(
      components == [
        "api - 1", "web group-apps 1", "mobile group-apps 2", "docs - 3", "db group-data 1",
      ])
    let groups = snapshot.groups.map { "\($0.id) \($0.name) \($0.position) \($0.members)" }
    #expect(groups == ["group-apps Apps 2 [1, 2]", "group-data Data 4 [4]"])
  }

  @Test(arguments: [
    (["web": ComponentStatus.degradedPerformance], ComponentStatus.degradedPerformance),
    (["web": .degradedPerformance, "mobile": .majorOutage], .majorOutage),
    (["mobile": .partialOutage], .partialOutage),
    (["api": .majorOutage, "db": .majorOutage], .operational),
  ])
  func `a group is as bad as its worst member`(
    statuses: [Component.ID: ComponentStatus], group: ComponentStatus
  ) {
    let incident = Incident(
      id: "one", title: "one", severity: "SEV1",
      components: statuses.sorted { $0.key < $1.key }
        .map { Incident.AffectedComponent(component: $0.key, status: $0.value) },
      updates: [says(.investigating, "10:00")])
    #expect(
      site([incident], entries: Self.grouped).snapshot("10:30").groups.first?.status == group)
  }

  @Test func `a group may be under maintenance`() {
    let snapshot = site(
      maintenances: [maintenance(on: ["mobile"], (.scheduled, "09:00"))], entries: Self.grouped
    ).snapshot("13:00")
    #expect(snapshot.groups.map(\.status) == [.underMaintenance, .operational])
  }

  @Test func `a component shown only while degraded counts like any other`() throws {
    let snapshot = site(
      [incident("SEV1", ["mobile"], says(.investigating, "10:00"))], entries: Self.grouped
    ).snapshot("10:30")
    #expect(snapshot.breadth.total == 5)
    #expect(snapshot.breadth.affected == 1)
    #expect(try snapshot.component("mobile").component.showsOnlyWhenDegraded)
    #expect(words(snapshot.pageStatus) == "major, Partial System Outage")
  }

  @Test func `a component was created at the start of its first day, in the site's zone`() throws {
    let young = Component(id: "api", name: "API", since: date("2026-11-10"))
    let snapshot = site(entries: [.component(young)], zone: .berlin2026).snapshot("10:00")
    #expect(try snapshot.component("api").createdAt == at("2026-11-09 23:00"))
    #expect(try snapshot.component("api").updatedAt == at("2026-11-09 23:00"))
  }

  @Test(arguments: [
    ("10:30", "10:00"), ("10:50", "10:40"), ("11:30", "11:00"), ("12:30", "12:00"),
    ("14:30", "14:00"),
  ])
  func `a component was updated when its status last changed`(time: String, updated: String) throws
  {
    let snapshot = site(
      [
        incident(
          "SEV1", ["api"], says(.investigating, "10:00"), says(nil, "10:20"),
          says(.monitoring, "10:40", "SEV3"), says(.resolved, "11:00"))
      ], maintenances: [maintenance((.scheduled, "09:00"))]
    ).snapshot(time)
    #expect(try snapshot.component("api").updatedAt == at(updated))
  }

  @Test(arguments: ["2026-11-21 10:00", "2027-02-17 10:00", "2027-02-19 10:00", "2036-11-20 10:00"])
  func `a component was updated when its last failure ended, however long ago`(time: String) throws
  {
    let snapshot = site(
      [incident("SEV1", ["api"], says(.investigating, "10:00"), says(.resolved, "11:00"))]
    ).snapshot(time)
    #expect(try snapshot.component("api").updatedAt == at("11:00"))
    #expect(try snapshot.component("api").status == .operational)
  }

  @Test func `a component was updated when work ended that was told of afterwards`() throws {
    let snapshot = site(maintenances: [maintenance((.completed, "16:00"))]).snapshot("18:00")
    #expect(try snapshot.component("api").updatedAt == at("14:00"))
    #expect(try snapshot.component("web").updatedAt == snapshot.component("web").createdAt)
  }
}
