import ContentReading
import Diagnostics
import Foundation
import SiteFiles
import StatusModel
import TestSupport
import Testing

@testable import Ledger

/// A moment of 20 November 2026, in UTC.
func friday(_ hour: Int, _ minute: Int = 0) -> Timestamp {
  Timestamp(seconds: 1_795_132_800 + hour * 3_600 + minute * 60)
}

/// Three updates of one incident; each test changes some of its lines.
let apiErrors = """
  ---
  title: Elevated API error rates
  severity: SEV1
  components: [api]
  ---

  ## Investigating - 2026-11-20 10:10 UTC

  Some requests fail. We are loking into it.

  ## Identified - 2026-11-20 10:35 UTC

  A change is being rolled back.

  ## Resolved - 2026-11-20 11:20 UTC

  All requests succeed again. No data was lost.

  """

let postmortem = """
  ---
  published: 2026-11-20
  ---

  ## Summary

  A change went to all servers at once.

  """

let dbUpgrade = """
  ---
  title: Database upgrade
  components: [api]
  starts: 2026-12-01 02:00 UTC
  ends: 2026-12-01 04:00 UTC
  ---

  ## Scheduled - 2026-11-20 09:00 UTC

  The API is read-only for up to two hours.

  """

/// All three of them, and a page.
let acme = TinySite()
  .with("incidents/api-errors.md", apiErrors)
  .with("postmortems/api-errors.md", postmortem)
  .with("maintenance/db-upgrade.md", dbUpgrade)
  .with("pages/about.md", "---\ntitle: About\n---\n\nWho we are.\n")

extension TinySite {
  /// The site with `old` replaced in a file where it stands once.
  func replacing(
    _ old: String, with new: String, in path: String = "incidents/api-errors.md"
  ) throws -> TinySite {
    let file = try #require(files.first { $0.path == path })
    let text = String(decoding: file.bytes, as: UTF8.self)
    try #require(text.ranges(of: old).count == 1)
    return with(path, text.replacing(old, with: new))
  }

  /// The site with a file at another path.
  func moving(_ path: String, to other: String) throws -> TinySite {
    let file = try #require(files.first { $0.path == path })
    return without(path).with(other, bytes: file.bytes)
  }

  func ledger(
    at moment: Timestamp, after previous: PublishedLedger? = nil
  ) async throws -> PublishedLedger {
    let site = try await read()
    return PublishedLedger(
      of: site.snapshot(at: moment), in: site, after: previous)
  }

  /// What a build of this site says that comes after one that left `previous`.
  func findings(after previous: PublishedLedger, at moment: Timestamp) async throws -> [String] {
    let parsed = try await parse()
    let site = parsed.value
    let ledger = PublishedLedger(
      of: site.snapshot(at: moment), in: site, after: previous)
    let findings = compare(
      previous, with: ledger, of: site.history, keeping: site.componentAddresses, at: moment)
    let places = parsed.places.of(Set(findings.map(\.file)))
    return findings.map { $0.diagnostic(.warning, at: places[$0.file]) }
      .inStableOrder().map(\.text)
  }
}

/// The ledger as the next build reads it.
func readBack(_ ledger: PublishedLedger) throws -> PublishedLedger {
  try PublishedLedger(json: Data(ledger.bytes))
}
