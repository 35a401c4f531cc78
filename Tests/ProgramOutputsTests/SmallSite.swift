import ProgramOutputs
import SiteFiles
import StatusModel
import TestSupport
import Testing

/// Noon of 20 November 2026, in UTC.
let noon = Timestamp(seconds: 1_795_176_000)

/// A group of two, one component outside it; an incident, a maintenance to come, a notice; Berlin.
let smallSite = TinySite(
  status: """
    name: Acme Status
    url: https://status.acme.example
    description: Live status of Acme's services
    timezone: Europe/Berlin
    components:
      - group: Apps
        components:
          - {id: web, name: Website, since: 2026-11-20}
          - {id: app, name: Mobile apps, show: degraded}
      - {id: api, name: Public API}

    """
)
.with(
  "incidents/api-errors.md",
  """
  ---
  title: Elevated API error rates
  severity: SEV1
  components: [api, web]
  started: 2026-11-20 11:00 UTC
  ---

  ## Investigating - 2026-11-20 11:10 UTC

  Some requests fail. See [the guide](https://acme.example/guide).

  ## Identified - 2026-11-20 11:40 UTC - SEV2 - web: operational - next: 12:30 UTC

  - A change is being rolled back.

  """
)
.with(
  "maintenance/upgrade.md",
  """
  ---
  title: Database upgrade
  components: [api]
  starts: 2026-12-01 02:00 UTC
  ends: 2026-12-01 04:00 UTC
  ---

  ## Scheduled - 2026-11-19 09:00 UTC

  The API is read-only for up to two hours.

  """
)
.with(
  "announcements/holidays.md",
  """
  ---
  title: Holidays
  starts: 2026-11-19 08:00 UTC
  ---

  Support answers more slowly in the last week of the year.

  """)

/// The text of every file planned for a site, by its path.
func outputs(
  of site: Site, at moment: Timestamp = noon, pages: [String] = ["index.html"]
) -> [String: String] {
  let files = madeFiles(by: programPlanner(pages: pages), of: site, site.snapshot(at: moment))
  return Dictionary(
    uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.bytes(), as: UTF8.self)) })
}

/// A site without a component, an entry or anything else that may be left out.
let emptySite = Site(
  settings: SiteSettings(name: "Acme", url: "http://status.acme.example"),
  catalog: Catalog(entries: []))

/// A site of one component, in a group, that is named like this, with an incident of that title.
func site(named name: String, status: ComponentStatus = .majorOutage) -> Site {
  Site(
    settings: SiteSettings(
      name: name, url: "https://status.acme.example", description: name),
    catalog: Catalog(entries: [
      .group(
        ComponentGroup(
          id: "group-apps", name: name, components: [Component(id: "api", name: name)]))
    ]),
    history: History(incidents: [
      Incident(
        id: "trouble", title: name, severity: "SEV1",
        components: [.init(component: "api", status: status)],
        updates: [.init(state: .investigating, time: noon.advanced(by: -60), text: name)])
    ]),
    announcements: [
      Announcement(id: "notice", title: name, starts: noon, ends: nil, text: name)
    ])
}

/// Names that some parser, terminal or reader could trip over.
let hostileNames = [
  #"Quote " and 'quote' and back\slash\"#, "\"\u{338}combined", "<script>alert(1)</script>", "]]>",
  "&amp; {{name}} %s", "a\tb", "\u{1B}[31mred\u{1B}[0m", "bell\u{7}", "null\u{0}",
  "nel\u{85}sep\u{2028}par\u{2029}end", "over\u{202E}ride\u{2066}isolate\u{200F}",
  "\u{FFFE}\u{FFFF}x",
  "👩‍👩‍👧‍👦 🇩🇪 ❤️", "حالة الخدمة", "サービスの状態", String(repeating: "long ", count: 60),
  String(repeating: "W", count: 300), String(repeating: "状", count: 300),
  String(repeating: "e\u{301}", count: 300), "#  # EOF", "{a=\"b\"} 1",
]

func isControlOrBidi(_ scalar: Unicode.Scalar) -> Bool {
  scalar.properties.generalCategory == .control || scalar.properties.isBidiControl
}
