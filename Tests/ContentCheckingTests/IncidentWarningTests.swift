import Diagnostics
import StatusModel
import TestSupport
import Testing

/// An open incident of the middle level with one update.
private func open(_ text: String, heading: String = "Investigating - 2026-11-20 11:30 UTC")
  -> String
{
  """
  ---
  title: Slow logins
  severity: SEV2
  components: [api]
  ---

  ## \(heading)

  \(text)
  """
}

/// One that is over.
private func resolved(
  _ text: String, heading: String = "Resolved - 2026-11-20 11:50 UTC"
) -> String {
  open("Some API requests fail with error 500. We are comparing the servers.")
    + "\n\n## \(heading)\n\n\(text)\n"
}

/// An incident of the worst level.
private func critical(_ roles: String = "roles: {communications: Jo Park}", _ updates: String)
  -> String
{
  """
  ---
  title: Shipments cannot be created
  ▷severity: SEV1
  components: [api]
  \(roles)
  ---

  ## Investigating - 2026-11-20 11:30 UTC

  No shipment can be created since 11:20 UTC. We are tracing the first failed requests.

  \(updates)
  """.replacing("▷", with: roles.isEmpty ? "▶" : "")
}

private let allFine = "All requests succeed again since 11:40 UTC. No data was lost."

struct IncidentWarningTests {
  @Test(arguments: [
    CheckCase(
      "a resolution of six words",
      resolved("The incident has now been resolved.", heading: "▶Resolved - 2026-11-20 11:50 UTC"),
      reports: [
        "this resolution has 6 words, so readers learn only that it is over [short-resolution]"
      ]),
    CheckCase(
      "a resolution that is mostly an address",
      resolved(
        "Fixed, see [here](https://a.example/one/two/three/four/five/six/seven).",
        heading: "▶Resolved - 2026-11-20 11:50 UTC"),
      reports: [
        "this resolution has 3 words, so readers learn only that it is over [short-resolution]"
      ]),
    CheckCase(
      "a resolution of seven words", resolved("Requests succeed again and no data was lost.")),
    CheckCase(
      "a resolution that tells nothing of lasting effects",
      resolved(
        "All requests succeed again since 11:40 UTC.", heading: "▶Resolved - 2026-11-20 11:50 UTC"),
      reports: [
        "this resolution says nothing of lasting effects, so readers do not know whether data was lost [effects-untold]"
      ]),
    CheckCase(
      "a resolution that tells them in other words",
      resolved("All requests succeed again. Orders of this morning are missing for 12 shops.")),
    CheckCase(
      "a false alarm needs no such words",
      resolved("This was no incident.", heading: "Retracted - 2026-11-20 11:50 UTC")),
  ])
  func `a resolution says what lasts`(case: CheckCase) async throws {
    try await `case`.verify()
  }

  @Test(arguments: [
    CheckCase(
      "seven words",
      open(
        "We are investigating reports of slow logins.",
        heading: "▶Investigating - 2026-11-20 11:30 UTC"),
      reports: [
        "this update has 7 words, so the page names neither an effect nor a next step [short-update]"
      ]),
    CheckCase(
      "one word", open("Logins.", heading: "▶Investigating - 2026-11-20 11:30 UTC"),
      reports: [
        "this update has one word, so the page names neither an effect nor a next step [short-update]"
      ]),
    CheckCase("eight words", open("One login in ten fails. We look why.")),
    CheckCase(
      "a comment that readers do not see",
      open(
        "Logins are slow. <!-- ask the others what else there is -->",
        heading: "▶Investigating - 2026-11-20 11:30 UTC"),
      reports: [
        "this update has 3 words, so the page names neither an effect nor a next step [short-update]"
      ]),
    CheckCase("signs without blanks", open("現在ログインできません。原因を調べています。")),
    CheckCase("a draft", open("Logins.").replacing("severity:", with: "draft: true\nseverity:")),
  ])
  func `an update names an effect and a next step`(case: CheckCase) async throws {
    try await `case`.verify()
  }

  @Test(arguments: [
    (
      "Some logins fail. We hope to fix this ▶soon, and look further.",
      [
        "'soon' is a promise that nobody can keep, and the page shows it until the next update [empty-promise]"
      ]
    ),
    (
      "Some logins fail.\nWe will be back ▶Shortly. A second line follows here.",
      [
        "'Shortly' is a promise that nobody can keep, and the page shows it until the next update [empty-promise]"
      ]
    ),
    (
      "Some logins fail. A fix comes ▶as soon as\npossible, for all of you.",
      [
        "'as soon as possible' is a promise that nobody can keep, and the page shows it until the next update [empty-promise]"
      ]
    ),
    ("Some logins fail. We write here as soon as we know more.", []),
    ("Logins failed soon after a change, and shortly before noon they stopped.", []),
    ("The fix was ready sooner than we thought, and logins work for many.", []),
    (
      "Some logins fail. They ▶will be fixed by 14:00 UTC, in all regions.",
      [
        "'will be fixed by 14:00 UTC' promises a time of recovery, and the page will show it when that time is past [recovery-time]"
      ]
    ),
    (
      "Some logins fail. We ▶expect full recovery in about 20 minutes, in all regions.",
      [
        "'expect full recovery in about 20 minutes' promises a time of recovery, and the page will show it when that time is past [recovery-time]"
      ]
    ),
    (
      "Some logins fail. The ▶ETA for the fix is 30 minutes, in all regions.",
      [
        "'ETA for the fix is 30 minutes' promises a time of recovery, and the page will show it when that time is past [recovery-time]"
      ]
    ),
    ("Logins were restored by 11:20 UTC in two regions, and fail in the third.", []),
    ("Some logins fail. The next update will be here by 12:15 UTC.", []),
    ("We expect. By 12:00 fixed is a word that begins another sentence.", []),
  ])
  func `a promise that nobody can keep is marked where it stands`(
    text: String, reports: [String]
  ) async throws {
    try await CheckCase(text, open(text), reports: reports).verify()
  }

