import ContentReading
import Diagnostics
import StatusModel
import TestSupport
import Testing

@Test func `every key of status.yml is read as it is written`() async throws {
  let site = try await TinySite(
    status: """
      name: Acme Status
      url: https://status.acme.example/sub/
      description: Live status of Acme's services
      language: en
      timezone: Europe/Berlin
      support: mailto:help@acme.example
      logo: static/logo.svg
      components:
        - id: api
          name: Public API
          description: REST and GraphQL
          link: https://docs.acme.example/api
          since: 2024-03-01
          show: degraded
        - group: Mobile & web Apps
          components:
            - {id: dashboard, name: Dashboard, show: always}
      severities:
        P1:
          name: Critical
          definition: Core features are down.
          status: major_outage
          impact: critical
          first_update_within: 5m
          update_every: 1h30m
          postmortem_within: 3d
          escalate_to: [on-call lead, VP engineering]
        Sev-0: {name: Note, status: operational, impact: none}
      never_publish: [acme-internal\\.net]
      uptime:
        weights: {major_outage: 1, partial_outage: 0.25, degraded_performance: 0.000001}
      theme: {accent: "#0b5cab"}
      languages: [en, pt-BR]
      alerts:
        - {match: {service: checkout, env: 'prod'}, component: api}
        - {match: {severity: critical}, severity: P1}
      git: commit
      publish:
        - {to: ../www}
        - {to: /srv/www}
        - to: "rclone:acme:status-bucket/a b"
          after: ./purge.sh
        - {to: "rsync:web@status.example:/srv/status"}
        - {to: "git:https://git.example/a#b.git#gh-pages"}
      notify:
        - {name: hook, to: webhook, url: {env: HOOK}, secret: {file: ../key}, components: [api]}
        - {name: old, to: statuspage, url: {file: url}, impact: major, kinds: [incident, reminder]}
        - {name: Slack, to: slack, url: {env: A1}}
        - {name: Teams, to: teams, url: {env: _B}}
        - {name: Discord, to: discord, url: {env: C}}
        - {name: mail, to: mail, address: status@l.example, from: Acme <a@acme.example>}
        - {name: hub, to: websub, hub: "https://hub.example/"}
        - {name: pager, to: command, run: ./tell.sh}

      """
  ).read()
  #expect(site.settings.timeZone.identifier == "Europe/Berlin")
  #expect(
    site.settings
      == SiteSettings(
        name: "Acme Status", url: "https://status.acme.example/sub",
        description: "Live status of Acme's services", language: "en",
        timeZone: site.settings.timeZone, support: "mailto:help@acme.example",
        hubs: ["https://hub.example/"], logo: "static/logo.svg", accent: "#0b5cab",
        languages: ["en", "pt-BR"]))
  #expect(
    site.team
      == TeamSettings(
        escalation: ["P1": ["on-call lead", "VP engineering"], "Sev-0": []],
        alertRules: [
          AlertRule(
            match: [.init(name: "env", value: "prod"), .init(name: "service", value: "checkout")],
            component: "api", severity: nil),
          AlertRule(
            match: [.init(name: "severity", value: "critical")], component: nil, severity: "P1"),
        ], commitsChanges: true,
        delivery: Delivery(
          targets: [
            PublishTarget(.folder("../www")),
            PublishTarget(.folder("/srv/www")),
            PublishTarget(.rclone("acme:status-bucket/a b"), after: "./purge.sh"),
            PublishTarget(.rsync("web@status.example:/srv/status")),
            PublishTarget(.git(remote: "https://git.example/a#b.git", branch: "gh-pages")),
          ],
          notifiers: [
            Notifier(
              name: "hook", channel: .webhook(.environment("HOOK"), signedWith: .file("../key")),
              components: ["api"]),
            Notifier(
              name: "old", channel: .statuspage(.file("url")), impact: .major,
              kinds: [.incident, .reminder]),
            Notifier(name: "Slack", channel: .slack(.environment("A1"))),
            Notifier(name: "Teams", channel: .teams(.environment("_B"))),
            Notifier(name: "Discord", channel: .discord(.environment("C"))),
            Notifier(
              name: "mail", channel: .mail(to: "status@l.example", from: "Acme <a@acme.example>")),
            Notifier(name: "hub", channel: .webSub(hub: "https://hub.example/")),
            Notifier(name: "pager", channel: .command("./tell.sh")),
          ])))
  #expect(
    site.catalog.entries == [
      .component(
        Component(
          id: "api", name: "Public API", description: "REST and GraphQL",
          link: "https://docs.acme.example/api", since: CivilDate(year: 2024, month: 3, day: 1),
          showsOnlyWhenDegraded: true)),
      .group(
        ComponentGroup(
          id: "group-mobile-web-apps", name: "Mobile & web Apps",
          components: [Component(id: "dashboard", name: "Dashboard")])),
    ])
  #expect(
    site.severities == [
      Severity(
        id: "P1", name: "Critical", definition: "Core features are down.", status: .majorOutage,
        impact: .critical, firstUpdateWithin: 300, updateEvery: 5_400,
        postmortemWithin: 259_200),
      Severity(id: "Sev-0", name: "Note", status: .operational, impact: .none),
    ])
  #expect(
    site.uptimeWeights
      == UptimeWeights(
        underMaintenance: 0, degradedPerformance: 1, partialOutage: 250_000,
        majorOutage: 1_000_000))
}

