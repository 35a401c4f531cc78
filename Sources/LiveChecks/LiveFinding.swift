/// One thing that readers of a page rely on, and that its server decides.
package enum LiveCheck: String, CaseIterable, Sendable {
  case reachable, certificate, age, ledger, feeds, types, cors, caching, compression
  case notFound = "not-found"
  case privateFolder = "private-folder"
}

/// How a check came out.
package struct LiveFinding: Hashable, Sendable {
  package let check: LiveCheck
  package let isOk: Bool
  package let message: String
  /// What to set where, a line each; empty where nothing is off.
  package let hints: [String]

  static func ok(_ check: LiveCheck, _ message: String) -> LiveFinding {
    LiveFinding(check: check, isOk: true, message: message, hints: [])
  }

  static func off(_ check: LiveCheck, _ message: String, _ hints: [String]) -> LiveFinding {
    LiveFinding(check: check, isOk: false, message: message, hints: hints)
  }
}
