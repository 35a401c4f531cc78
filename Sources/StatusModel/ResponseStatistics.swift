/// How a team answered its incidents over a time: per level, and in all.
package struct ResponseStatistics: Hashable, Sendable {
  /// Some measured spans of time, in seconds.
  package struct Spans: Hashable, Sendable {
    package let count: Int
    /// Nil where nothing was measured, as is the next.
    package let median: Int?
    package let ninetieth: Int?

    package init(count: Int, median: Int?, ninetieth: Int?) {
      self.count = count
      self.median = median
      self.ninetieth = ninetieth
    }

    init(_ spans: [Int]) {
      let sorted = spans.sorted()
      count = sorted.count
      median = nearestRank(50, of: sorted)
      ninetieth = nearestRank(90, of: sorted)
    }
  }

  /// Promises of a next update whose time has come; those of imported incidents are not judged.
  package struct Promises: Hashable, Sendable {
    package let made: Int
    package let kept: Int

    package init(made: Int, kept: Int) {
      self.made = made
      self.kept = kept
    }
  }

  package struct Row: Hashable, Sendable {
    /// Nil: of all levels.
    package let severity: Severity.ID?
    package let incidents: Int
    /// From the start to its detection, where both are written.
    package let detection: Spans
    /// From the start to the first update, where the start is written; to the moment at which readers
    /// first saw it, where that came long after.
    package let firstUpdate: Spans
    /// From the start to the end, of those that are over.
    package let resolution: Spans
    /// The longest time between two updates, or since the last one, while an incident was open; nil
    /// where no incident was ever open.
    package let longestSilence: Int?
    package let promises: Promises
  }

  package let period: Range<Timestamp>
  /// One for each level, the worst first, also where nothing happened.
  package let levels: [Row]
  package let all: Row
}

extension Site {
  /// How the team answered the incidents that began within `period`; an incident counts for the worst
  /// level that it had. False alarms and drafts count nowhere.
  ///
  /// - Parameters:
  ///   - snapshot: of this site; what is later is not known.
  ///   - period: nil for all of history, from the first incident on.
  /// - Complexity: O(n log n) in the number of updates.
  package func statistics(
    in snapshot: Snapshot, over period: Range<Timestamp>? = nil
  ) -> ResponseStatistics {
    let ladder = SeverityLadder(severities)
    let written = Dictionary(
      history.incidents.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let real = snapshot.incidents.filter { $0.state != .retracted }
    let first = real.map(\.startedAt).min() ?? snapshot.moment
    let period = period ?? min(first, snapshot.moment)..<snapshot.moment.advanced(by: 1)
    let measured = real.filter { period.contains($0.startedAt) }.compactMap { shown in
      written[shown.id].map { IncidentTimes(of: $0, shown, ladder, at: snapshot.moment) }
    }
    let byLevel = Dictionary(grouping: measured, by: \.severity)
    return ResponseStatistics(
      period: period,
      levels: severities.map { .init(severity: $0.id, byLevel[$0.id] ?? []) },
      all: .init(severity: nil, measured))
  }
}

/// What is measured of one incident, in seconds.
private struct IncidentTimes {
  let severity: Severity.ID
  let detection: Int?
  let firstUpdate: Int?
  let resolution: Int?
  let longestSilence: Int?
  let promises: ResponseStatistics.Promises

  init(
    of written: Incident, _ shown: IncidentSnapshot, _ ladder: SeverityLadder, at moment: Timestamp
  ) {
    severity = ladder.levels(of: written, shown).first?.id ?? written.severity
    let start = shown.startedAt
    // Where nobody wrote when it began, nobody knows how long the first word took.
    detection = written.started.flatMap { _ in written.detected }
      .flatMap { $0 <= moment ? max(0, $0.seconds(since: start)) : nil }
    firstUpdate = written.started.map { _ in
      (shown.publishedAfterwards ?? shown.createdAt).seconds(since: start)
    }
    resolution = shown.resolvedAt.map { $0.seconds(since: start) }
    let nextTimes = shown.updates.dropFirst().map(\.time)
    let open = shown.updates.enumerated().filter { $1.state.isOpen }
    longestSilence = open.map { index, update in
      (index < nextTimes.count ? nextTimes[index] : moment).seconds(since: update.time)
    }.max()
    let judged = written.isImported ? [] : open
    let answers = judged.compactMap { index, update in
      update.nextUpdate.flatMap { promise -> Bool? in
        guard index < nextTimes.count else { return promise < moment ? false : nil }
        return nextTimes[index] <= promise
      }
    }
    promises = .init(made: answers.count, kept: answers.count { $0 })
  }
}

extension ResponseStatistics.Row {
  fileprivate init(severity: Severity.ID?, _ incidents: [IncidentTimes]) {
    self.init(
      severity: severity, incidents: incidents.count,
      detection: .init(incidents.compactMap(\.detection)),
      firstUpdate: .init(incidents.compactMap(\.firstUpdate)),
      resolution: .init(incidents.compactMap(\.resolution)),
      longestSilence: incidents.compactMap(\.longestSilence).max(),
      promises: .init(
        made: incidents.reduce(0) { $0 + $1.promises.made },
        kept: incidents.reduce(0) { $0 + $1.promises.kept }))
  }
}

/// The smallest value that at least `percent` of all values do not exceed; one of the values itself.
///
/// - Parameter sorted: ascending.
/// - Returns: Nil of no values.
/// - Source: the nearest-rank method: the value of rank ⌈percent ÷ 100 × count⌉, from 1.
package func nearestRank(_ percent: Int, of sorted: [Int]) -> Int? {
  guard !sorted.isEmpty else { return nil }
  return sorted[max(1, (percent * sorted.count + 99) / 100) - 1]
}
