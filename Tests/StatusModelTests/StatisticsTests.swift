import StatusModel
import TestSupport
import Testing

private func incident(
  _ id: String, _ severity: Severity.ID, started: String?, detected: String?,
  _ updates: Incident.Update...
) -> Incident {
  Incident(
    id: id, title: id, severity: severity, started: started.map { at($0) },
    detected: detected.map { at($0) }, updates: updates)
}

/// Levels SEV1 to SEV3 promise updates every 30 min, 1 h, 4 h.
private let history = [
  // Detected after 3 min, told after 8, over after 78; silent for 25, 35 and 10 min; two of three
  // promises kept.
  incident(
    "a", "SEV1", started: "10:02", detected: "10:05", says(.investigating, "10:10"),
    says(.identified, "10:35"), says(.monitoring, "11:10"), says(.resolved, "11:20")),
  // No start is written: only its end is measured, 60 min. It was SEV1 for ten of them.
  incident(
    "b", "SEV3", started: nil, detected: "11:00", says(.investigating, "11:00"),
    says(nil, "11:40", "SEV1"), says(nil, "11:50", "SEV3"), says(.resolved, "12:00")),
  // Open; its last promise, 13:30, is not yet due at 13:00.
  incident("c", "SEV2", started: "12:20", detected: nil, says(.investigating, "12:30")),
  // Not an incident.
  incident(
    "d", "SEV1", started: "08:00", detected: "08:30", says(.investigating, "09:00"),
    says(.retracted, "09:50")),
]

struct StatisticsTests {
  private func statistics(
    at moment: String, over period: Range<Timestamp>? = nil
  ) -> ResponseStatistics {
    let made = site(history)
    return made.statistics(in: made.snapshot(moment), over: period)
  }

  @Test func `each level and all together, worked out by hand`() throws {
    let result = statistics(at: "13:00")
    #expect(
      result.levels.map { "\($0.severity ?? "") \($0.incidents)" } == [
        "SEV1 2", "SEV2 1", "SEV3 0",
      ])
    let worst = result.levels[0]
    #expect(worst.detection == .init(of: [180]))
    #expect(worst.firstUpdate == .init(of: [480]))
    #expect(worst.resolution == .init(of: [3_600, 4_680]))
    #expect(worst.longestSilence == 2_400)
    #expect(worst.promises == .init(made: 6, kept: 5))
    let middle = result.levels[1]
    #expect(middle.firstUpdate == .init(of: [600]))
    #expect(middle.resolution == .init(of: []))
    #expect(middle.longestSilence == 1_800)
    #expect(middle.promises == .init(made: 0, kept: 0))
    #expect(result.all.incidents == 3)
    #expect(result.all.firstUpdate == .init(of: [480, 600]))
    #expect(result.period == at("10:02")..<at("13:00:01"))
  }

  @Test func `a promise counts as broken once it is past`() {
    #expect(statistics(at: "13:30").levels[1].promises == .init(made: 0, kept: 0))
    #expect(statistics(at: "13:30:01").levels[1].promises == .init(made: 1, kept: 0))
  }

  @Test func `an incident counts in the period in which it began`() {
    #expect(statistics(at: "13:00", over: at("10:02")..<at("11:00")).all.incidents == 1)
    #expect(statistics(at: "13:00", over: at("10:03")..<at("11:00")).all.incidents == 0)
    #expect(statistics(at: "13:00", over: at("11:00")..<at("12:21")).all.incidents == 2)
  }

  @Test func `what is later is not known`() {
    let early = statistics(at: "10:20")
    #expect(early.all.incidents == 1)
    #expect(early.all.resolution == .init(of: []))
    #expect(early.all.longestSilence == 600)
  }

  @Test(
    arguments: [
      ([], nil, nil), ([7], 7, 7), ([1, 2], 1, 2), ([1, 2, 3], 2, 3),
      (Array(1...10), 5, 9), (Array(1...11), 6, 10), (Array(1...100), 50, 90),
    ] as [([Int], Int?, Int?)])
  func `a percentile is one of the values, by nearest rank`(
    values: [Int], median: Int?, ninetieth: Int?
  ) {
    #expect(nearestRank(50, of: values) == median)
    #expect(nearestRank(90, of: values) == ninetieth)
  }
}

extension ResponseStatistics.Spans {
  /// As one would expect them of these values.
  fileprivate init(of values: [Int]) {
    self.init(
      count: values.count, median: nearestRank(50, of: values),
      ninetieth: nearestRank(90, of: values))
  }
}

struct UptimeAccountTests {
  private let overlapping = [
    incident("SEV3", ["api"], id: "slow", says(.investigating, "10:00"), says(.resolved, "12:00")),
    incident(
      "SEV2", ["api"], id: "errors", says(.investigating, "11:00"), says(.resolved, "11:30")),
  ]

  @Test func `overlaps count once, at the worst, and name who caused it`() throws {
    let made = site(
      overlapping, maintenances: [maintenance(from: "11:45", to: "13:00", (.scheduled, "09:00"))])
    let period = at("00:00")..<at("2026-11-21 00:00")
    let account = try #require(
      made.uptimeAccount(of: "api", in: made.snapshot("2026-11-21 00:00"), over: period))
    #expect(
      account.spans.map { "\($0.status.rawValue) \($0.seconds) \($0.causes)" } == [
        #"degraded_performance 3600 [StatusModel.UptimeAccount.Cause.incident("slow")]"#,
        #"partial_outage 1800 [StatusModel.UptimeAccount.Cause.incident("errors")]"#,
        #"degraded_performance 1800 [StatusModel.UptimeAccount.Cause.incident("slow")]"#,
        #"under_maintenance 3600 [StatusModel.UptimeAccount.Cause.maintenance("work")]"#,
      ])
    // 100 − 0.3 × 30 ÷ 1,440
    #expect(account.uptime?.hundredths == 9_937)
    #expect(account.lost == 540 * UptimeWeights.one)
  }

  @Test func `two incidents at one status are both named`() throws {
    let made = site([
      incident("SEV2", ["api"], id: "b", says(.investigating, "10:00"), says(.resolved, "11:00")),
      incident("SEV2", ["api"], id: "a", says(.investigating, "10:30"), says(.resolved, "12:00")),
    ])
    let account = try #require(made.uptimeAccount(of: "api", in: made.snapshot("13:00")))
    #expect(
      account.spans.map(\.causes) == [
        [.incident("b")], [.incident("a"), .incident("b")], [.incident("a")],
      ])
    #expect(account.spans.map(\.seconds) == [1_800, 1_800, 3_600])
  }

  @Test func `a component that is not there has no account`() {
    let made = site()
    #expect(made.uptimeAccount(of: "nope", in: made.snapshot("12:00")) == nil)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `without a period it adds up to the uptime of the page`(seed: UInt64) throws {
    let made = RandomSite(seed: seed)
    for moment in made.moments.enumerated().filter({ $0.offset % 5 == 0 }).map(\.element) {
      let snapshot = made.site.snapshot(at: moment)
      for component in snapshot.components {
        let account = try #require(
          made.site.uptimeAccount(of: component.component.id, in: snapshot))
        #expect(
          account.uptime == component.uptime.uptime,
          "\(component.component.id) at \(moment.iso8601)")
        #expect(
          zip(account.spans, account.spans.dropFirst()).allSatisfy {
            $0.time.upperBound <= $1.time.lowerBound
          })
      }
    }
  }
}
