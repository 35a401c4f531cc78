import Foundation
import Testing

/// An incident of the worst level with every warning about words.
private func incident(_ day: String, _ key: String = "", state: String = "Resolved") -> String {
  """
  ---
  title: Errors
  severity: SEV1
  components: [api]
  \(key)
  ---

  ## Investigating - \(day) 10:00 UTC

  It is back soon.

  ## \(state) - \(day) 11:00 UTC

  It <b>works</b>.
  """
}

private let closing = "all requests succeed again since 11:00 UTC and no data was lost"

/// `check` on a page with a history.
struct ClosedHistoryTests {
  private let files = ["status.yml": smallSite[0].value]

  private func site(_ files: [String: String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(["status.yml": smallSite[0].value])
    for (path, text) in files { try folder.write(Data(text.utf8), to: path) }
    return folder
  }

  private func check(_ folder: TemporaryFolder, _ options: String...) throws -> Run {
    try Program.run(
      ["check", "--as-of", "2026-11-20 12:00 UTC"] + options, in: folder.path)
  }

  private func ids(_ run: Run) -> [String] {
    run.errors.matches(of: /\[([a-z-]+)\]\n/).map { String($0.output.1) }
  }

  @Test func `words of what was closed long ago are counted, and shown with --all`() throws {
    let folder = try site([
      "incidents/old.md": incident("2026-08-22"), "incidents/2024/older.md": incident("2024-01-02"),
    ])
    let quiet = try check(folder)
    #expect(quiet.status == 0)
    #expect(quiet.output == "3 files read: nothing stops a build\n")
    let count = try #require(
      quiet.errors.firstMatch(
        of:
          /^(\d+) warnings about entries closed more than 90 days ago left out: `allclear check --all` shows them\n$/
      )
      .flatMap { Int($0.output.1) })
    #expect(count > 8)
    let all = try check(folder, "--all")
    #expect(ids(all).count == count)
    #expect(all.errors.hasSuffix("\n\(count) warnings\n"))
    #expect(try check(folder, "--strict").status == 0)
    #expect(try check(folder, "--strict", "--all").status == 1)
    #expect(try check(folder, "--json").output == "[]\n")
  }

  @Test(arguments: [
    // 90 days back from 2026-11-20 12:00 UTC is 2026-08-22 12:00 UTC.
    ("closed 90 days and an hour ago", incident("2026-08-22"), false),
    ("closed 89 days ago", incident("2026-08-23"), true),
    ("open for years", incident("2024-01-02", state: "Monitoring"), true),
    (
      "opened again", incident("2024-01-02") + "\n\n## Monitoring - 2024-03-01 10:00 UTC\n\nAgain.",
      true
    ),
    (
      "old, with a word of this month",
      incident("2024-01-02") + "\n\n## Update - 2026-11-02 10:00 UTC\n\nMore on this incident.",
      true
    ),
    ("retracted long ago", incident("2024-01-02", state: "Retracted"), false),
  ])
  func `what is open or changed within ninety days is listed`(
    name: String, text: String, isListed: Bool
  ) throws {
    let run = try check(try site(["incidents/one.md": text]))
    #expect(run.status == 0, "\(run.errors)")
    #expect(ids(run).contains("empty-promise") == isListed, "\(run.errors)")
    #expect(ids(run).contains("raw-html") == isListed)
    #expect(run.errors.contains("left out") == !isListed)
  }

  @Test func `a new postmortem of an old incident is listed, an old one is not`() throws {
    for (day, isListed) in [("2026-11-02", true), ("2024-01-05", false)] {
      let run = try check(
        try site([
          "incidents/one.md": incident("2024-01-02"),
          "postmortems/one.md":
            "---\npublished: \(day)\n---\n\n## Summary\n\nIt was human error.\n",
        ]))
      #expect(run.status == 0, "\(run.errors)")
      #expect(ids(run).contains("blame") == isListed, "\(run.errors)")
    }
  }

  @Test func `old work is left out, a broken word list and a strange folder never`() throws {
    let run = try check(
      try site([
        "maintenance/old.md": """
        ---
        title: Work
        starts: 2024-01-02 10:00 UTC
        ends: 2024-01-02 11:00 UTC
        ---

        ## Scheduled - 2024-01-02 10:30 UTC

        It is back soon.
        """, "theme/checks/en.yml": "promises:\n  - '[open'\n", "Static/logo.svg": "<svg/>",
      ]))
    #expect(ids(run) == ["unknown-folder", "bad-word-pattern"], "\(run.errors)")
    #expect(run.errors.contains("left out"))
  }

  @Test(arguments: ["imported: statuspage", "imported: true", "imported: 'cState 5'"])
  func `the words of an imported entry are never checked, and its promises not judged`(
    key: String
  ) throws {
    let open = incident("2026-11-19", key, state: "Monitoring")
    let folder = try site([
      "incidents/new.md": incident("2026-11-19", key), "incidents/open.md": open,
      "postmortems/new.md":
        "---\npublished: 2026-11-19\n\(key)\nactions: [{kind: other, what: Do it}]\n---\n\nHuman error.\n",
      "maintenance/work.md": """
      ---
      title: Work
      components: [api]
      starts: 2026-11-01 10:00 UTC
      ends: 2026-11-01 11:00 UTC
      automatic: false
      \(key)
      ---

      ## In progress - 2026-11-01 10:30 UTC

      It is <i>back</i> soon.
      """,
    ])
    for options in [[], ["--all"]] {
      let run = try Program.run(
        ["check", "--as-of", "2026-11-20 12:00 UTC"] + options, in: folder.path)
      #expect(
        run == Run(status: 0, output: "5 files read: nothing stops a build\n", errors: ""),
        "\(run.errors)")
    }
    let due = try Program.run(["due", "--as-of", "2026-11-20 12:00 UTC"], in: folder.path)
    #expect(due == Run(status: 0, output: "Nothing is overdue at 12:00 UTC.\n", errors: ""))
    let stats = try Program.run(
      ["stats", "--json", "--as-of", "2026-11-20 12:00 UTC"], in: folder.path)
    #expect(stats.output.contains("\"promises_made\":0"))
    #expect(!stats.output.contains("\"promises_made\":1"))
    let build = try Program.run(["build", "--as-of", "2026-11-20 12:00 UTC"], in: folder.path)
    #expect(build.errors == "")
  }

  @Test func `imported false is as good as no key, and an empty one is an error`() throws {
    let run = try check(try site(["incidents/one.md": incident("2026-11-19", "imported: false")]))
    #expect(ids(run).contains("empty-promise"))
    let empty = try check(try site(["incidents/one.md": incident("2026-11-19", "imported:")]))
    #expect(ids(empty).contains("empty-value"))
  }
}
