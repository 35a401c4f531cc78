import StatusModel

/// The contract on status, read slowly: one component at one second, from the first word on.
///
/// Shares no code and no idea with the derivation: it keeps no intervals, it walks all that is
/// known for each second it is asked about, and it counts a day by asking for grain after grain.
struct Oracle {
  let site: Site
  let now: Timestamp

  // MARK: One incident

  struct IncidentStep {
    var state: Incident.State
    var severity: Severity.ID
    /// In the order in which they were named.
    var components: [Incident.AffectedComponent]

    mutating func read(_ update: Incident.Update) {
      switch update.state {
      case nil: break
      case .resolved where state == .retracted: break
      case let said?: state = said
      }
      // What held before the closing update waits, untouched, for a reopening.
      guard state.isOpen else { return }
      severity = update.severity ?? severity
      for change in update.statusChanges {
        let own = Incident.AffectedComponent(component: change.component, status: change.status)
        if let index = components.firstIndex(where: { $0.component == change.component }) {
          components[index] = own
        } else {
          components.append(own)
        }
      }
    }
  }

  /// Where an incident stands at `moment`, as known now; nil while nobody has told of it.
  func standing(of incident: Incident, at moment: Timestamp) -> IncidentStep? {
    guard !incident.isDraft, incident.updates[0].time <= now else { return nil }
    var standing = IncidentStep(
      state: .investigating, severity: incident.severity, components: incident.components)
    for update in incident.updates where update.time <= min(moment, now) {
      standing.read(update)
    }
    return standing
  }

  /// What the incident alone does to the component at `moment`.
  func effect(
    of incident: Incident, on component: Component.ID, at moment: Timestamp
  ) -> ComponentStatus {
    guard moment >= start(of: incident),
      let latest = standing(of: incident, at: now), latest.state != .retracted,
      let standing = standing(of: incident, at: moment), standing.state.isOpen,
      let named = standing.components.first(where: { $0.component == component })
    else { return .operational }
    return named.status ?? severity(standing.severity)?.status ?? .operational
  }

  /// Also when it is dated later than the first updates, and later than now.
  func start(of incident: Incident) -> Timestamp {
    incident.started ?? incident.updates[0].time
  }

  func severity(_ id: Severity.ID) -> Severity? {
    site.severities.first { $0.id == id }
  }

  // MARK: One maintenance

  /// Where a maintenance stands at `moment`, as known now; nil while nobody has told of it.
  func state(of maintenance: Maintenance, at moment: Timestamp) -> Maintenance.State? {
    guard !maintenance.isDraft, maintenance.updates[0].time <= now else { return nil }
    typealias Move = (time: Timestamp, isWritten: Bool, state: Maintenance.State)
    let (starts, ends) = (maintenance.window.start, maintenance.window.end)
    let first = maintenance.updates[0]
    var moves: [Move] = []
    var words = maintenance.updates.filter { $0.time <= now }[...]
    if maintenance.isAutomatic, first.state == .scheduled, first.time >= starts {
      // The announcement comes before the clock, which has been waiting for it.
      moves.append((first.time, true, .scheduled))
      words.removeFirst()
      if ends.map({ first.time < $0 }) ?? true {
        moves.append((first.time, false, .inProgress))
        if let ends { moves.append((ends, false, .completed)) }
      } else {
        moves.append((first.time, false, .completed))
      }
    } else if maintenance.isAutomatic {
      moves.append((starts, false, .inProgress))
      if let ends { moves.append((ends, false, .completed)) }
    }
    for update in words {
      guard let state = update.state else { continue }
      // Behind every move that is not later, the clock's among them.
      let index = moves.firstIndex { $0.time > update.time } ?? moves.count
      moves.insert((update.time, true, state), at: index)
    }
    // Who writes later that the work is completed knows better than the clock when it was.
    if let end = moves.firstIndex(where: { !$0.isWritten && $0.state == .completed }), end > 0,
      moves[end - 1].state.isActive, !moves[..<end].contains(where: { $0.state.isOver }),
      end + 1 < moves.count, moves[end + 1].state == .completed, first.state != .completed
    {
      moves.remove(at: end)
    }
    var state = Maintenance.State.scheduled
    var clockRuns = true
    for move in moves where move.time <= moment && (move.isWritten || clockRuns) {
      state = move.state
      if move.isWritten, state.isOver { clockRuns = false }
    }
    return state
  }

  // MARK: Components, groups, the page

