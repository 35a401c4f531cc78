import Foundation
import Testing

/// `due` and `stats`, as a user runs them, on the starter at 2026-11-20 11:50 UTC. Every figure here
/// was worked out by hand from its incidents.
struct FigureCommandTests {
  private func run(_ arguments: String...) throws -> Run {
    try Program.run(
      arguments + ["--site", projectFolder + "/site-template"], environment: atTheDemo)
  }

  @Test func `due lists what is late, what is next, and the actions; it exits with 1`() throws {
    let due = try run("due")
    #expect(due.status == 1)
    #expect(due.errors == "")
    #expect(
      due.output == """
        Overdue
          first update  2026-11-19 18:10 +01:00, 18 h 40 min ago  Pavel Dvorak  SEV3
              Address check refuses some Irish postcodes
              2026-11-19-address-check

        Next
          next update  13:15 +01:00, in 25 min                  Ines Carvalho  SEV2
              Tracking pages show old positions
              2026-11-20-late-tracking
              escalates to on-call lead at 13:15 +01:00 (100 %)
          postmortem   2026-11-21 10:40 +01:00, in 21 h 50 min  Noor Haddad    SEV2
              Pickups cannot be booked for the same day
              2026-11-16-pickup-bookings
              escalates to on-call lead at 2026-11-21 10:40 +01:00 (100 %)

        Actions without a date
          action    Tomasz Zielinski  SEV2
              Give customs forms a queue of their own
              2026-09-15-labels-delayed
          action    Pavel Dvorak      SEV1
              Show the share of failed shipments next to each change that is rolled out
              2026-10-06-api-and-labels-down
          action    Tomasz Zielinski  SEV1
              Roll out connection settings to one system first and wait for ten minutes
              2026-10-06-api-and-labels-down
          action    Noor Haddad       SEV2
              Alert when the list of a day's pickup times is empty at 06:00
              2026-11-16-pickup-bookings
          action    Tomasz Zielinski  SEV2
              Describe how to load the list for one region
              2026-11-16-pickup-bookings

        1 overdue at 12:50 +01:00.

        """)
  }

  @Test func `due tells programs every key, in UTC, and who is called when`() throws {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    let due = try Program.run(
      ["due", "--json", "--as-of", "2026-11-20 10:50 UTC"], in: folder.path)
    #expect(due.status == 1)
    #expect(
      due.output == #"""
        {"as_of":"2026-11-20T10:50:00Z","overdue":1,"owed":[{"action":null,"due":"2026-11-20T10:40:00Z","escalations":[{"at":"2026-11-20T10:40:00Z","percent":100,"reached":true,"to":["on-call lead"]},{"at":"2026-11-20T10:55:00Z","percent":150,"reached":false,"to":["VP engineering"]}],"incident":"2026-11-20-api-errors","kind":"next_update","overdue":true,"owner":null,"seconds_left":-600,"severity":"SEV1","since":"2026-11-20T10:10:00Z","title":"Elevated API error rates"}]}

        """#)
  }

  @Test func `due exits with 0 where nothing is late`() throws {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    let due = try Program.run(["due", "--as-of", "2026-11-20 10:40 UTC"], in: folder.path)
    #expect(
      due
        == Run(
          status: 0,
          output: """
            Next
              next update  10:40 UTC, now  nobody  SEV1
                  Elevated API error rates
                  2026-11-20-api-errors
                  escalates to on-call lead at 10:40 UTC (100 %)
                  escalates to VP engineering at 10:55 UTC (150 %)

            Nothing is overdue at 10:40 UTC.

            """, errors: ""))
  }

  @Test func `due --watch wants a terminal`() throws {
    let due = try run("due", "--watch")
    #expect(
      due
        == Run(
          status: 64, output: "",
          errors: """
            error: --watch needs a terminal
              hint: in a pipe or a script, run `allclear due --json`

            """))
  }

  @Test func `stats prints a table for people`() throws {
    let stats = try run("stats")
    #expect(stats.status == 0)
    #expect(
      stats.output == """
        Incidents that began from 2026-09-03 16:20 +02:00 to 2026-11-20 12:50 +01:00:

              incidents  detected   90 %  first update    90 %    resolved        90 %     silence     promises kept
        SEV1          1     3 min  3 min         9 min   9 min  2 h 37 min  2 h 37 min      49 min    5 of 5 (100 %)
        SEV2          3     4 min  5 min        11 min  11 min  2 h 26 min  3 h 35 min  1 h 25 min    9 of 9 (100 %)
        SEV3          4         -      -             -       -  3 h 28 min  8 h 30 min  2 h 50 min  14 of 14 (100 %)
        all           8     4 min  5 min        11 min  11 min  3 h 28 min  8 h 30 min  2 h 50 min  28 of 28 (100 %)

        detected, first update, resolved: from the start to it, in the median and for nine in ten.
        silence: the longest while an incident was open. promises kept: of the next updates promised.

        """)
  }

  @Test func `stats --csv has a record for each level, ended as RFC 4180 has it`() throws {
    let lines = [
      "severity,incidents,detect_count,detect_median,detect_p90,first_update_count,"
        + "first_update_median,first_update_p90,resolve_count,resolve_median,resolve_p90,"
        + "longest_silence,promises_made,promises_kept",
      "SEV1,1,1,180,180,1,540,540,1,9420,9420,2940,5,5",
      "SEV2,3,2,240,300,2,660,660,2,8760,12900,5100,9,9",
      "SEV3,4,0,,,0,,,4,12480,30600,10200,14,14",
      "all,8,3,240,300,3,660,660,7,12480,30600,10200,28,28",
    ]
    #expect(try run("stats", "--csv").output == lines.map { $0 + "\r\n" }.joined())
  }

  @Test func `stats of a month has the incidents that began in it`() throws {
    let stats = try run("stats", "--json", "--from", "2026-10-01", "--to", "2026-10-31")
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(stats.output.utf8)) as? [String: Any])
    #expect(document["from"] as? String == "2026-09-30T22:00:00Z")
    #expect(document["to"] as? String == "2026-10-31T23:00:00Z")
    let all = try #require(document["all"] as? [String: Any])
    #expect(all["incidents"] as? Int == 3)
    // 2 h 37 min, 3 h 28 min, 8 h 30 min
    #expect(all["to_resolve"] as? [String: Int] == ["count": 3, "median": 12_480, "p90": 30_600])
    #expect(all["severity"] is NSNull)
  }

  @Test func `stats uptime accounts for each second`() throws {
    let uptime = try run("stats", "uptime", "labels")
    #expect(
      uptime.output == """
        labels from 2026-08-23 00:00 +02:00 to 2026-11-20 12:50 +01:00:

        from                     to                       status                    lasted  weight  counts as down  because of
        2026-09-15 08:40 +02:00  2026-09-15 09:20 +02:00  degraded_performance      40 min       0             0 s  incidents/2026-09-15-labels-delayed
        2026-09-15 09:20 +02:00  2026-09-15 10:50 +02:00  partial_outage        1 h 30 min     0.3          1620 s  incidents/2026-09-15-labels-delayed
        2026-09-15 10:50 +02:00  2026-09-15 12:15 +02:00  degraded_performance  1 h 25 min       0             0 s  incidents/2026-09-15-labels-delayed
        2026-10-06 09:58 +02:00  2026-10-06 11:14 +02:00  major_outage          1 h 16 min       1          4560 s  incidents/2026-10-06-api-and-labels-down
        2026-10-06 11:14 +02:00  2026-10-06 11:46 +02:00  partial_outage            32 min     0.3           576 s  incidents/2026-10-06-api-and-labels-down
        2026-10-06 11:46 +02:00  2026-10-06 12:35 +02:00  degraded_performance      49 min       0             0 s  incidents/2026-10-06-api-and-labels-down

        6756 of 7739400 seconds count as down: uptime 99.91 %

        """)
  }

  @Test func `stats uptime names who held it, for programs too`() throws {
    #expect(
      try run("stats", "uptime", "billing", "--csv", "--from", "2026-11-06").output
        == "component,from,to,status,seconds,weight,lost,because_of\r\n"
        + "billing,2026-11-08T22:32:00Z,2026-11-09T00:14:00Z,under_maintenance,6120,0,0,maintenance/2026-11-08-dashboard-database\r\n"
        + "billing,2026-11-20T11:00:00Z,2026-11-20T11:50:00Z,under_maintenance,3000,0,0,maintenance/2026-11-20-invoice-archive\r\n"
    )
    #expect(
      try run("stats", "uptime", "tracking", "--json", "--from", "2026-11-20").output
        == #"{"component":"tracking","from":"2026-11-19T23:00:00Z","intervals":[{"causes":["incidents/2026-11-20-late-tracking"],"from":"2026-11-20T10:20:00Z","lost":1620,"seconds":5400,"status":"partial_outage","to":"2026-11-20T11:50:00Z","weight":0.3}],"lost":1620,"seconds":46200,"to":"2026-11-20T11:50:00Z","uptime":96.49}"#
        + "\n")
  }

  @Test(arguments: [
    (
      ["stats", "uptime", "lables"],
      """
      error: there is no component 'lables'; did you mean 'labels'?
        hint: components: api, labels, pickups, tracking, webhooks, dashboard, billing, sandbox

      """
    ),
    (
      ["stats", "--from", "october"],
      """
      error: --from: 'october' is not a time
        hint: write a day, '2026-10-31', or '2026-10-31 10:00 UTC'

      """
    ),
    (
      ["stats", "--from", "2026-10-02", "--to", "2026-10-01"],
      """
      error: the period ends before it begins
        hint: --from comes first, and not after now

      """
    ),
  ])
  func `a mistyped component or period is wrong usage`(arguments: [String], errors: String) throws {
    let run = try Program.run(
      arguments + ["--site", projectFolder + "/site-template"], environment: atTheDemo)
    #expect(run == Run(status: 64, output: "", errors: errors))
  }

  @Test func `check warns, a build is silent, and --strict fails`() throws {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    let moment = ["--as-of", "2026-11-20 10:41 UTC"]
    let warnings = """
      incidents/2026-11-20-api-errors.md:3:1: warning: a SEV1 names nobody who speaks to readers, so nobody is reminded when the page waits for an update [no-communications-lead]
        hint: add 'communications: NAME' under 'roles'; it is never published
      incidents/2026-11-20-api-errors.md:7:4: warning: the update promised for 2026-11-20 10:40 UTC is overdue by 1 min, so the page shows no promise now [update-overdue]
        hint: write an update now, even if nothing is new; 'next: 2h' in its heading promises a later one
      2 warnings

      """
    #expect(
      try Program.run(["check"] + moment, in: folder.path)
        == Run(status: 0, output: "2 files read: nothing stops a build\n", errors: warnings))
    #expect(
      try Program.run(["check", "--strict"] + moment, in: folder.path)
        == Run(status: 1, output: "", errors: warnings))
    #expect(try Program.run(["build"] + moment, in: folder.path).errors == "")
  }

  @Test func `a site's own list of words takes the place of the built-in one`() throws {
    let folder = try TemporaryFolder()
    try folder.write(smallSite)
    try folder.write(["theme/checks/en.yml": "promises:\n  - looking into it\n  - '[open'\n"])
    let run = try Program.run(
      ["check", "--json", "--as-of", "2026-11-20 10:20 UTC"], in: folder.path)
    let rows = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]])
    #expect(
      rows.map { "\($0["path"] ?? ""):\($0["line"] ?? ""):\($0["column"] ?? "") \($0["id"] ?? "")" }
        == [
          "incidents/2026-11-20-api-errors.md:3:1 no-communications-lead",
          "incidents/2026-11-20-api-errors.md:9:47 empty-promise",
          "theme/checks/en.yml:3:5 bad-word-pattern",
        ])
  }
}
