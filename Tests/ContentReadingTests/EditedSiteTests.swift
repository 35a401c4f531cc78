import ContentReading
import Diagnostics
import SiteFiles
import StatusModel
import TestSupport
import Testing

/// Reading one file of a site anew, in place of all of them.
struct EditedSiteTests {
  private static let closed = TinySite.incident.replacing("Elevated", with: "Former")

  private static let site = TinySite()
    .with("incidents/2025/b.md", TinySite.incident)
    .with("incidents/d.md", closed)
    .with("incidents/broken.md", "---\ntitle: x\n---\n")
    .with(
      "maintenance/m.md",
      """
      ---
      title: Upgrade
      starts: 2026-12-01 02:00 UTC
      ends: 2026-12-01 04:00 UTC
      ---

      ## Scheduled - 2026-11-20 09:00 UTC

      We upgrade.

      """
    )
    .with("postmortems/b.md", "---\npublished: 2026-11-21\n---\n\n## Summary\n")
    .with("announcements/n.md", "---\ntitle: N\nstarts: 2026-11-20 09:00 UTC\n---\n\nNews.\n")
    .with("pages/p.md", "---\ntitle: P\n---\n\nWords.\n")
    .with("messages/q.md", "---\nstate: resolved\n---\n\nIt is over.\n")

  /// A path, its text.
  private static let edits: [(String, String)] = [
    ("incidents/2025/b.md", TinySite.incident + "\n## Resolved - 2026-11-20 10:30 UTC\n\nOver.\n"),
    ("incidents/2025/b.md", TinySite.incident + "\n## Resolvd - 2026-11-20 10:30 UTC\n\nOver.\n"),
    ("incidents/a.md", closed), ("incidents/c.md", closed), ("incidents/e.md", closed),
    ("incidents/broken.md", closed), ("incidents/UPPER.md", closed), ("incidents/e.txt", closed),
    ("maintenance/m.md", "---\ntitle: [\n"),
    ("postmortems/d.md", "---\npublished: 2026-11-21\n---\n\n## Summary\n"),
    ("postmortems/nobody.md", "---\npublished: 2026-11-21\n---\n\n## Summary\n"),
    ("postmortems/b.md", "---\npublished: 2099-11-21\n---\n\n## Summary\n"),
    ("announcements/n.md", "---\ntitle: M\nstarts: 2026-11-20 09:30 UTC\n---\n\nNews.\n"),
    ("pages/o.md", "---\ntitle: O\n---\n\nWords of 10.0.0.1.\n"),
    ("pages/o.md", "---\ntitle: O\n---\n\nWords.\n"),
    ("messages/q.md", "---\nstate: monitoring\n---\n\nIt looks good.\n"),
  ]

  @Test(arguments: edits)
  func `one file read anew gives the site and the findings that reading everything gives`(
    path: String, text: String
  ) async throws {
    let latest = Timestamp(seconds: 1_795_175_400)
    let files = Self.site.files
    let before = try #require(try await readSoundSite(files, latest: latest).site)
    let edited = SourceFile(path: path, bytes: Array(text.utf8))
    let alone = readSoundSite(before, with: edited, in: files, latest: latest)
    // With a look for leaks, which reading everything leaves to the reading of what was edited.
    let after = Self.site.with(path, text).files
    let whole = try await SiteReading(of: after, latest: latest)
    let found = (whole.diagnostics + listingDiagnostics(of: after)).inStableOrder()
    let broken = Set(found.filter { $0.severity == .error }.map(\.position.path))
    #expect(alone.site?.value == whole.soundSite(without: broken)?.value)
    #expect(alone.diagnostics == found.filter { $0.position.path == path })
  }

  @Test func `nothing is read by a status.yml that has errors`() async throws {
    let files = Self.site.files
    let before = try #require(try await readSoundSite(files, latest: nil).site)
    let broken = Self.site.with("status.yml", "name: x\n").files
    let edited = SourceFile(path: "incidents/e.md", bytes: Array(Self.closed.utf8))
    #expect(readSoundSite(before, with: edited, in: broken, latest: nil).site == nil)
  }
}
