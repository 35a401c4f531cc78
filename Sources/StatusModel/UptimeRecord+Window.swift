/// Ninety days cut in the site's time zone, the last of them today up to now.
package struct UptimeWindow {
  package static let days = 90

  let dates: [CivilDate]
  /// One more than dates: each day's beginning, and now.
  let edges: [Timestamp]
  private let zone: TimeZoneRules

  init(endingAt moment: Timestamp, zone: TimeZoneRules) {
    let today = zone.date(at: moment)
    dates = (0..<UptimeWindow.days).map { today.advanced(byDays: $0 + 1 - UptimeWindow.days) }
    edges = dates.map { zone.start(of: $0) } + [moment]
    self.zone = zone
  }

  /// - Complexity: O(intervals + days).
  func record(
    of timeline: StatusTimeline, since: CivilDate?, until: CivilDate? = nil, weights: UptimeWeights
  ) -> UptimeRecord {
    var seconds = [SecondsByStatus](repeating: SecondsByStatus(), count: dates.count)
    var day = 0
    for interval in timeline.intervals {
      let end = min(interval.end ?? edges[dates.count], edges[dates.count])
      while day < dates.count - 1, edges[day + 1] <= interval.start { day += 1 }
      var touched = day
      while touched < dates.count, edges[touched] < end {
        let from = max(edges[touched], interval.start)
        seconds[touched][interval.status] += max(
          0, min(end, edges[touched + 1]).seconds(since: from))
        touched += 1
      }
    }
    let firstDay = since.map { first in dates.firstIndex { $0 >= first } ?? dates.count } ?? 0
    let end = until.flatMap { last in dates.firstIndex { $0 > last } } ?? dates.count
    let days = min(firstDay, end)..<end
    return UptimeRecord(
      uptime: uptime(of: days, seconds, weights),
      days: dates.indices.map { index in
        guard days.contains(index) else {
          return .init(date: dates[index], status: nil, uptime: nil, seconds: SecondsByStatus())
        }
        // What holds at this very moment counts for today, though it has not lasted a second.
        let now = index == dates.count - 1 ? timeline.current : .operational
        return .init(
          date: dates[index], status: max(seconds[index].worst, now),
          uptime: uptime(of: index..<index + 1, seconds, weights), seconds: seconds[index])
      })
  }

  private func uptime(
    of days: Range<Int>, _ seconds: [SecondsByStatus], _ weights: UptimeWeights
  ) -> UptimeShare? {
    guard !days.isEmpty else { return nil }
    let total = edges[days.upperBound].seconds(since: edges[days.lowerBound])
    guard total > 0 else { return nil }
    let whole = total * UptimeWeights.one
    let lost = seconds[days].reduce(0) { $0 + $1.weighted(by: weights) }
    return UptimeShare(hundredths: (whole - lost) * 10_000 / whole)
  }
}

extension SecondsByStatus {
  package subscript(status: ComponentStatus) -> Int {
    get {
      switch status {
      case .operational: 0
      case .underMaintenance: underMaintenance
      case .degradedPerformance: degradedPerformance
      case .partialOutage: partialOutage
      case .majorOutage: majorOutage
      }
    }
    set {
      switch status {
      case .operational: break
      case .underMaintenance: underMaintenance = newValue
      case .degradedPerformance: degradedPerformance = newValue
      case .partialOutage: partialOutage = newValue
      case .majorOutage: majorOutage = newValue
      }
    }
  }

  /// The worst status held for any time.
  package var worst: ComponentStatus {
    ComponentStatus.allCases.last { self[$0] > 0 } ?? .operational
  }

  /// In millionths of a second of downtime.
  fileprivate func weighted(by weights: UptimeWeights) -> Int {
    ComponentStatus.allCases.reduce(0) { $0 + self[$1] * weights[$1] }
  }
}
