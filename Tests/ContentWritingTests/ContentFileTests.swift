import ContentReading
import Diagnostics
import Foundation
import SiteFiles
import StatusModel
import TestSupport
import Testing

@testable import ContentWriting

/// What reading makes of a file that was written.
struct ContentFileTests {
  private func site(_ languages: [String]) -> TinySite {
    TinySite(
      status: """
        name: Acme Status
        url: https://status.acme.example
        timezone: Europe/Berlin
        languages: [\(languages.joined(separator: ", "))]
        components:
          - {id: api, name: Public API}
          - {id: web, name: Website}
          - {id: "null", name: Null}
          - {id: "true", name: "True"}
          - {id: "1", name: One}
          - {id: a-b, name: AB}
        severities:
          SEV1: {name: Critical, status: major_outage, impact: critical}
          P1: {name: Pressing, status: major_outage, impact: major}
          Sev-0: {name: Zero, status: partial_outage, impact: major}
          SEV2: {name: Major, status: partial_outage, impact: major}
          "on": {name: "On", status: degraded_performance, impact: minor}
          "1": {name: One, status: operational, impact: none}

        """)
  }

  @Test(arguments: 0..<2_000 as Range<UInt64>)
  func `what was written reads back as the same entry`(seed: UInt64) async throws {
    var random = RandomEntry(seed: seed)
    let entry = random.entry()
    let file = try contentFile(of: entry, languages: random.languages)
    var tiny = site(random.languages).with(file.path, bytes: file.bytes)
    if case .postmortem(let postmortem) = entry {
      tiny = tiny.with("incidents/\(postmortem.incident).md", TinySite.incident)
    }
    let site = try await tiny.read()
    switch entry {
    case .incident(let incident): #expect(site.history.incidents == [incident])
    case .maintenance(let maintenance): #expect(site.history.maintenances == [maintenance])
    case .postmortem(let postmortem): #expect(site.history.postmortems == [postmortem])
    case .announcement(let announcement): #expect(site.announcements == [announcement])
    case .page(let page): #expect(site.pages == [page])
    case .message: Issue.record("no message is written")
    }
  }

  /// Files as people write them, with link definitions wherever they may stand.
  private func file(_ random: inout SeededGenerator) -> String {
    let blocks = ["Words.", "See [docs].", "See [plan][] and [docs].", "Read [this][docs] [x]."]
    let definitions = ["[docs]: https://a.example", "[plan]: https://b.example 'T'", "[x]: /y/"]
    let updates = (0..<Int.random(in: 1...4, using: &random)).map { number in
      let count = Int.random(in: 1...3, using: &random)
      let parts = (0..<count).map { _ in
        (random.chance(30) ? definitions : blocks).randomElement(using: &random) ?? ""
      }
      return "## Update - 2026-11-20 10:1\(number) UTC\n\n"
        + (["Hm."] + parts).joined(separator: "\n\n")
    }
    return "---\ntitle: T\nseverity: SEV1\n---\n\n" + updates.joined(separator: "\n\n") + "\n"
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `link definitions that updates share are written once, where they stood or as good`(
    seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    let written = SourceFile(path: "incidents/x.md", bytes: Array(file(&random).utf8))
    let read = readEntryAlone(written)
    let entry = try #require(read.entry)
    let again = try contentFile(of: entry)
    #expect(readEntryAlone(again).entry == entry)
    #expect(
      again.bytes.count { $0 == UInt8(ascii: ":") }
        == written.bytes.count { $0 == UInt8(ascii: ":") })
  }

