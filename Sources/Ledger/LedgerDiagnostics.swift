import Addresses
package import Diagnostics
import PlainEnglish
import StatusModel

/// Every diagnostic of this module, by its stable id.
package enum LedgerDiagnosticID: String, CaseIterable, Sendable {
  case updateVanished = "published-update-vanished"
  case updateMoved = "published-update-moved"
  case windowMoved = "published-window-moved"
  case addressLost = "published-address-lost"
  case drafted = "published-draft"
  case siteMoved = "published-site-moved"
  case damagedLedger = "damaged-ledger"
}

extension LedgerFinding {
  /// The file in which it can be fixed, without sub-folders.
  package var file: String {
    switch change {
    case .postmortemVanished, .postmortemPostponed, .postmortemDrafted: postmortemFile
    case .vanished, .moved, .displaced, .rescheduled, .lost, .drafted: entry.file
    }
  }

  private var postmortemFile: String { EntryPath.postmortem(ofIncident: entry.id).path }

  /// - Parameter places: those of `file`; nil where there is no such file any more.
  package func diagnostic(
    _ severity: Diagnostic.Severity, at places: EntryPositions?
  ) -> Diagnostic {
    let (id, message, hint) = words
    return Diagnostic(severity, id.rawValue, message, hint: hint, at: place(among: places))
  }

  private func place(among places: EntryPositions?) -> SourcePosition {
    guard let places else { return SourcePosition(path: file) }
    switch change {
    case .vanished(_, let number), .moved(_, _, let number), .displaced(_, let number):
      return places.heading(number)
    case .drafted, .postmortemDrafted: return places.key("draft") ?? places.top
    case .rescheduled(let startsAnew):
      return places.key(startsAnew ? "starts" : "ends") ?? places.top
    case .lost where entry.kind == .component: return places.key("components") ?? places.top
    case .postmortemPostponed: return places.key("published") ?? places.top
    case .postmortemVanished, .lost: return places.top
    }
  }

  private var words: (id: LedgerDiagnosticID, message: String, hint: String) {
    switch change {
    case .vanished(let time, _):
      (
        .updateVanished,
        "the published update of \(time.written) is gone, and links to it lead nowhere",
        "put it back; its words may be corrected, or a new update says what was wrong"
      )
    case .moved(let old, let new, _):
      (
        .updateMoved,
        "the published update of \(old.written) is now dated \(new.written), and feed readers show it anew",
        "set its time back to \(old.written); its text may say the right one"
      )
    case .displaced(let time, _):
      (
        .updateMoved,
        "this update has taken the address of the published one of \(time.written), and feed readers show that anew",
        "put it below the updates of the same time that readers have seen"
      )
    case .rescheduled:
      (
        .windowMoved,
        "the window of the published maintenance '\(entry.id)' is another one and no update says so, so calendars may keep the old one",
        "announce the new window with an update"
      )
    case .postmortemVanished:
      (
        .updateVanished,
        "the published postmortem of '\(entry.id)' is gone, and links to it lead nowhere",
        "put the file back; its words may be corrected"
      )
    case .postmortemPostponed:
      (
        .updateVanished,
        "the published postmortem of '\(entry.id)' is not public any more, and links to it lead nowhere",
        "set 'published' back to the day on which readers got it, and leave the incident's resolution as it was"
      )
    case .postmortemDrafted:
      (
        .drafted,
        "the published postmortem of '\(entry.id)' is a draft now, and links to it lead nowhere",
        "take this line out; its words may be corrected while readers can see it"
      )
    case .drafted:
      (
        .drafted,
        "the published \(noun) '\(entry.id)' is a draft now, and links to it lead nowhere",
        "take this line out; \(ending)"
      )
    case .lost(nil):
      (
        .addressLost,
        "the published \(noun) '\(entry.id)' is gone, and links to \(entry.page) lead nowhere",
        entry.kind == .component ? "put its id back; \(ending)" : "put the file back; \(ending)"
      )
    case .lost(.some(let renamed)):
      (
        .addressLost,
        "the published \(noun) '\(entry.id)' is gone, and links to \(entry.page) lead nowhere",
        "'\(renamed.id)' has the same updates: give that file its old name \(entry.id).md"
      )
    }
  }

  private var noun: String {
    switch entry.kind {
    case .incident: "incident"
    case .maintenance: "maintenance"
    case .component: "component"
    case .page: "page"
    }
  }

  private var ending: String {
    switch entry.kind {
    case .incident: "a false alarm ends with an update 'Retracted'"
    case .maintenance: "work that is called off ends with an update 'Cancelled'"
    case .component: "its name and its place among the others may change"
    case .page: "its title and its words may change"
    }
  }
}

extension Diagnostic {
  /// The site's address is another one than in the last build, and with it every id in the feeds.
  ///
  /// - Parameter places: those of status.yml.
  package static func siteMoved(
    _ severity: Severity, from old: String, to new: String, at places: EntryPositions?
  ) -> Diagnostic {
    Diagnostic(
      severity, LedgerDiagnosticID.siteMoved.rawValue,
      "the page has moved from \(old) to \(new), and feed readers show every item anew",
      hint: "set 'url' back; where the page does move, let the old address redirect to the new one",
      at: places?.key("url") ?? SourcePosition(path: "status.yml"))
  }

  static var damagedLedger: Diagnostic {
    Diagnostic(
      .warning, LedgerDiagnosticID.damagedLedger.rawValue,
      "the ledger of the last build cannot be read, so nobody knows what readers have seen",
      hint: "this build writes a new one; the next is compared with that",
      at: SourcePosition(path: ledgerPath))
  }
}
