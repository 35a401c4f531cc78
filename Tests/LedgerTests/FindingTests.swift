import StatusModel
import TestSupport
import Testing

@testable import Ledger

/// What a team did to its files after readers had seen them, and what the next build says.
struct Change: Sendable, CustomTestStringConvertible {
  let testDescription: String
  var moment = friday(12)
  let make: @Sendable (TinySite) throws -> TinySite
  var findings: [String] = []

  init(
    _ name: String, at moment: Timestamp = friday(13), says findings: [String] = [],
    _ make: @escaping @Sendable (TinySite) throws -> TinySite
  ) {
    testDescription = name
    self.moment = moment
    self.findings = findings
    self.make = make
  }
}

struct FindingTests {
  @Test(arguments: harmless)
  func `what does not take anything from readers is not mentioned`(change: Change) async throws {
    let seen = try readBack(await acme.ledger(at: friday(12)))
    #expect(try await change.make(acme).findings(after: seen, at: change.moment) == [])
  }

  @Test(arguments: harmful)
  func `what readers would no longer find is named where it can be fixed`(
    change: Change
  ) async throws {
    let seen = try readBack(await acme.ledger(at: friday(12)))
    #expect(
      try await change.make(acme).findings(after: seen, at: change.moment) == change.findings)
  }

  @Test func `once it is published, the next build is at peace with it`() async throws {
    let seen = try await acme.ledger(at: friday(12))
    let changed = try acme.without("maintenance/db-upgrade.md").replacing("10:35", with: "10:40")
    let next = try await changed.ledger(at: friday(13), after: seen)
    #expect(try await changed.findings(after: next, at: friday(14)) == [])
  }

  @Test func `a second update of the same minute is missed too`() async throws {
    let twice = try acme.replacing("10:35", with: "10:10")
    let seen = try await twice.ledger(at: friday(12))
    let once = try twice.replacing(
      "## Identified - 2026-11-20 10:10 UTC\n\nA change is being rolled back.\n\n", with: "")
    #expect(
      try await once.findings(after: seen, at: friday(13)) == [
        """
        incidents/api-errors.md:11:4: warning: the published update of 2026-11-20 10:10 UTC is gone, \
        and links to it lead nowhere [published-update-vanished]
          hint: put it back; its words may be corrected, or a new update says what was wrong
        """
      ])
  }

  @Test(.timeLimit(.minutes(20)))
  func `ten thousand incidents that were all renamed are each found`() {
    func ledger(_ prefix: String) -> PublishedLedger {
      PublishedLedger(
        url: "https://a.example",
        entries: (0..<10_000).map { number in
          PublishedLedger.Entry(
            address: EntryAddress(.incident, "\(prefix)-\(number)"),
            posts: [
              .init(anchor: "a", time: friday(10), digest: UInt64(number)),
              .init(anchor: "b", time: friday(11), digest: 1),
            ])
        })
    }
    let findings = compare(ledger("old"), with: ledger("new"), of: History(), at: friday(12))
    #expect(
      findings
        == (0..<10_000).map {
          LedgerFinding(
            EntryAddress(.incident, "old-\($0)"),
            .lost(renamed: EntryAddress(.incident, "new-\($0)")))
        })
  }

  @Test(.timeLimit(.minutes(20)))
  func `ten thousand updates that were all moved are each found`() {
    func entry(_ shift: Int) -> PublishedLedger {
      let posts = (0..<10_000).map { number in
        PublishedLedger.Post(
          anchor: "\(number + shift)", time: Timestamp(seconds: number + shift),
          digest: UInt64(number % 3))
      }
      return PublishedLedger(
        url: "https://a.example",
        entries: [PublishedLedger.Entry(address: EntryAddress(.incident, "a"), posts: posts)])
    }
    let findings = compare(entry(0), with: entry(20_000), of: History(), at: friday(12))
    #expect(
      findings
        == (0..<10_000).map {
          LedgerFinding(
            EntryAddress(.incident, "a"),
            .moved(
              from: Timestamp(seconds: $0), to: Timestamp(seconds: $0 + 20_000), number: $0))
        })
  }
}

