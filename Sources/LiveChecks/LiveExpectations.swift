package import StatusModel

/// What a page's server should send, and what the page should say.
package struct LiveExpectations: Sendable {
  package struct File: Hashable, Sendable {
    /// Below the page's address, without a slash in front.
    package let path: String
    package let type: String
    /// Whether scripts of other sites may read it.
    package let isOpen: Bool

    package init(path: String, type: String, isOpen: Bool) {
      self.path = path
      self.type = type
      self.isOpen = isOpen
    }
  }

  package let files: [File]
  /// How many seconds a copy may be kept.
  package let maximumAge: Int
  /// The ledger that the last build wrote here; nil where there is none to compare with.
  package let ledger: [UInt8]?
  package let now: Timestamp

  package init(files: [File], maximumAge: Int, ledger: [UInt8]?, now: Timestamp) {
    self.files = files
    self.maximumAge = maximumAge
    self.ledger = ledger
    self.now = now
  }
}

/// What a page's server answered.
package struct LiveAnswers: Sendable {
  package let home: WebAnswerOrReason
  package let compressedHome: WebAnswerOrReason
  /// By the paths of the expectations.
  package let files: [String: WebAnswerOrReason]
  package let notFoundPage: WebAnswerOrReason
  /// To an address that no build writes.
  package let unknown: WebAnswerOrReason
  package let privateFile: WebAnswerOrReason
}
