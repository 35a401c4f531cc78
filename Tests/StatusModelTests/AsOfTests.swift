import StatusModel
import TestSupport
import Testing

/// A page as it stood at a moment knows nothing of what is dated later.
struct AsOfTests {
  static let incidentTold = incident(
    "SEV1", ["api"], started: "09:30", says(.investigating, "10:00"), says(.resolved, "11:00"))

  @Test func `an incident does not exist before its first update, even if it had started`() {
    #expect(site([Self.incidentTold]).snapshot("09:59:59") == site().snapshot("09:59:59"))
    #expect(site([Self.incidentTold]).snapshot("10:00").statuses.first == .majorOutage)
  }

  @Test func `a start that comes later is not known yet`() throws {
    let late = incident("SEV1", ["api"], started: "10:30", says(.investigating, "10:00"))
    let before = site([late]).snapshot("10:15")
    #expect(try before.incident().startedAt == at("10:00"))
    #expect(try before.component("api").status == .operational)
    #expect(before.holdsUntil == at("10:30"))
    #expect(try site([late]).snapshot("10:30").incident().startedAt == at("10:30"))
  }

  @Test func `a resolution that comes later leaves it open`() throws {
    let snapshot = site([Self.incidentTold]).snapshot("10:59:59")
    #expect(try snapshot.incident().resolvedAt == nil)
    #expect(try snapshot.incident().updates.count == 1)
    #expect(try snapshot.effects() == ["api major_outage 2026-11-20T09:30:00Z – now"])
    #expect(try site([Self.incidentTold]).snapshot("11:00").incident().state == .resolved)
  }

  @Test func `a retraction that comes later takes nothing away yet`() throws {
    let site = site([
      incident("SEV1", ["api"], says(.investigating, "10:00"), says(.retracted, "10:20"))
    ])
    let snapshot = site.snapshot("10:19:59")
    #expect(try snapshot.component("api").uptime.days.last?.seconds.majorOutage == 19 * 60 + 59)
    #expect(try snapshot.incident().impact == .critical)
  }

  @Test func `severities and components that come later are unknown`() throws {
    let incident = try site([
      incident(
        "SEV3", ["api"], says(.investigating, "10:00"),
        says(nil, "10:30", "SEV1", ["web": .majorOutage]))
    ]).snapshot("10:20").incident()
    #expect(incident.impact == .minor)
    #expect(incident.effects.count == 1)
  }

  // MARK: Postmortems

  static func postmortem(
    on day: String? = "2026-11-22", done: String? = nil, isDraft: Bool = false
  ) -> Postmortem {
    Postmortem(
      incident: "one", published: day.flatMap { date($0) }, isDraft: isDraft,
      actions: [
        Postmortem.Action(
          kind: .runbook, what: "Write it", done: done.flatMap { date($0) }, owner: "Kim")
      ],
      text: "## Summary")
  }

  @Test(arguments: [("2026-11-21 22:59:59", false), ("2026-11-21 23:00", true)])
  func `a postmortem is known from the start of its day in the site's zone`(
    time: String, known: Bool
  ) throws {
    let incident = try site(
      [Self.incidentTold], zone: .berlin2026, postmortems: [Self.postmortem()]
    ).snapshot(time).incident()
    #expect((incident.postmortem != nil) == known)
    #expect(incident.updatedAt == (known ? at("2026-11-21 23:00") : at("11:00")))
  }

