import Foundation
import SiteFiles
import TestSupport
import Testing

/// Names in two languages, from a folder to its pages and through the commands.
struct NameCommandTests {
  /// The moment of `TinySite.fridayNoon`.
  private let atNoon = ["SOURCE_DATE_EPOCH": "1795176000"]

  private func site() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for file in TinySite.inTwoLanguages.files {
      try folder.write(Data(file.bytes), to: "site/\(file.path)")
    }
    // Closed long ago, so that a later build has it out of the cache.
    try folder.write([
      "site/incidents/old.md": """
      ---
      title: {en: Lost mail, de: Post verloren}
      severity: SEV1
      components: [Apps]
      ---

      ## Resolved - 2026-08-20 10:00 UTC

      All mail is there again.
      """
    ])
    return folder
  }

  private func build(_ folder: TemporaryFolder, _ options: String...) throws {
    let run = try Program.run(
      ["build", "--site", "site"] + options, in: folder.path, environment: atNoon)
    #expect(run.status == 0, "\(run.errors)")
  }

  private func pages(_ folder: String) throws -> [String: Data] {
    try tree(folder).filter { !$0.key.hasPrefix(".allclear/") }
  }

  @Test(arguments: [
    ("status.yml", "Acme-Lage", "Lage bei Acme", "de/about/index.html"),
    ("status.yml", "Öffentliche API", "API für alle", "de/index.html"),
    ("status.yml", "Anwendungen", "Programme", "de/index.html"),
    ("status.yml", "Kritisch", "Schlimm", "de/history/2026-08/index.html"),
    ("status.yml", "Nichts geht.", "Alles steht.", "de/severity-levels/index.html"),
    ("incidents/slow.md", "Anmeldung langsam", "Anmelden dauert", "de/index.html"),
    ("incidents/old.md", "Post verloren", "Post weg", "de/history/2026-08/index.html"),
    ("maintenance/disks.md", "Neue Platten", "Mehr Platten", "de/components/web/index.html"),
    ("announcements/day-off.md", "Feiertag", "Freier Tag", "de/index.html"),
    ("pages/about.md", "Über uns", "Wir", "de/incidents/old/index.html"),
  ])
  func `a build after one translation changed equals a fresh one`(
    path: String, old: String, new: String, page: String
  ) throws {
    let folder = try site()
    let files = FileManager.default
    // Files that are as young as the build may change without showing it, and are read once more.
    Thread.sleep(forTimeInterval: 0.05)
    try build(folder, "--output", "output")
    try files.copyItem(atPath: folder.path + "/output", toPath: folder.path + "/before")
    #expect(try folder.text("output/" + page).contains(old))
    let text = try folder.text("site/" + path)
    #expect(text.ranges(of: old).count == 1)
    try folder.write(Data(text.replacing(old, with: new).utf8), to: "site/" + path)
    try build(folder, "--output", "output")
    try build(folder, "--output", "fresh", "--fresh", "--previous", "before")
    let found = try pages(folder.path + "/output")
    let fresh = try pages(folder.path + "/fresh")
    #expect(found.keys.sorted() == fresh.keys.sorted())
    #expect(found.keys.filter { found[$0] != fresh[$0] }.sorted() == [])
    let changed = try folder.text("output/" + page)
    #expect(changed.contains(new) && !changed.contains(old))
  }

  @Test func `an incident whose title is translated takes an update, and lists its first title`()
    throws
  {
    let folder = try site()
    let path = "site/incidents/slow.md"
    let before = try folder.text(path)
    let updated = try Program.run(
      [
        "incident", "update", "slow", "--site", "site", "-m", "A fix is on its way to all servers.",
        "--yes",
      ],
      in: folder.path, environment: atNoon)
    #expect(updated.status == 0, "\(updated.errors)")
    #expect(
      try folder.text(path) == before + """

        ## Update - 2026-11-20 12:00 UTC

        A fix is on its way to all servers.

        """)
    let listed = try Program.run(
      ["incident", "list", "--site", "site"], in: folder.path, environment: atNoon)
    #expect(listed.output.contains("Slow logins"))
    #expect(!listed.output.contains("Anmeldung"))
  }

  @Test func `a maintenance whose title is translated can be moved`() throws {
    let folder = try site()
    let path = "site/maintenance/disks.md"
    let moved = try Program.run(
      [
        "maintenance", "move", "disks", "--site", "site", "--starts", "2026-11-22 10:00 UTC",
        "--ends", "2026-11-22 11:00 UTC", "-m", "The new disks come a day later than planned.",
        "--yes",
      ], in: folder.path, environment: atNoon)
    #expect(moved.status == 0, "\(moved.errors)")
    let text = try folder.text(path)
    #expect(text.contains("title: {en: \"New disks\", de: \"Neue Platten\"}\n"))
    #expect(text.contains("starts: 2026-11-22 10:00 UTC\n"))
  }
}
