import StatusModel
import Testing

/// `10:30` on 2026-11-20, or a whole `2026-11-21 10:30`; always UTC.
func at(_ text: String) -> Timestamp {
  let parts = text.split(separator: " ")
  let numbers = (parts.count == 1 ? "2026-11-20" : parts[0]).split(separator: "-")
    .compactMap { Int($0) }
  let clock = parts[parts.count - 1].split(separator: ":").compactMap { Int($0) }
  let days = CivilDate(year: numbers[0], month: numbers[1], day: numbers[2])?.daysSinceEpoch ?? 0
  let seconds = clock.count > 2 ? clock[2] : 0
  return Timestamp(seconds: days * 86_400 + clock[0] * 3_600 + clock[1] * 60 + seconds)
}

func date(_ text: String) -> CivilDate? {
  let numbers = text.split(separator: "-").compactMap { Int($0) }
  return CivilDate(year: numbers[0], month: numbers[1], day: numbers[2])
}

/// One update of an incident, as its heading would say it.
func says(
  _ state: Incident.State?, _ time: String, _ severity: Severity.ID? = nil,
  _ changes: KeyValuePairs<Component.ID, ComponentStatus> = [:], next: String? = nil
) -> Incident.Update {
  Incident.Update(
    state: state, time: at(time), severity: severity,
    statusChanges: changes.map { Incident.StatusChange(component: $0.key, status: $0.value) },
    nextUpdate: next.map { at($0) })
}

func incident(
  _ severity: Severity.ID, _ components: [Component.ID], id: Incident.ID = "one",
  started: String? = nil, isDraft: Bool = false, _ updates: Incident.Update...
) -> Incident {
  Incident(
    id: id, title: id, severity: severity,
    components: components.map { Incident.AffectedComponent(component: $0) },
    started: started.map { at($0) }, isDraft: isDraft, updates: updates)
}

/// An incident whose components have a status of their own from the beginning.
func incident(
  _ severity: Severity.ID, own: KeyValuePairs<Component.ID, ComponentStatus>,
  _ updates: Incident.Update...
) -> Incident {
  Incident(
    id: "one", title: "one", severity: severity,
    components: own.map { Incident.AffectedComponent(component: $0.key, status: $0.value) },
    updates: updates)
}

func maintenance(
  on components: [Component.ID] = ["api"], id: Maintenance.ID = "work",
  from starts: String = "12:00",
  to ends: String? = "14:00", isAutomatic: Bool = true, isDraft: Bool = false,
  _ updates: (Maintenance.State?, String)...
) -> Maintenance {
  Maintenance(
    id: id, title: id, components: components,
    window: MaintenanceWindow(start: at(starts), end: ends.map { at($0) }),
    isAutomatic: isAutomatic, isDraft: isDraft,
    updates: updates.map { Maintenance.Update(state: $0.0, time: at($0.1)) })
}

func components(_ ids: Component.ID...) -> [Catalog.Entry] {
  ids.map { .component(Component(id: $0, name: $0)) }
}

/// A site with the components `api` and `web`.
func site(
  _ incidents: [Incident] = [], maintenances: [Maintenance] = [],
  entries: [Catalog.Entry] = components("api", "web"), severities: [Severity] = Severity.defaults,
  weights: UptimeWeights = .standard, zone: TimeZoneRules = .utc, postmortems: [Postmortem] = [],
  announcements: [Announcement] = [], team: TeamSettings = TeamSettings()
) -> Site {
  Site(
    settings: SiteSettings(
      name: "Acme", url: "https://status.acme.example", timeZone: zone),
    catalog: Catalog(entries: entries), severities: severities, uptimeWeights: weights,
    history: History(
      incidents: incidents, maintenances: maintenances, postmortems: postmortems),
    announcements: announcements, team: team)
}

extension Site {
  func snapshot(_ time: String) -> Snapshot {
    snapshot(at: at(time))
  }
}

extension Snapshot {
  /// In the order of the components.
  var statuses: [ComponentStatus] { components.map(\.status) }

  func component(_ id: Component.ID) throws -> ComponentSnapshot {
    try #require(components.first { $0.component.id == id })
  }

  func incident(_ id: Incident.ID = "one") throws -> IncidentSnapshot {
    try #require(incidents.first { $0.id == id })
  }

  func maintenance(_ id: Maintenance.ID = "work") throws -> MaintenanceSnapshot {
    try #require(maintenances.first { $0.id == id })
  }

  /// `api major_outage 2026-11-20T10:00:00Z – now`, in the order of the incident's effects.
  func effects(of id: Incident.ID = "one") throws -> [String] {
    try incident(id).effects.flatMap { effect in
      effect.intervals.map { "\(components[effect.component].component.id) \(words($0))" }
    }
  }
}

/// `major_outage 2026-11-20T10:00:00Z – now`.
func words(_ interval: StatusInterval) -> String {
  "\(interval.status.rawValue) \(interval.start.iso8601) – \(interval.end?.iso8601 ?? "now")"
}

/// `critical, Major System Outage`.
func words(_ page: PageStatus) -> String {
  "\(page.indicator.rawValue), \(page.description.rawValue)"
}

extension Timestamp: CustomTestStringConvertible {
  package var testDescription: String { iso8601 }
}
