import StatusModel
import TestSupport
import Testing

/// The snapshot against a slow reading of the contract, on sites that nobody would write.
///
/// Each seed stops at its first difference, since one wrong rule shows in hundreds of moments.
struct OracleTests {
  @Test(arguments: 0..<300 as Range<UInt64>)
  func `shows what a slow reading of the rules shows`(seed: UInt64) throws {
    let random = RandomSite(seed: seed)
    for moment in random.moments(everyThirdFrom: seed) {
      let snapshot = random.site.snapshot(at: moment)
      let oracle = Oracle(site: random.site, now: moment)
      let statuses = random.site.catalog.components.map { oracle.shown($0) }
      try #require(snapshot.statuses == statuses, "at \(moment.iso8601)")
      try #require(words(snapshot.pageStatus) == oracle.page(), "at \(moment.iso8601)")
      try #require(snapshot.breadth.affected == statuses.filter { $0 != .operational }.count)
      try #require(
        snapshot.breadth.total == random.site.catalog.components.count { oracle.isPresent($0) })
      for group in snapshot.groups {
        try #require(
          group.status == group.members.map { statuses[$0] }.max(), "at \(moment.iso8601)")
      }
    }
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `lists what a slow reading of the rules knows`(seed: UInt64) throws {
    let random = RandomSite(seed: seed)
    let site = random.site
    for moment in random.moments(everyThirdFrom: seed) {
      let snapshot = site.snapshot(at: moment)
      let oracle = Oracle(site: site, now: moment)
      let known = site.history.incidents.filter { oracle.standing(of: $0, at: moment) != nil }
        .sorted { ($1.updates[0].time, $0.id) < ($0.updates[0].time, $1.id) }
      try #require(snapshot.incidents.map(\.id) == known.map(\.id), "at \(moment.iso8601)")
      try #require(
        snapshot.incidents.map(\.state) == known.map { oracle.standing(of: $0, at: moment)?.state },
        "at \(moment.iso8601)")
      let works = site.history.maintenances.filter { oracle.state(of: $0, at: moment) != nil }
        .sorted { ($1.updates[0].time, $0.id) < ($0.updates[0].time, $1.id) }
      try #require(snapshot.maintenances.map(\.id) == works.map(\.id), "at \(moment.iso8601)")
      try #require(
        snapshot.maintenances.map(\.state) == works.map { oracle.state(of: $0, at: moment) },
        "at \(moment.iso8601)")
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `tells each incident's effects as a slow reading of the rules does`(seed: UInt64) throws {
    let random = RandomSite(seed: seed)
    let now = RandomSite.Shape.crowded.end
    let snapshot = random.site.snapshot(at: now)
    let oracle = Oracle(site: random.site, now: now)
    let entries = Dictionary(
      uniqueKeysWithValues: random.site.history.incidents.map { ($0.id, $0) })
    for listed in snapshot.incidents {
      let incident = try #require(entries[listed.id])
      for (index, component) in snapshot.components.enumerated() {
        let effect = listed.effects.first { $0.component == index }
        for minute in 0..<360 {
          let moment = now.advanced(by: -60 * minute)
          let told = effect?.intervals.filter { $0.start <= moment && moment < $0.end ?? .far }
          try #require(
            told?.map(\.status) ?? []
              == [oracle.effect(of: incident, on: component.component.id, at: moment)]
              .filter { $0 != .operational },
            "\(listed.id) on \(component.component.id) at \(moment.iso8601)")
        }
        try #require(
          effect?.status ?? .operational
            == oracle.effect(of: incident, on: component.component.id, at: now))
      }
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `a component was updated at its last change in a slow reading`(seed: UInt64) throws {
    let random = RandomSite(seed: seed)
    let now = RandomSite.Shape.crowded.end
    let snapshot = random.site.snapshot(at: now)
    let oracle = Oracle(site: random.site, now: now)
    for component in snapshot.components where component.component.since == nil {
      let changed = (0..<400).map { now.advanced(by: -60 * $0) }.first {
        oracle.status(of: component.component.id, at: $0)
          != oracle.status(of: component.component.id, at: $0.advanced(by: -60))
      }
      try #require(
        component.updatedAt == changed ?? component.createdAt, "\(component.component.id)")
    }
  }

  // MARK: Uptime

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `counts ninety days as a slow count of half hours does`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let site = RandomSite(seed: seed, shape: .long).site
    let shape = RandomSite.Shape.long
    let back = Int.random(in: 0...(60 * 48), using: &random)
    expectSameUptime(site, at: shape.end.advanced(by: -shape.grain * back), shape.grain)
  }

  @Test(arguments: 100..<102 as Range<UInt64>)
  func `counts ninety days as a slow count of minutes does`(seed: UInt64) {
    let shape = RandomSite.Shape.fine
    let site = RandomSite(seed: seed, shape: shape).site
    expectSameUptime(site, at: shape.end.advanced(by: -60 * 517), shape.grain)
  }

  @Test(arguments: 200..<203 as Range<UInt64>)
  func `counts ninety days at the stroke of midnight`(seed: UInt64) {
    let shape = RandomSite.Shape.long
    let site = RandomSite(seed: seed, shape: shape).site
    let zone = site.settings.timeZone
    expectSameUptime(site, at: zone.start(of: zone.date(at: shape.end)), shape.grain)
  }

  private func expectSameUptime(_ site: Site, at now: Timestamp, _ grain: Int) {
    let oracle = Oracle(site: site, now: now)
    for component in site.snapshot(at: now).components.prefix(2) {
      let days = oracle.days(of: component.component, grain: grain)
      let id = component.component.id
      #expect(component.uptime.days.map(\.date) == days.map(\.date), "\(id)")
      #expect(component.uptime.days.map(\.status) == days.map(\.status), "\(id)")
      #expect(
        component.uptime.days.map(\.uptime?.hundredths) == days.map { oracle.share(of: [$0]) },
        "\(id)")
      #expect(
        component.uptime.days.map { counted($0.seconds) } == days.map { counted($0) }, "\(id)")
      #expect(component.uptime.uptime?.hundredths == oracle.share(of: days), "\(id)")
    }
  }

  private func counted(_ seconds: SecondsByStatus) -> [Int] {
    [
      seconds.underMaintenance, seconds.degradedPerformance, seconds.partialOutage,
      seconds.majorOutage,
    ]
  }

  private func counted(_ day: Oracle.Day) -> [Int] {
    ComponentStatus.allCases.dropFirst().map { day.seconds[$0] ?? 0 }
  }
}

extension RandomSite {
  /// Those with a word or a move and the grains beside them, taken in turns.
  fileprivate func moments(everyThirdFrom seed: UInt64) -> [Timestamp] {
    stride(from: Int(seed % 3), to: moments.count, by: 3).map { moments[$0] }
  }
}

extension Timestamp {
  /// Later than anything in these tests.
  fileprivate static let far = Timestamp(seconds: .max)
}
