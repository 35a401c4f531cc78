import StatusModel
import TestSupport
import Testing

/// What must hold for every site.
struct PropertyTests {
  @Test(arguments: 0..<100 as Range<UInt64>)
  func `does not depend on the order of the entries`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let made = RandomSite(seed: seed)
    let history = made.site.history
    let shuffled = made.site.with(
      History(
        incidents: history.incidents.shuffled(using: &random),
        maintenances: history.maintenances.shuffled(using: &random),
        postmortems: history.postmortems.shuffled(using: &random)))
    for moment in made.someMoments {
      #expect(
        shuffled.snapshot(at: moment) == made.site.snapshot(at: moment), "at \(moment.iso8601)")
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `one more open incident never improves a status or the page`(seed: UInt64) throws {
    let made = RandomSite(seed: seed)
    let history = made.site.history
    var random = SeededGenerator(seed: seed)
    let named = made.site.catalog.components.map(\.id).filter { _ in random.chance(50) }
    for moment in made.someMoments {
      let more = Incident(
        id: "more", title: "more", severity: ["SEV1", "SEV2", "SEV3", "SEV4"][Int(seed % 4)],
        components: named.map { Incident.AffectedComponent(component: $0) },
        updates: [Incident.Update(state: .investigating, time: moment.advanced(by: -600))])
      let before = made.site.snapshot(at: moment)
      let after = made.site.with(history.adding(more)).snapshot(at: moment)
      #expect(zip(before.statuses, after.statuses).allSatisfy { $0 <= $1 })
      #expect(zip(before.groups, after.groups).allSatisfy { $0.status <= $1.status })
      #expect(before.pageStatus.indicator <= after.pageStatus.indicator)
      #expect(before.breadth.affected <= after.breadth.affected)
      #expect(
        zip(before.components, after.components).allSatisfy { one, other in
          guard let share = one.uptime.uptime else { return other.uptime.uptime == nil }
          return other.uptime.uptime.map { $0 <= share } ?? false
        })
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `a retracted incident changes nothing but its own listing`(seed: UInt64) throws {
    let made = RandomSite(seed: seed)
    for moment in made.someMoments {
      let alarm = Incident(
        id: "alarm", title: "alarm", severity: "SEV1",
        components: made.site.catalog.components.filter { _ in seed % 3 > 0 }
          .map { Incident.AffectedComponent(component: $0.id) },
        started: moment.advanced(by: -90_000),
        updates: [
          Incident.Update(state: .investigating, time: moment.advanced(by: -1_200)),
          Incident.Update(
            state: .retracted, time: moment.advanced(by: -600 * Int(seed % 2)), severity: "SEV2"),
        ])
      let before = made.site.snapshot(at: moment)
      let after = made.site.with(made.site.history.adding(alarm)).snapshot(at: moment)
      #expect(after.statuses == before.statuses)
      #expect(after.components.map(\.uptime) == before.components.map(\.uptime))
      #expect(after.pageStatus == before.pageStatus)
      #expect(after.breadth == before.breadth)
      #expect(after.groups == before.groups)
      #expect(after.incidents.filter { $0.id != "alarm" } == before.incidents)
      let listed = try after.incident("alarm")
      #expect(listed.state == .retracted)
      #expect(listed.effects.allSatisfy { $0.intervals.isEmpty && $0.status == .operational })
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `a share is what the seconds of its days leave of it`(seed: UInt64) {
    let made = RandomSite(seed: seed, shape: .long)
    let zone = made.site.settings.timeZone
    for moment in made.someMoments {
      for component in made.site.snapshot(at: moment).components {
        var lost = 0
        var length = 0
        for day in component.uptime.days where day.status != nil {
          let end = min(zone.start(of: day.date.advanced(byDays: 1)), moment)
          let dayLength = end.seconds(since: zone.start(of: day.date))
          let dayLost = made.site.uptimeWeights.lost(in: day.seconds)
          #expect(day.uptime?.hundredths == cut(dayLost, of: dayLength), "\(day.date.iso8601)")
          lost += dayLost
          length += dayLength
        }
        #expect(component.uptime.uptime?.hundredths == cut(lost, of: length))
        #expect((0...10_000).contains(component.uptime.uptime?.hundredths ?? 0))
      }
    }
  }

  private func cut(_ lost: Int, of length: Int) -> Int? {
    guard length > 0 else { return nil }
    return 10_000 * (length * UptimeWeights.one - lost) / (length * UptimeWeights.one)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `nothing dated later is known`(seed: UInt64) {
    let made = RandomSite(seed: seed)
    for moment in made.someMoments {
      let snapshot = made.site.snapshot(at: moment)
      #expect(
        made.site.withoutAllAfter(moment).snapshot(at: moment) == snapshot,
        "at \(moment.iso8601)")
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `as long as a page holds, it says the same if nobody writes`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let made = RandomSite(seed: seed)
    for moment in made.someMoments {
      let known = made.site.withoutAllAfter(moment)
      let now = known.snapshot(at: moment)
      let left = now.holdsUntil.seconds(since: moment)
      #expect((1...90_000).contains(left))
      for later in [left - 1, Int.random(in: 0..<left, using: &random)] {
        let then = known.snapshot(at: moment.advanced(by: later))
        #expect(then.sayings == now.sayings, "from \(moment.iso8601), \(later) seconds later")
        #expect(then.holdsUntil == now.holdsUntil)
      }
      // An incident may start without holding any component at anything.
      let isStart = now.incidents.contains { $0.startedAt == now.holdsUntil }
      let isOther = known.snapshot(at: now.holdsUntil).sayings != now.sayings
      #expect(isOther || isStart, "\(moment.iso8601)")
    }
  }
}

extension Snapshot {
  /// What the page says that is no measure of time.
  fileprivate var sayings: [String] {
    [today.iso8601, "\(pageStatus)", "\(breadth)", "\(statuses)", "\(groups)"]
      + incidents.map { "\($0.id) \($0.state) \($0.nextUpdateDue?.iso8601 ?? "-")" }
      + incidents.flatMap { incident in
        incident.effects.map { "\(incident.id) \($0.component) \($0.status) \($0.intervals)" }
      }
      + incidents.map { "\($0.id) \($0.postmortem?.text ?? "-")" }
      + maintenances.map { "\($0.id) \($0.state) \(String(describing: $0.trueSpan(at: moment)))" }
      + announcements.map(\.id)
  }
}

extension RandomSite {
  /// A handful, spread over all of them.
  fileprivate var someMoments: [Timestamp] {
    stride(from: 0, to: moments.count, by: max(1, moments.count / 6)).map { moments[$0] }
  }
}

extension UptimeWeights {
  fileprivate func lost(in seconds: SecondsByStatus) -> Int {
    underMaintenance * seconds.underMaintenance + degradedPerformance * seconds.degradedPerformance
      + partialOutage * seconds.partialOutage + majorOutage * seconds.majorOutage
  }
}

extension History {
  fileprivate func adding(_ incident: Incident) -> History {
    History(
      incidents: incidents + [incident], maintenances: maintenances, postmortems: postmortems)
  }
}

extension Site {
  fileprivate func with(_ history: History, announcements: [Announcement]? = nil) -> Site {
    Site(
      settings: settings, catalog: catalog, severities: severities, uptimeWeights: uptimeWeights,
      history: history, announcements: announcements ?? self.announcements, pages: pages,
      messages: messages)
  }

  /// The site as its authors had it at `moment`; announcements are plans, like a maintenance's window.
  fileprivate func withoutAllAfter(_ moment: Timestamp) -> Site {
    let today = settings.timeZone.date(at: moment)
    return with(
      History(
        incidents: history.incidents.compactMap { $0.withoutAllAfter(moment) },
        maintenances: history.maintenances.compactMap { $0.withoutAllAfter(moment) },
        postmortems: history.postmortems.compactMap { $0.withoutAllAfter(today) }))
  }
}

extension Incident {
  fileprivate func withoutAllAfter(_ moment: Timestamp) -> Incident? {
    let known = updates.filter { $0.time <= moment }
    guard !known.isEmpty else { return nil }
    return Incident(
      id: id, title: title, severity: severity, components: components, started: started,
      detected: detected, roles: roles, isDraft: isDraft, updates: known)
  }
}

extension Maintenance {
  fileprivate func withoutAllAfter(_ moment: Timestamp) -> Maintenance? {
    let known = updates.filter { $0.time <= moment }
    guard !known.isEmpty else { return nil }
    return Maintenance(
      id: id, title: title, components: components, window: window, isAutomatic: isAutomatic,
      isDraft: isDraft, updates: known)
  }
}

extension Postmortem {
  fileprivate func withoutAllAfter(_ today: CivilDate) -> Postmortem? {
    guard let published, published <= today else { return nil }
    return Postmortem(
      incident: incident, published: published, isDraft: isDraft,
      actions: actions.map { action in
        Action(
          kind: action.kind, what: action.what,
          done: action.done.flatMap { $0 <= today ? $0 : nil }, owner: action.owner)
      }, text: text)
  }
}
