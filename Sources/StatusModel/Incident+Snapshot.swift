extension Incident {
  /// What readers see of this incident at `moment`; nil for a draft, and before its first update.
  ///
  /// - Parameters:
  ///   - severities: every level.
  ///   - indices: every component's place, by its id.
  ///   - ends: of each component, from when on nothing affects it; empty where all stay.
  /// - Complexity: O(updates × components of this incident).
  func snapshot(
    at moment: Timestamp, severities: SeverityLadder,
    indices: [Component.ID: ComponentIndex], ends: [Timestamp?], postmortem: Postmortem?,
    zone: TimeZoneRules
  ) -> IncidentSnapshot? {
    let known = updates.prefix { $0.time <= moment }
    guard !isDraft, let first = known.first, let last = known.last,
      let severity = severities[severity]
    else { return nil }
    let opening = IncidentStep(
      severity: severity, components: components.map { (indices[$0.component], $0.status) })
    let steps = opening.steps(after: known, severities: severities, indices: indices)
    let final = steps[steps.count - 1]
    let startedAt = started ?? first.time
    let report = postmortem?.snapshot(at: moment, after: known, zone: zone)
    return IncidentSnapshot(
      id: id, title: title, titleTranslations: titleTranslations, state: final.state,
      severity: final.state.isOpen ? final.severity : final.worstSeverity,
      lastSeverity: final.severity,
      impact: final.state == .retracted ? .none : final.worstSeverity.impact,
      startedAt: startedAt <= moment ? startedAt : first.time,
      startsAt: startedAt <= moment ? nil : startedAt, createdAt: first.time,
      updatedAt: max(last.time, report?.publishedAt ?? last.time), lastUpdateAt: last.time,
      monitoringAt: final.monitoringAt, resolvedAt: final.closedAt,
      nextUpdateDue: final.promise(after: last).flatMap { $0 >= moment ? $0 : nil },
      effects: Incident.effects(
        of: steps, from: [startedAt] + known.map { max($0.time, startedAt) }, ends, at: moment,
        hasEffect: startedAt <= moment && final.state != .retracted),
      openSpans: Incident.openSpans(
        of: known, steps, from: startedAt <= moment ? startedAt : first.time),
      itemCount: known.count + (report == nil ? 0 : 1),
      timeline: IncidentSnapshot.Timeline(
        updates: Incident.updateSnapshots(
          known, steps, wasRetracted: final.state == .retracted),
        postmortem: report),
      former: former)
  }

  /// - Parameter standings: that before the first update, and that after each.
  private static func openSpans(
    of known: ArraySlice<Update>, _ steps: [IncidentStep], from start: Timestamp
  ) -> [IncidentSnapshot.OpenSpan] {
    var spans = [
      IncidentSnapshot.OpenSpan(
        start: start, end: max(start, known[known.startIndex].time),
        severity: steps[1].severity.id)
    ]
    for (step, place) in known.indices.enumerated() where steps[step + 1].state.isOpen {
      let next = place + 1
      let span = IncidentSnapshot.OpenSpan(
        start: known[place].time, end: next < known.endIndex ? known[next].time : nil,
        severity: steps[step + 1].severity.id)
      if let last = spans.last, last.end == span.start, last.severity == span.severity {
        spans[spans.count - 1] = IncidentSnapshot.OpenSpan(
          start: last.start, end: span.end, severity: span.severity)
      } else {
        spans.append(span)
      }
    }
    return spans
  }

  /// How long each component was held at what, joined over the updates that left it as it was.
  ///
  /// - Parameters:
  ///   - steps: at least one.
  ///   - times: from when on each of them holds.
  ///   - hasEffect: false for a false alarm, and before a start that is yet to come.
  private static func effects(
    of steps: [IncidentStep], from times: [Timestamp], _ ends: [Timestamp?], at moment: Timestamp,
    hasEffect: Bool
  ) -> [IncidentSnapshot.Effect] {
    let final = steps.count - 1
    return steps[final].effects.indices.map { place in
      let spans = steps.indices.map { step in
        StatusInterval(
          status: steps[step].status(at: place), start: times[step],
          end: step < final ? times[step + 1] : nil)
      }
      let component = steps[final].effects[place].component
      let end = ends.isEmpty ? nil : ends[component]
      let isOver = end.map { $0 <= moment } ?? false
      return IncidentSnapshot.Effect(
        component: component,
        status: hasEffect && !isOver ? steps[final].status(at: place) : .operational,
        intervals: hasEffect ? spans.joined().cut(at: isOver ? end : nil) : [])
    }
  }

  /// - Parameter standings: that before the first update, and that after each.
  private static func updateSnapshots(
    _ updates: ArraySlice<Update>, _ steps: [IncidentStep], wasRetracted: Bool
  ) -> [UpdateSnapshot<State>] {
    let anchors = anchors(for: updates.map(\.time))
    return zip(updates.indices, steps.indices.dropFirst()).map { place, step in
      let said = steps[step].effects.indices.map { effect in
        // What it does from the start on becomes known with the first update.
        let before = step > 1 ? steps[step - 1].status(at: effect) : .operational
        return ComponentChange(
          component: steps[step].effects[effect].component, old: before,
          new: steps[step].status(at: effect))
      }
      let changes =
        wasRetracted
        ? said.map {
          ComponentChange(component: $0.component, old: .operational, new: .operational)
        }
        : said
      return UpdateSnapshot(
        anchor: anchors[step - 1], declared: updates[place].state, state: steps[step].state,
        time: updates[place].time, severity: steps[step].severity.id,
        newSeverity: updates[place].severity == nil ? nil : steps[step].severity,
        nextUpdate: steps[step].promise(after: updates[place]), changes: changes,
        saidChanges: said, text: updates[place].text, translations: updates[place].translations)
    }
  }
}

