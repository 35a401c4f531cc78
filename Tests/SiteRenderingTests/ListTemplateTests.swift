import SiteRendering
import StatusModel
import Testing

/// Lists in a team's own templates come out as Mustache has them, in whatever shape they are written.
struct ListTemplateTests {
  @Test(arguments: [
    // On one line, on lines of their own, half and half.
    ("[{{#affected}}<{{name}}>{{/affected}}]", ["[<Public API><Mobile apps>]"]),
    (
      "a\n{{#affected}}\n<{{name}}>\n{{/affected}}\nb", ["a", "<Public API>", "<Mobile apps>", "b"]
    ),
    ("a{{#affected}}\n<{{name}}>{{/affected}}\nb", ["a", "<Public API>", "<Mobile apps>", "b"]),
    ("{{#affected}} <{{name}}>{{/affected}}", [" <Public API> <Mobile apps>"]),
    // A row that begins or ends with a tag, or is nothing else.
    ("{{#affected}}{{name}};{{look}}{{/affected}}", ["Public API;partMobile apps;work"]),
    ("{{#affected}}{{#link}}.{{/link}}\n{{/affected}}", [".", "."]),
    // The names around a list stand in its rows, too, where a row has none of that name.
    (
      "{{#affected}}<{{name}} of {{status}}>{{/affected}}",
      ["<Public API of Partial outage><Mobile apps of Partial outage>"]
    ),
    ("{{#affected}}({{look}}){{/affected}} {{look}}", ["(part)(work) part"]),
    // Twice, inside of a section, and the other way round.
    (
      "{{#affected}}-{{name}}{{/affected}}|{{#affected}}+{{look}}{{/affected}}",
      ["-Public API-Mobile apps|+part+work"]
    ),
    ("{{#has_affected}}({{#affected}}.{{look}}{{/affected}}){{/has_affected}}", ["(.part.work)"]),
    ("{{^affected}}none{{/affected}}{{#affected}}*{{/affected}}", ["**"]),
    // What a row shows or does not show by a value of its own.
    (
      "{{#affected}}<{{#link}}{{name}}{{/link}}{{^link}}no{{/link}}>{{/affected}}",
      ["<Public API><Mobile apps>"]
    ),
    // Text that looks like the marks of the frame around a page.
    (
      "hole0-name&; {{#affected}}hole1-{{look}}#0&;{{/affected}}",
      ["hole0-name&; hole1-part#0&;hole1-work#0&;"]
    ),
  ])
  func `a list`(template: String, lines: [String]) throws {
    #expect(
      try shown(exampleSite(), on: "index.html", by: "home", template: template) == lines)
  }

  @Test func `a list without rows shows nothing but what is said of that`() throws {
    let site = Site(
      settings: exampleSite().settings, catalog: exampleSite().catalog,
      history: History(incidents: []))
    let lines = try shown(
      site, on: "index.html", by: "home",
      template: "[{{#affected}}<{{name}}>{{/affected}}{{^affected}}all is well{{/affected}}]")
    #expect(lines == ["[all is well]"])
  }

  @Test func `hostile words in a row are escaped, and are no tags`() throws {
    let example = exampleSite()
    let component = Component(id: "api", name: "{{status}}<b>\"\u{301}&hole0-name&;")
    let site = Site(
      settings: example.settings, catalog: Catalog(entries: [.component(component)]),
      history: History(incidents: [openIncident]))
    let lines = try shown(
      site, on: "index.html", by: "home", template: "{{#affected}}<{{name}}>{{/affected}}")
    #expect(lines == ["<{{status}}&lt;b&gt;&quot;\u{301}&amp;hole0-name&amp;;>"])
  }

  /// A deploy sends what changed, and a reader's copy of an old page stays good.
  @Test func `a page of what is over does not depend on the moment`() throws {
    let pages = try renderedPages(of: exampleSite(), at: friday.advanced(by: 75 * 86_400))
    let later = try renderedPages(of: exampleSite(), at: friday.advanced(by: 90 * 86_400))
    let changed = pages.filter { $0.value != later[$0.key] }.keys.sorted()
    #expect(
      changed == [
        "404.html", "components/api/index.html", "components/dashboard/index.html",
        "components/legacy/index.html", "components/mobile/index.html",
        "history/2027-02/index.html", "history/index.html",
        "incidents/2026-11-20-api-errors/index.html", "index.html", "maintenance/index.html",
      ])
    #expect(pages.keys.count > changed.count + 6)
  }
}
