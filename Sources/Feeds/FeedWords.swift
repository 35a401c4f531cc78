package import StatusModel

/// The words of one language that the feeds say beside what the team wrote.
///
/// The API has none of them: its words are part of the hosted standard.
package struct FeedWords: Hashable, Sendable {
  package let incidentStates: [Incident.State: String]
  package let maintenanceStates: [Maintenance.State: String]
  /// In the middle of a sentence.
  package let statuses: [ComponentStatus: String]
  /// For an update that changes no state.
  package let update: String
  package let postmortem: String
  /// A sentence with `{id}` and `{name}`.
  package let severityIsNow: String
  /// A sentence with `{time}`.
  package let nextUpdateBy: String
  /// A sentence with `{start}` and `{end}`.
  package let scheduledFor: String
  /// How it really was: a sentence with `{start}` and `{end}`, and one with `{start}` alone.
  package let lasted: String
  package let lastsSince: String
  /// The window before: a sentence with `{start}` and `{end}`.
  package let movedFrom: String
  /// The same of a window whose end was not known, with `{start}` alone.
  package let movedFromStart: String
  /// What the clock did, a sentence each.
  package let beganAsPlanned: String
  package let endedAsPlanned: String
  /// A sentence with `{start}`, where the end is not known.
  package let scheduledFrom: String
  /// A sentence that stands for an end.
  package let endNotKnown: String
  /// A feed's name with `{name}`, the site's.
  package let historyOf: String
  /// A calendar's name with `{name}`, the site's or a component's.
  package let maintenanceOf: String

  package init(
    incidentStates: [Incident.State: String], maintenanceStates: [Maintenance.State: String],
    statuses: [ComponentStatus: String], update: String, postmortem: String,
    severityIsNow: String, nextUpdateBy: String, scheduledFor: String, scheduledFrom: String,
    endNotKnown: String, lasted: String, lastsSince: String, movedFrom: String,
    movedFromStart: String, beganAsPlanned: String, endedAsPlanned: String, historyOf: String,
    maintenanceOf: String
  ) {
    self.incidentStates = incidentStates
    self.maintenanceStates = maintenanceStates
    self.statuses = statuses
    self.update = update
    self.postmortem = postmortem
    self.severityIsNow = severityIsNow
    self.nextUpdateBy = nextUpdateBy
    self.scheduledFor = scheduledFor
    self.lasted = lasted
    self.lastsSince = lastsSince
    self.movedFrom = movedFrom
    self.movedFromStart = movedFromStart
    self.beganAsPlanned = beganAsPlanned
    self.endedAsPlanned = endedAsPlanned
    self.scheduledFrom = scheduledFrom
    self.endNotKnown = endNotKnown
    self.historyOf = historyOf
    self.maintenanceOf = maintenanceOf
  }

  package static let english = FeedWords(
    incidentStates: [
      .investigating: "Investigating", .identified: "Identified", .monitoring: "Monitoring",
      .resolved: "Resolved", .retracted: "Retracted",
    ],
    maintenanceStates: [
      .scheduled: "Scheduled", .inProgress: "In progress", .verifying: "Verifying",
      .completed: "Completed", .cancelled: "Cancelled",
    ],
    statuses: [
      .operational: "operational", .underMaintenance: "under maintenance",
      .degradedPerformance: "degraded performance", .partialOutage: "partial outage",
      .majorOutage: "major outage",
    ],
    update: "Update",
    postmortem: "Postmortem",
    severityIsNow: "Severity is now {id} ({name}).",
    nextUpdateBy: "Next update by {time}.",
    scheduledFor: "Planned from {start} to {end}.",
    scheduledFrom: "Planned from {start}.",
    endNotKnown: "The end is not known yet.",
    lasted: "Lasted from {start} to {end}.",
    lastsSince: "Lasts since {start}.",
    movedFrom: "Moved from {start} to {end}.",
    movedFromStart: "Moved from {start}.",
    beganAsPlanned: "Began as planned.",
    endedAsPlanned: "Ended as planned.",
    historyOf: "{name}: incident history",
    maintenanceOf: "{name}: scheduled maintenance")

  /// The word in a title's brackets; the state's own id where a language lacks a word.
  func word(for state: FeedItem.State) -> String {
    switch state {
    case .incident(let state): incidentStates[state] ?? state.rawValue
    case .maintenance(let state): maintenanceStates[state] ?? state.rawValue
    case .postmortem: postmortem
    }
  }

  func word(for status: ComponentStatus) -> String {
    statuses[status] ?? status.rawValue
  }
}