  @Test func `a resolution promises nothing, whatever its words`() async throws {
    try await CheckCase(
      "", resolved("Logins will be slow for a short while soon. No data was lost.")
    ).verify()
  }

  @Test func `a maintenance promises no more than an incident`() async throws {
    try await CheckCase(
      "", "maintenance/one.md",
      """
      ---
      title: Upgrade
      components: [api]
      starts: 2026-12-01 02:00 UTC
      ends: 2026-12-01 04:00 UTC
      ---

      ## Scheduled - 2026-11-19 09:00 UTC

      The API is read-only for up to two hours. We say more ▶soon.
      """,
      reports: [
        "'soon' is a promise that nobody can keep, and the page shows it until the next update [empty-promise]"
      ]
    ).verify()
  }

  @Test(arguments: [
    CheckCase(
      "no monitoring",
      critical(
        "roles: {communications: Jo Park}", "## ▶Resolved - 2026-11-20 11:50 UTC\n\n\(allFine)"),
      reports: [
        "a SEV1 is resolved without 'Monitoring' before it, so the page tells of no check that the fix holds [not-monitored]"
      ]),
    CheckCase(
      "lowered just before the end",
      critical(
        "roles: {communications: Jo Park}",
        "## ▶Resolved - 2026-11-20 11:50 UTC - SEV3\n\n\(allFine)"),
      reports: [
        "a SEV1 is resolved without 'Monitoring' before it, so the page tells of no check that the fix holds [not-monitored]"
      ]),
    CheckCase(
      "monitored",
      critical(
        "roles: {communications: Jo Park}",
        "## Monitoring - 2026-11-20 11:40 UTC\n\nAll requests succeed since 11:38 UTC. We watch the error rate.\n\n"
          + "## Resolved - 2026-11-20 11:50 UTC\n\n\(allFine)")),
    CheckCase("a lesser level", resolved(allFine)),
    CheckCase("still open", critical("roles: {communications: Jo Park}", "")),
  ])
  func `the worst level is watched before it is over`(case: CheckCase) async throws {
    try await `case`.verify()
  }

  @Test(arguments: [
    CheckCase(
      "nobody at all", critical("", ""),
      reports: [
        "a SEV1 names nobody who speaks to readers, so nobody is reminded when the page waits for an update [no-communications-lead]"
      ]),
    CheckCase(
      "only a commander", critical("▶roles: {commander: Ana Lima}", ""),
      reports: [
        "a SEV1 names nobody who speaks to readers, so nobody is reminded when the page waits for an update [no-communications-lead]"
      ]),
    CheckCase("a lead", critical("roles: {communications: Jo Park}", "")),
    CheckCase("a lesser level", open("One login in ten fails. We look why.")),
  ])
  func `the worst level has somebody who speaks`(case: CheckCase) async throws {
    try await `case`.verify()
  }

  @Test(arguments: [
    CheckCase(
      "nothing affected",
      open(
        "One login in ten fails. We look why.",
        heading: "▶Monitoring - 2026-11-20 11:30 UTC - api: operational"),
      reports: [
        "all components of this open incident are operational, so the page shows it open with nothing affected [open-but-operational]"
      ]),
    CheckCase(
      "one of two affected",
      open(
        "One login in ten fails. We look why.",
        heading: "Monitoring - 2026-11-20 11:30 UTC - api: operational"
      )
      .replacing("[api]", with: "[api, web]")),
    CheckCase(
      "no component", open("One login in ten fails. We look why.").replacing("[api]", with: "[]")),
    CheckCase(
      "resolved",
      resolved(allFine, heading: "Resolved - 2026-11-20 11:50 UTC - api: operational")),
  ])
  func `an open incident affects something`(case: CheckCase) async throws {
    try await `case`.verify()
  }

  @Test(arguments: [
    CheckCase(
      "past",
      open(
        "One login in ten fails. We look why.", heading: "▶Investigating - 2026-11-20 10:40 UTC"),
      reports: [
        "the update promised for 2026-11-20 11:40 UTC is overdue by 20 min, so the page shows no promise now [update-overdue]"
      ]),
    CheckCase(
      "long past",
      open(
        "One login in ten fails. We look why.", heading: "▶Investigating - 2026-11-18 09:00 UTC"),
      reports: [
        "the update promised for 2026-11-18 10:00 UTC is overdue by 2 days 2 h, so the page shows no promise now [update-overdue]"
      ]),
    CheckCase(
      "due this very second",
      open("One login in ten fails. We look why.", heading: "Investigating - 2026-11-20 11:00 UTC")),
    CheckCase(
      "promised for later",
      open(
        "One login in ten fails. We look why.",
        heading: "Investigating - 2026-11-20 09:00 UTC - next: 4h")),
    CheckCase(
      "over",
      resolved(allFine).replacing("11:30", with: "09:30")),
  ])
  func `a promised update that did not come is told`(case: CheckCase) async throws {
    try await `case`.verify()
  }

  @Test func `the hint says what to write`() async throws {
    let found = try await warnings(in: TinySite().with("incidents/one.md", open("Logins fail.")))
    #expect(
      found.map(\.text) == [
        """
        incidents/one.md:7:4: warning: this update has 2 words, so the page names neither an effect nor a next step [short-update]
          hint: in eight words or more: what does not work for whom, and what you do next
        """
      ])
  }
}
