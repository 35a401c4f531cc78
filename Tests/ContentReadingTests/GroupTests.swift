import StatusModel
import TestSupport
import Testing

/// Groups as what is affected, and components that left the page.
struct GroupTests {
  @Test(arguments: [
    ("[Apps]", "", ["web: -"]),
    ("[web]", "", ["web: -"]),
    ("[Apps, web]", "", ["web: -"]),
    ("{Apps: major_outage}", "", ["web: major_outage"]),
    ("{Apps: major_outage, web: operational}", "", ["web: operational"]),
    ("{web: operational, Apps: major_outage}", "", ["web: operational"]),
    ("[]", " - Apps: partial_outage", ["web > partial_outage"]),
    ("[]", " - Apps: partial_outage - web: operational", ["web > operational"]),
    ("[]", " - web: operational - Apps: partial_outage", ["web > operational"]),
    ("[]", " - api: operational", ["api > operational"]),
  ])
  func `a group stands for the components that it had then`(
    components: String, heading: String, affected: [String]
  ) async throws {
    let incident = try await groupedIncident(components, heading).read().history.incidents[0]
    let named = incident.components.map { "\($0.component): \($0.status?.rawValue ?? "-")" }
    let changed = incident.updates[0].statusChanges.map {
      "\($0.component) > \($0.status.rawValue)"
    }
    #expect(named + changed == affected)
  }

  @Test(arguments: [
    ("2026-01-20", "[data]", ["tape"]), ("2026-01-31", "[Old data]", ["tape"]),
    ("2026-06-30", "[Apps]", ["web", "phone"]), ("2026-07-01", "[Apps]", ["web"]),
    ("2026-11-19", "[api]", ["api"]),
  ])
  func `an old entry names what was on the page then`(
    day: String, components: String, affected: [String]
  ) async throws {
    let site = try await groupedIncident("[]").with(
      "incidents/old.md",
      "---\ntitle: T\nseverity: SEV2\ncomponents: \(components)\n---\n"
        + "## Resolved - \(day) 23:00 UTC\n\nWords.\n"
    ).with(
      "maintenance/old.md",
      "---\ntitle: T\ncomponents: \(components)\nstarts: \(day) 22:00\n---\n"
        + "## Completed - \(day) 23:00 UTC\n\nWords.\n"
    ).read()
    #expect(site.history.incidents[0].components.map(\.component) == affected)
    #expect(site.history.maintenances[0].components == affected)
  }

  @Test func `a draft that names what left the page stops no build`() async throws {
    let site = groupedIncident("[web, api]\ndraft: true")
    #expect(
      try await site.diagnostics().map(\.firstLine) == [
        "incidents/one.md:4:19: warning: 'api' was no longer on the page then, since 2026-11-19 was the "
          + "last day, so this draft cannot be published as it is [component-gone]"
      ])
    #expect(try await site.read().history.incidents[0].components.map(\.component) == ["web"])
  }

  @Test func `a group may have an id of its own, and a colon in its name`() async throws {
    let site = try await TinySite(
      status: """
        name: A
        url: https://a.example
        since: 2026-11-01
        components:
          - group: "Apps: mobile"
            id: mobile-apps
            components: [{id: ios, name: iOS}]

        """
    ).with(
      "incidents/one.md",
      "---\ntitle: T\nseverity: SEV2\n---\n"
        + "## Investigating - 2026-11-20 10:00 UTC - Apps: mobile: major_outage\n\nWords.\n\n"
        + "## Resolved - 2026-11-20 11:00 UTC - mobile-apps: operational\n\nWords.\n"
    ).read()
    #expect(
      site.history.incidents[0].updates.map { $0.statusChanges.map(\.component) } == [
        ["ios"], ["ios"],
      ])
    #expect(site.settings.since == CivilDate(year: 2026, month: 11, day: 1))
    guard case .group(let group) = site.catalog.entries[0] else { return #expect(Bool(false)) }
    #expect(group.id == "mobile-apps")
  }
}