extension Postmortem {
  /// Nil for a draft, and until the incident is closed on the day it is published or later.
  ///
  /// That first moment does not depend on what comes after it, so it stays when the incident is opened
  /// again.
  ///
  /// - Parameter known: the incident's updates that readers know.
  fileprivate func snapshot(
    at moment: Timestamp, after known: ArraySlice<Incident.Update>, zone: TimeZoneRules
  ) -> PostmortemSnapshot? {
    guard !isDraft, let published,
      let publishedAt = firstClosing(of: known, from: zone.start(of: published)),
      publishedAt <= moment
    else { return nil }
    return PostmortemSnapshot(
      publishedAt: publishedAt, updatesBefore: known.prefix { $0.time <= publishedAt }.count,
      actions: actions.map { action in
        let done = action.done.flatMap { zone.start(of: $0) <= moment ? $0 : nil }
        return PostmortemSnapshot.Action(kind: action.kind, what: action.what, done: done)
      },
      text: text, translations: translations)
  }
}

/// The first moment from `start` on at which the incident of `updates` is closed; nil while there is
/// none.
private func firstClosing(
  of updates: ArraySlice<Incident.Update>, from start: Timestamp
) -> Timestamp? {
  var closing: Timestamp?
  for update in updates {
    guard let state = update.state else { continue }
    if !state.isOpen {
      closing = closing ?? update.time
    } else if let closed = closing {
      if max(closed, start) < update.time { break }
      closing = nil
    }
  }
  return closing.map { max($0, start) }
}

/// The fragments of the updates' permanent addresses: the time in UTC, with `-2` for a second update
/// at that time, so that an address stays when words change.
///
/// - Parameter times: in order.
func anchors(for times: [Timestamp]) -> [String] {
  var repeats = 1
  return times.indices.map { index in
    repeats = index > 0 && times[index] == times[index - 1] ? repeats + 1 : 1
    let anchor = times[index].anchor
    return repeats == 1 ? anchor : "\(anchor)-\(repeats)"
  }
}

extension IncidentSnapshot {
  /// Thirty days, in seconds.
  static let followedFor = 30 * 86_400

  /// Whether somebody may still wait for news of it: it is open, or was closed at most thirty days
  /// before `moment`. So long it has a feed of its own.
  package func isFollowed(at moment: Timestamp) -> Bool {
    resolvedAt.map { moment.seconds(since: $0) <= IncidentSnapshot.followedFor } ?? true
  }
}