@Test func `what status.yml leaves out has its default`() async throws {
  let site = try await TinySite().read()
  #expect(
    site.settings == SiteSettings(name: "Acme Status", url: "https://status.acme.example"))
  #expect(site.severities == Severity.defaults)
  #expect(site.uptimeWeights == .standard)
  #expect(site.history == History())
}

@Test func `a site that starts with a language list speaks its first one`() async throws {
  let site = try await status("languages: [de, en]").read()
  #expect(site.settings.language == "de")
}

@Test(arguments: [
  ("Apps", "api", "group-apps"), ("Éa & B", "api", "group-a-b"),
  ("日本", "api", "group-121d7e35a6d3ce91"), ("Apps", "group-apps", "group-f7eeef8b4d6e602d"),
])
func `a group has an id of its own`(name: String, component: String, id: String) async throws {
  let site = try await components(
    "  - {group: \(name), components: [{id: \(component), name: A}]}"
  ).read()
  guard case .group(let group) = try #require(site.catalog.entries.first) else {
    Issue.record("no group")
    return
  }
  #expect(group.id == id)
}

@Test func `a time zone is the table of its changes`() async throws {
  let zone = try await status("timezone: Europe/Berlin").read().settings.timeZone
  #expect(zone.firstOffset == 3_600)
  let of2026 = zone.transitions.filter { $0.from.civilTime().date.year == 2026 }
  #expect(of2026.map(\.from.iso8601) == ["2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"])
  #expect(of2026.map(\.offset) == [7_200, 3_600])
  #expect(zone.transitions.contains { $0.from.iso8601 == "2099-10-25T01:00:00Z" })
}

@Test(arguments: [
  ("2026-11-20 10:10 UTC", "2026-11-20T10:10:00Z"), ("2026-11-20T10:10Z", "2026-11-20T10:10:00Z"),
  ("2026-11-20t10:10:59z", "2026-11-20T10:10:59Z"),
  ("2026-11-20 11:10 +01:00", "2026-11-20T10:10:00Z"),
  ("2026-11-20 00:10 -0530", "2026-11-20T05:40:00Z"),
  ("2026-11-20 11:10", "2026-11-20T10:10:00Z"), ("2026-07-01 12:00", "2026-07-01T10:00:00Z"),
  ("2026-10-25 02:30 +02:00", "2026-10-25T00:30:00Z"),
  ("2026-03-29 03:00", "2026-03-29T01:00:00Z"), ("2026-10-25 03:00", "2026-10-25T02:00:00Z"),
  ("1970-01-01 00:00 UTC", "1970-01-01T00:00:00Z"),
  ("2099-12-31 23:59:59 UTC", "2099-12-31T23:59:59Z"),
  ("2024-02-29 00:00 UTC", "2024-02-29T00:00:00Z"),
])
func `a time is read in its own zone, or in the site's`(
  written: String, expected: String
) async throws {
  let site = try await status("timezone: Europe/Berlin").with(
    "announcements/a.md", "---\ntitle: A\nstarts: \(written)\n---\n"
  ).read()
  #expect(site.announcements.first?.starts.iso8601 == expected)
}

@Test(arguments: [
  "2026-11-20", "10:10 UTC", "2026-11-20 10:10 CET", "2026-11-20 1:10", "20.11.2026 10:10",
  "2026-11-20 10:10.5 UTC", "2026-11-20 10", "2026-11-20  10:10 UTC x", "-026-11-20 10:10",
  "2026-02-29 10:10", "2026-13-01 10:10", "2026-00-10 10:10", "2026-06-31 10:10",
  "2026-06-30 24:00", "2026-06-30 10:60", "2026-06-30 10:00:60", "2100-01-01 00:00",
  "2026-06-30 10:00 +14:30", "2026-06-30 10:00 +01:60", "2026-06-30 10:00 +1:00", "now",
])
func `a time that is not one is refused`(written: String) async throws {
  let site = TinySite().with(
    "announcements/a.md", "---\ntitle: A\nstarts: '\(written)'\n---\n")
  let ids = try await site.diagnostics().map(\.id)
  #expect(ids == ["not-a-time"] || ids == ["impossible-time"])
}

