import Foundation
import Testing

/// Which pages an update changes, and of what moment those speak that it does not.
struct PageMomentTests {
  private let incident = "incidents/2026-11-20-api-errors.md"

  private func build(_ folder: TemporaryFolder, at time: String) throws {
    let moment = try #require(ISO8601DateFormatter().date(from: "2026-11-20T\(time)Z"))
    let run = try Program.run(
      ["build"], in: folder.path,
      environment: ["SOURCE_DATE_EPOCH": "\(Int(moment.timeIntervalSince1970))"])
    #expect(run.status == 0, "\(run.errors)")
  }

  private func asOf(_ page: String, in folder: TemporaryFolder) throws -> String {
    let found = try folder.text("public/\(page)/index.html")
      .firstMatch(of: /<p class="as-of">As of <time datetime="([^"]+)">/)
    return String(try #require(found).output.1)
  }

  @Test func `an update leaves the pages of other components as they are, until the hour is over`()
    throws
  {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    try build(folder, at: "10:30:00")
    #expect(try asOf("components/web", in: folder) == "2026-11-20T10:00:00Z")
    #expect(try asOf("components/api", in: folder) == "2026-11-20T10:30:00Z")
    #expect(try asOf("maintenance", in: folder) == "2026-11-20T10:00:00Z")
    let before = try folder.text("public/components/web/index.html")
    let update = "\n\n## Resolved - 2026-11-20 10:45 UTC\n\nIt is over.\n"
    try folder.write([incident: folder.text(incident) + update])
    try build(folder, at: "10:50:00")
    #expect(try folder.text("public/components/web/index.html") == before)
    // What has changed within the hour is not of an earlier moment.
    #expect(try asOf("components/api", in: folder) == "2026-11-20T10:50:00Z")
    try build(folder, at: "11:05:00")
    #expect(try asOf("components/web", in: folder) == "2026-11-20T11:00:00Z")
    #expect(try asOf("components/api", in: folder) == "2026-11-20T11:00:00Z")
  }

  @Test func `a component whose maintenance runs, or has ended within the hour, says the moment`()
    throws
  {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    try folder.write([
      "maintenance/2026-11-20-web.md": """
      ---
      title: Website update
      components: [web]
      starts: 2026-11-20 12:10 UTC
      ends: 2026-11-20 13:20 UTC
      ---

      ## Scheduled - 2026-11-20 10:00 UTC

      The website is updated.
      """
    ])
    let expected = [
      ("12:05:00", "12:00:00"), ("12:30:00", "12:30:00"), ("13:25:00", "13:25:00"),
      ("14:10:00", "14:00:00"),
    ]
    for (time, said) in expected {
      try build(folder, at: time)
      #expect(try asOf("components/web", in: folder) == "2026-11-20T\(said)Z")
      #expect(try asOf("maintenance", in: folder) == "2026-11-20T\(said)Z")
    }
  }

  @Test func `a picture of the past says its moment on every page`() throws {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    let run = try Program.run(["build", "--as-of", "2026-11-20 10:30 UTC"], in: folder.path)
    #expect(run.status == 0)
    let page = try folder.text("public/components/web/index.html")
    #expect(page.contains("As it stood on <time datetime=\"2026-11-20T10:30:00Z\">"))
  }

  @Test func `the head of each page names the hub, escaped`() throws {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    let hub = "\nnotify:\n  - {name: hub, to: websub, hub: 'https://hub.example/?a=1&b=2'}\n"
    try folder.write(["status.yml": folder.text("status.yml") + hub])
    try build(folder, at: "10:30:00")
    for page in ["index.html", "history/index.html", "components/api/index.html", "404.html"] {
      let lines = try folder.text("public/\(page)").split(separator: "\n")
      #expect(
        lines.filter { $0.contains("rel=\"hub\"") } == [
          "<link rel=\"hub\" href=\"https://hub.example/?a=1&amp;b=2\">"
        ])
    }
  }
}
