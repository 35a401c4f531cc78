import StatusModel

/// 20 November 2026, 11:00 UTC, a Friday.
let friday = Timestamp(seconds: 1_795_172_400)

/// A small company in the middle of an incident: every kind of entry is there once.
func exampleSite(
  name: String = "Acme Status", url: String = "https://status.acme.example"
) -> Site {
  Site(
    settings: SiteSettings(
      name: name, url: url, description: "Live status of Acme's services",
      support: "https://acme.example/support"),
    catalog: Catalog(entries: [
      .component(Component(id: "api", name: "Public API", description: "REST and GraphQL")),
      .group(
        ComponentGroup(
          id: "group-apps", name: "Apps",
          components: [
            Component(id: "dashboard", name: "Dashboard"),
            Component(
              id: "mobile", name: "Mobile apps",
              since: CivilDate(year: 2026, month: 10, day: 1)),
            Component(id: "legacy", name: "Legacy import", showsOnlyWhenDegraded: true),
          ])),
    ]),
    history: History(
      incidents: [openIncident, longIncident, falseAlarm],
      maintenances: [runningMaintenance, plannedMaintenance],
      postmortems: [postmortem]),
    announcements: [
      Announcement(
        id: "holidays", title: "Support over the holidays", starts: friday.advanced(by: -3_600),
        ends: nil, text: "We answer within **one day**. See [about](about/).")
    ],
    pages: [ExtraPage(id: "about", title: "About this page", text: "## Who\n\nWe are Acme.")])
}

let openIncident = Incident(
  id: "2026-11-20-api-errors", title: "Elevated API error rates", severity: "SEV1",
  components: [
    Incident.AffectedComponent(component: "api"),
    Incident.AffectedComponent(component: "dashboard"),
  ],
  started: friday.advanced(by: -58 * 60),
  updates: [
    Incident.Update(
      state: .investigating, time: friday.advanced(by: -50 * 60),
      text: "Some API requests fail with error 500. We are looking into it."),
    Incident.Update(
      state: .identified, time: friday.advanced(by: -25 * 60), severity: "SEV2",
      statusChanges: [Incident.StatusChange(component: "dashboard", status: .operational)],
      text: """
        A configuration change is being rolled back. The dashboard works again.

        ### What you can do

        Retry with `--retry 3`, or read [the guide](https://acme.example/guide).
        """),
  ])

let longIncident = Incident(
  id: "2026-11-10-sync", title: "Mobile sync is slow", severity: "SEV3",
  components: [Incident.AffectedComponent(component: "mobile")],
  updates: [
    Incident.Update(
      state: .investigating, time: friday.advanced(by: -10 * 86_400),
      text: "Sync takes minutes rather than seconds."),
    Incident.Update(
      state: .resolved, time: friday.advanced(by: -7 * 86_400 + 5_400),
      text: "Sync is as fast as before. No data was lost."),
  ])

let falseAlarm = Incident(
  id: "2026-11-05-alarm", title: "Dashboard unreachable", severity: "SEV1",
  components: [Incident.AffectedComponent(component: "dashboard")],
  updates: [
    Incident.Update(
      state: .investigating, time: friday.advanced(by: -15 * 86_400 + 43_200),
      text: "Our monitor cannot reach the dashboard."),
    Incident.Update(
      state: .retracted, time: friday.advanced(by: -15 * 86_400 + 44_400),
      text: "It was the monitor that failed."),
  ])

let runningMaintenance = Maintenance(
  id: "2026-11-20-mobile", title: "New push servers", components: ["mobile"],
  window: friday.advanced(by: -1_800)..<friday.advanced(by: 5_400),
  updates: [
    Maintenance.Update(
      state: .scheduled, time: friday.advanced(by: -3 * 86_400),
      text: "Push notifications may come late.")
  ])

let plannedMaintenance = Maintenance(
  id: "2026-12-01-db-upgrade", title: "Database upgrade", components: ["api"],
  window: friday.advanced(by: 10 * 86_400 + 54_000)..<friday.advanced(by: 10 * 86_400 + 61_200),
  updates: [
    Maintenance.Update(
      state: .scheduled, time: friday.advanced(by: -2 * 86_400),
      text: "The API is read-only for up to two hours.")
  ])

let postmortem = Postmortem(
  incident: "2026-11-10-sync", published: CivilDate(year: 2026, month: 11, day: 17),
  actions: [
    Postmortem.Action(
      kind: .alert, what: "Alert when the queue holds more than 1,000 jobs",
      done: CivilDate(year: 2026, month: 11, day: 18), owner: "Kim Vu"),
    Postmortem.Action(kind: .runbook, what: "Describe how to add a worker", done: nil),
  ],
  text:
    "## Summary\n\nThe queue was full.\n\n## What failed\n\n### Tooling\n\nNo alert on its length.")
