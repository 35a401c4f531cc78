import Addresses
package import ContentReading
import ContentWriting
import SiteFiles
package import StatusModel

/// What a new incident says, beside the words of its first update.
package struct IncidentOpening: Hashable, Sendable {
  package let title: String
  package let severity: Severity.ID
  /// Without a status: that of the severity.
  package let components: [Incident.AffectedComponent]
  package let state: Incident.State
  /// When customers were first affected; nil: at the first update.
  package let started: Timestamp?
  package let nextUpdate: Timestamp?
  package let roles: Incident.Roles

  package init(
    title: String, severity: Severity.ID, components: [Incident.AffectedComponent] = [],
    state: Incident.State = .investigating, started: Timestamp? = nil,
    nextUpdate: Timestamp? = nil, roles: Incident.Roles = Incident.Roles()
  ) {
    self.title = title
    self.severity = severity
    self.components = components
    self.state = state
    self.started = started
    self.nextUpdate = nextUpdate
    self.roles = roles
  }
}

extension PresentSite {
  /// A new incident with its first update.
  ///
  /// - Parameter time: of the update; nil: now.
  package func openIncident(
    _ opening: IncidentOpening, text: String, at time: Timestamp? = nil
  ) throws(AuthoringError) -> PlannedEdit {
    let time = time ?? thisMinute
    try check(opening, at: time)
    let text = updateText(text)
    guard !text.isEmpty else { throw .emptyText }
    let affected = try affected(by: opening, at: time)
    let update = Incident.Update(
      state: opening.state, time: time, statusChanges: affected.inHeading,
      nextUpdate: opening.nextUpdate, text: text)
    let title = try keptTitle(opening.title)
    let incident = Incident(
      id: entryID(
        forTitle: title, on: zone.date(at: time), taken: takenIDs(in: .incidents)),
      title: title, severity: opening.severity, components: affected.inFrontMatter,
      started: opening.started, roles: opening.roles, updates: [update])
    return PlannedEdit(
      EntryEdit(
        path: EntryPath.incident(incident.id).path, before: nil, after: incident.markdown()),
      meaning: .incident(incident), text: update.text, at: time,
      change: opening.state.headingName)
  }

  private func check(_ opening: IncidentOpening, at time: Timestamp) throws(AuthoringError) {
    guard opening.state.isOpen else { throw .beginsClosed(opening.state) }
    if let started = opening.started, started > time {
      throw .startedAfterFirstUpdate(started: started, first: time)
    }
    _ = try knownSeverity(opening.severity)
    try check(components: opening.components.map(\.component))
  }

  /// Where the components stand. A status of one's own goes into the heading where other components take
  /// the severity's: front matter knows only one kind of them at once.
  private func affected(
    by opening: IncidentOpening, at time: Timestamp
  ) throws(AuthoringError) -> (
    inFrontMatter: [Incident.AffectedComponent], inHeading: [Incident.StatusChange]
  ) {
    let all = opening.components
    guard Set(all.map { $0.status == nil }).count == 2 else { return (all, []) }
    // A heading's status holds from the update on, so that from the start until then it could not be said.
    if let started = opening.started, started < time {
      let level = try knownSeverity(opening.severity).status
      throw .mixedStatuses(
        all.map { .init(component: $0.component, status: $0.status ?? level) })
    }
    let own = all.compactMap { component in
      component.status.map {
        Incident.StatusChange(component: component.component, status: $0)
      }
    }
    return (all.filter { $0.status == nil }, own)
  }
}

// MARK: The title

extension PresentSite {
  /// A title as it is kept.
  package func keptTitle(_ typed: String) throws(AuthoringError) -> String {
    let title = tidiedTitle(typed)
    guard !title.isEmpty else { throw .emptyTitle }
    if let (place, scalar) = firstControlCharacter(in: title) {
      throw .controlCharacterInTitle(scalar, place: place)
    }
    return title
  }

  /// Refuses a title that holds what the site must not publish, before anything else is asked.
  package func check(title: String) throws(RefusedEdit) {
    // The settings alone say what may be public.
    let alone = PresentSite(
      sources: sources.filter { $0.path == "status.yml" }, site: parsed.withoutEntries, now: now)
    let time = thisMinute
    let incident = Incident(
      id: entryID(forTitle: title, on: zone.date(at: time), taken: []), title: title,
      severity: site.severities[0].id,
      updates: [.init(state: .investigating, time: time, text: "0")])
    let edit = EntryEdit(
      path: EntryPath.incident(incident.id).path, before: nil, after: incident.markdown())
    _ = try alone.checked(
      PlannedEdit(edit, meaning: .incident(incident), text: "0", at: time, change: ""))
  }
}

extension Parsed<Site> {
  /// The same settings, components and levels.
  package var withoutEntries: Parsed<Site> {
    let site = Site(
      settings: value.settings, catalog: value.catalog, severities: value.severities,
      uptimeWeights: value.uptimeWeights, team: value.team)
    return Parsed(site, at: places.withoutEntries)
  }
}
