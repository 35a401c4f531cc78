import Foundation
import Testing

private let openFile = "incidents/2026-11-20-api-errors.md"

private let broken = """
  ---
  title: Old one
  severity: SEV9
  ---

  ## Resolved - 2026-11-01 10:00 UTC

  It is over. No data was lost.
  """

/// A broken file of somebody else, by its path, and how it is named.
private let brokenFiles: [(path: String, text: String, place: String)] = [
  ("incidents/2026-11-01-old.md", broken, "incidents/2026-11-01-old.md:3:11"),
  ("incidents/2026/old.md", "no front matter", "incidents/2026/old.md:1:1"),
  ("incidents/Bad_ID.md", broken, "incidents/Bad_ID.md:1:1"),
  (
    "incidents/draft.md", broken.replacing("severity: SEV9", with: "severity: SEV9\ndraft: true"),
    "incidents/draft.md:3:11"
  ),
  ("maintenance/work.md", "---\ntitle: x\n---\n", "maintenance/work.md:"),
  ("messages/first.md", "---\nstate: Investigatin\n---\n\nHello.", "messages/first.md:2:8"),
  ("pages/about.md", "---\ntitl: x\n---\n\nHello.", "pages/about.md:"),
  (
    "announcements/notice.md", "---\ntitle: x\nstarts: noon\n---\n\nHello.",
    "announcements/notice.md:3:9"
  ),
  (
    "postmortems/lost.md", "---\npublished: 2026-11-01\n---\n\n## Summary\n",
    "postmortems/lost.md:1:1"
  ),
  ("incidents/large.md", String(repeating: "x", count: 300_000), "incidents/large.md:1:1"),
]

