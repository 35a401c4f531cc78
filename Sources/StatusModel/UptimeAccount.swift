/// What stands behind a component's uptime over a time: each span in which it was not operational.
package struct UptimeAccount: Hashable, Sendable {
  /// An entry that held the component at a status.
  package enum Cause: Hashable, Comparable, Sendable {
    case incident(Incident.ID)
    case maintenance(Maintenance.ID)
  }

  package struct Span: Hashable, Sendable {
    package let time: Range<Timestamp>
    package let status: ComponentStatus
    /// Which entries held it at this status, sorted; others may have held it at a better one.
    package let causes: [Cause]

    package var seconds: Int { time.upperBound.seconds(since: time.lowerBound) }
  }

  package let component: Component.ID
  package let period: Range<Timestamp>
  /// In the order of time, apart from one another.
  package let spans: [Span]
  package let weights: UptimeWeights
  /// Nil for a period without a second.
  package let uptime: UptimeShare?

  /// How much of a span counts as down, in millionths of a second.
  package func lost(in span: Span) -> Int { span.seconds * weights[span.status] }

  /// In millionths of a second.
  package var lost: Int { spans.reduce(0) { $0 + lost(in: $1) } }
}

extension Site {
  /// The account of one component.
  ///
  /// - Parameters:
  ///   - snapshot: of this site.
  ///   - period: cut at the component's first and last day and at the snapshot's moment; nil: the ninety days of
  ///     the page.
  /// - Returns: Nil for a component that the site does not have.
  /// - Complexity: O(n log n) in the number of the component's intervals, times how many are open at once.
  package func uptimeAccount(
    of component: Component.ID, in snapshot: Snapshot, over period: Range<Timestamp>? = nil
  ) -> UptimeAccount? {
    guard let index = snapshot.components.firstIndex(where: { $0.component.id == component })
    else { return nil }
    let zone = settings.timeZone
    let first = zone.start(of: snapshot.today.advanced(byDays: 1 - UptimeWindow.days))
    let since = snapshot.components[index].firstDay.map { zone.start(of: $0) }
    let last = snapshot.components[index].component.until.map {
      zone.start(of: $0.advanced(byDays: 1))
    }
    let asked = period ?? first..<max(first, snapshot.moment)
    let end = max(
      asked.lowerBound, min(asked.upperBound, snapshot.moment, last ?? snapshot.moment))
    let start = min(end, max(asked.lowerBound, since ?? asked.lowerBound))
    let spans = worstSpans(of: held(index, in: snapshot), within: start..<end)
    let lost = spans.reduce(0) { $0 + $1.seconds * uptimeWeights[$1.status] }
    let whole = end.seconds(since: start) * UptimeWeights.one
    return UptimeAccount(
      component: component, period: start..<end, spans: spans, weights: uptimeWeights,
      uptime: whole > 0 ? UptimeShare(hundredths: (whole - lost) * 10_000 / whole) : nil)
  }

  private func held(_ component: ComponentIndex, in snapshot: Snapshot) -> [HeldInterval] {
    let unplanned = snapshot.incidents.flatMap { incident in
      incident.effects.filter { $0.component == component }.flatMap(\.intervals)
        .map { HeldInterval(interval: $0, cause: .incident(incident.id)) }
    }
    let planned = snapshot.maintenances.filter { $0.components.contains(component) }
      .flatMap { maintenance in
        maintenance.activeIntervals.map {
          HeldInterval(interval: $0, cause: .maintenance(maintenance.id))
        }
      }
    return unplanned + planned
  }
}

/// What one entry did to a component.
private struct HeldInterval {
  let interval: StatusInterval
  let cause: UptimeAccount.Cause
}

/// The worst of all at each moment, cut where the status or its causes change.
private func worstSpans(
  of held: [HeldInterval], within period: Range<Timestamp>
) -> [UptimeAccount.Span] {
  var edges: [(time: Timestamp, cause: UptimeAccount.Cause, status: ComponentStatus?)] = []
  for held in held {
    let start = max(held.interval.start, period.lowerBound)
    let end = min(held.interval.end ?? period.upperBound, period.upperBound)
    guard start < end else { continue }
    edges.append((start, held.cause, held.interval.status))
    edges.append((end, held.cause, nil))
  }
  // An entry that goes from one status to another ends the first before it begins the second.
  edges.sort { ($0.time, $0.status == nil ? 0 : 1) < ($1.time, $1.status == nil ? 0 : 1) }
  var holding: [UptimeAccount.Cause: ComponentStatus] = [:]
  var spans: [UptimeAccount.Span] = []
  for (index, edge) in edges.enumerated() {
    holding[edge.cause] = edge.status
    guard index + 1 < edges.count, edges[index + 1].time != edge.time,
      let worst = holding.values.max()
    else { continue }
    let causes = holding.filter { $0.value == worst }.keys.sorted()
    let span = UptimeAccount.Span(
      time: edge.time..<edges[index + 1].time, status: worst, causes: causes)
    if let last = spans.last, last.continues(in: span) {
      spans[spans.count - 1] = UptimeAccount.Span(
        time: last.time.lowerBound..<span.time.upperBound, status: worst, causes: causes)
    } else {
      spans.append(span)
    }
  }
  return spans
}

extension UptimeAccount.Span {
  fileprivate func continues(in next: UptimeAccount.Span) -> Bool {
    time.upperBound == next.time.lowerBound && status == next.status && causes == next.causes
  }
}
