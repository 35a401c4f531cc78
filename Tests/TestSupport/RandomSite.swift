package import StatusModel

/// A site that a seed makes up, and moments worth looking at it.
///
/// All of its times lie on whole grains, so that a reading grain by grain misses nothing. Incidents
/// carry any mixture of states and changes: closed ones change, retracted ones come back, `started`
/// lies before the first update or after it.
package struct RandomSite: Sendable {
  package struct Shape: Sendable {
    /// All that happens lies between `end` and so many grains before it.
    package let grains: Int
    /// Seconds between two possible times.
    package let grain: Int
    package let end: Timestamp
    package let incidents: Int
    package let maintenances: Int
    package let components: Int

    package init(
      grains: Int, grain: Int, end: Timestamp, incidents: Int, maintenances: Int, components: Int
    ) {
      self.grains = grains
      self.grain = grain
      self.end = end
      self.incidents = incidents
      self.maintenances = maintenances
      self.components = components
    }

    /// Four hours and a handful of entries, which then meet each other.
    package static let crowded = Shape(
      grains: 240, grain: 60, end: Timestamp(seconds: 1_795_190_400), incidents: 5,
      maintenances: 3, components: 6)
    /// A hundred days up to 2026-11-20, in half hours.
    package static let long = Shape(
      grains: 4_800, grain: 1_800, end: Timestamp(seconds: 1_795_132_800), incidents: 9,
      maintenances: 4, components: 4)
    /// A hundred days up to 2026-11-20, in minutes.
    package static let fine = Shape(
      grains: 144_000, grain: 60, end: Timestamp(seconds: 1_795_132_800), incidents: 4,
      maintenances: 2, components: 2)
  }

  package let site: Site
  /// In order: times at which something is written or moves, the grains beside them, and others.
  package let moments: [Timestamp]

  package init(seed: UInt64, shape: Shape = .crowded) {
    var draw = Draw(random: SeededGenerator(seed: seed), shape: shape)
    site = draw.site()
    moments = draw.moments(in: site.history)
  }
}

/// What a random site is drawn from.
private struct Draw {
  var random: SeededGenerator
  let shape: RandomSite.Shape

  private static let severities =
    Severity.defaults + [
      Severity(id: "SEV4", name: "Notice", status: .operational, impact: .none)
    ]

  mutating func site() -> Site {
    let catalog = catalog()
    let ids = catalog.components.map(\.id)
    let incidents = (0..<shape.incidents).map { incident("i\($0)", of: ids) }
    let postmortems = incidents.filter { _ in random.chance(40) }.map { postmortem(of: $0.id) }
    return Site(
      settings: SiteSettings(
        name: "Acme", url: "https://status.acme.example", timeZone: pick(Self.zones)),
      catalog: catalog, severities: Self.severities, uptimeWeights: weights(),
      history: History(
        incidents: incidents,
        maintenances: (0..<shape.maintenances).map { maintenance("m\($0)", of: ids) },
        postmortems: postmortems),
      announcements: (0..<2).map { announcement("a\($0)") })
  }

  private static let zones: [TimeZoneRules] = [
    .utc, .berlin2026, .cairo2026, .kolkata, .losAngeles2026,
  ]

  private mutating func weights() -> UptimeWeights {
    guard random.chance(30) else { return .standard }
    return UptimeWeights(
      underMaintenance: Int.random(in: 0...100_000, using: &random),
      degradedPerformance: Int.random(in: 0...200_000, using: &random),
      partialOutage: Int.random(in: 0...900_000, using: &random),
      majorOutage: UptimeWeights.one)
  }

  private mutating func catalog() -> Catalog {
    let count = Int.random(in: 1...shape.components, using: &random)
    let components = (0..<count).map { number in
      Component(
        id: "c\(number)", name: "C\(number)",
        since: random.chance(25) ? someDay() : nil, showsOnlyWhenDegraded: random.chance(20))
    }
    let grouped = components.prefix(count > 2 ? Int.random(in: 0..<count, using: &random) : 0)
    let alone = components.dropFirst(grouped.count).map { Catalog.Entry.component($0) }
    guard !grouped.isEmpty else { return Catalog(entries: alone) }
    let group = Catalog.Entry.group(
      ComponentGroup(id: "group-g", name: "G", components: Array(grouped)))
    return Catalog(entries: random.chance(50) ? [group] + alone : alone + [group])
  }

