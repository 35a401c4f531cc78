package import StatusModel

/// Something that readers have seen and that would no longer be where they saw it.
package struct LedgerFinding: Hashable, Sendable {
  package enum Change: Hashable, Sendable {
    /// An update is gone. It would stand before the heading of this number, from 0.
    case vanished(Timestamp, before: Int)
    /// An update has another time, and so another address. Its heading has this number, from 0.
    case moved(from: Timestamp, to: Timestamp, number: Int)
    /// Another update, whose heading has this number, from 0, stands at the address of an update of the
    /// same time.
    case displaced(Timestamp, by: Int)
    /// The window of a maintenance is another one, and no update says so.
    case rescheduled(startsAnew: Bool)
    /// The postmortem is gone.
    case postmortemVanished
    /// The postmortem is there, but its day is yet to come or the incident was never closed.
    case postmortemPostponed
    /// The postmortem is a draft.
    case postmortemDrafted
    /// The entry is gone; another one has its updates, or none has.
    case lost(renamed: EntryAddress?)
    /// The entry is a draft.
    case drafted
  }

  package let entry: EntryAddress
  package let change: Change

  package init(_ entry: EntryAddress, _ change: Change) {
    self.entry = entry
    self.change = change
  }
}
