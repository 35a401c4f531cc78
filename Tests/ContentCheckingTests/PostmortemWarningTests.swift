import StatusModel
import TestSupport
import Testing

private let incident = """
  ---
  title: Slow logins
  severity: SEV2
  components: [api]
  roles: {commander: Ana Lima, communications: Jo Park}
  ---

  ## Investigating - 2026-11-10 09:00 UTC

  Some API requests fail with error 500. We are comparing the servers.

  ## Resolved - 2026-11-10 10:00 UTC

  All requests succeed again since 09:50 UTC. No data was lost.
  """

/// A whole one; each section holds a few words.
private func postmortem(
  _ cause: String = "The change went to all servers at once.",
  head: String = "published: 2026-11-12"
) -> String {
  """
  ---
  \(head)
  ---

  ## Summary

  One in ten requests failed for an hour.

  ## Impact

  310 customers were affected.

  ## What failed

  ### Process

  \(cause)

  ### Tooling

  Nothing compared the error rate before and after.

  ### Communication

  The first update came late.

  ## What went well

  The change was found quickly.

  ## What we will change

  Changes go to one server first.
  """
}

private func check(
  _ name: String, _ marked: String, reports: [String] = [], at moment: Timestamp = noon
) -> CheckCase {
  CheckCase(
    name, "postmortems/one.md", marked, reports: reports, at: moment,
    beside: ["incidents/one.md": incident])
}

struct PostmortemWarningTests {
  @Test(arguments: [
    check(
      "one is missing",
      postmortem().replacing("## Impact\n\n310 customers were affected.\n\n", with: "")
        .replacing("Changes go", with: "▶Changes go"),
      reports: [
        "the postmortem has no section 'Impact', so readers miss it on the page [missing-section]"
      ]),
    check(
      "three are missing",
      "---\npublished: 2026-11-12\n---\n## Summary\n\nText.\n## Impact\n\nText.\n## What failed\n\nText.\n"
        + "### Process\n\nText.\n## What we will change\n\n▶Text.\n",
      reports: [
        "the postmortem has no section 'Tooling', 'Communication' and 'What went well', so readers miss it on the page [missing-section]"
      ]),
    check(
      "one is empty",
      postmortem().replacing("## Impact\n\n310 customers were affected.", with: "▶## Impact"),
      reports: [
        "the section 'Impact' is empty, so the page shows a heading with nothing below it [empty-section]"
      ]),
    check(
      "one holds a comment that readers do not see",
      postmortem("<!-- what let it happen? -->")
        .replacing("### Process", with: "▶### Process"),
      reports: [
        "the section 'Process' is empty, so the page shows a heading with nothing below it [empty-section]"
      ]),
    check(
      "its day is before the first update", postmortem(head: "▶published: 2026-11-09"),
      reports: [
        "the day 2026-11-09 is before the incident's first update, so readers get the postmortem with the resolution [postmortem-early]"
      ]),
    CheckCase(
      "its incident is still open", "postmortems/one.md",
      postmortem(head: "▶published: 2026-11-10"),
      reports: [
        "'one' is still open, so readers get its postmortem with the resolution [postmortem-early]"
      ],
      beside: ["incidents/one.md": String(incident.prefix { $0 != "5" })]),
    check("its day is the incident's", postmortem(head: "published: 2026-11-10")),
    check("all are there, and 'What failed' has only inner ones", postmortem()),
    check("in any case of letters", postmortem().replacing("## Impact", with: "## IMPACT")),
    check(
      "a draft is still being written", "---\ndraft: true\n---\n",
      at: Timestamp(seconds: 1_794_500_000)),
  ])
  func `every section is there and says something`(case: CheckCase) async throws {
    try await `case`.verify()
  }

  @Test(arguments: [
    (
      "The outage was ▶human error, as so often.",
      ["'human error' blames a person, and readers of the page learn no cause [blame]"]
    ),
    (
      "Whoever was on call ▶should have known it.",
      ["'should have known' blames a person, and readers of the page learn no cause [blame]"]
    ),
    (
      "It broke ▶because an engineer changed the file.",
      ["'because an engineer' blames a person, and readers of the page learn no cause [blame]"]
    ),
    (
      "Robin ▶forgot to restart the queue.",
      ["'forgot' blames a person, and readers of the page learn no cause [blame]"]
    ),
    (
      "▶Ana Lima broke the deployment.",
      ["'Ana Lima' names a person of this team to everybody who reads the page [person-named]"]
    ),
    (
      "It was late when ▶Park pushed the change.",
      ["'Park' names a person of this team to everybody who reads the page [person-named]"]
    ),
    (
      "It was ▶Jo who did it.",
      ["'Jo' names a person of this team to everybody who reads the page [person-named]"]
    ),
    (
      "It was “▶Jo Park” who did it.",
      ["'Jo Park' names a person of this team to everybody who reads the page [person-named]"]
    ),
    ("A jo is no name, nor is a Joke, and `Jo` is code.", []),
    ("What we once called “human error” is none.", []),
    ("An alert should have fired, and the job failed to start because the disk was full.", []),
    ("The operator restarted the pod because the limit was too low.", []),
    ("Customers could park their orders, and a lima bean is no name.", []),
    ("Our engineers found the error in 20 minutes, and an error message helped.", []),
  ])
  func `nobody is blamed, and nobody is named`(cause: String, reports: [String]) async throws {
    try await check(cause, postmortem(cause), reports: reports).verify()
  }

  @Test func `an action names nobody either`() async throws {
    try await check(
      "",
      postmortem(
        head: "published: 2026-11-12\n▶actions:\n"
          + "  - {kind: alert, what: Remind Kim Vu of the alert, owner: Kim Vu}\n"
          + "  - {kind: alert, what: Alert on a 2 % error rate, owner: Kim Vu}"),
      reports: [
        "'Kim Vu' names a person of this team to everybody who reads the page [person-named]"
      ]
    ).verify()
  }

  @Test func `people of other incidents are known by their whole names`() async throws {
    var other = check(
      "", postmortem("▶Mark Day changed the file, and Mark says so."),
      reports: [
        "'Mark Day' names a person of this team to everybody who reads the page [person-named]"
      ])
    other = CheckCase(
      "", other.path, other.marked, reports: other.reports,
      beside: [
        "incidents/one.md": incident,
        "incidents/two.md": incident.replacing("Ana Lima", with: "Mark Day"),
        "postmortems/two.md": postmortem(),
      ])
    try await other.verify()
  }

  @Test(arguments: [
    CheckCase(
      "no file", "incidents/one.md", incident.replacing("Resolved", with: "▶Resolved"),
      reports: [
        "the postmortem promised for 2026-11-15 10:00 UTC is overdue by 5 days 2 h, and the incident's page has none [postmortem-overdue]"
      ]),
    CheckCase(
      "a draft", "postmortems/one.md", postmortem(head: "▶draft: true"),
      reports: [
        "the postmortem promised for 2026-11-15 10:00 UTC is overdue by 5 days 2 h, and the incident's page has none [postmortem-overdue]"
      ], beside: ["incidents/one.md": incident]),
    CheckCase(
      "not yet due", "incidents/one.md", incident, at: Timestamp(seconds: 1_794_736_800)),
    CheckCase(
      "a level that owes none", "incidents/one.md", incident.replacing("SEV2", with: "SEV3")),
    CheckCase(
      "a false alarm", "incidents/one.md", incident.replacing("Resolved", with: "Retracted")),
    check("published", postmortem()),
  ])
  func `a postmortem that did not come is told`(case: CheckCase) async throws {
    try await `case`.verify()
  }
}
