import StatusModel
import TestSupport
import Testing

struct NextChangeTests {
  private func next(_ site: Site, after moment: String) -> String {
    site.nextChange(after: site.snapshot(moment)).iso8601
  }

  @Test func `a day ends in the zone of the site`() {
    #expect(next(site(), after: "12:00") == "2026-11-21T00:00:00Z")
    let east = TimeZoneRules(identifier: "Etc/GMT-1", firstOffset: 3_600, transitions: [])
    #expect(next(site(zone: east), after: "12:00") == "2026-11-20T23:00:00Z")
    #expect(next(site(zone: east), after: "23:00") == "2026-11-21T23:00:00Z")
  }

  @Test func `a window opens and closes`() {
    let planned = site(maintenances: [
      maintenance(from: "12:00", to: "14:00", (.scheduled, "09:00"))
    ])
    #expect(next(planned, after: "10:00") == "2026-11-20T12:00:00Z")
    #expect(next(planned, after: "12:00") == "2026-11-20T14:00:00Z")
    #expect(next(planned, after: "14:00") == "2026-11-21T00:00:00Z")
    let byHand = site(maintenances: [
      maintenance(from: "12:00", to: "14:00", isAutomatic: false, (.scheduled, "09:00"))
    ])
    #expect(next(byHand, after: "10:00") == "2026-11-21T00:00:00Z")
  }

  @Test func `a promise is past the second after it was due`() {
    let open = site([incident("SEV1", ["api"], says(.investigating, "10:00"))])
    #expect(next(open, after: "10:00") == "2026-11-20T10:30:01Z")
    #expect(next(open, after: "10:31") == "2026-11-21T00:00:00Z")
  }

  @Test func `a notice begins and ends`() {
    let notice = Announcement(
      id: "a", title: "a", starts: at("13:00"), ends: at("15:00"), text: "")
    let made = site(announcements: [notice])
    #expect(next(made, after: "12:00") == "2026-11-20T13:00:00Z")
    #expect(next(made, after: "13:00") == "2026-11-20T15:00:00Z")
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `until then nothing changes but the figures of today`(seed: UInt64) {
    let made = RandomSite(seed: seed)
    for moment in made.moments.enumerated().filter({ $0.offset % 5 == 0 }).map(\.element) {
      let now = made.site.snapshot(at: moment)
      let next = made.site.nextChange(after: now)
      let last = made.site.snapshot(at: next.advanced(by: -1))
      #expect(next > moment)
      #expect(now.today == last.today)
      #expect(now.pageStatus == last.pageStatus)
      #expect(now.components.map(\.status) == last.components.map(\.status))
      #expect(now.incidents == last.incidents)
      #expect(now.maintenances == last.maintenances)
      #expect(now.announcements == last.announcements)
      #expect(
        now.incidents.map { $0.isFollowed(at: moment) }
          == last.incidents.map { $0.isFollowed(at: last.moment) })
    }
  }
}
