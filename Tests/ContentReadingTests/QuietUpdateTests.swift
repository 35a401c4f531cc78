import StatusModel
import TestSupport
import Testing

@Suite struct QuietUpdateTests {
  @Test func `an update of an incident may be quiet`() async throws {
    let site = try await TinySite().with(
      "incidents/api.md",
      TinySite.incident + """

        ## Update - 2026-11-20 10:40 UTC - SEV2 - Quiet - next: 12:30 UTC

        Still at it.

        """
    ).read()
    let incident = try #require(site.history.incidents.first)
    #expect(incident.updates.map(\.isQuiet) == [false, true])
    #expect(incident.updates[1].severity == "SEV2")
    #expect(incident.updates[1].nextUpdate == moment(20, 12, 30))
    #expect(site.history.quietItems == ["incident/api#2026-11-20T10-40-00Z"])
  }

  @Test func `an update of a maintenance may be quiet`() async throws {
    let site = try await TinySite().with(
      "maintenance/db.md",
      """
      ---
      title: Database upgrade
      starts: 2026-11-21 02:00 UTC
      ends: 2026-11-21 04:00 UTC
      ---

      ## Scheduled - 2026-11-20 09:00 UTC - quiet

      We upgrade the database.

      """
    ).read()
    #expect(site.history.quietItems == ["maintenance/db#2026-11-20T09-00-00Z"])
  }

  @Test func `quiet is said once`() async throws {
    try await expect(
      TinySite.incident + """

        ## Update - 2026-11-20 10:40 UTC - quiet - ▶quiet

        Still at it.

        """,
      reports: ["error: this heading changes 'quiet' twice [repeated-change]"])
  }
}
