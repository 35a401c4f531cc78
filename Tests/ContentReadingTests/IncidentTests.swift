import ContentReading
import StatusModel
import TestSupport
import Testing

func moment(_ day: Int, _ hour: Int, _ minute: Int = 0, _ second: Int = 0) -> Timestamp {
  // 2026-11-01 is day 20,758 since 1970.
  Timestamp(seconds: (20_757 + day) * 86_400 + hour * 3_600 + minute * 60 + second)
}

@Test func `an incident is read as it is written`() async throws {
  let site = try await TinySite().with(
    "incidents/2026/api-errors.md",
    """
    ---
    title: Elevated API error rates
    severity: SEV1
    components: [api, web]
    started: 2026-11-20 10:02 UTC       # when customers were first affected
    detected: 2026-11-20 10:05 UTC
    roles:
      commander: Ana Lima
      communications: Jo Park
      scribe: Kim Vu
    draft: true
    ---

    ## Investigating - 2026-11-20 10:10 UTC

    Some API requests fail.

    ### What you see

    Error 500.


    ## identified – 2026-11-20 10:35 UTC — SEV2 - web: operational - next: 12:30 UTC

    A change is being rolled back.

    ## Update - 2026-11-20T11:40+01:00
    ## Resolved - 2026-11-20 11:20:30

    All requests succeed again.
    """
  ).read()
  let expected = Incident(
    id: "api-errors", title: "Elevated API error rates", severity: "SEV1",
    components: [.init(component: "api"), .init(component: "web")],
    started: moment(20, 10, 2), detected: moment(20, 10, 5),
    roles: .init(commander: "Ana Lima", communications: "Jo Park", scribe: "Kim Vu"),
    isDraft: true,
    updates: [
      .init(
        state: .investigating, time: moment(20, 10, 10),
        text: "Some API requests fail.\n\n### What you see\n\nError 500."),
      .init(
        state: .identified, time: moment(20, 10, 35), severity: "SEV2",
        statusChanges: [.init(component: "web", status: .operational)],
        nextUpdate: moment(20, 12, 30), text: "A change is being rolled back."),
      .init(state: nil, time: moment(20, 10, 40)),
      .init(state: .resolved, time: moment(20, 11, 20, 30), text: "All requests succeed again."),
    ])
  #expect(site.history.incidents == [expected])
}

@Test func `components may be given each a status of its own`() async throws {
  let site = try await incident(
    "title: T\nseverity: SEV1\ncomponents: {web: degraded_performance, api: partial_outage}"
  ).read()
  #expect(
    site.history.incidents.first?.components == [
      .init(component: "web", status: .degradedPerformance),
      .init(component: "api", status: .partialOutage),
    ])
}

@Test(arguments: ["Yes", "1.0", "null and void", "a: b", "2026-11-20", "#1", "it's"])
func `a title is text, whatever YAML takes it for`(title: String) async throws {
  let site = try await incident("title: \"\(title)\"\nseverity: SEV1").read()
  #expect(site.history.incidents.first?.title == title)
}

@Test func `a title may have three hundred characters of any script`() async throws {
  let title = String(repeating: "👩‍👩‍👧", count: 300)
  let site = try await incident("title: \(title)\nseverity: SEV1").read()
  #expect(site.history.incidents.first?.title == title)
}

@Test func `a heading of an update is only one that stands at the top level`() async throws {
  let body = """
    Investigating - 2026-11-20 10:00 UTC
    ------------------------------------

    ```
    ## Resolved - 2026-11-20 10:01 UTC
    ```

    <!--
    ## Resolved - 2026-11-20 10:02 UTC
    -->

    ##   RESOLVED  -  2026-11-20  10:06  UTC   ##
    """
  let site = try await incident("title: T\nseverity: SEV1", body).read()
  let updates = site.history.incidents.first?.updates ?? []
  #expect(updates.map(\.state) == [.investigating, .resolved])
  #expect(updates.map(\.time) == [moment(20, 10), moment(20, 10, 6)])
  let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
  #expect(updates.first?.text == lines[3...9].joined(separator: "\n"))
}

