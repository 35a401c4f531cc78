import StatusModel
import TestSupport
import Testing

/// When a page will say something else if nobody writes. The default page is of 2026-11-20, UTC.
struct HoldsUntilTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let site: Site
    /// A moment, and the next change after it.
    let changes: [(String, String)]

    init(_ name: String, _ site: Site, _ changes: [(String, String)]) {
      self.name = name
      self.site = site
      self.changes = changes
    }

    var testDescription: String { name }
  }

  static let cases = [
    Case(
      "a quiet day ends", site(), [("10:00", "2026-11-21 00:00"), ("23:59:59", "2026-11-21 00:00")]),
    Case(
      "the day of the site's zone ends", site(zone: .berlin2026),
      [("10:00", "23:00"), ("23:00", "2026-11-21 23:00"), ("2026-10-25 10:00", "2026-10-25 23:00")]),
    Case(
      "a maintenance starts, then ends",
      site(maintenances: [maintenance((.scheduled, "09:00"))]),
      [
        ("08:59", "2026-11-21 00:00"), ("09:00", "12:00"), ("11:59:59", "12:00"),
        ("12:00", "14:00"), ("14:00", "2026-11-21 00:00"),
      ]),
    Case(
      "one that is begun early only ends",
      site(maintenances: [maintenance((.scheduled, "09:00"), (.inProgress, "11:00"))]),
      [("10:00", "12:00"), ("11:00", "14:00"), ("13:00", "14:00")]),
    Case(
      "one that is cancelled, or that words alone move, does neither",
      site(maintenances: [
        maintenance((.scheduled, "09:00"), (.cancelled, "10:00")),
        maintenance(id: "by-hand", isAutomatic: false, (.scheduled, "09:00")),
        maintenance(id: "draft", isDraft: true, (.scheduled, "09:00")),
      ]),
      [("10:00", "2026-11-21 00:00"), ("12:30", "2026-11-21 00:00")]),
    Case(
      "a promise is past, a second after its moment",
      site([incident("SEV1", ["api"], says(.investigating, "10:00", next: "10:20"))]),
      [("10:00", "10:20:01"), ("10:20", "10:20:01"), ("10:20:01", "2026-11-21 00:00")]),
    Case(
      "an update that is not known yet is not told of",
      site([
        incident(
          "SEV1", ["api"], says(.investigating, "10:00", next: "10:20"), says(.resolved, "10:10"))
      ]),
      [("10:05", "10:20:01"), ("10:10", "2026-11-21 00:00")]),
    Case(
      "a known incident takes effect",
      site([
        incident(
          "SEV1", ["api"], started: "10:10", says(.investigating, "10:00", next: "12:00"))
      ]),
      [("10:00", "10:10"), ("10:10", "12:00:01")]),
    Case(
      "an announcement comes, then goes",
      site(announcements: [
        Announcement(id: "a", title: "A", starts: at("08:00"), ends: at("09:00"), text: ""),
        Announcement(id: "b", title: "B", starts: at("08:30"), ends: nil, text: ""),
      ]),
      [
        ("07:00", "08:00"), ("08:00", "08:30"), ("08:30", "09:00"), ("09:00", "2026-11-21 00:00"),
      ]
    ),
  ]

  @Test(arguments: cases)
  func `the page says when it will be another`(of example: Case) {
    for (moment, change) in example.changes {
      #expect(example.site.snapshot(moment).holdsUntil == at(change), "after \(moment)")
    }
  }

  /// The window is 12:00 to 14:00.
  @Test(arguments: [
    ("11:00", maintenance((.scheduled, "09:00")), "12:00", "14:00"),
    ("12:00", maintenance((.scheduled, "09:00")), nil, "14:00"),
    ("14:00", maintenance((.scheduled, "09:00")), nil, nil),
    ("11:30", maintenance((.scheduled, "09:00"), (.inProgress, "11:30")), nil, "14:00"),
    ("11:30", maintenance((.scheduled, "09:00"), (.verifying, "11:30")), "12:00", "14:00"),
    ("13:00", maintenance((.scheduled, "09:00"), (.completed, "13:00")), nil, nil),
    ("14:10", maintenance((.scheduled, "09:00"), (.inProgress, "14:10")), nil, nil),
    ("11:00", maintenance(isAutomatic: false, (.scheduled, "09:00")), nil, nil),
  ])
  func `a maintenance says what the clock will still do to it`(
    moment: String, work: Maintenance, starts: String?, ends: String?
  ) throws {
    let told = try site(maintenances: [work]).snapshot(moment).maintenance()
    #expect(told.startsByClock == starts.map { at($0) })
    #expect(told.endsByClock == ends.map { at($0) })
  }
}
