import StatusModel
import Testing

/// What pages say of an incident's level and components, and of work whose end is not known.
struct ShownAsItWasTests {
  private func says(
    _ state: Incident.State?, _ minutes: Int, _ severity: Severity.ID? = nil
  ) -> Incident.Update {
    .init(
      state: state, time: friday.advanced(by: (minutes - 60) * 60), severity: severity,
      text: "Words.")
  }

  private func site(
    _ level: Severity.ID, _ updates: [Incident.Update],
    components: [Incident.AffectedComponent] = [.init(component: "api")],
    severities: [Severity] = Severity.defaults
  ) -> Site {
    let incident = Incident(
      id: "one", title: "One", severity: level, components: components, updates: updates)
    return Site(
      settings: exampleSite().settings, catalog: exampleSite().catalog, severities: severities,
      history: History(incidents: [incident]))
  }

  @Test func `every list and page shows the worst level of a closed incident`() throws {
    let site = site(
      "SEV3",
      [
        says(.investigating, 0), says(nil, 10, "SEV1"), says(nil, 30, "SEV3"), says(.resolved, 40),
      ])
    let row = "{{label}} {{look}}"
    let shownRows = [
      ("incidents/one/index.html", "incident", "{{severity}} {{look}}"),
      ("components/api/index.html", "component", "{{#incidents}}\(row){{/incidents}}"),
      ("history/2026-11/index.html", "month", "{{#entries}}\(row){{/entries}}"),
      (
        "history/2026-11/index.html", "month",
        "{{#weeks}}{{#dates}}{{#is_today}}\(row){{/is_today}}{{/dates}}{{/weeks}}"
      ),
      ("index.html", "home", "{{#days}}{{#entries}}\(row){{/entries}}{{/days}}"),
    ]
    for (path, name, template) in shownRows {
      #expect(
        try shown(site, on: path, by: name, template: template) == ["Critical down"], "\(path)")
    }
    let early = friday.advanced(by: -25 * 60)
    // While it is open, it stands at the top of the home page and not among its days.
    for (path, name, template) in shownRows.dropLast() {
      #expect(
        try shown(site, at: early, on: path, by: name, template: template)
          == [name == "month" && template.contains("is_today") ? "Critical down" : "Minor slow"],
        "\(path)")
    }
    #expect(
      try shown(
        site, on: "incidents/one/index.html", by: "incident",
        template: "{{#updates}}{{state}} {{{changes}}}\n{{/updates}}") == [
          "Resolved ",
          "Update <ul class=\"changes\"><li>Severity changed to <bdi>Minor</bdi></li>"
            + "<li><bdi>Public API</bdi>: Degraded performance</li></ul>",
          "Update <ul class=\"changes\"><li>Severity changed to <bdi>Critical</bdi></li>"
            + "<li><bdi>Public API</bdi>: Major outage</li></ul>",
          "Investigating ",
        ])
  }

  private static let levels = [
    Severity(id: "P1", name: "Major", status: .partialOutage, impact: .major),
    Severity(id: "P2", name: "Notice", status: .operational, impact: .none),
  ]

  @Test(arguments: [
    ("open, at a level that changes no component", "P2", [(Incident.State.investigating, 0)]),
    ("closed, at such a level", "P2", [(.investigating, 0), (.resolved, 20)]),
    ("told only when it was over", "P1", [(.resolved, 0)]),
    ("over at once", "P1", [(.investigating, 0), (.resolved, 0)]),
    (
      "told when it was over, and opened again at once", "P1",
      [(.resolved, 0), (.investigating, 0), (.resolved, 0)]
    ),
    ("told when it was over, and told more", "P1", [(.resolved, 0), (.resolved, 10)]),
  ])
  func `an incident's page names its components also where none was held at a status`(
    name: String, level: String, updates: [(Incident.State, Int)]
  ) throws {
    let site = site(
      level, updates.map { says($0.0, $0.1) },
      components: [.init(component: "api"), .init(component: "dashboard")],
      severities: Self.levels)
    #expect(
      try shown(
        site, on: "incidents/one/index.html", by: "incident",
        template:
          "{{#has_effects}}{{#effects}}{{name}} {{look}} [{{{words}}}]\n{{/effects}}{{/has_effects}}"
      )
        == ["Public API none []", "Dashboard none []"])
    let page = try #require(try renderedPages(of: site)["incidents/one/index.html"])
    #expect(page.contains("<bdi>Public API</bdi></a></li>"))
    let component = try shown(
      site, on: "components/dashboard/index.html", by: "component",
      template: "{{#incidents}}{{title}}{{/incidents}}")
    #expect(component == ["One"])
  }

  @Test func `the home page names the components of an open level that changes none`() throws {
    let site = site("P2", [says(.investigating, 0)], severities: Self.levels)
    #expect(
      try shown(
        site, on: "index.html", by: "home",
        template:
          "{{#incidents}}{{#effects}}{{name}} {{look}} {{{words}}}{{/effects}}{{/incidents}}")
        == ["Public API ok Operational"])
  }

  @Test(arguments: [
    (
      [], -60,
      "From <time datetime=\"2026-11-20T11:00:00Z\">20 Nov 2026, 11:00 UTC</time>, end not known yet"
    ),
    (
      [], 60,
      "From <time datetime=\"2026-11-20T11:00:00Z\">20 Nov 2026, 11:00 UTC</time>, end not known yet"
    ),
    (
      [(Maintenance.State.completed, 45)], 60,
      "<time datetime=\"2026-11-20T11:00:00Z\">20 Nov 2026, 11:00</time> – "
        + "<time datetime=\"2026-11-20T11:45:00Z\">11:45 UTC</time> (45 minutes)"
    ),
    (
      [(.cancelled, -30)], 60,
      "<time datetime=\"2026-11-20T11:00:00Z\">20 Nov 2026, 11:00 UTC</time>"
    ),
    (
      [(.completed, -30)], 60,
      "<time datetime=\"2026-11-20T11:00:00Z\">20 Nov 2026, 11:00 UTC</time>"
    ),
  ])
  func `work whose end is not known says so, and once it is over how long it took`(
    told: [(Maintenance.State, Int)], at minutes: Int, when: String
  ) throws {
    let work = Maintenance(
      id: "work", title: "Work", components: ["api"],
      window: MaintenanceWindow(start: friday, end: nil),
      updates: [.init(state: .scheduled, time: friday.advanced(by: -86_400), text: "Soon.")]
        + told.map { .init(state: $0.0, time: friday.advanced(by: $0.1 * 60), text: "So it is.") })
    let site = Site(
      settings: exampleSite().settings, catalog: exampleSite().catalog,
      history: History(maintenances: [work]))
    #expect(
      try shown(
        site, at: friday.advanced(by: minutes * 60), on: "maintenance/work/index.html",
        by: "maintenance", template: "{{{when}}}{{#ends}} {{ends}}{{/ends}}") == [when])
  }
}