@Test func `a link that is defined anywhere in the file works in every update`() async throws {
  let body = """
    [a]: https://a.example

    ## Investigating - 2026-11-20 10:00 UTC

    See [A].

    [b]:
      https://b.example
      "B"

    ## Update - 2026-11-20 10:10 UTC

    No link.

    ## Resolved - 2026-11-20 10:20 UTC

    See [a] and [b].

    ```
    [c]: https://c.example
    ```
    """
  let site = try await incident("title: T\nseverity: SEV1", body).read()
  let a = "[a]: https://a.example"
  let b = "[b]:\n  https://b.example\n  \"B\""
  #expect(
    site.history.incidents.first?.updates.map(\.text) == [
      "See [A].\n\n\(b)\n\n\(a)",
      "No link.",
      "See [a] and [b].\n\n```\n[c]: https://c.example\n```\n\n\(a)\n\(b)",
    ])
}

@Test(arguments: [
  ("next: 12:30 UTC", moment(20, 12, 30)), ("next: 12:30", moment(20, 12, 30)),
  ("next: 10:00", moment(21, 10)), ("next: 09:59 UTC", moment(21, 9, 59)),
  ("next: 10:30 +01:00", moment(21, 9, 30)), ("next: 00:30 +14:00", moment(20, 10, 30)),
  ("next: 2h", moment(20, 12)), ("next: 1h30m", moment(20, 11, 30)),
  ("NEXT:  3d", moment(23, 10)), ("next: 2w", moment(34, 10)),
  ("next: 2026-11-21 01:00 UTC", moment(21, 1)), ("next: 2026-11-20T23:00-05:00", moment(21, 4)),
])
func `the next update is promised in words of any kind`(
  change: String, expected: Timestamp
) async throws {
  let site = try await incident(
    "title: T\nseverity: SEV1", "## Update - 2026-11-20 10:00 UTC - \(change)"
  ).read()
  #expect(site.history.incidents.first?.updates.first?.nextUpdate == expected)
}

@Test(arguments: [
  ("2026-03-29 00:10 UTC", "02:30", nil), ("2026-03-28 12:00 UTC", "02:30", nil),
  ("2026-03-29 00:10 UTC", "02:30 UTC", "2026-03-29T02:30:00Z"),
  ("2026-03-29 00:10 UTC", "03:30", "2026-03-29T01:30:00Z"),
  ("2026-03-29 01:10 UTC", "02:30", "2026-03-30T00:30:00Z"),
  ("2026-10-25 00:10 UTC", "02:30", nil), ("2026-10-24 12:00 UTC", "02:30", nil),
  ("2026-10-25 00:10 UTC", "02:30 +01:00", "2026-10-25T01:30:00Z"),
  ("2026-10-25 00:45 UTC", "02:30", "2026-10-25T01:30:00Z"),
  ("2026-10-25 01:45 UTC", "02:30", "2026-10-26T01:30:00Z"),
])
func `a promised time of day that comes twice or never asks for the offset`(
  time: String, next: String, expected: String?
) async throws {
  let site = TinySite(status: TinySite.statusFile + "timezone: Europe/Berlin\n").with(
    "incidents/one.md",
    "---\ntitle: T\nseverity: SEV1\n---\n## Update - \(time) - next: \(next)\n\nWords.\n")
  guard let expected else {
    let reason =
      time.contains("-03-")
      ? "never came in Europe/Berlin: the clock was put forward over it [skipped-time]"
      : "came twice in Europe/Berlin: the clock was put back over it [ambiguous-time]"
    #expect(
      try await site.diagnostics().map(\.text) == [
        """
        incidents/one.md:5:42: error: '02:30' \(reason)
          hint: write the offset as well, such as +01:00, or UTC
        """
      ])
    return
  }
  let update = try await site.read().history.incidents.first?.updates.first
  #expect(update?.nextUpdate?.iso8601 == expected)
}
