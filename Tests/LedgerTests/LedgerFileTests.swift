import Diagnostics
import Foundation
import SiteFiles
import StatusModel
import TestSupport
import Testing

@testable import Ledger

/// The file that one build leaves for the next.
struct LedgerFileTests {
  @Test func `it holds ids, times and digests, a line for each entry`() async throws {
    let ledger = try await acme.ledger(at: friday(12))
    #expect(ledgerPath == "api/ledger.json")
    #expect(
      String(decoding: ledger.bytes, as: UTF8.self) == """
        {"version":1,"url":"https://status.acme.example","components":["api","web"],"pages":["about"],"incidents":[
        {"id":"api-errors","updates":[\
        {"anchor":"2026-11-20T10-10-00Z","time":"2026-11-20T10:10:00Z","digest":"5702d820adef5421"},\
        {"anchor":"2026-11-20T10-35-00Z","time":"2026-11-20T10:35:00Z","digest":"35ed2884a8b233dd"},\
        {"anchor":"2026-11-20T11-20-00Z","time":"2026-11-20T11:20:00Z","digest":"1e9935161b4923f8"},\
        {"anchor":"postmortem","time":"2026-11-20T11:20:00Z","digest":"1e0a56f5a58e1023"}]}
        ],"maintenances":[
        {"id":"db-upgrade","starts":"2026-12-01T02:00:00Z","ends":"2026-12-01T04:00:00Z","updates":[\
        {"anchor":"2026-11-20T09-00-00Z","time":"2026-11-20T09:00:00Z","digest":"9897df5ec267cbf4"}]}
        ]}

        """)
  }

  @Test func `an end that is not known is left out`() async throws {
    let ledger = try await acme.replacing(
      "ends: 2026-12-01 04:00 UTC\n", with: "", in: "maintenance/db-upgrade.md"
    )
    .ledger(at: friday(12))
    let text = String(decoding: ledger.bytes, as: UTF8.self)
    #expect(text.contains(#"{"id":"db-upgrade","starts":"2026-12-01T02:00:00Z","updates":["#))
    #expect(try readBack(ledger) == ledger)
  }

  @Test func `a site without entries has one too`() async throws {
    let ledger = try await TinySite().ledger(at: friday(12))
    #expect(
      String(decoding: ledger.bytes, as: UTF8.self)
        == #"{"version":1,"url":"https://status.acme.example","components":["api","web"],"pages":[],"#
        + #""incidents":[],"maintenances":[]}"#
        + "\n")
  }

  @Test func `what is written reads back, edits too`() async throws {
    let first = try await acme.ledger(at: friday(12))
    let edited = try await acme.replacing("loking", with: "looking")
      .ledger(at: friday(12, 40), after: first)
    #expect(edited != first)
    #expect(try readBack(first) == first)
    #expect(try readBack(edited) == edited)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `of any site it reads back, and at any other moment the same site lacks nothing`(
    seed: UInt64
  ) throws {
    let random = RandomSite(seed: seed)
    let site = random.site
    let moments = stride(from: 0, to: random.moments.count, by: 16).map { random.moments[$0] }
    for (one, other) in zip(moments, moments.reversed()) {
      let ledger = PublishedLedger(
        of: site.snapshot(at: one), in: site, after: nil)
      #expect(try readBack(ledger) == ledger)
      let next = PublishedLedger(
        of: site.snapshot(at: other), in: site, after: ledger)
      #expect(
        compare(
          ledger, with: next, of: site.history, keeping: site.componentAddresses, at: other) == [])
      #expect(next.edits(at: other) == [:])
    }
  }

  @Test func `a later build of the same folder leaves the same bytes`() async throws {
    let first = try await acme.ledger(at: friday(12))
    let edited = try acme.replacing("loking", with: "looking")
    let second = try await edited.ledger(at: friday(12, 40), after: first)
    let third = try await edited.ledger(at: friday(18), after: readBack(second))
    #expect(third.bytes == second.bytes)
  }

  @Test func `a ledger without components, pages and windows reads as before and marks nothing`()
    async throws
  {
    let now = try await acme.ledger(at: friday(12))
    let text = String(decoding: now.bytes, as: UTF8.self)
      .replacing(#""components":["api","web"],"pages":["about"],"#, with: "")
      .replacing(#""starts":"2026-12-01T02:00:00Z","ends":"2026-12-01T04:00:00Z","#, with: "")
    let old = try PublishedLedger(json: Data(text.utf8))
    #expect(old.places == nil && old.entries.allSatisfy { $0.window == nil })
    #expect(try await acme.ledger(at: friday(13), after: old) == now)
    let changed = try acme.without("pages/about.md")
      .replacing("04:00", with: "05:00", in: "maintenance/db-upgrade.md")
    #expect(try await changed.findings(after: old, at: friday(13)) == [])
  }

  @Test func `ten thousand incidents take a few megabytes`() {
    let posts = (0..<5).map {
      PublishedLedger.Post(
        anchor: "2026-11-20T10-1\($0)-00Z", time: friday(10, 10 + $0), digest: .max)
    }
    let ledger = PublishedLedger(
      url: "https://a.example",
      entries: (0..<10_000).map {
        .init(address: EntryAddress(.incident, "2026-11-20-\($0)"), posts: posts)
      })
    #expect(ledger.bytes.count < 5_500_000)
  }

  @Test func `drafts, private fields and comments leave no trace`() async throws {
    let plain = try await acme.ledger(at: friday(12))
    let secretive =
      try acme
      .replacing("title:", with: "roles: {commander: Canary}\ntitle:")
      .replacing("rolled back.", with: "rolled back. <!-- canary -->")
      .with("incidents/canary.md", apiErrors.replacing("title:", with: "draft: true\ntitle:"))
    let ledger = try await secretive.ledger(at: friday(12))
    #expect(ledger.bytes == plain.bytes)
  }

  @Test(arguments: [
    ("empty", ""), ("cut", #"{"version":1,"url":"https://a.example","incidents":["#),
    ("of a later version", document(version: 2)), ("a list", "[]"),
    ("an id that is none", document(id: #"a\u001b[31m"#)),
    ("an anchor that is none", document(anchor: "a b")),
    ("a day that no calendar has", document(time: "2026-02-30T10:00:00Z")),
    ("a time that no clock shows", document(time: "2026-02-20T25:00:00Z")),
    ("a digest that is none", document(digest: "+123456789abcdef")),
    (
      "a move that no clock makes",
      document().replacing(
        #""updates":"#,
        with: #""clock":[{"state":"verifying","time":"2026-11-20T10:10:00Z"}],"updates":"#)
    ),
    ("a control character in the address", document(url: #"https://a.example/\u001b[31m"#)),
  ])
  func `one that no build wrote is damaged`(name: String, text: String) throws {
    let folder = try TemporaryOutput(ledger: Data(text.utf8))
    let (ledger, diagnostics) = readLedger(inOutput: folder.path)
    #expect(ledger == nil)
    #expect(
      diagnostics.map(\.text) == [
        """
        api/ledger.json:1:1: warning: the ledger of the last build cannot be read, so nobody knows \
        what readers have seen [damaged-ledger]
          hint: this build writes a new one; the next is compared with that
        """
      ])
  }

  @Test func `the frame of the damaged ones is sound`() throws {
    let folder = try TemporaryOutput(ledger: Data(document().utf8))
    let (ledger, diagnostics) = readLedger(inOutput: folder.path)
    #expect(ledger?.entries.map(\.address) == [EntryAddress(.incident, "a")])
    #expect(diagnostics == [])
  }

  @Test func `without a last build there is nothing to compare with`() throws {
    let folder = try TemporaryOutput(ledger: nil)
    for output in [folder.path, folder.path + "/nowhere"] {
      let (ledger, diagnostics) = readLedger(inOutput: output)
      #expect(ledger == nil)
      #expect(diagnostics == [])
    }
  }
}

private func document(
  version: Int = 1, url: String = "https://a.example", id: String = "a",
  anchor: String = "2026-11-20T10-10-00Z", time: String = "2026-11-20T10:10:00Z",
  digest: String = "0123456789abcdef"
) -> String {
  """
  {"version":\(version),"url":"\(url)","incidents":[{"id":"\(id)","updates":[\
  {"anchor":"\(anchor)","time":"\(time)","digest":"\(digest)"}]}],"maintenances":[]}
  """
}

/// An output folder for one test, gone after it.
private final class TemporaryOutput {
  let path: String

  init(ledger: Data?) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("allclear-ledger-\(UUID().uuidString)")
    path = folder.path
    let api = folder.appendingPathComponent("api")
    try FileManager.default.createDirectory(at: api, withIntermediateDirectories: true)
    try ledger?.write(to: api.appendingPathComponent("ledger.json"))
  }

  deinit {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      Issue.record("cannot remove \(path): \(error)")
    }
  }
}
