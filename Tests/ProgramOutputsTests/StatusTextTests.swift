import StatusModel
import TestSupport
import Testing

@testable import ProgramOutputs

struct StatusTextTests {
  @Test func `the page in plain text`() async throws {
    #expect(
      outputs(of: try await smallSite.read())["status.txt"] == """
        Acme Status
        Live status of Acme's services

        Partial outage
        1 of 3 components affected
        As of 2026-11-20 13:00 +01:00 (Europe/Berlin), 2026-11-20 12:00 UTC

        Announcements

          Holidays
            Support answers more slowly in the last week of the year.

        Open incidents

          Elevated API error rates
            SEV2 (Major), identified
            Began 2026-11-20 12:00 +01:00
            Public API: partial outage
            Next update by 2026-11-20 13:30 +01:00
            https://status.acme.example/incidents/api-errors/

            Identified, 2026-11-20 12:40 +01:00, now SEV2 (Major)
              Public API: partial outage; Website: operational
              - A change is being rolled back.

            Investigating, 2026-11-20 12:10 +01:00
              Public API: major outage; Website: major outage
              Some requests fail. See the guide (https://acme.example/guide).

        Maintenance

          Database upgrade
            Scheduled: 2026-12-01 03:00 +01:00 to 2026-12-01 05:00 +01:00
            Components: Public API
            https://status.acme.example/maintenance/upgrade/

            Scheduled, 2026-11-19 10:00 +01:00
              The API is read-only for up to two hours.

        Components, with their uptime over 90 days

          Apps
            operational            94.87%  Website

          partial outage         99.96%  Public API

        https://status.acme.example/

        """)
  }

  @Test func `a site without anything says so`() {
    #expect(
      outputs(of: emptySite)["status.txt"] == """
        Acme

        All systems operational
        As of 2026-11-20 12:00 UTC

        No open incidents

        http://status.acme.example/

        """)
  }

  @Test(arguments: hostileNames)
  func `nothing that people write steers a terminal, or stands where we speak`(
    name: String
  ) throws {
    let text = try #require(outputs(of: site(named: name))["status.txt"])
    #expect(!text.unicodeScalars.contains { isControlOrBidi($0) && $0 != "\n" })
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.filter { columns(of: $0) > 78 } == [])
    let opening = try #require(lines.firstIndex(of: "Major outage"))
    let ours = lines[opening...].filter { !$0.isEmpty && !$0.hasPrefix("  ") }
    #expect(
      ours == [
        "Major outage", "1 of 1 components affected", "As of 2026-11-20 12:00 UTC",
        "Announcements", "Open incidents", "Components, with their uptime over 90 days",
        "https://status.acme.example/",
      ])
  }

  @Test func `a word longer than a line is cut, an address never`() {
    let word = String(repeating: "W", count: 100)
    #expect(
      wrapped("a \(word) b", first: "  ", rest: "  ") == [
        "  a", "  " + String(repeating: "W", count: 76),
        "  " + String(repeating: "W", count: 24) + " b",
      ])
    let address = "https://acme.example/" + word
    #expect(
      wrapped("see \(address) now", first: "", rest: "") == ["see", address, "now"])
  }

  @Test func `code stays as it is, a list item hangs behind its mark`() {
    let item = "10. " + String(repeating: "word ", count: 20)
    #expect(
      wrapped(paragraphs: "if  a {\n    b  \n\n\(item)", indentation: "  ") == [
        "  if  a {", "      b", "",
        "  10. word word word word word word word word word word word word word word",
        "      word word word word word word",
      ])
  }

  @Test(
    arguments: zip(
      ["a", "é", "e\u{301}", "状", "👩‍👩‍👧‍👦", "🇩🇪", "❤️", "\u{301}", "…", "ﾊ"],
      [1, 1, 1, 2, 2, 2, 2, 0, 1, 1]))
  func `a character takes the columns that a terminal gives it`(text: String, count: Int) {
    #expect(columns(of: text) == count)
  }

  @Test func `a line of blanks as long as a file may be is cut in time`() {
    let blanks = String(repeating: " ", count: 262_000)
    #expect(wrapped(paragraphs: "a" + blanks, indentation: "").count == 1)
  }
}
