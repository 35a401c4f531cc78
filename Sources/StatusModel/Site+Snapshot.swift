extension Site {
  /// What a visitor should see at `moment`: a pure function of the site and the moment.
  ///
  /// - Parameter moment: whatever is dated later is not yet known.
  /// - Complexity: O(n log n) in the number of updates; no component or day looks at all incidents.
  package func snapshot(at moment: Timestamp) -> Snapshot {
    let lens = IncidentLens(of: self, at: moment)
    let incidents = history.newestPlaces.compactMap { lens.snapshot(of: history.incidents[$0]) }
    return snapshot(at: moment, incidents, indices: lens.indices)
  }

  /// The same, with the incidents derived by `map`, which may do it on all cores.
  ///
  /// - Parameter map: the results of a function for each number, in their order, without those that
  ///   are nil.
  package func snapshot(
    at moment: Timestamp,
    by map: (
      _ places: [Int], _ derive: @escaping @Sendable (Int) -> IncidentSnapshot?
    ) async throws -> [IncidentSnapshot]
  ) async rethrows -> Snapshot {
    let lens = IncidentLens(of: self, at: moment)
    let history = history
    let incidents = try await map(history.newestPlaces) {
      lens.snapshot(of: history.incidents[$0])
    }
    return snapshot(at: moment, incidents, indices: lens.indices)
  }

  /// - Parameter incidents: newest first.
  private func snapshot(
    at moment: Timestamp, _ incidents: [IncidentSnapshot], indices: [Component.ID: ComponentIndex]
  ) -> Snapshot {
    let components = catalog.components
    let maintenances = history.maintenances
      .compactMap { $0.snapshot(at: moment, indices: indices) }
      .sorted { ($1.createdAt, $0.id) < ($0.createdAt, $1.id) }
    let timelines = Site.timelines(of: components.count, incidents, maintenances)
    let statuses = timelines.map(\.current)
    return Snapshot(
      moment: moment, today: settings.timeZone.date(at: moment),
      pageStatus: Site.pageStatus(statuses, incidents),
      breadth: Breadth(
        affected: statuses.count { $0 != .operational }, total: statuses.count),
      updatedAt: Site.newestUpdate(incidents, maintenances) ?? Timestamp(seconds: 0),
      components: componentSnapshots(
        timelines, at: moment, oldest: Site.oldestMoment(incidents, maintenances)),
      groups: groupSnapshots(statuses, indices),
      incidents: incidents, maintenances: maintenances,
      announcements: announcements.filter { $0.isShown(at: moment) }
        .sorted { ($1.starts, $0.id) < ($0.starts, $1.id) },
      holdsUntil: holdsUntil(after: moment, incidents, maintenances))
  }

  /// One for each component, made by handing every interval to its component once.
  ///
  /// Here and below incidents are looked at by their places: a look at an incident need not copy it.
  private static func timelines(
    of count: Int, _ incidents: [IncidentSnapshot], _ maintenances: [MaintenanceSnapshot]
  ) -> [StatusTimeline] {
    var held = [[StatusInterval]](repeating: [], count: count)
    for place in incidents.indices {
      for effect in incidents[place].effects { held[effect.component] += effect.intervals }
    }
    for maintenance in maintenances {
      for component in maintenance.components { held[component] += maintenance.activeIntervals }
    }
    return held.map { StatusTimeline(worstOf: $0) }
  }

  private static func pageStatus(
    _ statuses: [ComponentStatus], _ incidents: [IncidentSnapshot]
  ) -> PageStatus {
    incidents.indices
      .filter { incidents[$0].state.isOpen && incidents[$0].effects.isEmpty }
      .compactMap { PageStatus(liftedBy: incidents[$0].severity.impact) }
      .reduce(PageStatus(blending: statuses)) { $0.lifted(to: $1) }
  }

  private static func newestUpdate(
    _ incidents: [IncidentSnapshot], _ maintenances: [MaintenanceSnapshot]
  ) -> Timestamp? {
    let planned = maintenances.lazy.compactMap { $0.updates.last?.time }
    return (incidents.indices.map { incidents[$0].updatedAt } + planned).max()
  }

  /// Nil for a site where nothing happened; a false alarm is nothing.
  private static func oldestMoment(
    _ incidents: [IncidentSnapshot], _ maintenances: [MaintenanceSnapshot]
  ) -> Timestamp? {
    let real = incidents.indices.lazy.filter { incidents[$0].state != .retracted }
    let planned = maintenances.lazy.map {
      min($0.createdAt, $0.activeIntervals.first?.start ?? $0.createdAt)
    }
    return (real.map { min(incidents[$0].startedAt, incidents[$0].createdAt) } + planned).min()
  }

  private func componentSnapshots(
    _ timelines: [StatusTimeline], at moment: Timestamp, oldest: Timestamp?
  ) -> [ComponentSnapshot] {
    let window = UptimeWindow(endingAt: moment, zone: settings.timeZone)
    return zip(catalog.places, timelines).map { place, timeline in
      let component = place.component
      let createdAt =
        component.since.map { settings.timeZone.start(of: $0) } ?? oldest ?? Timestamp(seconds: 0)
      return ComponentSnapshot(
        component: component, group: place.group, position: place.position,
        status: timeline.current, createdAt: createdAt,
        updatedAt: max(createdAt, timeline.lastChange ?? createdAt),
        uptime: window.record(of: timeline, since: component.since, weights: uptimeWeights))
    }
  }

  private func groupSnapshots(
    _ statuses: [ComponentStatus], _ indices: [Component.ID: ComponentIndex]
  ) -> [GroupSnapshot] {
    catalog.entries.enumerated().compactMap { place, entry in
      guard case .group(let group) = entry else { return nil }
      let members = group.components.compactMap { indices[$0.id] }
      return GroupSnapshot(
        id: group.id, name: group.name, position: place + 1,
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

  init(of site: Site, at moment: Timestamp) {
    self.moment = moment
    zone = site.settings.timeZone
    indices = Dictionary(
      site.catalog.components.enumerated().map { ($1.id, $0) },
      uniquingKeysWith: { first, _ in first })
    severities = SeverityLadder(site.severities)
    postmortems = Dictionary(
      site.history.postmortems.map { ($0.incident, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func snapshot(of incident: Incident) -> IncidentSnapshot? {
    incident.snapshot(
      at: moment, severities: severities, indices: indices, postmortem: postmortems[incident.id],
      zone: zone)
  }
}

extension History {
  /// Of the incidents: by the first update, the newest first; same times by id.
  ///
  /// Places are sorted, not incidents: moving these about costs more than all the rest.
  fileprivate var newestPlaces: [Int] {
    let times = incidents.indices.map { incidents[$0].updates.first?.time ?? Timestamp(seconds: 0) }
    return incidents.indices.sorted { one, other in
      times[one] != times[other]
        ? times[one] > times[other] : incidents[one].id < incidents[other].id
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

  /// In the order of `components`.
  fileprivate var places: [Place] {
    entries.enumerated().flatMap { index, entry in
      switch entry {
      case .component(let component):
        [Place(component: component, group: nil, position: index + 1)]
      case .group(let group):
        group.components.enumerated().map {
          Place(component: $1, group: group.id, position: $0 + 1)
        }
      }
    }
  }
}

extension Announcement {
  fileprivate func isShown(at moment: Timestamp) -> Bool {
    starts <= moment && ends.map { moment < $0 } ?? true
  }
}