private let path = "incidents/api-errors.md"

private let harmless = [
  Change("nothing") { $0 },
  Change("a typo is corrected") { try $0.replacing("loking", with: "looking") },
  Change("an update is added") {
    try $0.replacing(
      "No data was lost.\n",
      with: "No data was lost.\n\n## Update - 2026-11-20 12:30 UTC\n\nStill well.\n")
  },
  Change("an update is added between two others") {
    try $0.replacing(
      "## Resolved",
      with: "## Monitoring - 2026-11-20 11:00 UTC\n\nWe are watching it.\n\n## Resolved")
  },
  Change("the incident is reopened, and its postmortem's date stays") {
    try $0.replacing(
      "No data was lost.\n",
      with: """
        No data was lost.

        ## Investigating - 2026-11-20 12:10 UTC

        It is back.

        ## Resolved - 2026-11-20 12:30 UTC

        It is over again. No data was lost.

        """)
  },
  Change("the incident is retracted") {
    try $0.replacing(
      "No data was lost.\n",
      with: "No data was lost.\n\n## Retracted - 2026-11-20 12:30 UTC\n\nIt was a false alarm.\n")
  },
  Change("the severity is another one") { try $0.replacing("SEV1", with: "SEV2") },
  Change("a heading changes the severity") {
    try $0.replacing("10:35 UTC", with: "10:35 UTC - SEV2")
  },
  Change("the title is another one") { try $0.replacing("Elevated", with: "High") },
  Change("a time is written in another zone") {
    try $0.replacing("2026-11-20 10:35 UTC", with: "2026-11-20 11:35 +01:00")
  },
  Change("a component is renamed") {
    try $0.replacing("Public API", with: "Our API", in: "status.yml")
  },
  Change("a draft is published") {
    $0.with("incidents/new.md", apiErrors.replacing("Elevated", with: "New"))
  },
  Change("a draft is written") {
    $0.with("incidents/new.md", apiErrors.replacing("title:", with: "draft: true\ntitle:"))
  },
  Change("the file lies in a sub-folder") {
    try $0.moving(path, to: "incidents/2026/api-errors.md")
  },
  Change("the window of a maintenance is another one, and an update says so") {
    try $0.replacing(
      "ends: 2026-12-01 04:00", with: "ends: 2026-12-01 05:00", in: "maintenance/db-upgrade.md"
    ).replacing(
      "two hours.\n", with: "two hours.\n\n## Update - 2026-11-20 12:30 UTC\n\nUntil 05:00.\n",
      in: "maintenance/db-upgrade.md")
  },
  Change("the window of a past maintenance is corrected", at: friday(13).advanced(by: 11 * 86_400))
  {
    try $0.replacing(
      "ends: 2026-12-01 04:00", with: "ends: 2026-12-01 05:00", in: "maintenance/db-upgrade.md")
  },
  Change("an update is added below another one of the same time") {
    try $0.replacing(
      "## Resolved",
      with: "## Monitoring - 2026-11-20 10:35 UTC\n\nWe are watching it.\n\n## Resolved")
  },
  Change("a component and a page are added") {
    try $0.replacing(
      "- {id: web, name: Website}", with: "- {id: web, name: Website}\n  - {id: cdn, name: CDN}",
      in: "status.yml"
    ).with("pages/terms.md", "---\ntitle: Terms\n---\n\nText.\n")
  },
  Change("the postmortem is corrected") {
    try $0.replacing("at once", with: "at one time", in: "postmortems/api-errors.md")
  },
  Change("as of an earlier moment", at: friday(10, 20)) { $0 },
  Change("as of a moment before the incident", at: friday(9, 30)) { $0 },
  Change("as of a moment before everything", at: friday(8)) { $0 },
]

private let lostHint = "put the file back; a false alarm ends with an update 'Retracted'"
private let lost = """
  incidents/api-errors.md:1:1: warning: the published incident 'api-errors' is gone, and links to \
  incidents/api-errors/ lead nowhere [published-address-lost]
  """

