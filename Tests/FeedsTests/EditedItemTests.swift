import StatusModel
import Testing

/// A text that was corrected after readers had seen it.
@Suite struct EditedItemTests {
  private static let site = acme(History(incidents: [apiErrors]))
  private static let edits: EditTimes = [
    "incidents/2026-11-20-api-errors/#2026-11-20T10-10-00Z": utc("2026-11-20 10:39")
  ]

  private func entries(in path: String, edits: EditTimes) throws -> [String: [String]] {
    try texts(inXML: published(path, of: Self.site, edits: edits))
  }

  @Test func `in Atom it is updated by the edit, and published when it was`() throws {
    let entries = try entries(in: "atom.xml", edits: Self.edits)
    #expect(
      entries["updated"] == [
        "2026-11-20T10:39:00Z", "2026-11-20T10:35:00Z", "2026-11-20T10:39:00Z",
      ])
    #expect(entries["published"] == ["2026-11-20T10:35:00Z", "2026-11-20T10:10:00Z"])
    #expect(try entries["id"] == self.entries(in: "atom.xml", edits: [:])["id"])
  }

  @Test func `in the history its incident is updated by the edit`() throws {
    #expect(
      try entries(in: "history.atom", edits: Self.edits)["updated"] == [
        "2026-11-20T10:39:00Z", "2026-11-20T10:39:00Z",
      ])
  }

  @Test func `in RSS its date stays`() throws {
    let entries = try entries(in: "feed.xml", edits: Self.edits)
    let before = try self.entries(in: "feed.xml", edits: [:])
    #expect(entries["pubDate"] == before["pubDate"])
    #expect(entries["guid"] == before["guid"])
    #expect(entries["lastBuildDate"] == ["Fri, 20 Nov 2026 10:39:00 +0000"])
  }

  @Test func `in JSON Feed it alone gets a date of its modification`() throws {
    let edited = try published("feed.json", of: Self.site, edits: Self.edits)
    let plain = try published("feed.json", of: Self.site)
    let published = #""date_published":"2026-11-20T10:10:00Z","#
    #expect(
      edited
        == plain.replacing(
          published, with: published + #""date_modified":"2026-11-20T10:39:00Z","#))
  }
}
