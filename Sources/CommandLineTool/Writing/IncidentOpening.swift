import Addresses
import Authoring
import ContentWriting
import Diagnostics
import PlainEnglish
import StatusModel

/// What a new incident says, as it was typed.
struct IncidentOpening: Sendable {
  var title: String
  var severity: String
  var components: [ComponentArgument]
  let state: Incident.State
  var started: String?
  let at: String?
  var next: String?
  let roles: Incident.Roles
}

extension IncidentOpening {
  func planned(in site: SiteToWrite, _ words: Words) throws -> PlannedEdit {
    let time = try site.pastMoment(at, option: "--at") ?? site.now.wholeMinute
    let started = try site.pastMoment(started, option: "--started")
    if let started, started > time {
      throw Refusal.usage(
        "--started (\(started.written)) lies after the first update (\(time.written))",
        hint: "say when customers were first affected, or leave it out")
    }
    let text = try words.text(in: site, filling: try blanks(in: site, at: time))
    guard !text.isEmpty else { throw missingText() }
    let next = try site.nextUpdate(next, after: time)
    let affected = try affected(in: site)
    // A status of one's own goes into the heading where other components take the severity's.
    let isMixed = Set(affected.map { $0.status == nil }).count == 2
    if isMixed, let started, started < time { throw try mixedBeforeTheUpdate(affected, in: site) }
    let own = isMixed ? affected.filter { $0.status != nil } : []
    let changes = own.compactMap { component in
      component.status.map { Incident.StatusChange(component: component.component, status: $0) }
    }
    let update = Incident.Update(
      state: state, time: time, statusChanges: changes, nextUpdate: next, text: updateText(text))
    let incident = Incident(
      id: newID(in: site, at: time), title: title, severity: try site.severity(severity).id,
      components: isMixed ? affected.filter { $0.status == nil } : affected,
      started: started, roles: roles, updates: [update])
    let edit = EntryEdit(
      path: EntryPath.incident(incident.id).path, before: nil, after: incident.markdown())
    return PlannedEdit(
      edit, meaning: .incident(incident), text: update.text, at: time, kind: "Incident",
      id: incident.id, what: state.headingName)
  }

  /// What a prewritten message may name.
  func blanks(in site: SiteToWrite, at time: Timestamp) throws -> MessageWords {
    let severity = try site.severity(severity)
    let next =
      try site.nextUpdate(next, after: time) ?? severity.updateEvery.map { time.advanced(by: $0) }
    return MessageWords(
      components: try components.map { try site.component($0.name).name }, severity: severity.id,
      nextUpdate: next.map { site.zone.words(for: $0, on: time) },
      language: site.site.settings.language)
  }

  private func newID(in site: SiteToWrite, at time: Timestamp) -> Incident.ID {
    entryID(
      forTitle: title, on: site.zone.date(at: time),
      taken: site.takenIDs(in: "incidents"))
  }

  private func affected(in site: SiteToWrite) throws -> [Incident.AffectedComponent] {
    try zip(components, try site.components(components)).map { argument, id in
      .init(component: id, status: try argument.status.map(componentStatus))
    }
  }

  /// A heading's status holds from the update on, and front matter knows only one kind of them at once:
  /// from `started` until the update, a status of one's own beside the severity's cannot be written.
  private func mixedBeforeTheUpdate(
    _ affected: [Incident.AffectedComponent], in site: SiteToWrite
  ) throws -> Refusal {
    let level = try site.severity(severity).status
    let all = affected.map { "--component \($0.component)=\(($0.status ?? level).rawValue)" }
    return .usage(
      "with --started, either every component has a status of its own or none has",
      hint:
        "write \(all.joined(separator: " ")); they then keep these statuses when the severity changes"
    )
  }
}
