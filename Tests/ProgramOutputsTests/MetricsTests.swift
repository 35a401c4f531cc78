import Escaping
import PlainEnglish
import TestSupport
import Testing

@testable import ProgramOutputs
@testable import StatusModel

struct MetricsTests {
  @Test func `a scrape says all that can be alerted on`() async throws {
    let text = try #require(outputs(of: try await smallSite.read())["metrics.txt"])
    let lines = text.split(separator: "\n").filter { !$0.hasSuffix(" 0") }
    #expect(
      lines.joined(separator: "\n") == """
        # TYPE allclear_component_status stateset
        # HELP allclear_component_status What readers are told about a component.
        allclear_component_status{component="web",name="Website",group="Apps",allclear_component_status="operational"} 1
        allclear_component_status{component="app",name="Mobile apps",group="Apps",allclear_component_status="operational"} 1
        allclear_component_status{component="api",name="Public API",allclear_component_status="partial_outage"} 1
        # TYPE allclear_component_uptime_ratio gauge
        # UNIT allclear_component_uptime_ratio ratio
        # HELP allclear_component_uptime_ratio Uptime of the last 90 days, cut to four decimals.
        allclear_component_uptime_ratio{component="web",name="Website",group="Apps"} 0.9487
        allclear_component_uptime_ratio{component="app",name="Mobile apps",group="Apps"} 1
        allclear_component_uptime_ratio{component="api",name="Public API"} 0.9996
        # TYPE allclear_incidents_open gauge
        # HELP allclear_incidents_open Open incidents by the severity that they have now.
        allclear_incidents_open{severity="SEV2"} 1
        # TYPE allclear_maintenances_active gauge
        # HELP allclear_maintenances_active Maintenances in progress or being verified.
        # TYPE allclear_page_indicator stateset
        # HELP allclear_page_indicator How bad it is on the whole.
        allclear_page_indicator{allclear_page_indicator="minor"} 1
        # TYPE allclear_as_of_timestamp_seconds gauge
        # UNIT allclear_as_of_timestamp_seconds seconds
        # HELP allclear_as_of_timestamp_seconds The moment that the page was built for.
        allclear_as_of_timestamp_seconds 1795176000
        # EOF
        """)
  }

  @Test func `every state of a component is a series, and one of them holds`() {
    let family = metricFamilies(
      of: site(named: "API").severities, site(named: "API").snapshot(at: noon))[0]
    #expect(family.samples.map(\.value) == ["0", "0", "0", "0", "1"])
    #expect(
      family.samples.map { $0.labels.last?.value } == ComponentStatus.allCases.map(\.rawValue))
    #expect(family.samples.allSatisfy { $0.labels.last?.name == family.name })
  }

  @Test func `a severity without an open incident counts none`() {
    let family = metricFamilies(of: emptySite.severities, emptySite.snapshot(at: noon))[2]
    #expect(family.samples.map { $0.labels[0].value } == ["SEV1", "SEV2", "SEV3"])
    #expect(family.samples.map(\.value) == ["0", "0", "0"])
  }

  @Test(
    arguments: zip(
      [0, 1, 50, 9_937, 9_950, 9_999, 10_000],
      ["0", "0.0001", "0.005", "0.9937", "0.995", "0.9999", "1"]))
  func `a share is written with the digits it has`(hundredths: Int, text: String) {
    #expect(UptimeShare(hundredths: hundredths).ratio == text)
  }

  @Test(arguments: hostileNames)
  func `a label of any name reads back`(name: String) throws {
    let text = try #require(outputs(of: site(named: name))["metrics.txt"])
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.suffix(2) == ["# EOF", ""])
    let samples = lines.filter { $0.hasPrefix("allclear_component_uptime_ratio{") }
    #expect(samples.count == 1)
    let labels = try labels(in: try #require(samples.first))
    #expect(labels["name"] == singleLine(name))
    #expect(labels["group"] == singleLine(name))
    #expect(labels["component"] == "api")
    #expect(labels.count == 3)
  }

  /// As a scraper reads them: scalar by scalar, a backslash keeps the next one from ending the value.
  private func labels(in sample: Substring) throws -> [String: String] {
    var labels: [String: String] = [:]
    var scalars = sample.unicodeScalars.drop { $0 != "{" }.dropFirst()
    while let first = scalars.first, first != "}" {
      let name = String(scalars.prefix { $0 != "=" })
      scalars = scalars.drop { $0 != "=" }.dropFirst()
      #expect(scalars.popFirst() == "\"")
      var value = String.UnicodeScalarView()
      while let next = scalars.popFirst(), next != "\"" {
        let escaped = next == "\\" ? scalars.popFirst() : next
        value.append(try #require(escaped))
      }
      labels[name] = String(value)
      if scalars.first == "," { scalars.removeFirst() }
    }
    return labels
  }
}
