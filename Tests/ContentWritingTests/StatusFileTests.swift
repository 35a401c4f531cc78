import ContentReading
import ContentWriting
import StatusModel
import TestSupport
import Testing

struct StatusFileTests {
  private func read(_ site: Site) async throws -> Site {
    let (read, diagnostics) = try await readSite([statusFile(of: site)], latest: nil)
    #expect(diagnostics.map(\.text) == [])
    return try #require(read).value
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `status.yml reads back as the same`(seed: UInt64) async throws {
    let site = RandomSite(seed: seed).site
    let read = try await read(site)
    #expect(read.catalog == site.catalog)
    #expect(read.severities == site.severities)
    #expect(read.uptimeWeights == site.uptimeWeights)
    #expect(read.settings.name == site.settings.name)
    #expect(read.settings.timeZone.identifier == site.settings.timeZone.identifier)
  }

  @Test func `every key reads back as the same`() async throws {
    let site = Site(
      settings: SiteSettings(
        name: "Acme: \"Status\" # 1",
        nameTranslations: [
          Translation(language: "en", text: "Acme: \"Status\" # 1"),
          Translation(language: "de", text: "Acme, Zustand"),
        ], url: "https://status.acme.example", description: "yes",
        since: CivilDate(year: 2026, month: 1, day: 2), language: "en", timeZone: .utc,
        support: "mailto:help@acme.example",
        subscriptions: [Subscription(name: "List, the", link: "https://acme.example/list")],
        hubs: ["https://hub.example/"], logo: "static/logo.svg", accent: "#0b5cab",
        languages: ["en", "de"]),
      catalog: Catalog(entries: [
        .component(
          Component(
            id: "api", name: "API", description: "One: two", link: "https://api.example",
            since: CivilDate(year: 2025, month: 1, day: 2),
            until: CivilDate(year: 2027, month: 1, day: 2), showsOnlyWhenDegraded: true)),
        .group(
          ComponentGroup(
            id: "own", name: "Apps: all", components: [Component(id: "null", name: "true")])),
      ]),
      severities: [
        Severity(
          id: "P1", name: "One", definition: "Bad: very", status: .majorOutage, impact: .critical,
          firstUpdateWithin: 5_400, updateEvery: 90_000, postmortemWithin: 86_400),
        Severity(id: "P2", name: "Two", status: .operational, impact: .none),
      ],
      uptimeWeights: UptimeWeights(
        underMaintenance: 100_000, degradedPerformance: 0, partialOutage: 123_456,
        majorOutage: 1_000_000),
      team: TeamSettings(
        escalation: ["P1": ["Ana, on call", "VP"], "P2": []],
        alertRules: [
          AlertRule(
            match: [.init(name: "service", value: "a: b")], component: "api", severity: "P1")
        ],
        commitsChanges: true,
        delivery: Delivery(
          targets: [
            PublishTarget(.rclone("acme:bucket"), after: "purge --all", precompress: [.gzip]),
            PublishTarget(.rsync("web@host.example:/srv")),
            PublishTarget(.git(remote: "origin", branch: "pages")), PublishTarget(.folder("out")),
          ],
          notifiers: [
            Notifier(
              name: "team", channel: .slack(.environment("HOOK")), components: ["api"],
              impact: .major, kinds: [.incident]),
            Notifier(
              name: "hook", channel: .webhook(.file("a b"), signedWith: .environment("KEY"))),
            Notifier(
              name: "mail", channel: .mail(to: "list@acme.example", from: "Acme <a@acme.example>")),
            Notifier(name: "hub", channel: .webSub(hub: "https://hub.example/")),
            Notifier(name: "run", channel: .command("tell me")),
          ])))
    #expect(try await read(site) == site)
  }
}
