import SiteRendering
import StatusModel
import Testing

struct UptimeBarsTests {
  @Test func `ninety days are a picture with a text in its place`() throws {
    let lines = try shown(
      exampleSite(), on: "components/mobile/index.html", by: "component",
      template: "{{{bars}}}\n{{{summary}}}\n{{uptime}}")
    #expect(
      lines == [
        "<svg class=\"bars\" viewBox=\"0 0 449 40\" preserveAspectRatio=\"none\" role=\"img\" "
          + "aria-label=\"Last 90 days: degraded performance on 4 days; "
          + "under maintenance on 1 day\">"
          + "<path class=\"n\" d=\"M0 26h194\"/><path class=\"o\" d=\"M195 26h199M415 26h29\"/>"
          + "<path class=\"u\" d=\"M447 40V8\"/>"
          + "<path class=\"d\" d=\"M397 40V8M402 40V8M407 40V8M412 40V8\"/></svg>",
        "<strong>100% uptime</strong>. Degraded performance on 4 days; under maintenance on 1 day.",
        "100% uptime",
      ])
  }

  @Test func `days that were not fully operational are told in numbers`() throws {
    let lines = try shown(
      exampleSite(), on: "components/mobile/index.html", by: "component",
      template: "{{#days}}{{{day}}} {{status}}, {{held}}, {{uptime}}\n{{/days}}")
    #expect(
      lines == [
        "<time datetime=\"2026-11-20\">20 Nov 2026</time> Under maintenance, 30 minutes, 100%",
        "<time datetime=\"2026-11-13\">13 Nov 2026</time> Degraded performance, "
          + "12 hours 30 minutes, 100%",
        "<time datetime=\"2026-11-12\">12 Nov 2026</time> Degraded performance, 1 day, 100%",
        "<time datetime=\"2026-11-11\">11 Nov 2026</time> Degraded performance, 1 day, 100%",
        "<time datetime=\"2026-11-10\">10 Nov 2026</time> Degraded performance, 13 hours, 100%",
      ])
  }

  @Test func `a day with several statuses tells how long each was held`() throws {
    let lines = try shown(
      exampleSite(), on: "components/api/index.html", by: "component",
      template: "{{{first_day}}}\n{{{last_day}}}\n{{#days}}{{held}}, {{uptime}}\n{{/days}}")
    #expect(
      lines == [
        "<time datetime=\"2026-08-23\">23 Aug 2026</time>",
        "<time datetime=\"2026-11-20\">20 Nov 2026</time>",
        // Of eleven hours 33 minutes are lost, and three tenths of 25 more.
        "Major outage: 33 minutes; partial outage: 25 minutes, 93.86%",
      ])
  }

  @Test func `the key shows a bar of each status beside its word`() throws {
    func row(_ name: String, _ path: String, _ word: String) -> String {
      "<li><svg class=\"bars\" viewBox=\"0 0 4 40\" preserveAspectRatio=\"none\" "
        + "aria-hidden=\"true\"><path class=\"\(name)\" d=\"\(path)\"/></svg>\(word)</li>"
    }
    let lines = try shown(
      exampleSite(), on: "index.html", by: "home", template: "{{{bars_key}}}")
    #expect(
      lines == [
        "<ul class=\"key\">" + row("o", "M0 26h4", "Operational")
          + row("u", "M2 40V8", "Under maintenance") + row("d", "M2 40V8", "Degraded performance")
          + row("p", "M2 40V4", "Partial outage") + row("m", "M2 40V0", "Major outage") + "</ul>"
      ])
  }
}
