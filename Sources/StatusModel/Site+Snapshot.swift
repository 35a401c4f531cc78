extension Site {
  /// What a visitor should see at `moment`: a pure function of the site and the moment.
  ///
  /// - Parameter moment: whatever is dated later is not yet known.
  /// - Complexity: O(n log n) in the number of updates; no component or day looks at all incidents.
  package func snapshot(at moment: Timestamp) -> Snapshot {
    let lens = IncidentLens(of: self, at: moment)
    return snapshot(
      at: moment, history.incidents.compactMap { lens.snapshot(of: $0) },
      maintenanceSnapshots(at: moment).compactMap { $0 })
  }

  /// What readers see of the site's incidents at `moment`, in their order; nil for nothing yet.
  ///
  /// - Parameter map: the results of a function for each number, in their order; it may make them on
  ///   all cores.
  package func incidentSnapshots(
    at moment: Timestamp,
    by map: (
      _ places: [Int], _ derive: @escaping @Sendable (Int) -> IncidentSnapshot?
    ) async throws -> [IncidentSnapshot?]
  ) async rethrows -> [IncidentSnapshot?] {
    let lens = IncidentLens(of: self, at: moment)
    let history = history
    return try await map(Array(history.incidents.indices)) {
      lens.snapshot(of: history.incidents[$0])
    }
  }

  /// The same of its maintenances.
  package func maintenanceSnapshots(at moment: Timestamp) -> [MaintenanceSnapshot?] {
    let indices = IncidentLens(of: self, at: moment).indices
    return history.maintenances.map { $0.snapshot(at: moment, indices: indices) }
  }

  /// The page of what is known of its entries.
  ///
  /// - Parameters:
  ///   - incidents: with or without their timelines, in any order.
  ///   - maintenances: in any order.
  package func snapshot(
    at moment: Timestamp, _ incidents: [IncidentSnapshot], _ maintenances: [MaintenanceSnapshot]
  ) -> Snapshot {
    let incidents = incidents.sorted { $0.isListed(before: $1) }
    let maintenances = maintenances.sorted { $0.isListed(before: $1) }
    let indices = IncidentLens(of: self, at: moment).indices
    let today = settings.timeZone.date(at: moment)
    let presences = catalog.components.map { $0.presence(on: today) }
    let window = UptimeWindow(endingAt: moment, zone: settings.timeZone)
    let timelines = Site.timelines(
      incidents, maintenances, from: window.edges[0], until: lastMoments(at: moment))
    let statuses = zip(timelines, presences).map {
      $1 == .present ? $0.current : .operational
    }
    let present = statuses.indices.filter { presences[$0] == .present }.map { statuses[$0] }
    let oldest = Site.oldestMoment(incidents, maintenances)
    let since = firstMoment(oldest: oldest, at: moment)
    return Snapshot(
      moment: moment, today: today,
      pageStatus: Site.pageStatus(present, incidents, presences),
      breadth: Breadth(
        affected: present.count { $0 != .operational }, total: present.count),
      since: since,
      updatedAt: Site.newestUpdate(incidents, maintenances) ?? since,
      components: componentSnapshots(
        timelines, statuses, presences, at: moment, createdAt: oldest ?? since,
        named: presences.contains(.ahead) ? Site.named(incidents, maintenances) : [], window),
      groups: groupSnapshots(statuses, presences, indices),
      incidents: incidents, maintenances: maintenances,
      announcements: announcements.filter { $0.isShown(at: moment) }
        .sorted { ($1.starts, $0.id) < ($0.starts, $1.id) },
      holdsUntil: holdsUntil(after: moment, incidents, maintenances),
      quietUntil: quietUntil(after: moment, maintenances))
  }

  /// One for each component, made by handing every interval to its component once.
  ///
  /// - Parameters:
  ///   - start: of what is before, only its end matters.
  ///   - ends: of each component, from when on nothing is held; nil: for ever.
  private static func timelines(
    _ incidents: [IncidentSnapshot], _ maintenances: [MaintenanceSnapshot],
    from start: Timestamp, until ends: [Timestamp?]
  ) -> [StatusTimeline] {
    var timelines = [HeldIntervals](repeating: HeldIntervals(), count: ends.count)
    for incident in incidents {
      for effect in incident.effects {
        timelines[effect.component].add(
          effect.intervals, from: start, until: ends[effect.component])
      }
    }
    for maintenance in maintenances {
      for component in maintenance.components {
        timelines[component].add(maintenance.activeIntervals, from: start, until: ends[component])
      }
    }
    return timelines.map { StatusTimeline(worstOf: $0.intervals, after: $0.lastEnd) }
  }

  /// Of each component, the moment at which its last day was over; nil while it is not.
  private func lastMoments(at moment: Timestamp) -> [Timestamp?] {
    catalog.components.map { component in
      component.end(in: settings.timeZone).flatMap { $0 <= moment ? $0 : nil }
    }
  }

  /// - Parameter statuses: of the components that are present.
  private static func pageStatus(
    _ statuses: [ComponentStatus], _ incidents: [IncidentSnapshot],
    _ presences: [Component.Presence]
  ) -> PageStatus {
    // One that names only what is not on the page would be seen nowhere else.
    incidents
      .filter { incident in
        incident.state.isOpen
          && !incident.effects.contains { presences[$0.component] == .present }
      }
      .compactMap { PageStatus(liftedBy: $0.severity.impact) }
      .reduce(PageStatus(blending: statuses)) { $0.lifted(to: $1) }
  }

  private static func newestUpdate(
    _ incidents: [IncidentSnapshot], _ maintenances: [MaintenanceSnapshot]
  ) -> Timestamp? {
    let planned = maintenances.lazy.compactMap { $0.updates.last?.time }
    return (incidents.map(\.updatedAt) + planned).max()
  }

  /// Nil for a site where nothing happened; a false alarm is nothing.
  private static func oldestMoment(
    _ incidents: [IncidentSnapshot], _ maintenances: [MaintenanceSnapshot]
  ) -> Timestamp? {
    let real = incidents.lazy.filter { $0.state != .retracted }
    let planned = maintenances.lazy.map {
      min($0.createdAt, $0.activeIntervals.first?.start ?? $0.createdAt)
    }
    return (real.map { min($0.startedAt, $0.createdAt) } + planned).min()
  }

  /// The start of the page's first day; else the first that is known of it. Never later than the moment.
  private func firstMoment(oldest: Timestamp?, at moment: Timestamp) -> Timestamp {
    let zone = settings.timeZone
    let today = zone.start(of: zone.date(at: moment))
    if let since = settings.since { return min(zone.start(of: since), today) }
    let firstDay = catalog.components.compactMap(\.since).min().map { zone.start(of: $0) }
    return min([oldest, firstDay].compactMap { $0 }.min() ?? today, max(today, oldest ?? today))
  }

  /// Whether an entry names each of the components.
  private static func named(
    _ incidents: [IncidentSnapshot], _ maintenances: [MaintenanceSnapshot]
  ) -> Set<ComponentIndex> {
    var named: Set<ComponentIndex> = []
    for incident in incidents {
      for effect in incident.effects { named.insert(effect.component) }
    }
    for maintenance in maintenances { named.formUnion(maintenance.components) }
    return named
  }

  /// - Parameter oldest: when those began that have no first day.
  private func componentSnapshots(
    _ timelines: [StatusTimeline], _ statuses: [ComponentStatus],
    _ presences: [Component.Presence], at moment: Timestamp, createdAt oldest: Timestamp,
    named: Set<ComponentIndex>, _ window: UptimeWindow
  ) -> [ComponentSnapshot] {
    catalog.places(presences).enumerated().map { index, place in
      let component = place.component
      let firstDay = settings.firstDay(of: component)
      let createdAt = min(firstDay.map { settings.timeZone.start(of: $0) } ?? oldest, moment)
      return ComponentSnapshot(
        component: component, presence: presences[index],
        isMentioned: presences[index] != .ahead || named.contains(index), group: place.group,
        position: place.position, status: statuses[index], firstDay: firstDay,
        createdAt: createdAt,
        updatedAt: max(createdAt, timelines[index].lastChange ?? createdAt),
        uptime: window.record(
          of: timelines[index], since: firstDay, until: component.until, weights: uptimeWeights))
    }
  }

  private func groupSnapshots(
    _ statuses: [ComponentStatus], _ presences: [Component.Presence],
    _ indices: [Component.ID: ComponentIndex]
  ) -> [GroupSnapshot] {
    catalog.presentEntries(presences).compactMap { place, entry in
      guard case .group(let group) = entry else { return nil }
      let members = group.components.compactMap { indices[$0.id] }
        .filter { presences[$0] == .present }
      return GroupSnapshot(
        id: group.id, name: group.name, nameTranslations: group.nameTranslations, position: place,
        status: members.map { statuses[$0] }.max() ?? .operational, members: members)
    }
  }
}

