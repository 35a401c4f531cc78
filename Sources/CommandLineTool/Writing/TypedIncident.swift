import Authoring
import StatusModel

/// What a new incident says, as it was typed.
struct TypedIncidentOpening: Sendable {
  var title: String
  var severity: String
  var components: [ComponentArgument]
  let state: Incident.State
  var started: String?
  let at: String?
  var next: String?
  let roles: Incident.Roles
}

extension TypedIncidentOpening {
  func planned(in site: PresentSite, _ words: Words) throws -> PlannedEdit {
    let (opening, time) = try understood(in: site)
    let text = try words.text(in: site, filling: site.messageWords(for: opening, at: time))
    return try site.openIncident(opening, text: text, at: time)
  }

  /// What a prewritten message may name.
  func blanks(in site: PresentSite) throws -> MessageWords {
    let (opening, time) = try understood(in: site)
    return try site.messageWords(for: opening, at: time)
  }

  private func understood(
    in site: PresentSite
  ) throws -> (opening: IncidentOpening, time: Timestamp) {
    let time = try site.pastMoment(at, option: "--at") ?? site.thisMinute
    let started = try site.pastMoment(started, option: "--started")
    let opening = IncidentOpening(
      title: title, severity: try site.severity(named: severity).id,
      components: try site.affected(components), state: state, started: started,
      nextUpdate: try site.nextUpdate(next, after: time), roles: roles)
    return (opening, time)
  }
}

/// What an update to an incident says, as it was typed.
struct TypedIncidentChange: Sendable {
  let id: Incident.ID
  /// Nil: `Update`, the state stays.
  var state: Incident.State?
  var severity: String?
  var components: [ComponentArgument]
  let at: String?
  var next: String?
  /// Nobody is sent it.
  var isQuiet = false
}

extension TypedIncidentChange {
  func planned(in site: PresentSite, _ words: Words) throws -> PlannedEdit {
    let incident = try site.incident(named: id)
    // What the incident does not take is worth saying before what is misspelt.
    _ = try site.fileToUpdate(of: incident, to: state, promisesNews: next != nil)
    let (change, time) = try understood(of: incident, in: site)
    let text = try words.text(
      in: site, filling: site.messageWords(for: change, to: incident, at: time))
    return try site.updateIncident(incident.id, change, text: text, at: time)
  }

  /// What a prewritten message may name.
  func blanks(in site: PresentSite) throws -> MessageWords {
    let incident = try site.incident(named: id)
    let (change, time) = try understood(of: incident, in: site)
    return try site.messageWords(for: change, to: incident, at: time)
  }

  private func understood(
    of incident: Incident, in site: PresentSite
  ) throws -> (change: IncidentChange, time: Timestamp) {
    let time = try site.timeOfUpdate(
      to: incident, try site.pastMoment(at, option: "--at"))
    let change = IncidentChange(
      state: state, severity: try severity.map { try site.severity(named: $0).id },
      components: try site.affected(components),
      nextUpdate: try site.nextUpdate(next, after: time), isQuiet: isQuiet)
    return (change, time)
  }
}

extension PresentSite {
  /// The components that are named, each once.
  func affected(
    _ arguments: [ComponentArgument]
  ) throws -> [Incident.AffectedComponent] {
    let ids = try components(arguments)
    return try zip(arguments, ids).map { argument, id in
      .init(component: id, status: try argument.status.map(ComponentStatus.init(named:)))
    }
  }

  func components(_ arguments: [ComponentArgument]) throws -> [Component.ID] {
    var ids: [Component.ID] = []
    for argument in arguments {
      let id = try component(named: argument.name).id
      guard !ids.contains(id) else { throw AuthoringError.repeatedComponent(id) }
      ids.append(id)
    }
    return ids
  }
}
