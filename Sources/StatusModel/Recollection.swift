/// What readers were shown before, as far as it is written nowhere else: a ledger knows it.
package struct Recollection: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    /// When readers first saw it, if that was long after its first update.
    package let publishedAfterwards: Timestamp?
    /// Of a maintenance: by the anchor of an update, the window of which it told where that is another
    /// one now.
    package let windows: [String: MaintenanceWindow]
    /// Of a maintenance: what the clock did, in the order of time.
    package let clockMoves: [ClockMove]

    package init(
      publishedAfterwards: Timestamp?, windows: [String: MaintenanceWindow] = [:],
      clockMoves: [ClockMove] = []
    ) {
      self.publishedAfterwards = publishedAfterwards
      self.windows = windows
      self.clockMoves = clockMoves
    }
  }

  package struct ClockMove: Hashable, Sendable {
    package let state: Maintenance.State
    package let time: Timestamp

    package init(state: Maintenance.State, time: Timestamp) {
      self.state = state
      self.time = time
    }
  }

  /// Only those of which there is something to say, as are the maintenances.
  package let incidents: [Incident.ID: Entry]
  package let maintenances: [Maintenance.ID: Entry]

  package init(
    incidents: [Incident.ID: Entry] = [:], maintenances: [Maintenance.ID: Entry] = [:]
  ) {
    self.incidents = incidents
    self.maintenances = maintenances
  }
}

extension Snapshot {
  /// The same, with what readers were shown before.
  package func recalling(_ recollection: Recollection) -> Snapshot {
    Snapshot(
      moment: moment, today: today, pageStatus: pageStatus, breadth: breadth,
      since: since, updatedAt: updatedAt, components: components, groups: groups,
      incidents: recollection.incidents.isEmpty
        ? incidents : incidents.map { $0.recalling(recollection) },
      maintenances: maintenances.map { $0.recalling(recollection) }, announcements: announcements,
      holdsUntil: holdsUntil, quietUntil: quietUntil)
  }
}

extension IncidentSnapshot {
  /// The same, with what readers were shown before.
  package func recalling(_ recollection: Recollection) -> IncidentSnapshot {
    guard let known = recollection.incidents[id] else { return self }
    return with(timeline, publishedAfterwards: known.publishedAfterwards)
  }
}

extension MaintenanceSnapshot {
  /// The same, with what readers were shown before.
  package func recalling(_ recollection: Recollection) -> MaintenanceSnapshot {
    recollection.maintenances[id].map { recalling($0) } ?? self
  }

  private func recalling(_ known: Recollection.Entry) -> MaintenanceSnapshot {
    var recalled = self
    recalled.publishedAfterwards = known.publishedAfterwards
    if !known.windows.isEmpty {
      recalled.windowsSaid = updates.map { known.windows[$0.anchor] }
    }
    let derived = Set(clockMoves.map(\.anchor))
    let kept = known.clockMoves.filter { isKept($0) }.map(clockMove)
      .filter { !derived.contains($0.anchor) }
    recalled.clockMoves = (clockMoves + kept).sorted { $0.time < $1.time }
    return recalled
  }

  /// What the clock did stays told when the window moves, unless people wrote since how it was: that it
  /// was over by then, or the same at that very moment.
  private func isKept(_ move: Recollection.ClockMove) -> Bool {
    guard let said = updates.last(where: { $0.time <= move.time && $0.declared != nil }),
      let state = said.declared
    else { return true }
    return !state.isOver && !(said.time == move.time && state == move.state)
  }

  private func clockMove(_ move: Recollection.ClockMove) -> ClockMove {
    let (old, new): (ComponentStatus, ComponentStatus) =
      move.state.isActive
      ? (.operational, .underMaintenance) : (.underMaintenance, .operational)
    return ClockMove(
      state: move.state, time: move.time,
      updatesBefore: max(1, updates.prefix { $0.time < move.time }.count),
      changes: components.map { ComponentChange(component: $0, old: old, new: new) })
  }
}