/// What has to be known to see an incident as readers do, looked up once for all of them.
private struct IncidentLens: Sendable {
  let moment: Timestamp
  let zone: TimeZoneRules
  let indices: [Component.ID: ComponentIndex]
  let severities: SeverityLadder
  let postmortems: [Incident.ID: Postmortem]
  /// Of each component, from when on nothing affects it; empty where all stay.
  let ends: [Timestamp?]

  init(of site: Site, at moment: Timestamp) {
    self.moment = moment
    zone = site.settings.timeZone
    indices = Dictionary(
      site.catalog.components.enumerated().map { ($1.id, $0) },
      uniquingKeysWith: { first, _ in first })
    severities = SeverityLadder(site.severities)
    postmortems = Dictionary(
      site.history.postmortems.map { ($0.incident, $0) }, uniquingKeysWith: { first, _ in first })
    let components = site.catalog.components
    let zone = site.settings.timeZone
    ends =
      components.contains { $0.until != nil } ? components.map { $0.end(in: zone) } : []
  }

  func snapshot(of incident: Incident) -> IncidentSnapshot? {
    incident.snapshot(
      at: moment, severities: severities, indices: indices, ends: ends,
      postmortem: postmortems[incident.id], zone: zone)
  }
}

extension IncidentSnapshot {
  /// By the first update, the newest first; same times by id.
  package func isListed(before other: IncidentSnapshot) -> Bool {
    createdAt != other.createdAt ? createdAt > other.createdAt : id < other.id
  }
}

