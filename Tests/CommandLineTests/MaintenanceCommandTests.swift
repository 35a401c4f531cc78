import Foundation
import TestSupport
import Testing

struct MaintenanceCommandTests {
  private let file = "maintenance/2026-12-01-db-upgrade.md"

  private func site() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    try folder.write([
      file: """
      ---
      title: Database upgrade   # ask Kim
      components: [api]
      starts:   2026-12-01 02:00 UTC   # before the shops open
      ends: "2026-12-01 04:00 UTC"
      ---

      ## Scheduled - 2026-11-19 09:00 UTC

      The API is read-only for up to two hours.

      """
    ])
    return folder
  }

  private func run(_ arguments: String..., in folder: TemporaryFolder) throws -> Run {
    try Program.run(
      ["maintenance"] + arguments, in: folder.path, environment: atHalfPastTen)
  }

  @Test func `schedule writes a new file under the day of the work`() throws {
    let folder = try site()
    let run = try run(
      "schedule", "New certificates", "--starts", "2026-12-03 04:00", "--ends",
      "2026-12-03 06:00 UTC", "--component", "web", "-m", "Connections close twice.", "--yes",
      "--json", in: folder)
    #expect(
      run.output
        == #"{"committed":false,"draft":false,"file":"maintenance/2026-12-03-new-certificates.md","#
        + #""id":"2026-12-03-new-certificates","state":"Scheduled","#
        + #""time":"2026-11-20T10:35:00Z","title":"New certificates"}"# + "\n", "\(run.errors)")
    #expect(
      try folder.text("maintenance/2026-12-03-new-certificates.md") == """
        ---
        title: New certificates
        components: [web]
        starts: 2026-12-03 04:00 UTC
        ends: 2026-12-03 06:00 UTC
        ---

        ## Scheduled - 2026-11-20 10:35 UTC

        Connections close twice.

        """)
  }

  @Test func `move changes the window and nothing else, and says so`() throws {
    let folder = try site()
    let before = try folder.text(file)
    let run = try run(
      "move", "--starts", "2026-12-02 02:00 UTC", "-m", "A day later.", "--yes", in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let moved = before.replacing("2026-12-01 02:00 UTC ", with: "2026-12-02 02:00 UTC ")
      .replacing("\"2026-12-01 04:00 UTC\"", with: "2026-12-02 04:00 UTC")
    #expect(
      try folder.text(file)
        == moved + "\n## Update - 2026-11-20 10:35 UTC\n\nA day later.\n")
  }

  @Test func `a new end alone makes the window longer, also while the work is in progress`() throws
  {
    let folder = try site()
    let before = try folder.text(file).replacing("2026-12-01 02", with: "2026-11-20 10")
      .replacing("2026-12-01 04", with: "2026-11-20 12")
    try folder.write([file: before])
    let run = try run(
      "move", "--ends", "2026-11-20 14:00 UTC", "-m", "Two more hours.", "--yes", in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try folder.text(file)
        == before.replacing("\"2026-11-20 12:00 UTC\"", with: "2026-11-20 14:00 UTC")
        + "\n## Update - 2026-11-20 10:35 UTC\n\nTwo more hours.\n")
  }

  @Test func `work that begins early is started, completed, and then it is over`() throws {
    let folder = try site()
    let before = try folder.text(file)
    #expect(try run("start", "--yes", in: folder).status == 0)
    #expect(try run("start", "db-upgrade", "--yes", in: folder).status == 64)
    #expect(try run("complete", "-m", "All is done.", "--yes", in: folder).status == 0)
    #expect(
      try folder.text(file) == before + """

        ## In progress - 2026-11-20 10:35 UTC

        ## Completed - 2026-11-20 10:35 UTC

        All is done.

        """)
    let late = try run("cancel", "db-upgrade", "-m", "No.", "--yes", in: folder)
    #expect(late.status == 64)
    #expect(late.errors.hasPrefix("error: 2026-12-01-db-upgrade is completed already, since"))
  }

  @Test func `who cancels says why`() throws {
    let folder = try site()
    let before = try folder.text(file)
    let mute = try run("cancel", "--yes", in: folder)
    #expect(mute.status == 64)
    #expect(mute.errors.hasPrefix("error: there is no text\n"), "\(mute.errors)")
    #expect(try run("cancel", "-m", "In January.", "--yes", in: folder).status == 0)
    #expect(
      try folder.text(file)
        == before + "\n## Cancelled - 2026-11-20 10:35 UTC\n\nIn January.\n")
    #expect(try run("list", in: folder).output == "No maintenance is planned.\n")
  }

  @Test func `list names what is planned, and with --all what is over`() throws {
    let folder = try site()
    #expect(
      try run("list", in: folder).output == """
        ID                     STATE      STARTS                ENDS                  TITLE
        2026-12-01-db-upgrade  scheduled  2026-12-01 02:00 UTC  2026-12-01 04:00 UTC  Database upgrade

        """)
    #expect(
      try run("list", "--json", in: folder).output
        == #"[{"draft":false,"ends_at":"2026-12-01T04:00:00Z","id":"2026-12-01-db-upgrade","#
        + #""starts_at":"2026-12-01T02:00:00Z","state":"scheduled","title":"Database upgrade"}]"#
        + "\n")
    try folder.write([
      "maintenance/early.md": """
      ---
      title: Early
      starts: 2026-11-20 08:00 UTC
      ends: 2026-11-20 10:00 UTC
      ---

      ## Scheduled - 2026-11-19 09:00 UTC

      Pages are slow for two hours.

      ## Completed - 2026-11-20 08:20 UTC

      It took twenty minutes alone.
      """
    ])
    #expect(
      try run("list", "--all", in: folder).output == """
        ID                     STATE      STARTS                ENDS                  BEGAN                 ENDED                 TITLE
        early                  completed  2026-11-20 08:00 UTC  2026-11-20 10:00 UTC  2026-11-20 08:00 UTC  2026-11-20 08:20 UTC  Early
        2026-12-01-db-upgrade  scheduled  2026-12-01 02:00 UTC  2026-12-01 04:00 UTC  -                     -                     Database upgrade

        """)
    #expect(
      try run("list", "--all", "--json", in: folder).output.contains(
        #""began_at":"2026-11-20T08:00:00Z","draft":false,"ended_at":"2026-11-20T08:20:00Z","#))
  }

  @Test(arguments: [
    (["schedule", "T", "--starts", "2026-12-03 04:00", "-m", "x"], "error: the end is missing\n"),
    (
      ["schedule", "T", "--starts", "2026-12-03 04:00", "--ends", "2026-12-03 03:00", "-m", "x"],
      "error: it would end (2026-12-03 03:00 UTC) before it starts (2026-12-03 04:00 UTC)\n"
    ),
    (
      ["schedule", "T", "--starts", "2026-11-20 09:00", "--ends", "2026-11-20 10:30", "-m", "x"],
      "error: it would be over already: it ends 2026-11-20 10:30 UTC, and now it is 2026-11-20 10:3"
    ),
    (
      ["move", "--starts", "2026-11-01 02:00", "-m", "x"],
      "error: it would be over already: it ends 2026-11-01 04:00 UTC, and now it is 2026-11-20 10:3"
    ),
    (["complete", "-m", "x"], "error: there is no maintenance to complete\n"),
    (
      [
        "schedule", "T", "--starts", "2026-12-03 04:00", "--ends", "2026-12-03 05:00",
        "--component", "api=major_outage", "-m", "x",
      ],
      """
      error: --component api=major_outage: a maintenance gives its components no status
        hint: write --component api; it is under maintenance while the work is in progress

      """
    ),
    (["start", "nope", "-m", "x"], "error: there is no maintenance 'nope'\n"),
    (["move", "--starts", "never", "-m", "x"], "error: --starts: 'never' is not a time\n"),
  ])
  func `what is refused changes nothing`(arguments: [String], start: String) throws {
    let folder = try site()
    let before = try tree(folder.path)
    let run = try Program.run(
      ["maintenance"] + arguments + ["--yes"], in: folder.path, environment: atHalfPastTen)
    #expect(run.status == 64)
    #expect(run.errors.hasPrefix(start), "\(run.errors)")
    #expect(try tree(folder.path).filter { !$0.key.hasPrefix(".unsent") } == before)
  }
}

