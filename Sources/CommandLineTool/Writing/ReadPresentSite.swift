import Authoring
import Building
import ContentReading
import Diagnostics
import Foundation
import SiteFiles
import SiteLoading
import StatusModel

/// Reads what is sound: a broken file does not stop an update of another one.
///
/// - Throws: `ContentProblems` where `status.yml` cannot say how entries are to be read.
func readPresentSite(_ folder: String, at now: Timestamp) async throws -> PresentSite {
  let (sources, loadDiagnostics) = try await loadSources(from: folder)
  let (site, diagnostics) = try await readSoundSite(
    sources, latest: PresentSite.latest(at: now))
  let errors = (loadDiagnostics + diagnostics.besides(loadDiagnostics))
    .filter { $0.severity == .error }.inStableOrder()
  guard let site else {
    throw ContentProblems(diagnostics: errors.filter { $0.position.path == "status.yml" })
  }
  return PresentSite(sources: sources, site: site, now: now, problems: errors)
}

/// The clock's time, or `SOURCE_DATE_EPOCH`.
func clockTime() throws -> Timestamp {
  let moment = try Moment.read(asOf: nil, environment: ProcessInfo.processInfo.environment)
  return try moment.timestamp(in: .utc)
}