extension MaintenanceSnapshot {
  /// By the announcement, the newest first; same times by id.
  package func isListed(before other: MaintenanceSnapshot) -> Bool {
    createdAt != other.createdAt ? createdAt > other.createdAt : id < other.id
  }
}

/// What a component was held at, in any order.
private struct HeldIntervals {
  private(set) var intervals: [StatusInterval] = []
  /// Of those that were over before.
  private(set) var lastEnd: Timestamp?

  mutating func add(_ held: [StatusInterval], from start: Timestamp, until last: Timestamp?) {
    for interval in held {
      guard let end = interval.end, end <= start else {
        intervals += [interval].cut(at: last)
        continue
      }
      let cut = last.map { min(end, $0) } ?? end
      if interval.start < cut { lastEnd = max(cut, lastEnd ?? cut) }
    }
  }
}

extension Component {
  /// When its last day is over; nil while it has none.
  fileprivate func end(in zone: TimeZoneRules) -> Timestamp? {
    until.map { zone.start(of: $0.advanced(byDays: 1)) }
  }
}

extension [StatusInterval] {
  /// What of them lies before `end`.
  func cut(at end: Timestamp?) -> [StatusInterval] {
    guard let end else { return self }
    return filter { $0.start < end }.map {
      StatusInterval(
        status: $0.status, start: $0.start, end: $0.end.map { Swift.min($0, end) } ?? end)
    }
  }
}

extension Catalog {
  /// Where a component stands: in which group, and as which of its entries, from 1.
  fileprivate struct Place {
    let component: Component
    let group: ComponentGroup.ID?
    let position: Int
  }

  /// In the order of `components`. What is not present stands in no group, and counts at no place: it has
  /// that of the one before it.
  ///
  /// - Parameter presences: in the same order.
  fileprivate func places(_ presences: [Component.Presence]) -> [Place] {
    var (index, top) = (0, 0)
    return entries.flatMap { entry -> [Place] in
      switch entry {
      case .component(let component):
        defer { index += 1 }
        if presences[index] == .present { top += 1 }
        return [Place(component: component, group: nil, position: max(1, top))]
      case .group(let group):
        defer { index += group.components.count }
        if presences[index..<index + group.components.count].contains(.present) { top += 1 }
        var position = 0
        return group.components.enumerated().map { place, component in
          let isPresent = presences[index + place] == .present
          if isPresent { position += 1 }
          return Place(
            component: component, group: isPresent ? group.id : nil, position: max(1, position))
        }
      }
    }
  }

  /// Those with a component that is present, each with its place among them, from 1.
  fileprivate func presentEntries(
    _ presences: [Component.Presence]
  ) -> [(position: Int, entry: Entry)] {
    var index = 0
    let present = entries.filter { entry in
      let count =
        switch entry {
        case .component: 1
        case .group(let group): group.components.count
        }
      defer { index += count }
      return presences[index..<index + count].contains(.present)
    }
    return present.enumerated().map { ($0 + 1, $1) }
  }
}

extension Announcement {
  fileprivate func isShown(at moment: Timestamp) -> Bool {
    starts <= moment && ends.map { moment < $0 } ?? true
  }
}