  private mutating func incident(_ id: Incident.ID, of components: [Component.ID]) -> Incident {
    let first = time()
    let named = random.chance(20) ? [] : subset(of: components)
    return Incident(
      id: id, title: id, severity: pick(Self.severities).id,
      components: named.map {
        Incident.AffectedComponent(
          component: $0, status: random.chance(30) ? pick(Self.incidentStatuses) : nil)
      },
      started: named.isEmpty || random.chance(60) ? nil : near(first), isDraft: random.chance(8),
      updates: incidentUpdates(from: first, of: random.chance(85) ? components : []))
  }

  private static let incidentStatuses: [ComponentStatus] = [
    .operational, .degradedPerformance, .partialOutage, .majorOutage,
  ]
  private static let laterStates: [Incident.State?] = [
    nil, nil, .investigating, .identified, .monitoring, .monitoring, .resolved, .resolved,
    .retracted,
  ]

  private mutating func incidentUpdates(
    from first: Timestamp, of components: [Component.ID]
  ) -> [Incident.Update] {
    var times = [first]
    for _ in 0..<Int.random(in: 0...5, using: &random) {
      times.append(later(than: times[times.count - 1]))
    }
    return times.enumerated().map { number, time in
      let state = number == 0 && random.chance(80) ? .investigating : pick(Self.laterStates)
      return Incident.Update(
        state: state, time: time, severity: random.chance(30) ? pick(Self.severities).id : nil,
        statusChanges: changes(of: components),
        nextUpdate: random.chance(20)
          ? time.advanced(by: shape.grain * Int.random(in: 1...90, using: &random)) : nil,
        text: "Update \(number).")
    }
  }

  private mutating func changes(of components: [Component.ID]) -> [Incident.StatusChange] {
    guard random.chance(30) else { return [] }
    return subset(of: components).map {
      Incident.StatusChange(component: $0, status: pick(Self.incidentStatuses))
    }
  }

  private mutating func maintenance(
    _ id: Maintenance.ID, of components: [Component.ID]
  ) -> Maintenance {
    let starts = time()
    let ends = starts.advanced(by: shape.grain * Int.random(in: 1...60, using: &random))
    var times = [near(starts)]
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      times.append(later(than: times[times.count - 1]))
    }
    if random.chance(20) { times = times.map { max($0, starts) } }
    return Maintenance(
      id: id, title: id, components: subset(of: components),
      window: MaintenanceWindow(start: starts, end: random.chance(10) ? nil : ends),
      isAutomatic: random.chance(70), isDraft: random.chance(8),
      updates: times.enumerated().map { number, time in
        Maintenance.Update(
          state: number == 0 && random.chance(80)
            ? .scheduled : pick(Maintenance.State.allCases.map(Optional.some) + [nil]),
          time: time)
      })
  }

  private mutating func postmortem(of incident: Incident.ID) -> Postmortem {
    Postmortem(
      incident: incident, published: someDay(), isDraft: random.chance(20),
      actions: [Postmortem.Action(kind: .alert, what: "Alert sooner", done: someDay())],
      text: "## Summary")
  }

  private mutating func announcement(_ id: String) -> Announcement {
    let starts = time()
    return Announcement(
      id: id, title: id, starts: starts,
      ends: random.chance(50) ? later(than: starts).advanced(by: shape.grain) : nil, text: "")
  }

  // MARK: Times

  private mutating func time() -> Timestamp {
    shape.end.advanced(by: -shape.grain * Int.random(in: 0...shape.grains, using: &random))
  }

  private mutating func near(_ time: Timestamp) -> Timestamp {
    time.advanced(by: shape.grain * Int.random(in: -40...20, using: &random))
  }

  /// The same time once in a while.
  private mutating func later(than time: Timestamp) -> Timestamp {
    random.chance(20)
      ? time : time.advanced(by: shape.grain * Int.random(in: 1...40, using: &random))
  }

  private mutating func someDay() -> CivilDate {
    time().civilTime().date.advanced(byDays: Int.random(in: -2...2, using: &random))
  }

  mutating func moments(in history: History) -> [Timestamp] {
    let written =
      history.incidents.flatMap { $0.updates.map(\.time) + [$0.started].compactMap(\.self) }
      + history.maintenances.flatMap {
        $0.updates.map(\.time) + [$0.window.start, $0.window.end].compactMap { $0 }
      }
    let beside = written.flatMap {
      [$0.advanced(by: -shape.grain), $0, $0.advanced(by: shape.grain)]
    }
    let others = (0..<4).map { _ in time() }
    return Set(beside + others + [shape.end]).sorted()
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &random)]
  }

  private mutating func subset(of components: [Component.ID]) -> [Component.ID] {
    let share = pick([20, 50, 100])
    return components.filter { _ in random.chance(share) }
  }
}
