package import ContentWriting
package import Diagnostics
package import StatusModel

/// Why an entry cannot be written as it was asked for. Nothing was written, and what to say about it is up to
/// whoever asked.
package enum AuthoringError: Error, Hashable, Sendable {
  // What is named
  case unknown(NamedThing, String, nearest: String?, known: [String])
  /// Several entries go by these words.
  case ambiguous(NamedThing, String, candidates: [String])
  /// The file of the entry has errors, or its id stands twice.
  case broken([Diagnostic])
  /// The id is known, and no file has it any more.
  case vanished(NamedThing, id: String)
  /// The entry can be read, and not be shown.
  case notShown(NamedThing, id: String)
  case repeatedComponent(Component.ID)

  // Where none is named
  case noneFits
  case severalFit([String])
  /// One incident is open, and so may be others that cannot be read.
  case mayNotBeTheOnlyOne(Incident.ID, others: [Incident.ID])

  // Words
  case emptyTitle
  /// - Parameter place: which character of the title, from 1.
  case controlCharacterInTitle(Unicode.Scalar, place: Int)
  case emptyText
  /// The text is what the update says already.
  case sameText
  /// The file's last text is not closed, and would take in whatever is written below it.
  case openBlock(SwallowingBlock, path: String)

  // Times
  case startedAfterFirstUpdate(started: Timestamp, first: Timestamp)
  case beforeLastUpdate(Timestamp, last: Timestamp)
  /// The last update is dated later than anything may be now.
  case lastUpdateAhead(Timestamp)
  case endsBeforeStart(end: Timestamp, start: Timestamp)
  /// The window would be over already.
  case windowOver(end: Timestamp, now: Timestamp)
  /// The file does not say its window as two keys of a line each.
  case windowNotInLines(path: String)

  // States
  case beginsClosed(Incident.State)
  case incidentClosed(Incident.ID, Incident.State, since: Timestamp)
  /// News of what is over.
  case promiseWhenClosed(Incident.State)
  case maintenanceOver(Maintenance.ID, Maintenance.State, since: Timestamp?)
  case maintenanceInState(Maintenance.ID, Maintenance.State)
  /// Front matter cannot say from when on some components have a status of their own and others the level's.
  /// The statuses are those that all of them would have.
  case mixedStatuses([Incident.StatusChange])
  case retractedHasNoPostmortem(Incident.ID)
  case postmortemExists(Incident.ID, path: String)
  /// - Parameter count: of the updates that there are.
  case noSuchUpdate(place: Int, count: Int)
  case noSuchLanguage(String)
}

/// What an author calls by its name.
package enum NamedThing: Hashable, Sendable {
  case component, severity, status, state, message, incident, maintenance
}
