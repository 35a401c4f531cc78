import SiteFiles
import SiteRendering
import StatusModel
import Testing

/// A quote that hides behind a combining mark, an element, a reference, an override of direction.
private let hostile = "\"\u{338} onx='1' <script>alert(1)</script> &lt; \u{202E}txt"

private let inert =
  "&quot;\u{338} onx=&#39;1&#39; &lt;script&gt;alert(1)&lt;/script&gt; &amp;lt; \u{202E}txt"

/// What a browser would act on.
private let danger = ["<script", "javascript:", "\"\u{338}"]

struct HostileTextTests {
  @Test func `hostile text is inert in every public field of every page`() throws {
    let pages = try renderedPages(of: hostileSite())
    for (path, page) in pages.sorted(by: { $0.key < $1.key }) {
      let theirs = Array(page.replacing("<script data-zone=", with: "").utf8)
      let found = danger.filter { occurs($0, in: theirs) }
      #expect(found == [], "\(path)")
    }
  }

  @Test(arguments: [
    ("index.html", "home", "{{#incidents}}{{title}}{{/incidents}}"),
    ("index.html", "home", "{{#announcements}}{{title}}{{/announcements}}"),
    ("index.html", "home", "{{#sections}}{{name}}{{/sections}}"),
    ("index.html", "home", "{{#incidents}}{{severity}}{{/incidents}}"),
    ("components/api/index.html", "component", "{{description}}"),
    ("components/api/index.html", "component", "{{name}}"),
    ("severity-levels/index.html", "severity-levels", "{{#levels}}{{definition}}{{/levels}}"),
    ("about/index.html", "extra-page", "{{title}}"),
  ])
  func `a field is escaped, mark by mark`(path: String, name: String, template: String) throws {
    let lines = try shown(hostileSite(), on: path, by: name, template: template)
    #expect(lines.map { Array($0.utf8) } == [Array(inert.utf8)])
  }

  @Test func `a postmortem's action is escaped, mark by mark`() throws {
    let lines = try shown(
      hostileSite(), on: "incidents/past/index.html", by: "postmortem",
      template: "{{#actions}}{{what}}{{/actions}}", within: ("incident", "{{{postmortem}}}"))
    #expect(lines.map { Array($0.utf8) } == [Array(inert.utf8)])
  }

  @Test func `a name inside a sentence cannot turn the sentence around`() throws {
    let bad = hostileSite().history.incidents[0]
    let change = Incident.Update(
      state: nil, time: friday.advanced(by: -60),
      statusChanges: [Incident.StatusChange(component: "api", status: .partialOutage)], text: "b")
    let lines = try shown(
      hostileSite(
        with: Incident(
          id: "bad", title: hostile, severity: "SEV1", components: bad.components,
          updates: bad.updates + [change])), on: "incidents/bad/index.html", by: "incident",
      template: "{{#updates}}{{{changes}}}{{/updates}}")
    #expect(
      lines == [
        "<ul class=\"changes\"><li><bdi>\(inert)</bdi>: Partial outage</li></ul>"
      ])
  }

  @Test func `an update's text is inert`() throws {
    let lines = try shown(
      hostileSite(), on: "incidents/bad/index.html", by: "incident",
      template: "{{#updates}}{{{text}}}{{/updates}}")
    #expect(lines == ["<p>a  b link picture</p>"])
  }
}

/// - Parameter incident: in place of the open one.
private func hostileSite(with incident: Incident? = nil) -> Site {
  Site(
    settings: SiteSettings(name: hostile, url: "https://s.example", description: hostile),
    catalog: Catalog(entries: [
      .group(
        ComponentGroup(
          id: "group-x", name: hostile,
          components: [Component(id: "api", name: hostile, description: hostile)]))
    ]),
    severities: [
      Severity(
        id: "SEV1", name: hostile, definition: hostile, status: .majorOutage, impact: .critical)
    ],
    history: History(
      incidents: [
        incident
          ?? Incident(
            id: "bad", title: hostile, severity: "SEV1",
            components: [Incident.AffectedComponent(component: "api")],
            updates: [
              Incident.Update(
                state: .investigating, time: friday.advanced(by: -90_000),
                text: "a <script>alert(1)</script> b [link](javascript:x) ![picture](data:x)")
            ]),
        Incident(
          id: "past", title: hostile, severity: "SEV1",
          updates: [
            Incident.Update(
              state: .resolved, time: friday.advanced(by: -100 * 86_400), text: hostile)
          ]),
      ],
      postmortems: [
        Postmortem(
          incident: "past", published: CivilDate(year: 2026, month: 11, day: 20),
          actions: [Postmortem.Action(kind: .other, what: hostile)], text: "Text")
      ]),
    announcements: [
      Announcement(
        id: "x", title: hostile, starts: friday.advanced(by: -1), ends: nil, text: hostile)
    ],
    pages: [ExtraPage(id: "about", title: hostile, text: hostile)])
}

/// By bytes, since `String` compares by characters, which is what hides a quote.
private func occurs(_ text: String, in bytes: [UInt8]) -> Bool {
  let needle = Array(text.utf8)
  guard bytes.count >= needle.count else { return false }
  return (0...bytes.count - needle.count).contains { start in
    needle.indices.allSatisfy { bytes[start + $0] == needle[$0] }
  }
}
