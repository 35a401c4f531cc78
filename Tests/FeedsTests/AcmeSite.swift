import Feeds
import SiteFiles
import StatusModel
import TestSupport
import Testing

/// A moment from `2026-11-20 10:35`, in UTC.
func utc(_ text: String) -> Timestamp {
  let parts = text.split { "- :".contains($0) }.compactMap { Int($0) }
  let date = CivilDate(year: parts[0], month: parts[1], day: parts[2])
  return CivilTime(date: date ?? CivilDate(daysSinceEpoch: 0), secondOfDay: 0).moment(offset: 0)
    .advanced(by: parts[3] * 3_600 + parts[4] * 60)
}

/// The text of one of the files planned for `site` as it stands at `moment`.
func published(
  _ path: String, of site: Site, at moment: Timestamp = utc("2026-11-20 10:40"),
  edits: EditTimes = [:]
) throws -> String {
  let files = madeFiles(by: feedPlanner(), of: site, site.snapshot(at: moment), edits: edits)
    .filter { $0.path == path }
  return String(decoding: try #require(files.first).bytes(), as: UTF8.self)
}

/// A JSON text that was written over several lines to be read, as it is published.
func compact(_ lines: String) -> String {
  lines.split(separator: "\n").map { $0.drop { $0 == " " } }.joined()
}

let berlin = TimeZoneRules(
  identifier: "Europe/Berlin", firstOffset: 3_600,
  transitions: [
    .init(from: utc("2026-03-29 01:00"), offset: 7_200),
    .init(from: utc("2026-10-25 01:00"), offset: 3_600),
  ])

/// One single component, and a group of two.
let acmeCatalog = Catalog(entries: [
  .component(
    Component(
      id: "api", name: "Public API", description: "REST and GraphQL",
      since: CivilDate(year: 2026, month: 11, day: 19))),
  .group(
    ComponentGroup(
      id: "group-apps", name: "Apps",
      components: [
        Component(id: "dashboard", name: "Dashboard"),
        Component(id: "mobile", name: "Mobile apps", showsOnlyWhenDegraded: true),
      ])),
])

func acme(
  _ history: History = History(), timeZone: TimeZoneRules = .utc, catalog: Catalog = acmeCatalog
) -> Site {
  Site(
    settings: SiteSettings(
      name: "Acme Status", url: "https://status.acme.example",
      description: "Live status of Acme's services", timeZone: timeZone),
    catalog: catalog, history: history)
}

let apiErrors = Incident(
  id: "2026-11-20-api-errors", title: "Elevated API error rates", severity: "SEV1",
  components: [.init(component: "api"), .init(component: "dashboard")],
  started: utc("2026-11-20 10:02"), detected: utc("2026-11-20 10:05"),
  roles: .init(commander: "Ana Lima"),
  updates: [
    .init(
      state: .investigating, time: utc("2026-11-20 10:10"),
      text: "Some requests fail. See [the *guide*](/pages/guide)."),
    .init(
      state: .identified, time: utc("2026-11-20 10:35"), severity: "SEV2",
      statusChanges: [.init(component: "dashboard", status: .operational)],
      nextUpdate: utc("2026-11-20 11:00"), text: "A change is being rolled back."),
  ])

let slowLogins = Incident(
  id: "2026-11-10-slow-logins", title: "Slow logins", severity: "SEV3",
  components: [.init(component: "dashboard")],
  updates: [
    .init(state: .investigating, time: utc("2026-11-10 09:00"), text: "Logins take minutes."),
    .init(state: .monitoring, time: utc("2026-11-10 09:30"), text: "A cache was emptied."),
    .init(state: nil, time: utc("2026-11-10 09:40"), text: "Logins are quicker."),
    .init(
      state: .resolved, time: utc("2026-11-10 10:00"), text: "Logins are quick. Nothing is lost."),
  ])

let slowLoginsPostmortem = Postmortem(
  incident: "2026-11-10-slow-logins", published: CivilDate(year: 2026, month: 11, day: 12),
  actions: [.init(kind: .alert, what: "Alert on it", owner: "Kim Vu")],
  text: "## Summary\n\nA cache was full.")

let falseAlarm = Incident(
  id: "2026-11-05-false-alarm", title: "Mobile apps unreachable", severity: "SEV1",
  components: [.init(component: "mobile")],
  updates: [
    .init(state: .investigating, time: utc("2026-11-05 08:00"), text: "We are looking into it."),
    .init(state: .retracted, time: utc("2026-11-05 08:20"), text: "A probe was broken."),
  ])

let upgrade = Maintenance(
  id: "2026-12-01-db-upgrade", title: "Database upgrade", components: ["api"],
  window: utc("2026-12-01 02:00")..<utc("2026-12-01 04:00"),
  updates: [
    .init(state: .scheduled, time: utc("2026-11-19 09:00"), text: "The API is read-only.")
  ])

let running = Maintenance(
  id: "2026-11-20-mobile-release", title: "Mobile release", components: ["mobile"],
  window: utc("2026-11-20 09:00")..<utc("2026-11-20 11:00"),
  updates: [
    .init(state: .scheduled, time: utc("2026-11-18 09:00"), text: "Apps may need a restart."),
    .init(state: .verifying, time: utc("2026-11-20 10:30"), text: "We are testing."),
  ])

let called = Maintenance(
  id: "2026-11-19-called-off", title: "Called off", components: ["api"],
  window: utc("2026-11-25 09:00")..<utc("2026-11-25 11:00"),
  updates: [
    .init(state: .scheduled, time: utc("2026-11-16 09:00"), text: "Planned."),
    .init(state: .cancelled, time: utc("2026-11-17 09:00"), text: "Not needed any more."),
  ])

/// One of everything: open, closed with a postmortem, retracted; upcoming, running, cancelled.
let busy = History(
  incidents: [falseAlarm, slowLogins, apiErrors], maintenances: [called, running, upgrade],
  postmortems: [slowLoginsPostmortem])
