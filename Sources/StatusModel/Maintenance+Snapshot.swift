extension Maintenance {
  /// A change of state: written in an update, or made by the clock.
  private struct Move {
    let time: Timestamp
    /// Nil: an update that changes no state.
    let state: State?
    /// The place of the update; nil for the clock's own move.
    let update: Int?
  }

  /// What readers see of this maintenance at `moment`; nil for a draft, and before it is
  /// announced.
  ///
  /// - Parameter indices: every component's place, by its id.
  func snapshot(
    at moment: Timestamp, indices: [Component.ID: ComponentIndex]
  ) -> MaintenanceSnapshot? {
    let known = updates.prefix { $0.time <= moment }
    guard !isDraft, let first = known.first, let last = known.last else { return nil }
    let course = Course(moves(written: known, until: moment))
    let components = components.compactMap { indices[$0] }
    let isMoved = isAutomatic && !course.isClosedByHand
    return MaintenanceSnapshot(
      id: id, title: title, titleTranslations: titleTranslations, state: course.state,
      window: window, components: components,
      createdAt: first.time, updatedAt: max(last.time, course.changedAt ?? last.time),
      verifyingAt: course.verifyingAt, overAt: course.state.isOver ? course.changedAt : nil,
      startsByClock: isMoved && moment < window.start && course.state != .inProgress
        ? window.start : nil,
      endsByClock: isMoved && !window.isOver(at: moment) ? window.end : nil,
      activeIntervals: course.activeIntervals,
      updates: updateSnapshots(known, course, components),
      clockMoves: course.clockMoves.filter { !isSaid($0, in: known) }.map { move in
        MaintenanceSnapshot.ClockMove(
          state: move.after, time: move.time, updatesBefore: move.updatesBefore,
          changes: changes(of: components, from: move.before, to: move.after))
      },
      former: former)
  }

  /// Whether an update of the same moment says where the maintenance stands: it is that one's news.
  private func isSaid(_ move: Course.ClockMove, in known: ArraySlice<Update>) -> Bool {
    known.dropFirst(move.updatesBefore).contains { $0.time == move.time && $0.state != nil }
  }

  /// In the order in which they happen; the clock's come before written ones at the same moment, and
  /// after a late announcement.
  private func moves(written: ArraySlice<Update>, until moment: Timestamp) -> [Move] {
    let byHand = written.enumerated().map { Move(time: $1.time, state: $1.state, update: $0) }
    let announcement = isAnnouncedLate ? byHand.prefix(1) : []
    let byTheClock = clockMoves.filter { $0.time <= moment }
    let rest = byTheClock + byHand.dropFirst(announcement.count)
    return announcement
      + rest.sorted { one, other in
        (one.time, one.update ?? -1) < (other.time, other.update ?? -1)
      }
  }

  /// `Scheduled` is written when the work should have begun: it is the state in which the
  /// maintenance is announced, and takes back nothing that the clock did before anybody knew.
  private var isAnnouncedLate: Bool {
    guard isAutomatic, let first = updates.first else { return false }
    return first.state == .scheduled && first.time >= window.start
  }

  /// A late announcement is where the work begins, or is over at once.
  private var clockMoves: [Move] {
    guard isAutomatic, let announced = updates.first?.time else { return [] }
    let start = isAnnouncedLate ? announced : window.start
    let begins = Move(time: start, state: .inProgress, update: nil)
    guard let end = window.end.map({ max($0, start) }) else { return [begins] }
    return (start < end ? [begins] : []) + [Move(time: end, state: .completed, update: nil)]
  }

  /// The way through the states.
  private struct Course {
    /// A change of state by the clock.
    struct ClockMove {
      let time: Timestamp
      let before: State
      let after: State
      let updatesBefore: Int
    }

    private(set) var state = State.scheduled
    /// When the state last changed.
    private(set) var changedAt: Timestamp?
    private(set) var verifyingAt: Timestamp?
    /// The state before and after each update.
    private(set) var aroundUpdates: [(before: State, after: State)] = []
    private(set) var clockMoves: [ClockMove] = []
    private var spans: [StatusInterval] = []
    private(set) var isClosedByHand = false

    init(_ moves: [Move]) {
      for move in moves {
        let before = state
        if move.update != nil, move.state == .completed { goOn(until: move.time) }
        if move.update != nil || !isClosedByHand { go(to: move.state ?? state, at: move.time) }
        guard move.update != nil else {
          if before != state {
            clockMoves.append(
              ClockMove(
                time: move.time, before: before, after: state, updatesBefore: aroundUpdates.count))
          }
          continue
        }
        aroundUpdates.append((before, state))
        if move.state?.isOver == true { isClosedByHand = true }
      }
    }

    /// Where the clock has completed the work and somebody writes later that it is completed, it went on
    /// until then; but for a first word, which tells of the whole work afterwards.
    private mutating func goOn(until time: Timestamp) {
      guard state == .completed, !aroundUpdates.isEmpty, let byTheClock = clockMoves.last,
        byTheClock.time == changedAt,
        byTheClock.after == .completed, let last = spans.popLast()
      else { return }
      spans.append(StatusInterval(status: last.status, start: last.start, end: time))
      changedAt = time
    }

    private mutating func go(to next: State, at time: Timestamp) {
      guard next != state else { return }
      if state.isActive, let from = changedAt {
        spans.append(StatusInterval(status: .underMaintenance, start: from, end: time))
      }
      if next == .verifying { verifyingAt = verifyingAt ?? time }
      state = next
      changedAt = time
    }

    var activeIntervals: [StatusInterval] {
      let running = state.isActive ? changedAt : nil
      let open = running.map { StatusInterval(status: .underMaintenance, start: $0, end: nil) }
      return (spans + (open.map { [$0] } ?? [])).joined()
    }
  }

  private func updateSnapshots(
    _ known: ArraySlice<Update>, _ course: Course, _ components: [ComponentIndex]
  ) -> [UpdateSnapshot<State>] {
    let anchors = anchors(for: known.map(\.time))
    return known.enumerated().map { index, update in
      let (before, after) = course.aroundUpdates[index]
      let changes = changes(of: components, from: before, to: after)
      return UpdateSnapshot(
        anchor: anchors[index], declared: update.state, state: after, time: update.time,
        severity: nil, newSeverity: nil, nextUpdate: nil,
        changes: changes, saidChanges: changes, text: update.text,
        translations: update.translations)
    }
  }

  private func changes(
    of components: [ComponentIndex], from before: State, to after: State
  ) -> [ComponentChange] {
    components.map {
      ComponentChange(
        component: $0, old: before.isActive ? .underMaintenance : .operational,
        new: after.isActive ? .underMaintenance : .operational)
    }
  }
}
