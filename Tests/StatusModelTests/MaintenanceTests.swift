import StatusModel
import Testing

/// Where planned work stands: what is written, and what the clock does. The window is 12:00 to 14:00.
struct MaintenanceTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let maintenance: Maintenance
    /// The time and the state at it.
    let states: [(String, Maintenance.State)]

    init(_ name: String, _ maintenance: Maintenance, _ states: [(String, Maintenance.State)]) {
      self.name = name
      self.maintenance = maintenance
      self.states = states
    }

    var testDescription: String { name }
  }

  static let cases = [
    Case(
      "the clock starts and ends it", maintenance((.scheduled, "09:00")),
      [
        ("09:00", .scheduled), ("11:59:59", .scheduled), ("12:00", .inProgress),
        ("13:59:59", .inProgress), ("14:00", .completed), ("18:00", .completed),
      ]),
    Case(
      "an update without a state moves nothing",
      maintenance((nil, "09:00"), (nil, "12:30"), (nil, "15:00")),
      [
        ("10:00", .scheduled), ("12:30", .inProgress), ("13:00", .inProgress),
        ("15:00", .completed),
      ]),
    Case(
      "without an end, the clock starts it alone", maintenance(to: nil, (.scheduled, "09:00")),
      [("11:59", .scheduled), ("12:00", .inProgress), ("2026-12-20 12:00", .inProgress)]),
    Case(
      "without an end, a written one ends it",
      maintenance(to: nil, (.scheduled, "09:00"), (.verifying, "15:00"), (.completed, "16:00")),
      [("14:59", .inProgress), ("15:00", .verifying), ("16:00", .completed), ("20:00", .completed)]),
    Case(
      "without an end, completed before its start",
      maintenance(to: nil, (.scheduled, "09:00"), (.completed, "11:00")),
      [("11:00", .completed), ("12:30", .completed)]),
    Case(
      "without an end, cancelled before its start",
      maintenance(to: nil, (.scheduled, "09:00"), (.cancelled, "11:00")),
      [("12:30", .cancelled)]),
    Case(
      "without an end, announced late", maintenance(to: nil, (.scheduled, "12:30")),
      [("12:30", .inProgress), ("18:00", .inProgress)]),
    Case(
      "without an end, moved by hand alone",
      maintenance(to: nil, isAutomatic: false, (.scheduled, "09:00"), (.inProgress, "12:10")),
      [("12:05", .scheduled), ("12:10", .inProgress), ("18:00", .inProgress)]),
    Case(
      "it is verified until its end", maintenance((.scheduled, "09:00"), (.verifying, "13:00")),
      [("12:59", .inProgress), ("13:00", .verifying), ("13:59", .verifying), ("14:00", .completed)]),
    Case(
      "begun early, it goes on", maintenance((.scheduled, "09:00"), (.inProgress, "11:30")),
      [
        ("11:29", .scheduled), ("11:30", .inProgress), ("12:30", .inProgress),
        ("14:00", .completed),
      ]
    ),
    Case(
      "verified early, the clock still starts it",
      maintenance((.scheduled, "09:00"), (.verifying, "11:30")),
      [("11:30", .verifying), ("12:00", .inProgress)]),
    Case(
      "written at its start wins over the clock",
      maintenance((.scheduled, "09:00"), (.verifying, "12:00")),
      [("12:00", .verifying), ("12:30", .verifying)]),
    Case(
      "in progress written at its end keeps it open",
      maintenance((.scheduled, "09:00"), (.inProgress, "14:00")),
      [("14:00", .inProgress), ("20:00", .inProgress)]),
    Case(
      "in progress written after its end opens it again",
      maintenance((.scheduled, "09:00"), (.inProgress, "14:10"), (.completed, "15:00")),
      [
        ("13:00", .inProgress), ("14:05", .completed), ("14:10", .inProgress),
        ("14:59", .inProgress), ("15:00", .completed),
      ]),
    Case(
      "completed before its end, the clock moves nothing",
      maintenance((.scheduled, "09:00"), (.completed, "13:00")),
      [("12:30", .inProgress), ("13:00", .completed), ("14:30", .completed)]),
    Case(
      "cancelled before its start, the clock moves nothing",
      maintenance((.scheduled, "09:00"), (.cancelled, "11:00")),
      [("11:00", .cancelled), ("12:30", .cancelled), ("14:30", .cancelled)]),
    Case(
      "completed at its very start", maintenance((.scheduled, "09:00"), (.completed, "12:00")),
      [("12:00", .completed), ("13:00", .completed)]),
    Case(
      "completed, then in progress again: only a word ends it",
      maintenance((.scheduled, "09:00"), (.completed, "13:00"), (.inProgress, "13:30")),
      [("13:10", .completed), ("13:30", .inProgress), ("14:30", .inProgress)]),
    Case(
      "cancelled in the middle", maintenance((.scheduled, "09:00"), (.cancelled, "13:00")),
      [("12:30", .inProgress), ("13:00", .cancelled), ("15:00", .cancelled)]),
    Case(
      "not automatic, it waits for words",
      maintenance(isAutomatic: false, (.scheduled, "09:00"), (.inProgress, "12:20")),
      [("12:10", .scheduled), ("12:20", .inProgress), ("14:30", .inProgress)]),
    Case(
      "not automatic and forgotten", maintenance(isAutomatic: false, (.scheduled, "09:00")),
      [("12:30", .scheduled), ("15:00", .scheduled)]),
    Case(
      "announced when it is under way", maintenance((.inProgress, "12:30")),
      [("12:30", .inProgress), ("14:00", .completed)]),
    Case(
      "announced late without a state", maintenance((nil, "12:30")),
      [("12:30", .inProgress), ("14:00", .completed)]),
    Case(
      "told afterwards", maintenance((.completed, "16:00")), [("16:00", .completed)]),
    Case(
      "scheduled at its very start, it begins", maintenance((.scheduled, "12:00")),
      [("12:00", .inProgress), ("13:59:59", .inProgress), ("14:00", .completed)]),
    Case(
      "scheduled late, it is under way at once", maintenance((.scheduled, "12:30"), (nil, "13:00")),
      [("12:30", .inProgress), ("13:00", .inProgress), ("14:00", .completed)]),
    Case(
      "scheduled at its end, it is over", maintenance((.scheduled, "14:00")),
      [("14:00", .completed), ("15:00", .completed)]),
    Case(
      "scheduled after its end, it is over", maintenance((.scheduled, "16:00")),
      [("16:00", .completed), ("18:00", .completed)]),
    Case(
      "scheduled after its end, a word opens it",
      maintenance((.scheduled, "16:00"), (.inProgress, "16:00"), (.completed, "17:00")),
      [("16:00", .inProgress), ("16:59", .inProgress), ("17:00", .completed)]),
    Case(
      "scheduled late, words at the same moment win",
      maintenance((.scheduled, "12:30"), (.cancelled, "12:30")), [("12:30", .cancelled)]),
    Case(
      "scheduled late, then verified", maintenance((.scheduled, "12:30"), (.verifying, "13:00")),
      [("12:45", .inProgress), ("13:00", .verifying), ("14:00", .completed)]),
    Case(
      "scheduled again while it runs, it waits for the clock or a word",
      maintenance((.scheduled, "09:00"), (.scheduled, "12:30")),
      [("12:29", .inProgress), ("12:30", .scheduled), ("13:59", .scheduled), ("14:00", .completed)]),
    Case(
      "scheduled by a second word, which takes the start back",
      maintenance((nil, "12:10"), (.scheduled, "12:30")),
      [("12:10", .inProgress), ("12:30", .scheduled), ("14:00", .completed)]),
    Case(
      "not automatic, scheduled late", maintenance(isAutomatic: false, (.scheduled, "12:30")),
      [("12:30", .scheduled), ("15:00", .scheduled)]),
  ]

  @Test(arguments: cases)
  func `stands where the latest move brought it`(one: Case) throws {
    for (time, state) in one.states {
      let snapshot = site(maintenances: [one.maintenance]).snapshot(time)
      #expect(try snapshot.maintenance().state == state, "at \(time)")
    }
  }

  @Test(arguments: cases)
  func `holds its components while it is in progress or verifying`(one: Case) throws {
    for (time, state) in one.states {
      let snapshot = site(maintenances: [one.maintenance]).snapshot(time)
      #expect(
        snapshot.statuses == [state.isActive ? .underMaintenance : .operational, .operational],
        "at \(time)")
    }
  }

  @Test(arguments: [
    ("11:59", []),
    ("12:30", ["under_maintenance 2026-11-20T12:00:00Z – now"]),
    ("14:05", ["under_maintenance 2026-11-20T12:00:00Z – 2026-11-20T14:00:00Z"]),
    (
      "18:00",
      [
        "under_maintenance 2026-11-20T12:00:00Z – 2026-11-20T14:00:00Z",
        "under_maintenance 2026-11-20T14:10:00Z – 2026-11-20T15:00:00Z",
      ]
    ),
  ])
  func `tells when its components were under maintenance`(time: String, intervals: [String]) throws
  {
    let snapshot = site(maintenances: [
      maintenance((.scheduled, "09:00"), (.inProgress, "14:10"), (.completed, "15:00"))
    ]).snapshot(time)
    #expect(try snapshot.maintenance().activeIntervals.map { words($0) } == intervals)
  }

  @Test(arguments: [
    (maintenance(to: nil, (.scheduled, "09:00")), "11:00", "12:00"),
    (maintenance(to: nil, (.scheduled, "09:00")), "12:00", nil),
    (maintenance((.scheduled, "09:00")), "12:00", "14:00"),
  ])
  func `the page waits for no end that nobody knows`(
    work: Maintenance, time: String, next: String?
  ) throws {
    let snapshot = site(maintenances: [work]).snapshot(time)
    let told = try snapshot.maintenance()
    #expect((told.startsByClock ?? told.endsByClock) == next.map { at($0) })
    #expect(snapshot.holdsUntil == at(next ?? "2026-11-21 00:00"))
  }

  @Test func `verifying goes on with the same interval`() throws {
    let snapshot = site(maintenances: [maintenance((.scheduled, "09:00"), (.verifying, "13:00"))])
      .snapshot("15:00")
    #expect(
      try snapshot.component("api").uptime.days.last?.seconds.underMaintenance == 2 * 3_600)
    #expect(try snapshot.maintenance().verifyingAt == at("13:00"))
  }

  @Test(arguments: [
    ("11:00", "09:00", nil), ("12:30", "12:00", nil), ("13:30", "13:00", nil),
    ("14:30", "14:00", "14:00"),
  ])
  func `is updated by words and by the clock`(time: String, updated: String, over: String?) throws {
    let work = try site(maintenances: [maintenance((.scheduled, "09:00"), (nil, "13:00"))])
      .snapshot(time).maintenance()
    #expect(work.updatedAt == at(updated))
    #expect(work.overAt == over.map { at($0) })
    #expect(work.verifyingAt == nil)
    #expect(work.createdAt == at("09:00"))
    #expect(work.window == MaintenanceWindow(at("12:00")..<at("14:00")))
  }

  @Test func `does not exist before it is announced`() {
    let work = maintenance((.scheduled, "13:00"))
    #expect(site(maintenances: [work]).snapshot("12:30") == site().snapshot("12:30"))
  }

  @Test func `held its components from its start when it was announced late`() throws {
    let snapshot = site(maintenances: [maintenance((.inProgress, "12:30"))]).snapshot("18:00")
    #expect(
      try snapshot.maintenance().activeIntervals.map { words($0) } == [
        "under_maintenance 2026-11-20T12:00:00Z – 2026-11-20T14:00:00Z"
      ])
  }

  @Test(arguments: [
    ("12:00", "14:00", ["under_maintenance 2026-11-20T12:00:00Z – 2026-11-20T14:00:00Z"]),
    ("12:30", "14:00", ["under_maintenance 2026-11-20T12:30:00Z – 2026-11-20T14:00:00Z"]),
    ("14:00", "14:00", []), ("16:00", "16:00", []),
  ])
  func `announced as scheduled when it should have begun, it holds its components from then`(
    time: String, over: String, intervals: [String]
  ) throws {
    let work = try site(maintenances: [maintenance((.scheduled, time))]).snapshot("18:00")
      .maintenance()
    #expect(work.activeIntervals.map { words($0) } == intervals)
    #expect(work.overAt == at(over))
    #expect(work.updates.map(\.state) == [.scheduled])
    #expect(work.createdAt == at(time))
  }

  @Test func `announced late, it still ends by the clock`() throws {
    let work = try site(maintenances: [maintenance((.scheduled, "12:30"))]).snapshot("13:00")
      .maintenance()
    #expect(work.startsByClock == nil)
    #expect(work.endsByClock == at("14:00"))
    #expect(work.updatedAt == at("12:30"))
  }

  @Test func `a draft does not exist`() {
    let work = maintenance(isDraft: true, (.scheduled, "09:00"))
    #expect(site(maintenances: [work]).snapshot("12:30") == site().snapshot("12:30"))
  }

  @Test func `the latest announcement comes first, those of one time by their ids`() {
    let snapshot = site(maintenances: [
      maintenance(id: "b", (.scheduled, "09:00")),
      maintenance(id: "a", (.scheduled, "09:00"), (.cancelled, "09:30")),
      maintenance(id: "c", from: "11:30", to: "11:45", (.scheduled, "10:00")),
    ]).snapshot("11:00")
    #expect(snapshot.maintenances.map(\.id) == ["c", "a", "b"])
  }

  @Test func `an update's anchor and states are told as an incident's are`() throws {
    let work = try site(maintenances: [
      maintenance((.scheduled, "09:00"), (nil, "12:30"), (.completed, "12:30"))
    ]).snapshot("18:00").maintenance()
    #expect(
      work.updates.map(\.anchor) == [
        "2026-11-20T09-00-00Z", "2026-11-20T12-30-00Z", "2026-11-20T12-30-00Z-2",
      ])
    #expect(work.updates.map(\.declared) == [.scheduled, nil, .completed])
    #expect(work.updates.map(\.state) == [.scheduled, .inProgress, .completed])
    #expect(work.components == [0])
  }
}