  @Test func `a file that a command wrote is written the same`() throws {
    let text = """
      ---
      title: "Cards: 50 % fail"
      severity: SEV1
      components: [api, web]
      started: 2026-11-20 10:02 UTC
      detected: 2026-11-20 10:05:30 UTC
      roles: {commander: "Ana \\"A\\" Lima", scribe: "Kim Vu"}
      draft: true
      imported: statuspage
      may_publish: ["10.1.2.3"]
      # mine
      ---

      ## Investigating - 2026-11-20 10:10 UTC - web: degraded_performance - next: 12:00 UTC

      We look.

      ## Update - 2026-11-20 10:20 UTC - SEV2 - api: operational - next: 2026-11-22 10:20 UTC

      10.1.2.3 is fine.

      ### Words

      More.

      """
    let read = readEntryAlone(SourceFile(path: "incidents/x.md", bytes: Array(text.utf8)))
    let keys = PrivateKeys(
      source: "statuspage", mayPublish: ["10.1.2.3"], comments: ["# mine"])
    let file = try contentFile(of: try #require(read.entry), with: keys)
    #expect(file.path == "incidents/x.md")
    #expect(String(decoding: file.bytes, as: UTF8.self) == text)
  }

  private static let asWritten: [(path: String, text: String)] = [
    (
      "incidents/x.md",
      """
      ---
      title: Errors
      severity: SEV1
      components: {api: partial_outage, web: operational}
      ---

      ## Investigating - 2026-11-20 10:10 UTC

      We look.

      ### de

      Wir sehen nach.

      """
    ),
    (
      "maintenance/x.md",
      """
      ---
      title: Upgrade
      components: [api]
      starts: 2026-12-01 02:00 UTC
      ends: 2026-12-01 04:00 UTC
      automatic: false
      draft: true
      imported: true
      ---

      ## Scheduled - 2026-11-24 09:00 UTC

      ### de

      Nur lesen.

      ## In progress - 2026-12-01 02:00 UTC

      """
    ),
    (
      "maintenance/x.md",
      """
      ---
      title: Upgrade
      starts: 2026-12-01 02:00 UTC
      ---

      ## Update - 2026-11-24 09:00 UTC

      Hm.

      """
    ),
    (
      "postmortems/x.md",
      """
      ---
      published: 2026-11-25
      actions:
        - {kind: alert, what: Alert on a 2 % error rate, done: 2026-12-02}
        - {kind: runbook, what: "Roll back, then ask", owner: Kim Vu}
      imported: true
      ---

      ## Summary

      ## Impact

      Some.

      """
    ),
    ("postmortems/x.md", "---\ndraft: true\n---\n"),
    (
      "announcements/x.md",
      """
      ---
      title: Holidays
      starts: 2026-12-24 00:00 UTC
      ends: 2026-12-27 00:00 UTC
      ---

      Support answers again on 27 December.

      """
    ),
    ("pages/x.md", "---\ntitle: About\n---\n\n# About us\n\nWords.\n"),
  ]

  @Test(arguments: asWritten)
  func `a file holds the keys that say something, in the documented order`(
    path: String, text: String
  ) throws {
    let file = SourceFile(path: path, bytes: Array(text.utf8))
    let entry = try #require(readEntryAlone(file, languages: ["en", "de"]).entry)
    let written = try contentFile(of: entry, languages: ["en", "de"])
    #expect(written.path == path)
    #expect(String(decoding: written.bytes, as: UTF8.self) == text)
  }

  @Test func `every entry of the shipped sites is written back as it is read`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    var count = 0
    for folder in ["site-template", "Tests/Fixtures"] {
      let names = try FileManager.default.subpathsOfDirectory(
        atPath: root.appending(path: folder).path)
      for name in names.sorted() where name.hasSuffix(".md") {
        let parts = name.split(separator: "/").suffix(2).joined(separator: "/")
        let bytes = try Data(contentsOf: root.appending(path: folder + "/" + name))
        let source = SourceFile(path: parts, bytes: Array(bytes))
        guard let entry = readEntryAlone(source, languages: ["en", "de"]).entry else { continue }
        if case .message = entry { continue }
        count += 1
        let written = try contentFile(of: entry, languages: ["en", "de"])
        #expect(
          readEntryAlone(written, languages: ["en", "de"]).entry == entry, "\(folder)/\(name)")
      }
    }
    #expect(count >= 29)
  }
}
