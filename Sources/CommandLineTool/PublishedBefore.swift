import ContentReading
import Diagnostics
import Ledger
import SiteFiles
import StatusModel

/// What this build publishes, beside what the last one did.
struct PublishedBefore: Sendable {
  /// When texts were corrected.
  let edits: EditTimes
  /// What this build shows: with what readers were shown before and is written nowhere else.
  let snapshot: Snapshot
  /// The ledger that this build leaves.
  let file: OutputFile
  /// What readers would no longer find.
  let diagnostics: [Diagnostic]

  /// - Parameters:
  ///   - last: what `readLedger` found in the output.
  ///   - isStrict: findings are errors, which stop the build. That an old ledger is damaged is never
  ///     one: it could not be mended.
  ///   - isPicture: the page is one of the past.
  init(
    _ last: (ledger: PublishedLedger?, diagnostics: [Diagnostic]), beside snapshot: Snapshot,
    of site: Site, _ sources: [SourceFile], isStrict: Bool, isPicture: Bool = false
  ) {
    let url = site.settings.url
    guard let previous = last.ledger else {
      edits = [:]
      self.snapshot = snapshot
      file = planLedger(
        PublishedLedger(of: snapshot, in: site, after: nil, isPicture: isPicture))
      diagnostics = last.diagnostics
      return
    }
    let ledger = PublishedLedger(of: snapshot, in: site, after: previous, isPicture: isPicture)
    edits = ledger.edits(at: snapshot.moment)
    self.snapshot = snapshot.recalling(ledger.recollection(at: snapshot.moment))
    file = planLedger(ledger)
    let severity: Diagnostic.Severity = isStrict ? .error : .warning
    let findings = compare(
      previous, with: ledger, of: site.history, keeping: site.componentAddresses,
      at: snapshot.moment)
    let hasMoved = previous.url != url
    let places = entryPlaces(
      of: Set(findings.map(\.file) + (hasMoved ? ["status.yml"] : [])), in: sources)
    let move = Diagnostic.siteMoved(
      severity, from: previous.url, to: url, at: places["status.yml"])
    diagnostics =
      findings.map { $0.diagnostic(severity, at: places[$0.file]) } + (hasMoved ? [move] : [])
  }
}