  @Test func `a postmortem is told whole, but for its owners`() throws {
    let told = try #require(
      try site([Self.incidentTold], postmortems: [Self.postmortem(done: "2026-11-23")])
        .snapshot("2026-11-24 10:00").incident().postmortem)
    #expect(told.publishedAt == at("2026-11-22 00:00"))
    #expect(told.text == "## Summary")
    #expect(told.actions.map(\.kind) == [.runbook])
    #expect(told.actions.map(\.what) == ["Write it"])
    #expect(told.actions.map(\.done) == [date("2026-11-23")])
  }

  @Test func `a postmortem of the day of the incident comes after its last update`() throws {
    let incident = try site([Self.incidentTold], postmortems: [Self.postmortem(on: "2026-11-20")])
      .snapshot("2026-11-24 10:00").incident()
    #expect(incident.postmortem?.publishedAt == at("11:00"))
    #expect(incident.updatedAt == at("11:00"))
  }

  @Test(arguments: [
    ("10:30", nil), ("10:59:59", nil), ("11:00", "11:00"), ("2026-11-24 10:00", "11:00"),
  ])
  func `a postmortem of a day that has begun is not known before the resolution`(
    time: String, published: String?
  ) throws {
    let incident = try site([Self.incidentTold], postmortems: [Self.postmortem(on: "2026-11-20")])
      .snapshot(time).incident()
    #expect(incident.postmortem?.publishedAt == published.map { at($0) })
  }

  @Test func `a postmortem keeps its moment when the incident is opened and resolved again`() throws
  {
    let reopened = incident(
      "SEV1", ["api"], says(.investigating, "10:00"), says(.resolved, "11:00"),
      says(.investigating, "12:00"), says(.resolved, "13:00"))
    for time in ["11:30", "12:30", "13:00", "2026-11-24 10:00"] {
      let told = try #require(
        try site([reopened], postmortems: [Self.postmortem(on: "2026-11-20")]).snapshot(time)
          .incident().postmortem)
      #expect(told.publishedAt == at("11:00"))
      #expect(told.updatesBefore == 2)
    }
  }

  @Test func `a postmortem whose day comes while the incident is open again waits for its closing`()
    throws
  {
    let reopened = incident(
      "SEV1", ["api"], says(.investigating, "10:00"), says(.resolved, "11:00"),
      says(.investigating, "12:00"), says(nil, "2026-11-22 01:00"),
      says(.resolved, "2026-11-22 02:00"))
    let told = try ["2026-11-22 01:59:59", "2026-11-22 02:00", "2026-11-24 10:00"].map {
      try site([reopened], postmortems: [Self.postmortem()]).snapshot($0).incident().postmortem
    }
    #expect(told.map { $0?.publishedAt } == [nil, at("2026-11-22 02:00"), at("2026-11-22 02:00")])
    #expect(told.last??.updatesBefore == 5)
  }

  @Test func `a false alarm counts as closed, an incident that was never closed has no postmortem`()
    throws
  {
    let falseAlarm = incident(
      "SEV1", ["api"], says(.investigating, "10:00"), says(.retracted, "10:20"))
    let open = incident("SEV1", ["api"], says(.investigating, "10:00"))
    let told = try [falseAlarm, open].map {
      try site([$0], postmortems: [Self.postmortem(on: "2026-11-20")])
        .snapshot("2026-11-24 10:00").incident().postmortem?.publishedAt
    }
    #expect(told == [at("10:20"), nil])
  }

  @Test(arguments: [("2026-11-22 23:59:59", false), ("2026-11-23 00:00", true)])
  func `an action done on a later day is not done yet`(time: String, isDone: Bool) throws {
    let incident = try site([Self.incidentTold], postmortems: [Self.postmortem(done: "2026-11-23")])
      .snapshot(time).incident()
    #expect(incident.postmortem?.actions.map { $0.done != nil } == [isDone])
  }

  @Test func `a draft of a postmortem, or one without a day, is not there`() throws {
    for hidden in [Self.postmortem(isDraft: true), Self.postmortem(on: nil)] {
      let incident = try site([Self.incidentTold], postmortems: [hidden])
        .snapshot("2026-11-24 10:00").incident()
      #expect(incident.postmortem == nil)
    }
  }

  // MARK: Announcements

  @Test(arguments: [
    ("09:59:59", []), ("10:00", ["a"]), ("10:59:59", ["a"]), ("11:00", ["b", "a"]),
    ("11:30", ["b", "a"]), ("12:00", ["b"]), ("2027-11-20 00:00", ["b"]),
  ])
  func `an announcement shows from its start until its end, the latest first`(
    time: String, ids: [String]
  ) {
    let snapshot = site(announcements: [
      Announcement(id: "a", title: "A", starts: at("10:00"), ends: at("12:00"), text: ""),
      Announcement(id: "b", title: "B", starts: at("11:00"), ends: nil, text: ""),
    ]).snapshot(time)
    #expect(snapshot.announcements.map(\.id) == ids)
    #expect(words(snapshot.pageStatus) == "none, All Systems Operational")
  }

  @Test func `today is the day in the site's zone`() {
    #expect(site(zone: .berlin2026).snapshot("22:59:59").today == date("2026-11-20"))
    #expect(site(zone: .berlin2026).snapshot("23:00").today == date("2026-11-21"))
    #expect(site(zone: .losAngeles2026).snapshot("07:59").today == date("2026-11-19"))
  }
}
