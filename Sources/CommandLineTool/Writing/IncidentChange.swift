import Authoring
import ContentWriting
import Diagnostics
import PlainEnglish
import SiteFiles
import StatusModel

/// What an update to an incident says, as it was typed.
struct IncidentChange: Sendable {
  let id: Incident.ID
  /// Nil: `Update`, the state stays.
  var state: Incident.State?
  var severity: String?
  var components: [ComponentArgument]
  let at: String?
  var next: String?
}

extension IncidentChange {
  func planned(in site: SiteToWrite, _ words: Words) throws -> PlannedEdit {
    let incident = try site.incident(id)
    let standing = try site.standing(of: incident)
    try refuseRepeating(standing)
    try refusePromising(standing)
    let file = try site.file(of: incident.id, in: "incidents")
    try site.refuseOpenBlock(in: file, of: incident.id)
    let time = try time(after: incident, in: site)
    let text = try words.text(in: site, filling: try blanks(in: site, at: time))
    guard !text.isEmpty else { throw missingText() }
    let level = try severity.map(site.severity)
    let next = try site.nextUpdate(next, after: time)
    let changes = try statusChanges(in: site, level: level ?? standing.lastSeverity)
    let update = Incident.Update(
      state: state, time: time, severity: level?.id, statusChanges: changes, nextUpdate: next,
      text: updateText(text))
    return PlannedEdit(
      EntryEdit(
        path: file.path, before: file.bytes, after: appending(update, to: file.bytes)),
      meaning: .incident(incident.replacing(updates: incident.updates + [update])),
      text: update.text, at: time, kind: "Incident", id: incident.id,
      what: state?.headingName ?? "Update")
  }

  /// What a prewritten message may name.
  func blanks(in site: SiteToWrite, at time: Timestamp) throws -> MessageWords {
    let standing = try site.standing(of: try site.incident(id))
    let level = try severity.map(site.severity) ?? standing.lastSeverity
    let next =
      try site.nextUpdate(next, after: time) ?? level.updateEvery.map { time.advanced(by: $0) }
    let all = site.site.catalog.components
    let affected = standing.effects.filter {
      state?.isOpen == false ? !$0.intervals.isEmpty : $0.status != .operational
    }
    let named = try components.map { try site.component($0.name).name }
    let names = affected.map { all[$0.component].name }
    return MessageWords(
      components: names + named.filter { !names.contains($0) }, severity: level.id,
      nextUpdate: state?.isOpen == false ? nil : next.map { site.zone.words(for: $0, on: time) },
      language: site.site.settings.language)
  }

  func time(after incident: Incident, in site: SiteToWrite) throws -> Timestamp {
    if let at = try site.pastMoment(at, option: "--at") { return at }
    return try site.time(after: incident.updates.map(\.time).max() ?? site.now)
  }

  /// A second resolution would tell readers nothing, and start no new silence. That it was a false alarm
  /// may turn out after the end.
  private func refuseRepeating(_ standing: IncidentSnapshot) throws {
    guard let state, !state.isOpen, !standing.state.isOpen, let closed = standing.resolvedAt else {
      return
    }
    if state == .retracted, standing.state == .resolved { return }
    throw Refusal.usage(
      "\(standing.id) is \(standing.state.rawValue) already, since \(closed.written)",
      hint: "to add to it, use `allclear incident update \(standing.id) -m TEXT`; "
        + "with `--state investigating` that opens it again")
  }

  /// Nobody waits for news of what is over.
  private func refusePromising(_ standing: IncidentSnapshot) throws {
    guard next != nil, !(state ?? standing.state).isOpen else { return }
    throw Refusal.usage(
      "--next promises news of an incident that is \((state ?? standing.state).rawValue)",
      hint: "leave it out, or open the incident again with --state investigating")
  }

  private func statusChanges(
    in site: SiteToWrite, level: Severity
  ) throws -> [Incident.StatusChange] {
    try zip(components, try site.components(components)).map { argument, id in
      .init(component: id, status: try argument.status.map(componentStatus) ?? level.status)
    }
  }
}

extension SiteToWrite {
  /// By its id or some of it, or by its file.
  ///
  /// - Parameter prefersOpen: of several that go by these words, the only one that is open is meant.
  func incident(_ typed: String, prefersOpen: Bool = true) throws -> Incident {
    let open = (openIncidents().map(\.id) + brokenOpenIncidents()).filter {
      $0.lowercased().hasSuffix("-" + typed.lowercased())
    }
    let id = try soundEntry(
      typed, among: site.history.incidents.map(\.id),
      preferring: prefersOpen && open.count == 1 ? open[0] : nil, in: "incidents",
      noun: "incident")
    guard let found = site.history.incidents.first(where: { $0.id == id }) else {
      throw vanished(id, in: "incidents")
    }
    return found
  }

  /// Where it stands now; a draft as if it were published.
  func standing(of incident: Incident) throws -> IncidentSnapshot {
    // Updates may be dated a little later than now.
    let moment = max(latest, incident.updates.map(\.time).max() ?? latest)
    let alone = Site(
      settings: site.settings, catalog: site.catalog, severities: site.severities,
      history: History(incidents: [incident.replacing(updates: incident.updates, isDraft: false)]))
    guard let found = alone.snapshot(at: moment).incidents.first else {
      throw Refusal.machine("\(incident.id) cannot be shown", hint: "run `allclear check`")
    }
    return found
  }

  /// The incidents that are open for readers, the newest first.
  func openIncidents() -> [Incident] {
    let open = site.history.incidents.filter { incident in
      let last = incident.updates.last { $0.state != nil }
      return !incident.isDraft && last?.state?.isOpen ?? true
    }
    return open.sorted { ($1.updates[0].time, $0.id) < ($0.updates[0].time, $1.id) }
  }

  /// The one that is meant where none is named.
  func onlyOpenIncident() throws -> Incident.ID {
    let open = openIncidents()
    let broken = brokenOpenIncidents()
    if open.count == 1, broken.isEmpty { return open[0].id }
    if open.count == 1 {
      throw Refusal.usage(
        "\(open[0].id) is open, and so may be \(broken.joined(separator: ", ")), which cannot be read",
        hint: "name the one that you mean; `allclear check` says what is wrong with the other")
    }
    if open.isEmpty { for id in broken { try refuseBroken(id, in: "incidents") } }
    guard !open.isEmpty else {
      throw Refusal.usage(
        "no incident is open",
        hint: "open one with `allclear incident open`, or name one from `allclear incident list`")
    }
    throw Refusal.usage(
      "\(open.count) incidents are open, so name one",
      hint: "open: \(open.map(\.id).joined(separator: ", "))")
  }
}
