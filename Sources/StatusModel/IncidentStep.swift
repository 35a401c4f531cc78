/// Where an incident stands after an update: its state, its level, and what it does to components.
struct IncidentStep {
  struct Effect {
    let component: ComponentIndex
    /// Nil: the severity's status.
    let ownStatus: ComponentStatus?
  }

  private(set) var state = Incident.State.investigating
  private(set) var severity: Severity
  /// The worst of all levels so far, also of those that were set once it was closed.
  private(set) var worstSeverity: Severity
  /// In the order in which they were named.
  private(set) var effects: [Effect]
  /// The first time.
  private(set) var monitoringAt: Timestamp?
  /// Nil while it is open.
  private(set) var closedAt: Timestamp?
  /// What held just before it was closed, which a reopening brings back.
  private var beforeClosing: Held?

  private struct Held {
    let severity: Severity
    let effects: [Effect]
  }

  /// An incident as its front matter describes it.
  ///
  /// - Parameter components: places that no component has are left out.
  init(severity: Severity, components: [(index: ComponentIndex?, status: ComponentStatus?)]) {
    self.severity = severity
    worstSeverity = severity
    effects = components.compactMap { component in
      component.index.map { Effect(component: $0, ownStatus: component.status) }
    }
  }

  /// What it does to the component that was named at `place`; nothing before that, or when closed.
  func status(at place: Int) -> ComponentStatus {
    guard state.isOpen, place < effects.count else { return .operational }
    return effects[place].ownStatus ?? severity.status
  }

  /// The moment by which `update` promised that readers would hear more.
  func promise(after update: Incident.Update) -> Timestamp? {
    guard state.isOpen else { return nil }
    return update.nextUpdate ?? severity.updateEvery.map { update.time.advanced(by: $0) }
  }

  /// Where it stands before `updates`, and after each of them.
  func steps(
    after updates: ArraySlice<Incident.Update>, severities: SeverityLadder,
    indices: [Component.ID: ComponentIndex]
  ) -> [IncidentStep] {
    var steps = [self]
    steps.reserveCapacity(updates.count + 1)
    for place in updates.indices {
      steps.append(steps[steps.count - 1])
      steps[steps.count - 1].move(to: updates[place].state, at: updates[place].time)
      steps[steps.count - 1].apply(
        updates[place].severity.flatMap { severities[$0] }, on: severities,
        updates[place].statusChanges, indices)
    }
    return steps
  }

  private mutating func move(to declared: Incident.State?, at time: Timestamp) {
    // A resolution of what was retracted only closes what is closed: it stays a false alarm.
    guard let declared, !(state == .retracted && declared == .resolved) else { return }
    if state.isOpen && !declared.isOpen {
      beforeClosing = Held(severity: severity, effects: effects)
      closedAt = time
    }
    if !state.isOpen && declared.isOpen { reopen() }
    if declared == .monitoring { monitoringAt = monitoringAt ?? time }
    state = declared
  }

  private mutating func reopen() {
    guard let held = beforeClosing else { return }
    // A component first named while it was closed was never held: it stays listed, unaffected.
    let unaffected = effects.dropFirst(held.effects.count).map {
      Effect(component: $0.component, ownStatus: .operational)
    }
    severity = held.severity
    effects = held.effects + unaffected
    beforeClosing = nil
    closedAt = nil
  }

  private mutating func apply(
    _ level: Severity?, on severities: SeverityLadder,
    _ statusChanges: [Incident.StatusChange], _ indices: [Component.ID: ComponentIndex]
  ) {
    if let level {
      severity = level
      worstSeverity = severities.worst(worstSeverity, level)
    }
    for change in statusChanges {
      guard let index = indices[change.component] else { continue }
      let effect = Effect(component: index, ownStatus: change.status)
      if let place = effects.firstIndex(where: { $0.component == index }) {
        effects[place] = effect
      } else {
        effects.append(effect)
      }
    }
  }
}
