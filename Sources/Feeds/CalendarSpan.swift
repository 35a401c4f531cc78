import StatusModel

extension MaintenanceSnapshot {
  /// When a calendar shows it: the plan, as far as nothing else came to be known. Without an end it has
  /// no length, as RFC 5545 reads an event without DTEND.
  ///
  /// Work that ended early frees the rest of its window. Work that runs on past it lasts at least
  /// until the last update that said so: nothing depends on the moment of the build.
  var calendarSpan: MaintenanceWindow {
    switch state {
    case .scheduled, .cancelled:
      return window
    case .inProgress, .verifying:
      let said = updates.last.map { max($0.time, window.start) } ?? window.start
      let end = window.end.map { max($0, said) } ?? said
      return MaintenanceWindow(start: window.start, end: end > window.start ? end : nil)
    case .completed:
      return workedSpan.map(MaintenanceWindow.init) ?? window
    }
  }

  /// Whether its time in the calendar is free again: it was called off, or declared completed
  /// before it began.
  var isCalledOff: Bool { state == .cancelled || state == .completed && workedSpan == nil }

  /// From the planned start, or the true one if all was done before it, to the true end; nil when
  /// there was nothing left to do.
  private var workedSpan: Range<Timestamp>? {
    let planned = window.start
    let over = overAt.map { min($0, window.end ?? $0) }
    let end = activeIntervals.last?.end ?? over ?? window.end ?? planned
    if end > planned { return planned..<end }
    return activeIntervals.first.map { $0.start..<end }
  }
}
