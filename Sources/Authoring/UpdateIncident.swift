import Addresses
import ContentReading
import ContentWriting
import Diagnostics
package import SiteFiles
package import StatusModel

/// What an update to an incident changes, beside its words.
package struct IncidentChange: Hashable, Sendable {
  /// Nil: `Update`, the state stays.
  package let state: Incident.State?
  /// The new level; nil: it stays.
  package let severity: Severity.ID?
  /// Without a status: that of the level, the new one where there is one.
  package let components: [Incident.AffectedComponent]
  package let nextUpdate: Timestamp?
  /// Nobody is sent it.
  package let isQuiet: Bool

  package init(
    state: Incident.State? = nil, severity: Severity.ID? = nil,
    components: [Incident.AffectedComponent] = [], nextUpdate: Timestamp? = nil,
    isQuiet: Bool = false
  ) {
    self.isQuiet = isQuiet
    self.state = state
    self.severity = severity
    self.components = components
    self.nextUpdate = nextUpdate
  }
}

extension PresentSite {
  /// The update at the end of an incident.
  ///
  /// - Parameter time: nil: now, and never before the last update.
  package func updateIncident(
    _ id: Incident.ID, _ change: IncidentChange = IncidentChange(), text: String,
    at time: Timestamp? = nil
  ) throws(AuthoringError) -> PlannedEdit {
    let incident = try incident(id)
    let file = try fileToUpdate(
      of: incident, to: change.state, promisesNews: change.nextUpdate != nil)
    let time = try timeOfUpdate(to: incident, time)
    let text = updateText(text)
    guard !text.isEmpty else { throw .emptyText }
    try check(components: change.components.map(\.component))
    let level = try level(of: incident, after: change)
    let update = Incident.Update(
      state: change.state, time: time, severity: change.severity,
      statusChanges: change.components.map {
        .init(component: $0.component, status: $0.status ?? level.status)
      }, nextUpdate: change.nextUpdate, text: text, isQuiet: change.isQuiet)
    return PlannedEdit(
      EntryEdit(path: file.path, before: file.bytes, after: appending(update, to: file.bytes)),
      meaning: .incident(incident.replacing(updates: incident.updates + [update])),
      text: update.text, at: time, change: change.state?.headingName ?? "Update")
  }

  package func resolveIncident(
    _ id: Incident.ID, text: String, at time: Timestamp? = nil
  ) throws(AuthoringError) -> PlannedEdit {
    try updateIncident(id, IncidentChange(state: .resolved), text: text, at: time)
  }

  /// Says that it was a false alarm.
  package func retractIncident(
    _ id: Incident.ID, text: String, at time: Timestamp? = nil
  ) throws(AuthoringError) -> PlannedEdit {
    try updateIncident(id, IncidentChange(state: .retracted), text: text, at: time)
  }

  /// The time of an update that names none, or the one that it names, once it may stand there.
  package func timeOfUpdate(
    to incident: Incident, _ time: Timestamp?
  ) throws(AuthoringError) -> Timestamp {
    try self.time(time, after: incident.updates.map(\.time).max())
  }

  func level(
    of incident: Incident, after change: IncidentChange
  ) throws(AuthoringError) -> Severity {
    if let new = change.severity { return try knownSeverity(new) }
    return try snapshot(of: incident).lastSeverity
  }

  func time(_ time: Timestamp?, after last: Timestamp?) throws(AuthoringError) -> Timestamp {
    guard let time else { return try self.time(after: last) }
    if let last, time < last { throw .beforeLastUpdate(time, last: last) }
    return time
  }

  /// The file to which an update may be added; refused where it would tell readers nothing, or not be read.
  ///
  /// - Parameter state: nil: the state stays.
  package func fileToUpdate(
    of incident: Incident, to state: Incident.State?, promisesNews: Bool
  ) throws(AuthoringError) -> SourceFile {
    let shown = try snapshot(of: incident)
    try refuseClosingAgain(shown, as: state)
    // Nobody waits for news of what is over.
    let after = state ?? shown.state
    if promisesNews, !after.isOpen { throw .promiseWhenClosed(after) }
    let file = try file(of: incident.id, in: .incidents)
    try refuseOpenBlock(in: file)
    return file
  }

  /// A second resolution would tell readers nothing, and start no new silence. That it was a false alarm may
  /// turn out after the end.
  private func refuseClosingAgain(
    _ shown: IncidentSnapshot, as state: Incident.State?
  ) throws(AuthoringError) {
    guard let state, !state.isOpen, !shown.state.isOpen, let closed = shown.resolvedAt else {
      return
    }
    if state == .retracted, shown.state == .resolved { return }
    throw .incidentClosed(shown.id, shown.state, since: closed)
  }

  /// Refuses to add to a file whose last text would swallow what is written below it.
  func refuseOpenBlock(in file: SourceFile) throws(AuthoringError) {
    guard let text = parsed.places.of(pathWithoutSubfolders(file.path))?.lastText,
      let block = swallowingBlock(atEndOf: file.bytes, from: text.line)
    else { return }
    throw .openBlock(block, path: file.path)
  }
}
