import StatusModel
import TestSupport
import Testing

@testable import Ledger

/// Which corrections readers see of.
struct EditTests {
  private static let address = "incidents/api-errors/#2026-11-20T10-10-00Z"

  @Test func `a corrected text is marked with the moment of the build that saw it first`()
    async throws
  {
    let first = try await acme.ledger(at: friday(12))
    let corrected = try acme.replacing("loking", with: "looking")
    let second = try await corrected.ledger(at: friday(12, 40), after: first)
    #expect(second.edits(at: friday(12, 40)) == [Self.address: friday(12, 40)])
    let third = try await corrected.ledger(at: friday(15), after: second)
    #expect(third.edits(at: friday(15)) == [Self.address: friday(12, 40)])
    let again = try await corrected.replacing("looking", with: "working")
      .ledger(at: friday(16), after: third)
    #expect(again.edits(at: friday(16)) == [Self.address: friday(16)])
  }

  @Test func `a page as of an earlier moment knows of no later edit`() async throws {
    let first = try await acme.ledger(at: friday(12))
    let corrected = try acme.replacing("loking", with: "looking")
    let second = try await corrected.ledger(at: friday(12, 40), after: first)
    let earlier = try await corrected.ledger(at: friday(11), after: second)
    #expect(earlier.edits(at: friday(11)) == [:])
    let later = try await corrected.ledger(at: friday(13), after: earlier)
    #expect(later.edits(at: friday(13)) == [Self.address: friday(12, 40)])
  }

  @Test(arguments: [
    Change("a word of a maintenance") {
      try $0.replacing("read-only", with: "slow", in: "maintenance/db-upgrade.md")
    },
    Change("a word of a postmortem") {
      try $0.replacing("all servers", with: "most servers", in: "postmortems/api-errors.md")
    },
    Change("the state in a heading") { try $0.replacing("Identified", with: "Monitoring") },
    Change("the target of a link") {
      try $0.replacing("loking", with: "[looking](https://acme.example/b)")
    },
  ])
  func `it is an edit`(change: Change) async throws {
    let linked = try acme.replacing("Some requests", with: "[Some](https://acme.example/a)")
    let first = try await linked.ledger(at: friday(12))
    let second = try await change.make(linked).ledger(at: friday(13), after: first)
    #expect(second.edits(at: friday(13)).count == 1)
  }

  @Test func `a translation that is added later is no edit, another first language is`()
    async throws
  {
    let site = TinySite(status: TinySite.statusFile + "languages: [en, de]\n")
      .with("incidents/api-errors.md", apiErrors)
    let first = try await site.ledger(at: friday(12))
    let translated = try site.replacing("loking into it.", with: "loking into it.\n\n### de\n\nJa.")
    let second = try await translated.ledger(at: friday(13), after: first)
    #expect(second.edits(at: friday(13)) == [:])
    let corrected = try translated.replacing("loking", with: "looking")
    let third = try await corrected.ledger(at: friday(14), after: second)
    #expect(third.edits(at: friday(14)) == [Self.address: friday(14)])
  }

  @Test(arguments: [
    Change("nothing") { $0 },
    Change("lines break elsewhere") {
      try $0.replacing("fail. We are", with: "fail.\nWe  are")
    },
    Change("an update is added, with the definition of a link") {
      try $0.replacing(
        "No data was lost.\n",
        with: """
          No data was lost.

          ## Update - 2026-11-20 12:30 UTC

          See [our guide].

          [our guide]: https://acme.example/guide

          """)
    },
    Change("a comment, which is private") {
      try $0.replacing("(https://acme.example/a)", with: "(https://acme.example/a)<!-- b -->")
    },
    Change("the title") { try $0.replacing("Elevated", with: "High") },
    Change("the severity") { try $0.replacing("SEV1", with: "SEV2") },
    Change("an action of the postmortem is done") {
      try $0.replacing(
        "published: 2026-11-20",
        with: "published: 2026-11-20\nactions: [{kind: alert, what: Watch it, done: 2026-11-20}]",
        in: "postmortems/api-errors.md")
    },
    Change("another time, which makes it another update") {
      try $0.replacing("10:35", with: "10:40")
    },
  ])
  func `it is no edit`(change: Change) async throws {
    let linked = try acme.replacing("Some requests", with: "[Some](https://acme.example/a)")
    let first = try await linked.ledger(at: friday(12))
    let second = try await change.make(linked).ledger(at: friday(13), after: first)
    #expect(second.edits(at: friday(13)) == [:])
  }
}
