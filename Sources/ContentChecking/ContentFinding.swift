package import Diagnostics

/// Every warning of this module, by its stable id.
package enum ContentFindingID: String, CaseIterable, Sendable {
  case shortResolution = "short-resolution"
  case effectsUntold = "effects-untold"
  case shortUpdate = "short-update"
  case emptyPromise = "empty-promise"
  case recoveryTime = "recovery-time"
  case notMonitored = "not-monitored"
  case openButOperational = "open-but-operational"
  case updateOverdue = "update-overdue"
  case noCommunicationsLead = "no-communications-lead"
  case maintenanceOverlap = "maintenance-overlap"
  case maintenanceOverrun = "maintenance-overrun"
  case announcedLate = "announced-late"
  case postmortemOverdue = "postmortem-overdue"
  case postmortemEarly = "postmortem-early"
  case missingSection = "missing-section"
  case emptySection = "empty-section"
  case personNamed = "person-named"
  case blame
  case badWordPattern = "bad-word-pattern"
}

/// Something that is allowed, and that readers would be better off without.
package struct ContentFinding: Hashable, Sendable {
  /// Where in its file it stands.
  enum Spot: Hashable, Sendable {
    /// A key of the front matter; the first of them that is there.
    case key([String])
    /// A level-2 heading, from 0.
    case heading(Int)
    /// A byte of the text below a level-2 heading, from 0, or of the only text of a postmortem, in the
    /// language of `part`.
    case text(Int, byte: Int, part: String)
    case end
  }

  /// Without sub-folders, as an id gives it: `incidents/2026-11-20-api-errors.md`.
  package let file: String
  let id: ContentFindingID
  let message: String
  let hint: String
  let spot: Spot

  init(_ id: ContentFindingID, _ message: String, hint: String, in file: String, at spot: Spot) {
    self.file = file
    self.id = id
    self.message = message
    self.hint = hint
    self.spot = spot
  }

  /// - Parameter places: those of `file`; nil where they are not known.
  package func diagnostic(at places: EntryPositions?) -> Diagnostic {
    Diagnostic(
      .warning, id.rawValue, message, hint: hint,
      at: places.map(place) ?? SourcePosition(path: file))
  }

  private func place(in places: EntryPositions) -> SourcePosition {
    switch spot {
    case .key(let names): names.lazy.compactMap(places.key).first ?? places.top
    case .heading(let number): places.heading(number)
    case .text(let number, let byte, let part): places.text(number, language: part, byte: byte)
    case .end: places.end
    }
  }
}

extension Diagnostic {
  static func badWordPattern(_ line: Located<String>) -> Diagnostic {
    Diagnostic(
      .warning, ContentFindingID.badWordPattern.rawValue,
      "'\(line.value)' is no pattern, so check looks for nothing here",
      hint: "write words such as 'soon', 'in a|one minute' or 'back by <number>'; close each '['",
      at: line.position)
  }
}
