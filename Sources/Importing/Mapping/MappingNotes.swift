import Diagnostics

/// What is told of a mapping, beside what it makes.
struct MappingNotes: Sendable {
  private(set) var findings: [ImportFinding] = []
  private(set) var fields = FieldTally()
  private(set) var redirects: [ImportReport.Redirect] = []

  mutating func find(
    _ kind: ImportFinding.Kind, _ subject: String, _ reason: String, at place: SourcePosition
  ) {
    findings.append(ImportFinding(kind, subject, reason, at: place))
  }

  mutating func count(_ field: String, _ outcome: FieldTally.Outcome, times: Int = 1) {
    fields.count(field, outcome, times: times)
  }

  mutating func redirect(from old: String, to new: String) {
    redirects.append(.init(from: old, to: new))
  }

  mutating func add(_ other: MappingNotes) {
    findings += other.findings
    fields = fields.adding(other.fields)
    redirects += other.redirects
  }
}
