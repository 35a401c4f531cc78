import StatusModel

extension MaintenanceSnapshot {
  /// When a calendar shows it: the plan, as far as nothing else came to be known.
  ///
  /// Work that ended early frees the rest of its window. Work that runs on past it lasts at least
  /// until the last update that said so: nothing depends on the moment of the build.
  var calendarSpan: Range<Timestamp> {
    switch state {
    case .scheduled, .cancelled:
      return window
    case .inProgress, .verifying:
      return window.lowerBound..<max(window.upperBound, updates.last?.time ?? window.upperBound)
    case .completed:
      return workedSpan ?? window
    }
  }

  /// Whether its time in the calendar is free again: it was called off, or declared completed
  /// before it began.
  var isCalledOff: Bool { state == .cancelled || state == .completed && workedSpan == nil }

  /// From the planned start, or the true one if all was done before it, to the true end; nil when
  /// there was nothing left to do.
  private var workedSpan: Range<Timestamp>? {
    let planned = window.lowerBound
    let end =
      activeIntervals.last?.end ?? overAt.map { min($0, window.upperBound) } ?? window.upperBound
    if end > planned { return planned..<end }
    return activeIntervals.first.map { $0.start..<end }
  }
}
