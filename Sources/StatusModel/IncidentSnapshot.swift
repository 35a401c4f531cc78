/// What readers are shown of an incident at one moment.
///
/// A class, since ten thousand are looked at by every list: one reference, not a copy of all that is in it.
package final class IncidentSnapshot: Sendable {
  package struct Effect: Hashable, Sendable {
    package let component: ComponentIndex
    /// What this incident does to it now.
    package let status: ComponentStatus
    /// In the order of time, without the operational ones; empty for a retracted incident.
    package let intervals: [StatusInterval]

    package init(
      component: ComponentIndex,
      status: ComponentStatus,
      intervals: [StatusInterval]
    ) {
      self.component = component
      self.status = status
      self.intervals = intervals
    }
  }

  package let id: Incident.ID
  package let title: String
  package let titleTranslations: [Translation]
  package let state: Incident.State
  /// What readers are shown: the level it has now; once it is closed, the worst it had.
  package let severity: Severity
  /// The level after its last update, which a reopening goes on with.
  package let lastSeverity: Severity
  /// The highest it had; none for a retracted incident.
  package let impact: Impact
  /// The first update's time where the start is yet to come.
  package let startedAt: Timestamp
  /// When it will start, and affect its components; nil once it has.
  package let startsAt: Timestamp?
  /// The first update's time.
  package let createdAt: Timestamp
  /// The last update's time, or the postmortem's.
  package let updatedAt: Timestamp
  package let lastUpdateAt: Timestamp
  /// When it first entered monitoring; nil if it never did.
  package let monitoringAt: Timestamp?
  /// When it was closed, by a resolution or a retraction; nil while it is open.
  package let resolvedAt: Timestamp?
  /// The promise to readers; nil when there is none, once it is past, and when the incident is closed.
  package let nextUpdateDue: Timestamp?
  /// In the order in which they came to be affected.
  package let effects: [Effect]
  /// Each span in which it was open, from its start or an update to the next change, in the order of
  /// time; at least one.
  package let openSpans: [OpenSpan]
  /// How many updates it has, and its postmortem.
  package let itemCount: Int
  /// What was said of it; nil where only lists were asked for, and no text was read.
  package let timeline: Timeline?
  /// When readers first saw it, if that was long after its first update; nil where it was not, or nobody
  /// knows.
  package let publishedAfterwards: Timestamp?
  package let former: FormerPlaces

  package init(
    id: Incident.ID,
    title: String,
    titleTranslations: [Translation] = [],
    state: Incident.State,
    severity: Severity,
    lastSeverity: Severity,
    impact: Impact,
    startedAt: Timestamp,
    startsAt: Timestamp?,
    createdAt: Timestamp,
    updatedAt: Timestamp,
    lastUpdateAt: Timestamp,
    monitoringAt: Timestamp?,
    resolvedAt: Timestamp?,
    nextUpdateDue: Timestamp?,
    effects: [Effect],
    openSpans: [OpenSpan],
    itemCount: Int,
    timeline: Timeline? = nil,
    publishedAfterwards: Timestamp? = nil,
    former: FormerPlaces = .none
  ) {
    self.id = id
    self.title = title
    self.titleTranslations = titleTranslations
    self.state = state
    self.severity = severity
    self.lastSeverity = lastSeverity
    self.impact = impact
    self.startedAt = startedAt
    self.startsAt = startsAt
    self.createdAt = createdAt
    self.updatedAt = updatedAt
    self.lastUpdateAt = lastUpdateAt
    self.monitoringAt = monitoringAt
    self.resolvedAt = resolvedAt
    self.nextUpdateDue = nextUpdateDue
    self.effects = effects
    self.openSpans = openSpans
    self.itemCount = itemCount
    self.timeline = timeline
    self.publishedAfterwards = publishedAfterwards
    self.former = former
  }

  /// The same, with another timeline.
  func with(_ timeline: Timeline?) -> IncidentSnapshot {
    with(timeline, publishedAfterwards: publishedAfterwards)
  }

  func with(_ timeline: Timeline?, publishedAfterwards: Timestamp?) -> IncidentSnapshot {
    IncidentSnapshot(
      id: id, title: title, titleTranslations: titleTranslations, state: state,
      severity: severity, lastSeverity: lastSeverity, impact: impact, startedAt: startedAt,
      startsAt: startsAt, createdAt: createdAt, updatedAt: updatedAt, lastUpdateAt: lastUpdateAt,
      monitoringAt: monitoringAt, resolvedAt: resolvedAt, nextUpdateDue: nextUpdateDue,
      effects: effects, openSpans: openSpans, itemCount: itemCount, timeline: timeline,
      publishedAfterwards: publishedAfterwards, former: former)
  }
}

extension IncidentSnapshot: Hashable {
  package static func == (one: IncidentSnapshot, other: IncidentSnapshot) -> Bool {
    one === other
      || (one.id, one.title, one.state, one.severity, one.lastSeverity, one.impact)
        == (other.id, other.title, other.state, other.severity, other.lastSeverity, other.impact)
        && (one.startedAt, one.startsAt, one.createdAt, one.updatedAt, one.lastUpdateAt)
          == (other.startedAt, other.startsAt, other.createdAt, other.updatedAt, other.lastUpdateAt)
        && (one.monitoringAt, one.resolvedAt, one.nextUpdateDue, one.publishedAfterwards)
          == (other.monitoringAt, other.resolvedAt, other.nextUpdateDue, other.publishedAfterwards)
        && (one.effects, one.openSpans, one.itemCount, one.timeline, one.titleTranslations)
          == (
            other.effects, other.openSpans, other.itemCount, other.timeline,
            other.titleTranslations
          )
        && one.former == other.former
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(updatedAt)
  }
}

extension IncidentSnapshot {
  /// What was said of an incident.
  package struct Timeline: Hashable, Sendable {
    /// Oldest first, at least one.
    package let updates: [UpdateSnapshot<Incident.State>]
    package let postmortem: PostmortemSnapshot?

    package init(
      updates: [UpdateSnapshot<Incident.State>], postmortem: PostmortemSnapshot?
    ) {
      self.updates = updates
      self.postmortem = postmortem
    }
  }

  /// A span in which an incident was open; half-open, and perhaps of no length.
  package struct OpenSpan: Hashable, Sendable {
    package let start: Timestamp
    /// Nil while it is open.
    package let end: Timestamp?
    /// The level that it had then.
    package let severity: Severity.ID?

    package init(start: Timestamp, end: Timestamp?, severity: Severity.ID?) {
      self.start = start
      self.end = end
      self.severity = severity
    }
  }

  /// Oldest first, at least one. Of an incident whose timeline was read.
  package var updates: [UpdateSnapshot<Incident.State>] { wholeTimeline.updates }

  /// Of an incident whose timeline was read.
  package var postmortem: PostmortemSnapshot? { wholeTimeline.postmortem }

  private var wholeTimeline: Timeline {
    guard let timeline else {
      preconditionFailure("a planner reads the timeline of '\(id)' and did not say so")
    }
    return timeline
  }
}
