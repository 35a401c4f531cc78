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
            nothing was changed: the old page stays until the errors are mended

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

  @Test func `a damaged ledger is a warning, also with --strict, and is mended`() throws {
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
