package import Diagnostics

/// Something about one thing of the source that people should know.
package struct ImportFinding: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// It is not written.
    case leftOut = "left-out"
    /// It is written as a draft.
    case draft
    /// It is written, though not as the source has it.
    case changed
    /// Something is to be fetched that the source only names.
    case missing
  }

  package let kind: Kind
  /// What it is about, as people know it: an entry's id or title, a component's name.
  package let subject: String
  /// Why, no final period.
  package let reason: String
  package let place: SourcePosition

  package init(_ kind: Kind, _ subject: String, _ reason: String, at place: SourcePosition) {
    self.kind = kind
    self.subject = subject
    self.reason = reason
    self.place = place
  }
}

/// How often each field of the source was kept, approximated or lost.
package struct FieldTally: Hashable, Sendable {
  package enum Outcome: String, CaseIterable, Sendable {
    case kept, approximated, lost
  }

  package struct Counts: Hashable, Sendable {
    package fileprivate(set) var kept = 0
    package fileprivate(set) var approximated = 0
    package fileprivate(set) var lost = 0
  }

  package private(set) var fields: [String: Counts] = [:]

  package init() {}

  package mutating func count(_ field: String, _ outcome: Outcome, times: Int = 1) {
    guard times > 0 else { return }
    switch outcome {
    case .kept: fields[field, default: Counts()].kept += times
    case .approximated: fields[field, default: Counts()].approximated += times
    case .lost: fields[field, default: Counts()].lost += times
    }
  }

  package func adding(_ other: FieldTally) -> FieldTally {
    var sum = self
    for (field, counts) in other.fields {
      sum.count(field, .kept, times: counts.kept)
      sum.count(field, .approximated, times: counts.approximated)
      sum.count(field, .lost, times: counts.lost)
    }
    return sum
  }
}
