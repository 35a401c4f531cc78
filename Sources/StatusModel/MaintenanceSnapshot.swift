package struct MaintenanceSnapshot: Hashable, Sendable {
  package let id: Maintenance.ID
  package let title: String
  package let titleTranslations: [Translation]
  package let state: Maintenance.State
  package let window: MaintenanceWindow
  package let components: [ComponentIndex]
  /// The announcement's time.
  package let createdAt: Timestamp
  /// The last update's time, or the clock's last move.
  package let updatedAt: Timestamp
  /// When it first came to be verified; nil if it never was.
  package let verifyingAt: Timestamp?
  /// When it was completed or cancelled; nil before.
  package let overAt: Timestamp?
  /// When the clock will start it, unless somebody writes before; nil where it will not.
  package let startsByClock: Timestamp?
  /// When the clock will end it, likewise.
  package let endsByClock: Timestamp?
  /// When its components were under maintenance.
  package let activeIntervals: [StatusInterval]
  /// Oldest first, at least one.
  package let updates: [UpdateSnapshot<Maintenance.State>]
  /// What the clock did and no update says, in the order of time.
  package internal(set) var clockMoves: [ClockMove]
  /// By update, the window of which it told where that is another one now; empty where it never moved.
  package internal(set) var windowsSaid: [MaintenanceWindow?] = []
  /// As of an incident.
  package internal(set) var publishedAfterwards: Timestamp? = nil
  package let former: FormerPlaces

  package init(
    id: Maintenance.ID,
    title: String,
    titleTranslations: [Translation] = [],
    state: Maintenance.State,
    window: MaintenanceWindow,
    components: [ComponentIndex],
    createdAt: Timestamp,
    updatedAt: Timestamp,
    verifyingAt: Timestamp?,
    overAt: Timestamp?,
    startsByClock: Timestamp?,
    endsByClock: Timestamp?,
    activeIntervals: [StatusInterval],
    updates: [UpdateSnapshot<Maintenance.State>],
    clockMoves: [ClockMove],
    windowsSaid: [MaintenanceWindow?] = [],
    publishedAfterwards: Timestamp? = nil,
    former: FormerPlaces = .none
  ) {
    self.id = id
    self.title = title
    self.titleTranslations = titleTranslations
    self.state = state
    self.window = window
    self.components = components
    self.createdAt = createdAt
    self.updatedAt = updatedAt
    self.verifyingAt = verifyingAt
    self.overAt = overAt
    self.startsByClock = startsByClock
    self.endsByClock = endsByClock
    self.activeIntervals = activeIntervals
    self.updates = updates
    self.clockMoves = clockMoves
    self.windowsSaid = windowsSaid
    self.publishedAfterwards = publishedAfterwards
    self.former = former
  }
}

extension MaintenanceSnapshot {
  /// A change of state that nobody wrote.
  package struct ClockMove: Hashable, Sendable {
    /// In progress or completed.
    package let state: Maintenance.State
    package let time: Timestamp
    /// How many of the updates came before it, at least one.
    package let updatesBefore: Int
    package let changes: [ComponentChange]

    /// The fragment of its permanent address, unlike that of any update:
    /// `2026-12-01T02-00-00Z-in-progress`.
    package var anchor: String {
      let words = state.rawValue.split(separator: "_").joined(separator: "-")
      return "\(time.anchor)-\(words)"
    }

    package init(
      state: Maintenance.State,
      time: Timestamp,
      updatesBefore: Int,
      changes: [ComponentChange]
    ) {
      self.state = state
      self.time = time
      self.updatesBefore = updatesBefore
      self.changes = changes
    }
  }

  /// When the work really began and ended, the end nil while it goes on; nil where both are as planned,
  /// to the minute, and where it never began.
  ///
  /// - Parameter moment: of the snapshot.
  package func trueSpan(at moment: Timestamp) -> StatusInterval? {
    guard let first = activeIntervals.first, let last = activeIntervals.last else { return nil }
    let planned = window.start.minute == first.start.minute
    let isAsPlanned =
      last.end.map { planned && $0.minute == window.end?.minute }
      ?? (planned && !window.isOver(at: moment))
    return isAsPlanned
      ? nil : StatusInterval(status: .underMaintenance, start: first.start, end: last.end)
  }

  /// The window before the present one; nil where readers saw of no other, or of this one while its
  /// end was not known.
  package var movedFrom: MaintenanceWindow? {
    guard let old = windowsSaid.compactMap({ $0 }).last else { return nil }
    return old.start == window.start && old.end == nil ? nil : old
  }

  /// The window of which an update told.
  package func window(saidIn update: Int) -> MaintenanceWindow {
    (windowsSaid.indices.contains(update) ? windowsSaid[update] : nil) ?? window
  }
}
