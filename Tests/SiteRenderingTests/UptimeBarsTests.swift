import SiteRendering
import StatusModel
import Testing

struct UptimeBarsTests {
  @Test func `ninety days are a picture with a text in its place`() throws {
    let lines = try shown(
      exampleSite(), on: "components/mobile/index.html", by: "component",
      template: "{{{bars}}}\n{{summary}}\n{{uptime}}")
    #expect(
      lines == [
        "<svg class=\"bars\" viewBox=\"0 0 449 40\" preserveAspectRatio=\"none\" role=\"img\" "
          + "aria-label=\"Last 90 days: Degraded performance on 4 days, "
          + "Under maintenance on 1 day\">"
          + "<path class=\"n\" stroke-width=\"4\" d=\"M0 38h194\"/>"
          + "<path class=\"o\" stroke-width=\"16\" d=\"M195 32h199M415 32h29\"/>"
          + "<path class=\"u\" stroke-width=\"22\" d=\"M445 29h4\"/>"
          + "<path class=\"d\" stroke-width=\"28\" d=\"M395 26h19\"/></svg>",
        "Last 90 days: Degraded performance on 4 days, Under maintenance on 1 day",
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
}