private let harmful = [
  Change(
    "the last update is taken out",
    says: [
      """
      incidents/api-errors.md:13:1: warning: the published update of 2026-11-20 11:20 UTC is gone, \
      and links to it lead nowhere [published-update-vanished]
        hint: put it back; its words may be corrected, or a new update says what was wrong
      """
    ]
  ) {
    try $0.replacing(
      "## Resolved - 2026-11-20 11:20 UTC\n\nAll requests succeed again. No data was lost.\n",
      with: "")
  },
  Change(
    "an update is taken out, and another one is added",
    says: [
      """
      incidents/api-errors.md:11:4: warning: the published update of 2026-11-20 10:35 UTC is gone, \
      and links to it lead nowhere [published-update-vanished]
        hint: put it back; its words may be corrected, or a new update says what was wrong
      """
    ]
  ) {
    try $0.replacing(
      "## Identified - 2026-11-20 10:35 UTC\n\nA change is being rolled back.\n\n", with: ""
    ).replacing(
      "No data was lost.\n",
      with: "No data was lost.\n\n## Update - 2026-11-20 12:30 UTC\n\nStill well.\n")
  },
  Change(
    "an update has another time",
    says: [
      """
      incidents/api-errors.md:11:4: warning: the published update of 2026-11-20 10:35 UTC is now \
      dated 2026-11-20 10:40:30 UTC, and feed readers show it anew [published-update-moved]
        hint: set its time back to 2026-11-20 10:35 UTC; its text may say the right one
      """
    ]
  ) { try $0.replacing("10:35", with: "10:40:30") },
  Change(
    "an update has other words and another time",
    says: [
      """
      incidents/api-errors.md:11:4: warning: the published update of 2026-11-20 10:35 UTC is now \
      dated 2026-11-20 10:40 UTC, and feed readers show it anew [published-update-moved]
        hint: set its time back to 2026-11-20 10:35 UTC; its text may say the right one
      """
    ]
  ) { try $0.replacing("10:35", with: "10:40").replacing("A change is", with: "It is") },
  Change(
    "an update is put before another one",
    says: [
      """
      incidents/api-errors.md:7:4: warning: the published update of 2026-11-20 10:35 UTC is now \
      dated 2026-11-20 10:05 UTC, and feed readers show it anew [published-update-moved]
        hint: set its time back to 2026-11-20 10:35 UTC; its text may say the right one
      """
    ]
  ) {
    try $0.replacing(
      "## Identified - 2026-11-20 10:35 UTC\n\nA change is being rolled back.\n\n", with: ""
    ).replacing(
      "## Investigating",
      with: """
        ## Identified - 2026-11-20 10:05 UTC

        A change is being rolled back.

        ## Investigating
        """)
  },
  Change(
    "an update is put above another one of the same time",
    says: [
      """
      incidents/api-errors.md:11:4: warning: this update has taken the address of the published one of \
      2026-11-20 10:35 UTC, and feed readers show that anew [published-update-moved]
        hint: put it below the updates of the same time that readers have seen
      """
    ]
  ) {
    try $0.replacing(
      "## Identified",
      with: "## Update - 2026-11-20 10:35 UTC\n\nWe found it.\n\n## Identified")
  },
  Change(
    "a maintenance ends later, and no update says so",
    says: [
      """
      maintenance/db-upgrade.md:5:1: warning: the window of the published maintenance 'db-upgrade' is \
      another one and no update says so, so calendars may keep the old one [published-window-moved]
        hint: announce the new window with an update
      """
    ]
  ) {
    try $0.replacing(
      "ends: 2026-12-01 04:00", with: "ends: 2026-12-01 05:00", in: "maintenance/db-upgrade.md")
  },
  Change(
    "a maintenance starts earlier, and no update says so",
    says: [
      """
      maintenance/db-upgrade.md:4:1: warning: the window of the published maintenance 'db-upgrade' is \
      another one and no update says so, so calendars may keep the old one [published-window-moved]
        hint: announce the new window with an update
      """
    ]
  ) {
    try $0.replacing(
      "starts: 2026-12-01 02:00", with: "starts: 2026-12-01 01:00", in: "maintenance/db-upgrade.md")
  },
  Change(
    "a component is gone",
    says: [
      """
      status.yml:3:1: warning: the published component 'web' is gone, and links to components/web/ \
      lead nowhere [published-address-lost]
        hint: put its id back; its name and its place among the others may change
      """
    ]
  ) { try $0.replacing("  - {id: web, name: Website}\n", with: "", in: "status.yml") },
  Change(
    "a page is gone",
    says: [
      """
      pages/about.md:1:1: warning: the published page 'about' is gone, and links to about/ lead \
      nowhere [published-address-lost]
        hint: put the file back; its title and its words may change
      """
    ]
  ) { $0.without("pages/about.md") },
  Change("the files are gone", says: [lost + "\n  hint: " + lostHint]) {
    $0.without(path).without("postmortems/api-errors.md")
  },
  Change(
    "a maintenance is gone",
    says: [
      """
      maintenance/db-upgrade.md:1:1: warning: the published maintenance 'db-upgrade' is gone, and \
      links to maintenance/db-upgrade/ lead nowhere [published-address-lost]
        hint: put the file back; work that is called off ends with an update 'Cancelled'
      """
    ]
  ) { $0.without("maintenance/db-upgrade.md") },
  Change(
    "the file has another name",
    says: [
      lost + "\n  hint: 'outage' has the same updates: give that file its old name api-errors.md"
    ]
  ) {
    try $0.moving(path, to: "incidents/2026/outage.md")
      .moving("postmortems/api-errors.md", to: "postmortems/outage.md")
  },
  Change(
    "the file has another name, and one more update",
    says: [
      lost + "\n  hint: 'outage' has the same updates: give that file its old name api-errors.md"
    ]
  ) {
    try $0.without("postmortems/api-errors.md").replacing(
      "No data was lost.\n",
      with: "No data was lost.\n\n## Update - 2026-11-20 12:30 UTC\n\nStill well.\n"
    ).moving(path, to: "incidents/outage.md")
  },
  Change("another incident begins in the same way", says: [lost + "\n  hint: " + lostHint]) {
    try $0.without("postmortems/api-errors.md").replacing("A change is", with: "It is")
      .moving(path, to: "incidents/outage.md")
  },
  Change(
    "the incident is a draft again",
    says: [
      """
      incidents/2026/api-errors.md:3:1: warning: the published incident 'api-errors' is a draft now, \
      and links to it lead nowhere [published-draft]
        hint: take this line out; a false alarm ends with an update 'Retracted'
      """
    ]
  ) {
    try $0.replacing("severity:", with: "draft: true\nseverity:")
      .moving(path, to: "incidents/2026/api-errors.md")
  },
  Change(
    "the postmortem is a draft again",
    says: [
      """
      postmortems/api-errors.md:2:1: warning: the published postmortem of 'api-errors' is a draft \
      now, and links to it lead nowhere [published-draft]
        hint: take this line out; its words may be corrected while readers can see it
      """
    ]
  ) {
    try $0.replacing("published:", with: "draft: true\npublished:", in: "postmortems/api-errors.md")
  },
  Change(
    "the postmortem has a day that is yet to come",
    says: [
      """
      postmortems/api-errors.md:2:1: warning: the published postmortem of 'api-errors' is not public \
      any more, and links to it lead nowhere [published-update-vanished]
        hint: set 'published' back to the day on which readers got it, and leave the incident's \
      resolution as it was
      """
    ]
  ) { try $0.replacing("11-20", with: "11-21", in: "postmortems/api-errors.md") },
  Change(
    "the postmortem is gone",
    says: [
      """
      postmortems/api-errors.md:1:1: warning: the published postmortem of 'api-errors' is gone, and \
      links to it lead nowhere [published-update-vanished]
        hint: put the file back; its words may be corrected
      """
    ]
  ) { $0.without("postmortems/api-errors.md") },
]
