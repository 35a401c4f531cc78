import Foundation
import Testing

/// What `build` says and does where readers would lose what they have seen.
struct LedgerCommandTests {
  private static let incident = "incidents/2026-11-20-api-errors.md"

  private func build(_ folder: TemporaryFolder, at time: String, _ more: String...) throws -> Run {
    try Program.run(["build", "--as-of", "2026-11-20 \(time) UTC"] + more, in: folder.path)
  }

  private func siteSeenByReaders() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    let first = try build(folder, at: "10:30", "--strict")
    #expect(first.status == 0 && first.errors == "", "\(first.errors)")
    return folder
  }

  private func change(
    _ old: String, to new: String, in path: String = incident, of folder: TemporaryFolder
  ) throws {
    try folder.write([path: folder.text(path).replacing(old, with: new)])
  }

  @Test func `a moved update is a warning once, with its line`() throws {
    let folder = try siteSeenByReaders()
    try change("10:10", to: "10:20", of: folder)
    let second = try build(folder, at: "10:40")
    #expect(second.status == 0)
    #expect(
      second.errors == """
        incidents/2026-11-20-api-errors.md:7:4: warning: the published update of 2026-11-20 10:10 UTC \
        is now dated 2026-11-20 10:20 UTC, and feed readers show it anew [published-update-moved]
          hint: set its time back to 2026-11-20 10:10 UTC; its text may say the right one
        1 warning

        """)
    #expect(try build(folder, at: "10:50").errors == "")
  }

  @Test func `with --strict it is an error, and nothing changes`() throws {
    let folder = try siteSeenByReaders()
    let before = try tree(folder.path + "/public")
    try FileManager.default.removeItem(atPath: folder.path + "/" + Self.incident)
    try change(
      "https://status.acme.example", to: "https://acme.example", in: "status.yml", of: folder)
    let second = try build(folder, at: "10:40", "--strict")
    #expect(
      second
        == Run(
          status: 1, output: "",
          errors: """
            incidents/2026-11-20-api-errors.md:1:1: error: the published incident \
            '2026-11-20-api-errors' is gone, and links to incidents/2026-11-20-api-errors/ lead \
            nowhere [published-address-lost]
              hint: put the file back; a false alarm ends with an update 'Retracted'
            status.yml:2:1: error: the page has moved from https://status.acme.example to \
            https://acme.example, and feed readers show every item anew [published-site-moved]
              hint: set 'url' back; where the page does move, let the old address redirect to the new one
            2 errors
            nothing was changed: the old page stays until the errors are fixed

            """))
    #expect(try tree(folder.path + "/public") == before)
    let third = try build(folder, at: "10:40")
    #expect(third.status == 0)
    #expect(third.errors.hasSuffix("2 warnings\n"), "\(third.errors)")
  }

  @Test func `a corrected typo is marked on the page, without a warning`() throws {
    let folder = try siteSeenByReaders()
    try change("We are looking", to: "We look", of: folder)
    let second = try build(folder, at: "10:40", "--strict")
    #expect(second.status == 0 && second.errors == "", "\(second.errors)")
    let mark = "<small>Edited <time datetime=\"2026-11-20T10:40:00Z\">"
    let pages = ["index.html", "incidents/2026-11-20-api-errors/index.html"]
    #expect(try pages.allSatisfy { try folder.text("public/" + $0).contains(mark) })
    #expect(
      try folder.text("public/feed.json").contains(#""date_modified":"2026-11-20T10:40:00Z""#))
    let ledger = try folder.text("public/api/ledger.json")
    let third = try build(folder, at: "11:40")
    #expect(third.errors == "")
    #expect(try pages.allSatisfy { try folder.text("public/" + $0).contains(mark) })
    #expect(try folder.text("public/api/ledger.json") == ledger)
  }

  @Test func `the first page differs from a later one of the same moment in nothing`() throws {
    let folder = try siteSeenByReaders()
    let first = try tree(folder.path + "/public")
    #expect(try build(folder, at: "10:30").status == 0)
    #expect(try tree(folder.path + "/public") == first)
  }

  @Test func `a moved window says from when, and its announcement keeps its words`() throws {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    let path = "maintenance/disks.md"
    let file = """
      ---
      title: New disks
      starts: 2026-12-01 02:00 UTC
      ends: 2026-12-01 04:00 UTC
      ---

      ## Scheduled - 2026-11-20 09:00 UTC

      The API is read-only for two hours.

      """
    try folder.write([path: file])
    func announcement() throws -> String {
      try #require(
        folder.text("public/feed.xml").components(separatedBy: "<item>")
          .first { $0.contains("[Scheduled]") }
      ).components(separatedBy: "</item>")[0]
    }
    #expect(try build(folder, at: "10:30").errors == "")
    let said = try announcement()
    #expect(said.contains("Planned from 2026-12-01 02:00 UTC to 2026-12-01 04:00 UTC."))
    try folder.write([
      path: file.replacing("2026-12-01", with: "2026-12-08")
        + "\n## Update - 2026-11-20 10:35 UTC\n\nThe disks come a week later, so it is moved.\n"
    ])
    for time in ["10:40", "11:40"] {
      #expect(try build(folder, at: time).errors == "")
      #expect(try announcement() == said)
      let page = try folder.text("public/maintenance/disks/index.html")
        .replacing(#/<[^>]+>/#, with: "")
      #expect(
        page.contains(
          "8 Dec 2026, 02:00 – 04:00 UTC (2 hours), moved from 1 Dec 2026, 02:00 – 04:00 UTC"))
      #expect(
        try folder.text("public/status.txt").contains(
          "Moved from 2026-12-01 02:00 UTC to 2026-12-01 04:00 UTC"))
      #expect(
        try folder.text("public/history.rss").contains(
          "Planned from 2026-12-08 02:00 UTC to 2026-12-08 04:00 UTC. "
            + "Moved from 2026-12-01 02:00 UTC to 2026-12-01 04:00 UTC."))
    }
  }

  @Test func `what was published afterwards says so, and stats counts it from then`() throws {
    let folder = try siteSeenByReaders()
    try folder.write([
      "incidents/labels.md": """
      ---
      title: Labels came late
      severity: SEV2
      started: 2026-09-04 08:00 UTC
      ---

      ## Resolved - 2026-09-04 08:20 UTC

      Labels come at once again, and none of them was lost.
      """
    ])
    func toFirstUpdate(_ more: String...) throws -> String {
      let stats = try Program.run(
        ["stats", "--csv", "--as-of", "2026-11-20 12:00 UTC"] + more, in: folder.path)
      return try #require(stats.output.split(separator: "\r\n").last).split(
        separator: ",", omittingEmptySubsequences: false)[5...6]
        .joined(separator: ",")
    }
    #expect(try toFirstUpdate() == "1,1200")
    let page = "public/incidents/labels/index.html"
    let mark = "Published afterwards, on <time datetime=\"2026-11-20T11:00:00Z\">"
    for time in ["11:00", "11:40"] {
      #expect(try build(folder, at: time).errors == "")
      #expect(try folder.text(page).contains(mark))
      #expect(
        try folder.text("public/history/2026-09/index.html").contains(
          "<span>Published afterwards</span>"))
      #expect(
        try !folder.text("public/incidents/2026-11-20-api-errors/index.html").contains(
          "Published afterwards"))
    }
    #expect(try toFirstUpdate() == "1,\(77 * 86_400 + 3 * 3_600)")
    #expect(try toFirstUpdate("--output", folder.path + "/elsewhere") == "1,1200")
    try FileManager.default.removeItem(atPath: folder.path + "/public")
    #expect(try build(folder, at: "11:50").errors == "")
    #expect(try !folder.text(page).contains("Published afterwards"))
  }

  @Test func `a damaged ledger is a warning, also with --strict, and is fixed`() throws {
    let folder = try siteSeenByReaders()
    let sound = try tree(folder.path + "/public")
    try folder.write(["public/api/ledger.json": "{"])
    let second = try build(folder, at: "10:30", "--strict")
    #expect(second.status == 0)
    #expect(
      second.errors == """
        api/ledger.json:1:1: warning: the ledger of the last build cannot be read, so nobody knows \
        what readers have seen [damaged-ledger]
          hint: this build writes a new one; the next is compared with that
        1 warning

        """)
    #expect(try tree(folder.path + "/public") == sound)
  }
}
