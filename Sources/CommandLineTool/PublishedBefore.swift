import ContentReading
import Diagnostics
import Ledger
import SiteFiles
import StatusModel

/// What this build publishes, beside what the last one did.
struct PublishedBefore: Sendable {
  /// When texts were corrected.
  let edits: EditTimes
  /// The ledger that this build leaves.
  let file: OutputFile
  /// What readers would no longer find.
  let diagnostics: [Diagnostic]

  /// - Parameters:
  ///   - last: what `readLedger` found in the output.
  ///   - isStrict: findings are errors, which stop the build. That an old ledger is damaged is never
  ///     one: it could not be mended.
  init(
    _ last: (ledger: PublishedLedger?, diagnostics: [Diagnostic]), beside snapshot: Snapshot,
    of site: Site, _ sources: [SourceFile], isStrict: Bool
  ) {
    let url = site.settings.url
    guard let previous = last.ledger else {
      edits = [:]
      file = planLedger(PublishedLedger(of: snapshot, in: site, after: nil))
      diagnostics = last.diagnostics
      return
    }
    let ledger = PublishedLedger(of: snapshot, in: site, after: previous)
    edits = ledger.edits(at: snapshot.moment)
    file = planLedger(ledger)
    let severity: Diagnostic.Severity = isStrict ? .error : .warning
    let findings = compare(previous, with: ledger, of: site.history, at: snapshot.moment)
    let hasMoved = previous.url != url
    let places = entryPlaces(
      of: Set(findings.map(\.file) + (hasMoved ? ["status.yml"] : [])), in: sources)
    let move = Diagnostic.siteMoved(
      severity, from: previous.url, to: url, at: places["status.yml"])
    diagnostics =
      findings.map { $0.diagnostic(severity, at: places[$0.file]) } + (hasMoved ? [move] : [])
  }
}