  func status(of component: Component.ID, at moment: Timestamp) -> ComponentStatus {
    var worst = ComponentStatus.operational
    for incident in site.history.incidents {
      worst = max(worst, effect(of: incident, on: component, at: moment))
    }
    for maintenance in site.history.maintenances where maintenance.components.contains(component) {
      if state(of: maintenance, at: moment)?.isActive == true {
        worst = max(worst, .underMaintenance)
      }
    }
    return worst
  }

  /// Whether today lies between the component's first day and its last.
  func isPresent(_ component: Component) -> Bool {
    let today = site.settings.timeZone.date(at: now)
    return (component.since ?? today) <= today && today <= (component.until ?? today)
  }

  /// Its status now; one that is not on the page has none to show.
  func shown(_ component: Component) -> ComponentStatus {
    isPresent(component) ? status(of: component.id, at: now) : .operational
  }

  /// `indicator, description`, as a row of the contract's table or a lift says it.
  func page() -> String {
    let statuses = site.catalog.components.filter { isPresent($0) }.map { shown($0) }
    let blended = Self.rows.firstIndex { $0.fits(statuses) } ?? Self.rows.count - 1
    // "At least", in the order of the rows: of two pages that are `minor`, the upper row.
    let lifted = site.history.incidents.compactMap { lift(by: $0) }
    return Self.rows[([blended] + lifted).min() ?? blended].page
  }

  /// Whether an incident has named the component so far.
  private func names(_ incident: Incident, _ component: Component.ID) -> Bool {
    incident.components.contains { $0.component == component }
      || incident.updates.contains { update in
        update.time <= now && update.statusChanges.contains { $0.component == component }
      }
  }

  /// The row to which an incident without a component on the page lifts it.
  func lift(by incident: Incident) -> Int? {
    guard let standing = standing(of: incident, at: now), standing.state.isOpen,
      !site.catalog.components.contains(where: { isPresent($0) && names(incident, $0.id) }),
      let impact = severity(standing.severity)?.impact
    else { return nil }
    switch impact {
    case .none: return nil
    case .minor: return 2
    case .major: return 1
    case .critical: return 0
    }
  }

  struct Row: Sendable {
    let page: String
    let fits: @Sendable ([ComponentStatus]) -> Bool
  }

  static let rows = [
    Row(page: "critical, Major System Outage") { all($0, .majorOutage) },
    Row(page: "major, Partial System Outage") {
      $0.contains(.majorOutage) || all($0, .partialOutage)
    },
    Row(page: "minor, Minor Service Outage") { $0.contains(.partialOutage) },
    Row(page: "minor, Degraded System Service") {
      $0.count >= 2 && all($0, .degradedPerformance)
    },
    Row(page: "minor, Partially Degraded Service") { $0.contains(.degradedPerformance) },
    Row(page: "maintenance, Service Under Maintenance") { $0.contains(.underMaintenance) },
    Row(page: "none, All Systems Operational") { _ in true },
  ]

  private static func all(_ statuses: [ComponentStatus], _ status: ComponentStatus) -> Bool {
    !statuses.isEmpty && statuses.allSatisfy { $0 == status }
  }

  // MARK: Uptime

  struct Day {
    let date: CivilDate
    var status: ComponentStatus?
    var seconds: [ComponentStatus: Int] = [:]
    var length = 0
  }

  /// Ninety days, asked for grain by grain.
  func days(of component: Component, grain: Int) -> [Day] {
    let zone = site.settings.timeZone
    let today = zone.date(at: now)
    var days = (0..<90).map { Day(date: today.advanced(byDays: $0 - 89)) }
    // Two days more than any ninety can last; only those grains count that lie on one of the days.
    var moment = now.advanced(by: -92 * 86_400)
    while moment < now {
      let date = zone.date(at: moment)
      let index = date.daysSinceEpoch - days[0].date.daysSinceEpoch
      if index >= 0, date >= component.since ?? date {
        let status = status(of: component.id, at: moment)
        days[index].length += grain
        days[index].seconds[status, default: 0] += grain
        days[index].status = max(days[index].status ?? .operational, status)
      }
      moment = moment.advanced(by: grain)
    }
    if today >= component.since ?? today {
      days[89].status = max(
        days[89].status ?? .operational, status(of: component.id, at: now))
    }
    return days
  }

  /// In hundredths of a percent, cut; nil without a second.
  func share(of days: [Day]) -> Int? {
    let length = days.reduce(0) { $0 + $1.length }
    guard length > 0 else { return nil }
    let lost = days.reduce(0) { lost, day in
      lost + day.seconds.reduce(0) { $0 + site.uptimeWeights[$1.key] * $1.value }
    }
    let whole = UptimeWeights.one * length
    return (10_000 * (whole - lost)) / whole
  }
}
