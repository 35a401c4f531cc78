import StatusModel
import Testing

/// A text that was corrected after readers had seen it says so beside its time.
struct EditedUpdateTests {
  private static let time =
    "<small>Edited <time datetime=\"2026-11-20T10:40:00Z\">20 Nov 2026, 10:40 UTC</time></small>"

  @Test(arguments: [
    ("index.html", "incidents/2026-11-20-api-errors/#2026-11-20T10-10-00Z"),
    (
      "incidents/2026-11-20-api-errors/index.html",
      "incidents/2026-11-20-api-errors/#2026-11-20T10-10-00Z"
    ),
    ("incidents/2026-11-10-sync/index.html", "incidents/2026-11-10-sync/#postmortem"),
  ])
  func `the page marks it, and changes in nothing else`(path: String, address: String) throws {
    let plain = try renderedPages(of: exampleSite())
    let edited = try renderedPages(
      of: exampleSite(), edits: [address: friday.advanced(by: -20 * 60)])
    let page = try #require(edited[path])
    #expect(page.ranges(of: Self.time).count == 1)
    #expect(page.replacing(" " + Self.time, with: "") == plain[path])
  }

  @Test func `so does that of a maintenance`() throws {
    let plain = try renderedPages(of: exampleSite())
    let announcement = try #require(runningMaintenance.updates.first)
    let anchor = announcement.time.iso8601.replacing(":", with: "-")
    let edited = try renderedPages(
      of: exampleSite(),
      edits: ["maintenance/\(runningMaintenance.id)/#\(anchor)": friday.advanced(by: -20 * 60)])
    let pages = edited.filter { $0.value != plain[$0.key] }
    #expect(
      pages.keys.sorted() == [
        "index.html", "maintenance/\(runningMaintenance.id)/index.html", "maintenance/index.html",
      ])
    #expect(pages.values.allSatisfy { $0.ranges(of: Self.time).count == 1 })
  }
}
