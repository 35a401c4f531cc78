import ContentReading
import Diagnostics
import StatusModel
import TestSupport
import Testing

/// What stands after `## `, and the heading that is proposed.
private let doubledDashes: [(written: String, proposed: String)] = [
  ("Resolved - - 2026-11-20 10:00", "Resolved - 2026-11-20 10:00"),
  ("Resolved – – 2026-11-20 10:00", "Resolved - 2026-11-20 10:00"),
  ("Resolved — - 2026-11-20 10:00", "Resolved - 2026-11-20 10:00"),
  ("Resolved - – — 2026-11-20 10:00", "Resolved - 2026-11-20 10:00"),
  ("Resolved -  - 2026-11-20 10:00", "Resolved - 2026-11-20 10:00"),
  ("Update - 2026-11-20 10:00 - - SEV2", "Update - 2026-11-20 10:00 - SEV2"),
  (
    "Update - 2026-11-20 10:00 - SEV2 — — api: operational",
    "Update - 2026-11-20 10:00 - SEV2 - api: operational"
  ),
  ("Update - - 2026-11-20 10:00 - - SEV2", "Update - 2026-11-20 10:00 - SEV2"),
]

@Test(arguments: doubledDashes.indices)
func `two dashes in a row are one mistake, in whatever entry`(index: Int) async throws {
  let (written, proposed) = doubledDashes[index]
  let window = "title: T\nstarts: 2026-12-01 02:00\nends: 2026-12-01 04:00"
  let sites = [
    incident("title: T\nseverity: SEV1", "## \(written)\n\nText."),
    incident("title: T\nseverity: SEV1\ndraft: true", "## \(written)\n\nText."),
    maintenance(window, "## \(written)\n\nText."),
    maintenance(window + "\ndraft: true", "## \(written)\n\nText."),
  ]
  for site in sites {
    let found = try await site.diagnostics()
    #expect(found.map(\.id) == ["empty-heading-part"])
    #expect(found.map(\.hint) == ["write '## \(proposed)'"])
  }
}

@Test(arguments: [
  "- ", " - ", "- -", "- - -", " -  -  - ", "Resolved -", "Resolved - -", "- Resolved", "–", "— —",
  "Resolved – ", "-", "Resolved - -  ", "Resolved ---", "Resolved - 2026-11-20 10:00 - ",
])
func `a heading of dashes is an error and no more`(written: String) async throws {
  #expect(try await incident(body: nil, "## \(written)\n\nText.").diagnostics().containsErrors)
}

@Test(arguments: [
  ("2026-11-20T10:00:00.000Z", 0), ("2026-11-20T10:00:00.999999999Z", 0),
  ("2026-11-20 10:00:07.5 UTC", 7), ("2026-11-20 10:00:07,5 UTC", 7),
  ("2026-11-20T11:00:07.123+01:00", 7), ("2026-11-20T11:00:07,123 +0100", 7),
  ("2026-11-20 10:00:07.1", 7), ("2026-11-20t10:00:59.9z", 59), ("2026-11-20 10:00", 0),
])
func `a fraction of a second is read and dropped`(written: String, second: Int) async throws {
  let expected = Timestamp(seconds: 1_795_168_800 + second)
  let site = try await incident(
    "title: T\nseverity: SEV1\nstarted: \(written)", "## Update - \(written) - next: 2h\n\nText."
  ).read()
  let incident = try #require(site.history.incidents.first)
  #expect(incident.started == expected)
  #expect(incident.updates.map(\.time) == [expected])
}

@Test(arguments: ["12:30:15.5 UTC", "12:30:15,5 UTC", "12:30:15.000", "2026-11-20T12:30:15.250Z"])
func `the promised time may have a fraction of a second as well`(next: String) async throws {
  let site = try await incident(body: "next: \(next)").read()
  #expect(
    site.history.incidents.first?.updates.first?.nextUpdate
      == Timestamp(seconds: 1_795_168_800 + 9_015))
}

@Test(arguments: [
  "2026-11-20 10:00.5", "2026-11-20 10:00:00.", "2026-11-20 10:00:00,Z", "2026-11-20 10:00:00.5.5",
  "2026-11-20 10:00:00;5", "2026-11-20 10:00:00. 5",
])
func `what only looks like a fraction is no time`(written: String) async throws {
  #expect(
    try await incident("title: T\nseverity: SEV1\nstarted: '\(written)'").diagnostics().map(\.id)
      == ["not-a-time"])
}
