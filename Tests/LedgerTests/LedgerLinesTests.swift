import Foundation
import StatusModel
import Testing

@testable import Ledger

/// A ledger in which lines are found and replaced without reading the others.
struct LedgerLinesTests {
  private static let counts = [(0, 0), (1, 0), (0, 1), (1, 1), (7, 0), (0, 7), (7, 3), (3, 7)]

  private func entry(
    _ kind: EntryAddress.Kind, _ number: Int, posts: Int = 2
  ) -> PublishedLedger.Entry {
    let start = Timestamp(seconds: 1_700_000_000 + number * 3_600)
    return PublishedLedger.Entry(
      // Of different lengths, so that the middle of the file lies in any line.
      address: EntryAddress(
        kind, "2026-01-\(10 + number)-" + String(repeating: "x", count: number)),
      posts: (0..<posts).map {
        PublishedLedger.Post(
          anchor: "a\($0)", time: start.advanced(by: $0), digest: UInt64(number * 10 + $0))
      })
  }

  private func ledger(
    _ incidents: [PublishedLedger.Entry], _ maintenances: [PublishedLedger.Entry]
  ) -> PublishedLedger {
    PublishedLedger(
      url: "https://status.acme.example", places: [EntryAddress(.component, "api")],
      entries: incidents + maintenances)
  }

  private func bytes(
    _ lines: LedgerLines, writing changed: [PublishedLedger.Entry] = [],
    removing removed: [EntryAddress] = []
  ) -> [UInt8] {
    lines.bytes(
      url: lines.url, places: lines.places ?? [], isPicture: lines.isPicture, writing: changed,
      removing: removed)
  }

  @Test(arguments: counts)
  func `each entry is found, and no other`(incidents: Int, maintenances: Int) throws {
    let all =
      (0..<incidents).map { entry(.incident, $0) }
      + (0..<maintenances).map { entry(.maintenance, $0) }
    let written = ledger(Array(all.prefix(incidents)), Array(all.dropFirst(incidents))).bytes
    let lines = try #require(LedgerLines(Data(written)))
    for entry in all { #expect(try lines.entry(entry.address) == entry) }
    for kind in [EntryAddress.Kind.incident, .maintenance] {
      for id in ["", "2026-01-09", "2026-01-12-y", "2026-01-99"] {
        #expect(try lines.entry(EntryAddress(kind, id)) == nil)
      }
    }
    #expect(bytes(lines) == written)
  }

  @Test(arguments: counts)
  func `an entry that changes, comes or goes leaves all other lines`(
    incidents: Int, maintenances: Int
  ) throws {
    for number in 0..<8 {
      let before = ((0..<incidents).filter { $0 != number }).map { entry(.incident, $0) }
      let planned = (0..<maintenances).map { entry(.maintenance, $0) }
      let lines = try #require(LedgerLines(Data(ledger(before, planned).bytes)))
      let new = entry(.incident, number, posts: 3)
      let after = (before + [new]).sorted { $0.address.id < $1.address.id }
      let written = bytes(lines, writing: [new])
      #expect(written == ledger(after, planned).bytes)
      let again = try #require(LedgerLines(Data(written)))
      #expect(bytes(again, removing: [new.address]) == ledger(before, planned).bytes)
      let changed = entry(.incident, number, posts: 1)
      let replaced = after.map { $0.address == changed.address ? changed : $0 }
      #expect(bytes(again, writing: [changed]) == ledger(replaced, planned).bytes)
    }
  }
}