struct PostmortemCommandTests {
  @Test func `a postmortem is begun once, and its actions are listed`() throws {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    func run(_ arguments: String...) throws -> Run {
      try Program.run(["postmortem"] + arguments, in: folder.path, environment: atHalfPastTen)
    }
    #expect(try run("list").output == "There are no postmortems.\n")
    #expect(
      try run("new", "api-errors")
        == Run(
          status: 0, output: "Written: postmortems/2026-11-20-api-errors.md\n", errors: ""))
    let draft = try folder.text("postmortems/2026-11-20-api-errors.md")
    #expect(
      draft.contains(
        """
        - 2026-11-20 10:10 UTC: Investigating. Some API requests fail with error 500.

        """))
    let again = try run("new", "api-errors")
    #expect(again.status == 1)
    #expect(
      again.errors.hasPrefix(
        """
        error: 2026-11-20-api-errors has a postmortem already
          hint: go on writing in postmortems/2026-11-20-api-errors.md

        """))
    try folder.write([
      "postmortems/2026-11-20-api-errors.md": """
      ---
      published: 2026-11-20
      actions:
        - {kind: alert, what: Alert earlier, done: 2026-11-20}
        - {kind: runbook, what: Write it down, owner: Kim Vu}
      ---

      ## Summary
      """
    ])
    #expect(
      try run("list").output == """
        2026-11-20-api-errors: published 2026-11-20, 1 of 2 actions done
          done 2026-11-20  alert    Alert earlier
          open             runbook  Write it down (Kim Vu)

        """)
  }
}
