import StatusModel
import Testing

/// The page's first day, and components that come and go.
struct PresenceTests {
  private func catalog(since: String? = nil, until: String? = nil) -> [Catalog.Entry] {
    [
      .component(Component(id: "api", name: "api")),
      .group(
        ComponentGroup(
          id: "group-data", name: "Data",
          components: [
            Component(
              id: "db", name: "db", since: since.flatMap(date), until: until.flatMap(date))
          ])),
      .component(Component(id: "web", name: "web")),
    ]
  }

  @Test(
    arguments: [
      ("2026-11-21 00:00", nil, "2026-11-20", .gone),
      ("2026-11-20 23:59", nil, "2026-11-20", .present),
      ("2026-11-20 23:59", "2026-11-20", "2026-11-20", .present),
      ("2026-11-19 23:59", "2026-11-20", nil, .ahead),
      ("2026-11-20 00:00", "2026-11-20", nil, .present),
      ("2027-11-20 00:00", "2026-11-20", nil, .present),
    ] as [(String, String?, String?, Component.Presence)])
  func `only what is present counts, and has a place`(
    time: String, since: String?, until: String?, presence: Component.Presence
  ) throws {
    let outage = incident("SEV1", ["db"], says(.investigating, "2026-11-18 10:00"))
    let snapshot = site([outage], entries: catalog(since: since, until: until)).snapshot(time)
    let isPresent = presence == .present
    let db = try snapshot.component("db")
    #expect(db.presence == presence)
    #expect(
      snapshot.presentComponents.map(\.component.id)
        == (isPresent ? ["api", "db", "web"] : ["api", "web"]))
    #expect(snapshot.groups.map(\.id) == (isPresent ? ["group-data"] : []))
    #expect(snapshot.breadth.affected == (isPresent ? 1 : 0))
    #expect(snapshot.breadth.total == (isPresent ? 3 : 2))
    #expect(db.status == (isPresent ? .majorOutage : .operational))
    #expect(db.group == (isPresent ? "group-data" : nil))
    #expect(try snapshot.component("web").position == (isPresent ? 3 : 2))
    // An open incident that names nothing on the page lifts the page, as one without components does.
    #expect(
      snapshot.pageStatus.description == (isPresent ? .partialSystemOutage : .majorSystemOutage))
  }

  @Test func `nothing holds a component after its last day, and no uptime is claimed then`() throws
  {
    let outage = incident(
      "SEV1", ["db"], says(.investigating, "2026-11-18 12:00"), says(.resolved, "2026-11-25 12:00"))
    let snapshot = site([outage], entries: catalog(until: "2026-11-19")).snapshot(
      "2026-11-30 10:00")
    #expect(
      try snapshot.effects() == ["db major_outage 2026-11-18T12:00:00Z – 2026-11-20T00:00:00Z"])
    let days = try snapshot.component("db").uptime.days
    #expect(days.filter { $0.status != nil }.map(\.date).max() == date("2026-11-19"))
    #expect(days.filter { $0.status == .majorOutage }.count == 2)
    let account = try #require(
      site([outage], entries: catalog(until: "2026-11-19"))
        .uptimeAccount(of: "db", in: snapshot))
    #expect(account.period.upperBound == at("2026-11-20 00:00"))
  }

  private func bare(since: String?, entries: [Catalog.Entry] = components("api", "web")) -> Site {
    Site(
      settings: SiteSettings(
        name: "Acme", url: "https://status.acme.example", since: since.flatMap(date)),
      catalog: Catalog(entries: entries))
  }

  @Test(
    arguments: [
      (nil, nil, "2026-11-20 00:00", "2026-11-20 00:00"),
      ("2026-11-10", nil, "2026-11-10 00:00", "2026-11-10 00:00"),
      ("2026-12-10", nil, "2026-11-20 00:00", "2026-11-20 10:00"),
      (nil, "2026-10-01", "2026-10-01 00:00", "2026-10-01 00:00"),
      ("2026-11-10", "2026-11-15", "2026-11-10 00:00", "2026-11-15 00:00"),
      ("2026-11-10", "2026-10-15", "2026-11-10 00:00", "2026-11-10 00:00"),
    ] as [(String?, String?, String, String)])
  func `a page without entries is dated by its first day, else by the first that is known`(
    page: String?, component: String?, since: String, created: String
  ) {
    let api = Component(id: "api", name: "api", since: component.flatMap(date))
    let snapshot = bare(since: page, entries: [.component(api)]).snapshot("2026-11-20 10:00")
    #expect(snapshot.since == at(since))
    #expect(snapshot.updatedAt == at(since))
    #expect(snapshot.components[0].createdAt == at(created))
  }

  @Test func `no uptime is claimed before the page's first day`() throws {
    let days = bare(since: "2026-11-18").snapshot("2026-11-20 10:00").components[0].uptime.days
    #expect(days.suffix(3).allSatisfy { $0.status == .operational && $0.uptime != nil })
    #expect(days.dropLast(3).allSatisfy { $0.status == nil && $0.uptime == nil })
  }

  @Test func `what is yet to come is known to readers once an entry names it`() throws {
    let ahead = catalog(since: "2026-12-24")
    #expect(site(entries: ahead).snapshot("10:00").mentionedComponents == [0, 2])
    let work = maintenance(on: ["db"], (.scheduled, "09:00"))
    #expect(
      site(maintenances: [work], entries: ahead).snapshot("10:00").mentionedComponents == [0, 1, 2])
  }
}
