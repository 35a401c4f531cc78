import Authoring
import StatusModel
import TestSupport
import Testing

struct PostmortemDraftTests {
  @Test func `the timeline and the times are filled in`() async throws {
    let tiny = TinySite().with(
      "incidents/x.md",
      """
      ---
      title: Errors
      severity: SEV1
      components: [api]
      started: 2026-11-20 10:02 UTC
      detected: 2026-11-20 10:05 UTC
      ---

      ## Investigating - 2026-11-20 10:10 UTC

      ### Now
      Requests fail
      with error 500. We are looking into it.

      ## Update - 2026-11-20 10:35 UTC - SEV2

      Some requests succeed.

      ## Resolved - 2026-11-20 11:20 UTC

      All requests succeed again.
      """)
    let site = try await tiny.read()
    let snapshot = site.snapshot(at: Timestamp(seconds: 1_795_175_400))
    let incident = try #require(snapshot.incidents.first)
    let bytes = postmortemDraft(
      of: incident, started: site.history.incidents[0].started,
      detected: site.history.incidents[0].detected, severities: site.severities, in: .utc,
      words: .english)
    let expected = """
      ---
      draft: true    # to publish, write `published: 2026-01-31` with your day in its place
      # Private, worked out from the incident:
      # Time to detect: 3 minutes
      # Time to the first update: 8 minutes
      # Time to resolve: 1 hour 18 minutes
      # This postmortem is due by 2026-11-23 11:20 UTC
      # An action is a runbook, monitoring, alert or other; its owner stays private.
      # actions:
      #   - {kind: alert, what: What will be done, owner: Who does it}
      ---

      ## Summary

      ## Impact

      What this page said:

      - 2026-11-20 10:02 UTC: Customers were first affected.
      - 2026-11-20 10:10 UTC: Investigating. Requests fail with error 500.
      - 2026-11-20 10:35 UTC: Update (SEV2). Some requests succeed.
      - 2026-11-20 11:20 UTC: Resolved. All requests succeed again.

      ## What failed

      ### Process

      ### Tooling

      ### Communication

      The first update came 8 minutes after the start. We promise one within 5 minutes.

      ## What went well

      ## What we will change

      """
    let told = String(decoding: bytes, as: UTF8.self)
    #expect(told == expected)
    let read = try await tiny.with("postmortems/x.md", told).read()
    #expect(read.history.postmortems.map(\.isDraft) == [true])
  }

  @Test func `without a start nothing is said about how quickly readers were told`() async throws {
    let site = try await TinySite().with(
      "incidents/x.md",
      """
      ---
      title: Errors
      severity: SEV1
      components: [api]
      detected: 2026-11-20 10:05 UTC
      ---

      ## Investigating - 2026-11-20 10:10 UTC

      Requests fail.
      """
    ).read()
    let incident = try #require(
      site.snapshot(at: Timestamp(seconds: 1_795_175_400)).incidents.first)
    let bytes = postmortemDraft(
      of: incident, started: nil, detected: site.history.incidents[0].detected,
      severities: site.severities, in: .utc, words: .english)
    #expect(
      String(decoding: bytes, as: UTF8.self) == """
        ---
        draft: true    # to publish, write `published: 2026-01-31` with your day in its place
        # Private, worked out from the incident:
        # Time to detect, time to the first update: unknown; the incident names no `started`
        # Time to resolve: it is still open
        # An action is a runbook, monitoring, alert or other; its owner stays private.
        # actions:
        #   - {kind: alert, what: What will be done, owner: Who does it}
        ---

        ## Summary

        ## Impact

        What this page said:

        - 2026-11-20 10:10 UTC: Investigating. Requests fail.

        ## What failed

        ### Process

        ### Tooling

        ### Communication

        ## What went well

        ## What we will change

        """)
  }
}
