import StatusModel
import Testing

/// When a maintenance was, beside when it was planned.
struct MaintenanceTimesTests {
  struct Course: CustomTestStringConvertible {
    let testDescription: String
    let updates: [Maintenance.Update]
    let isAutomatic: Bool
    /// Minutes after the planned start.
    let moment: Int
    let when: String

    init(
      _ name: String, _ moves: [(Maintenance.State, Int)], isAutomatic: Bool = true,
      at moment: Int, _ when: String
    ) {
      testDescription = name
      updates = moves.map {
        .init(
          state: $0.0, time: MaintenanceTimesTests.start.advanced(by: $0.1 * 60), text: "So it is.")
      }
      self.isAutomatic = isAutomatic
      self.moment = moment
      self.when = when
    }
  }

  /// 21 November 2026, 02:00 UTC; six hours are planned.
  private static let start = friday.advanced(by: 15 * 3_600)
  private static let plan = "21 Nov 2026, 02:00 – 08:00 UTC (6 hours)"

  @Test(
    arguments: [
      ([], -60, "From 21 Nov 2026, 02:00 UTC, end not known yet"),
      ([], 600, "From 21 Nov 2026, 02:00 UTC, end not known yet"),
      ([(Maintenance.State.completed, 20)], 600, "21 Nov 2026, 02:00 – 02:20 UTC (20 minutes)"),
      ([(.cancelled, -30)], 600, "21 Nov 2026, 02:00 UTC"),
      (
        [(.inProgress, -30)], 600,
        "Since 21 Nov 2026, 01:30 UTC, planned: From 21 Nov 2026, 02:00 UTC, end not known yet"
      ),
      (
        [(.inProgress, -30), (.completed, 60)], 700,
        "21 Nov 2026, 01:30 – 03:00 UTC (1 hour 30 minutes), planned: 21 Nov 2026, 02:00 UTC"
      ),
    ] as [([(Maintenance.State, Int)], Int, String)])
  func `where no end was planned, the true one stands alone`(
    moves: [(Maintenance.State, Int)], moment: Int, when: String
  ) throws {
    let course = Course("", moves, at: moment, when)
    #expect(
      try times(of: course, window: MaintenanceWindow(start: Self.start, end: nil)) == [when])
  }

  @Test(arguments: [
    Course("planned", [], at: -60, plan),
    Course("begun by the clock", [], at: 60, plan),
    Course("ended by the clock", [], at: 600, plan),
    Course(
      "done in twenty minutes", [(.completed, 20)], at: 600,
      "21 Nov 2026, 02:00 – 02:20 UTC (20 minutes), planned: \(plan)"),
    Course(
      "done late", [(.inProgress, 359), (.inProgress, 361), (.completed, 420)], at: 600,
      "21 Nov 2026, 02:00 – 09:00 UTC (7 hours), planned: \(plan)"),
    Course(
      "completed by hand after the clock", [(.completed, 480)], at: 600,
      "21 Nov 2026, 02:00 – 10:00 UTC (8 hours), planned: \(plan)"),
    Course(
      "completed by hand after the clock, begun early", [(.inProgress, -30), (.completed, 420)],
      at: 600, "21 Nov 2026, 01:30 – 09:00 UTC (7 hours 30 minutes), planned: \(plan)"),
    Course(
      "verified, and completed after the clock", [(.verifying, 300), (.completed, 420)], at: 600,
      "21 Nov 2026, 02:00 – 09:00 UTC (7 hours), planned: \(plan)"),
    Course("completed by hand, not yet", [(.completed, 480)], at: 400, plan),
    Course("cancelled after the clock completed it", [(.cancelled, 480)], at: 600, plan),
    Course(
      "completed twice by hand", [(.completed, 300), (.completed, 480)], at: 600,
      "21 Nov 2026, 02:00 – 07:00 UTC (5 hours), planned: \(plan)"),
    Course(
      "begun early, by hand", [(.inProgress, -30)], at: -10,
      "Since 21 Nov 2026, 01:30 UTC, planned: \(plan)"),
    Course(
      "begun early, and done", [(.inProgress, -30), (.completed, 60)], at: 600,
      "21 Nov 2026, 01:30 – 03:00 UTC (1 hour 30 minutes), planned: \(plan)"),
    Course(
      "begun late", [(.inProgress, 45)], isAutomatic: false, at: 60,
      "Since 21 Nov 2026, 02:45 UTC, planned: \(plan)"),
    Course(
      "in progress past its end", [(.inProgress, 0)], isAutomatic: false, at: 400,
      "Since 21 Nov 2026, 02:00 UTC, planned: \(plan)"),
    Course("cancelled before it began", [(.cancelled, -30)], at: 600, plan),
    Course(
      "cancelled in the middle", [(.cancelled, 40)], at: 600,
      "21 Nov 2026, 02:00 – 02:40 UTC (40 minutes), planned: \(plan)"),
    Course("completed before it began", [(.completed, -30)], at: 600, plan),
    Course(
      "completed by hand at the planned minute", [(.completed, 360)], isAutomatic: true, at: 600,
      plan),
  ])
  func `the true span stands first, and the plan beside it where they differ`(
    course: Course
  ) throws {
    let window = MaintenanceWindow(Self.start..<Self.start.advanced(by: 6 * 3_600))
    #expect(try times(of: course, window: window) == [course.when])
  }

  private func times(of course: Course, window: MaintenanceWindow) throws -> [String] {
    let work = Maintenance(
      id: "work", title: "Work", window: window, isAutomatic: course.isAutomatic,
      updates: [.init(state: .scheduled, time: friday, text: "We plan it.")] + course.updates)
    let site = Site(
      settings: exampleSite().settings, catalog: exampleSite().catalog,
      history: History(maintenances: [work]))
    let page = try shown(
      site, at: Self.start.advanced(by: course.moment * 60), on: "maintenance/work/index.html",
      by: "maintenance", template: "{{{when}}}")
    return page.map { $0.replacing(#/<[^>]+>/#, with: "") }
  }
}
