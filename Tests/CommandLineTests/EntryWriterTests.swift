import ArgumentParser
import Authoring
import StatusModel
import Testing

@testable import CommandLineTool

struct EntryWriterTests {
  @Test func `the time of an update is that of the yes, not that of what was shown`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    let writer = try EntryWriter(EntryOptions.parse(["--site", folder.path]), conversation: nil)
    let change = TypedIncidentChange(
      id: "2026-11-20-api-errors", state: nil, severity: nil, components: [], at: nil, next: "1h")
    let shownAt = Timestamp(seconds: 1_795_170_900)
    let site = try await readPresentSite(folder.path, at: shownAt)
    let shown = EntryWriter.Shown(
      edit: try change.planned(in: site, .written("News.")).edit, at: shownAt)
    let yes = shownAt.advanced(by: 600)
    let written = try await writer.write(
      .written("News."), at: yes, after: shown, change.planned)
    #expect(written != nil)
    #expect(
      try folder.text("incidents/2026-11-20-api-errors.md").hasSuffix(
        "\n\n## Update - 2026-11-20 10:45 UTC - next: 11:45 UTC\n\nNews.\n"))
    // What somebody else has written meanwhile is shown first.
    let again = try await writer.write(.written("News."), at: yes, after: shown, change.planned)
    #expect(again == nil)
  }
}