/// The commands that write, beside files that somebody else has broken.
struct BrokenFileTests {
  private func site(_ files: [(String, String)] = []) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    for (path, text) in files { try folder.write(Data(text.utf8), to: path) }
    return folder
  }

  private func run(_ arguments: String..., in folder: TemporaryFolder) throws -> Run {
    try Program.run(arguments, in: folder.path, environment: atHalfPastTen)
  }

  @Test(arguments: brokenFiles)
  func `a broken file of somebody else is named and stops no update`(
    path: String, text: String, place: String
  ) throws {
    let folder = try site([(path, text)])
    let before = try folder.text(openFile)
    let update = try run("incident", "update", "-m", "More is known.", "--yes", in: folder)
    #expect(update.status == 0, "\(update.errors)")
    #expect(update.errors.hasPrefix(place), "\(update.errors)")
    #expect(update.errors.contains(": warning: left out: "))
    #expect(
      update.errors.hasSuffix(
        "1 file with errors: `allclear build` stops until it is correct\n"))
    #expect(
      update.output.hasSuffix(
        "\nReaders do not see it yet: `allclear build` stops until \(path) is correct.\n"))
    #expect(
      try folder.text(openFile)
        == before + "\n\n## Update - 2026-11-20 10:35 UTC\n\nMore is known.\n")
    #expect(try folder.text(path) == text)
    let build = try run("build", in: folder)
    #expect(build.status == 1)
    #expect(build.errors.contains(place))
    #expect(try run("check", in: folder).status == 1)
  }

  @Test(arguments: [
    [
      "incident", "open", "Slow search", "--severity", "SEV3", "-m", "Searches take long.", "--yes",
    ],
    ["incident", "resolve", "-m", "It is over. No data was lost.", "--yes"],
    ["incident", "retract", "api-errors", "-m", "It was a false alarm.", "--yes"],
    [
      "maintenance", "schedule", "Work", "--starts", "2026-12-01 02:00", "--ends",
      "2026-12-01 03:00", "-m", "We upgrade the database.", "--yes",
    ],
    ["postmortem", "new", "api-errors"],
  ])
  func `every command that writes goes on without two broken files`(arguments: [String]) throws {
    let folder = try site([
      ("incidents/2026-11-01-old.md", broken), ("pages/about.md", "---\ntitl: x\n---\n\nHello."),
    ])
    let run = try Program.run(arguments, in: folder.path, environment: atHalfPastTen)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("incidents/2026-11-01-old.md:3:11: warning: left out: "))
    #expect(run.errors.contains("pages/about.md:"))
    #expect(run.errors.hasSuffix("`allclear build` stops until they are correct\n"))
  }

  @Test(arguments: [
    ("incidents/2026/2026-11-20-api-errors.md", broken, "duplicate-id"),
    (openFile, broken, "unknown-severity"),
    ("status.yml", "name: x\nurl: https://x.example\ncomponents: []\n", "empty-list"),
    ("status.yml", "components: [", "yaml-syntax"),
  ])
  func `what is broken in the entry itself, or in what it needs, is refused`(
    path: String, text: String, id: String
  ) throws {
    let folder = try site([(path, text), ("pages/about.md", "---\ntitl: x\n---\n\nHello.")])
    let before = try folder.text(openFile)
    let update = try run("incident", "update", "api-errors", "-m", "More.", "--yes", in: folder)
    #expect(update.status == 1)
    #expect(update.errors.hasPrefix(path), "\(update.errors)")
    #expect(update.errors.contains("[\(id)]"), "\(update.errors)")
    #expect(!update.errors.contains("about.md"))
    #expect(update.errors.contains("\nYour text is kept in "))
    #expect(try folder.text(openFile) == before)
  }

  @Test(arguments: [
    "theme: {accent: yellow-ish}", "logo: nowhere", "uptime: {weights: {major_outage: 7}}",
    "support: javascript", "alerts:\n  - {match: {a: b}, component: nope}", "zzz: 1",
  ])
  func `what an entry does not need of status.yml stops no update`(line: String) throws {
    let folder = try site()
    try folder.write(["status.yml": try folder.text("status.yml") + "\n\(line)\n"])
    let update = try run("incident", "update", "-m", "More is known.", "--yes", in: folder)
    #expect(update.status == 0, "\(update.errors)")
    let place = "status.yml:\(line.contains("\n") ? 7 : 6):"
    #expect(update.errors.hasPrefix(place), "\(update.errors)")
    #expect(try run("build", in: folder).status == 1)
  }

  @Test(arguments: ["timezone: Mars/Base", "never_publish: ['(']", "never_publsh: [secret]"])
  func `what an entry needs of status.yml is refused`(line: String) throws {
    let folder = try site()
    try folder.write(["status.yml": try folder.text("status.yml") + "\n\(line)\n"])
    let update = try run("incident", "update", "-m", "More is known.", "--yes", in: folder)
    #expect(update.status == 1)
    #expect(update.errors.hasPrefix("status.yml:6:"), "\(update.errors)")
  }

  @Test func `a new incident never takes the name of a broken one`() throws {
    let folder = try site([("incidents/old/2026-11-20-slow.md", broken)])
    let open = try run(
      "incident", "open", "Slow", "--severity", "SEV3", "-m", "Searches take long.", "--yes",
      in: folder)
    #expect(open.output.hasPrefix("Written: incidents/2026-11-20-slow-2.md\n"), "\(open.errors)")
  }

  @Test func `an update without a name never goes to one incident while another may be meant`()
    throws
  {
    let other = broken.replacing("Resolved", with: "Investigating")
    let folder = try site([("incidents/2026-11-01-old.md", other)])
    let update = try run("incident", "update", "-m", "More.", "--yes", in: folder)
    #expect(update.status == 64)
    #expect(
      update.errors.hasPrefix(
        "error: 2026-11-20-api-errors is open, and so may be 2026-11-01-old, which cannot be read\n"
      ))
    #expect(
      try run("incident", "update", "api-errors", "-m", "More.", "--yes", in: folder).status == 0)
    let named = try run("incident", "update", "old", "-m", "More.", "--yes", in: folder)
    #expect(named.status == 1)
    #expect(named.errors.hasPrefix("incidents/2026-11-01-old.md:3:11: error: "))
  }

  @Test func `a broken message is told when it is named`() throws {
    let folder = try site([("messages/first.md", "---\nstate: Investigatin\n---\n\nHello.")])
    let update = try run("incident", "update", "--template", "first", "--yes", in: folder)
    #expect(update.status == 1)
    #expect(update.errors.hasPrefix("messages/first.md:2:8: error: "), "\(update.errors)")
  }

  @Test func `what is not UTF-8 stops nobody else`() throws {
    let folder = try site()
    try folder.write(Data([0x2D, 0x2D, 0x2D, 0x0A, 0xFF, 0xFE, 0x0A]), to: "incidents/odd.md")
    try folder.write(["theme/layouts/home.mustache": "{{#open}}"])
    let update = try run("incident", "update", "-m", "More is known.", "--yes", in: folder)
    #expect(update.status == 0, "\(update.errors)")
    #expect(
      update.errors.hasPrefix("incidents/odd.md:2:1: warning: left out: "), "\(update.errors)")
  }

  @Test func `lists go on too, and say what they are without`() throws {
    let folder = try site([("incidents/2026-11-01-old.md", broken)])
    let list = try run("incident", "list", in: folder)
    #expect(list.status == 0)
    #expect(list.output.contains("2026-11-20-api-errors"))
    #expect(list.errors.hasPrefix("incidents/2026-11-01-old.md:3:11: warning: left out: "))
    #expect(try run("incident", "show", in: folder).status == 0)
    #expect(try run("due", in: folder).status == 1)
  }

  @Test func `the preview says what the page is without`() throws {
    let folder = try site([("incidents/2026-11-01-old.md", broken)])
    let session = try TerminalSession(
      ["incident", "update", "-m", "More is known."], in: folder.path, environment: atHalfPastTen)
    try session.wait(for: "c (change the rest), n (no): ")
    #expect(
      session.shown.contains(
        ", without incidents/2026-11-01-old.md, which has errors"), "\(session.shown)")
    try session.type("y\n")
    #expect(session.status() == 0)
  }
}
