/// What one look at the live page found.
package struct LiveFinding: Hashable, Sendable {
  package enum Check: String, CaseIterable, Sendable {
    case reachable, ledger, fresh, feeds, types, cors, caching
    case notFound = "not-found"
    case privateFiles = "private-files"
    case certificate
  }

  package let check: Check
  package let isGood: Bool
  package let text: String
  /// What to set where; nil where nothing is to be done.
  package let cure: String?

  static func good(_ check: Check, _ text: String) -> LiveFinding {
    LiveFinding(check: check, isGood: true, text: text, cure: nil)
  }

  static func off(_ check: Check, _ text: String, _ cure: String) -> LiveFinding {
    LiveFinding(check: check, isGood: false, text: text, cure: cure)
  }
}