@Test(arguments: [
  "ftp://a.example", "https://", "https:///x", "https://a b.example", "//a.example",
  "https://user@a.example", "https://a.example?q", "https://a.example#f", "https://a.example:0",
  "https://a.example:x", "https://a.example/\\\"", "javascript:alert(1)",
])
func `an address that readers cannot follow is refused`(url: String) async throws {
  let site = TinySite(
    status: "name: A\nurl: \"\(url)\"\ncomponents: [{id: a, name: A}]\n")
  #expect(try await site.diagnostics().map(\.id) == ["bad-url"])
}

@Test(arguments: [
  ("ar-u-nu-arab", "ar"), ("en-u-nu", "en"), ("en-u-nu-xxxx", "en"), ("he-u-nu-hebr", "he"),
  ("EN-us-U-NU-THAI", "EN-us"), ("en-a-foo-u-nu-arab", "en"), ("de-t-en-latn", "de"),
  ("en-0", "en"),
  ("en-u", "en"), ("de-DE-x", "de-DE"), ("zh-Hant-TW-u-ca-roc", "zh-Hant-TW"),
])
func `a language tag has no extension`(tag: String, plain: String) async throws {
  for key in ["language: \(tag)", "languages: [\(tag)]"] {
    let found = try await status(key).diagnostics()
    #expect(found.map(\.id) == ["bad-language"])
    #expect(
      found.map(\.hint) == ["write '\(plain)'; a language is a tag without an extension"])
  }
}

@Test(arguments: [
  "en", "EN", "pt-BR", "pt-br", "zh-Hant-TW", "de-x-leicht", "de-CH-X-a-b", "es-419", "de-1996",
  "sl-rozaj-biske-1994", "en-GB-oed", "zh-yue-HK",
])
func `every other tag is read`(tag: String) async throws {
  #expect(try await status("language: \(tag)").read().settings.language == tag)
}

private let strangeKeys: [(yaml: String, ids: [String])] = [
  (#""\e]0;pwn\a": x"#, ["control-character"]),
  (#""a\u009b2J": x"#, ["control-character"]),
  (#""a\x7f": x"#, ["control-character"]),
  (#""a\Lb": x"#, ["control-character"]),
  (#""a\nb": x"#, ["control-character"]),
  (#""a\u202eb": x"#, ["direction-control"]),
  ("\"a\u{2066}b\": x", ["direction-control"]),
  (#"severities: {"\e[2J": {name: A}}"#, ["control-character"]),
  (#"alerts: [{match: {"\e[2J": a}, component: api}]"#, ["control-character"]),
  (#"{"\e]0;x\a": 1, "\e]0;x\a": 2}"#, ["control-character"]),
  ("uptime:\n  \"\\e[2J\": 1\n  \"\\e[2J\": 2", ["control-character"]),
]

@Test(arguments: strangeKeys.indices)
func `a key is held to what a value is`(index: Int) async throws {
  let (yaml, ids) = strangeKeys[index]
  let site =
    yaml.hasPrefix("{") ? TinySite(status: yaml) : status(yaml)
  let found = try await site.diagnostics()
  #expect(found.map(\.id) == ids)
  #expect(!found.contains { $0.text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" } })
}

@Test func `an incident's components and roles are held to it as well`() async throws {
  for line in [#"components: {"api\e[2J": operational}"#, #"roles: {"scribe\u0007": Kim}"#] {
    let found = try await incident("title: T\nseverity: SEV1\n\(line)").diagnostics()
    #expect(found.map(\.id) == ["control-character"])
  }
}

@Test(arguments: [
  ("operational", "minor"), ("operational", "major"), ("operational", "critical"),
  ("degraded_performance", "none"), ("partial_outage", "none"), ("major_outage", "none"),
])
func `a level that changes a component has an impact, and no other has`(
  status name: String, impact: String
) async throws {
  let levels =
    "severities:\n  A: {name: A, status: \(name), impact: \(impact)}\n"
    + "  B: {name: B, status: operational, impact: none}"
  #expect(try await status(levels).diagnostics().map(\.id) == ["severity-contradicts"])
}

@Test(arguments: [
  ("operational", "none"), ("degraded_performance", "minor"), ("degraded_performance", "critical"),
  ("partial_outage", "minor"), ("major_outage", "minor"),
])
func `every other pair belongs together`(status name: String, impact: String) async throws {
  let levels =
    "severities:\n  A: {name: A, status: \(name), impact: \(impact)}\n"
    + "  B: {name: B, status: operational, impact: none}"
  #expect(try await status(levels).diagnostics() == [])
}

@Test(.timeLimit(.minutes(20)))
func `5,000 labels of an alert rule are read at once`() async throws {
  let labels = (0..<5_000).map { "l\($0): a" }.joined(separator: ", ")
  let site = try await status("alerts: [{match: {\(labels)}, component: api}]").read()
  #expect(site.team.alertRules.first?.match.count == 5_000)
}
