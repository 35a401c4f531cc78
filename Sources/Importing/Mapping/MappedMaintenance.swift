import Diagnostics
import StatusModel

/// A maintenance of the source, ready to be made with either care for its texts.
struct MappedMaintenance: Sendable {
  private let entry: ImportedHistory.Entry
  private let id: Maintenance.ID
  private let former: FormerPlaces
  private let rules: MappingRules
  private let updates: [OrderedUpdate]
  private let window: MaintenanceWindow
  private let isAutomatic: Bool
  private let closed: Timestamp?
  private let start: Timestamp

  /// - Parameter written: the window as the source has it.
  init(
    _ placed: PlacedEntry, window written: ImportedHistory.Entry.Window, isAutomatic: Bool?,
    _ rules: MappingRules, _ notes: inout MappingNotes
  ) {
    let entry = placed.entry
    self.entry = entry
    id = placed.id
    former = placed.former
    self.rules = rules
    updates = entry.orderedUpdates(&notes)
    start = min(entry.firstTime ?? written.start, rules.options.moment)
    self.isAutomatic = isAutomatic ?? !updates.contains { Self.isByHand($0) }
    notes.count("automatic moves", isAutomatic == nil ? .approximated : .kept)
    window = Self.window(entry, written, &notes)
    let states = updates.compactMap { Self.state(of: $0) }
    let isOpen = !(states.last?.isOver ?? false)
    let needsClosing = isOpen && !self.isAutomatic
    let last = updates.last?.time ?? start
    closed = needsClosing ? entry.closed.map { max($0, last) } : nil
    if closed != nil {
      notes.count("closing update", .approximated)
      notes.find(
        .changed, entry.subject, "it is over and has no closing update; one is added",
        at: entry.place)
    }
    notes.count("component of an entry", .kept, times: entry.references.count)
  }

  private static func isByHand(_ update: OrderedUpdate) -> Bool {
    switch state(of: update) {
    case .inProgress, .completed: true
    default: false
    }
  }

  /// An end that does not come after the start is none that a window can have.
  private static func window(
    _ entry: ImportedHistory.Entry, _ written: ImportedHistory.Entry.Window,
    _ notes: inout MappingNotes
  ) -> MaintenanceWindow {
    guard let end = written.end ?? entry.closed.flatMap({ $0 > written.start ? $0 : nil }) else {
      notes.count("window", .approximated)
      notes.find(.changed, entry.subject, "the end of its window is not known", at: entry.place)
      return MaintenanceWindow(start: written.start, end: nil)
    }
    guard end > written.start else {
      notes.count("window", .approximated)
      notes.find(
        .changed, entry.subject,
        "its window ends before it starts; it is written with a length of one minute",
        at: entry.place)
      return MaintenanceWindow(start: written.start, end: written.start.advanced(by: 60))
    }
    notes.count("window", written.end == nil ? .approximated : .kept)
    return MaintenanceWindow(start: written.start, end: end)
  }

  func made(isDraft: Bool, _ care: TextCare) -> Maintenance {
    let title = rules.title(entry, instead: "Maintenance")
    let first = Maintenance.Update(
      state: .scheduled, time: start, text: escapedMarkdown(title, startsLine: true))
    let written = updates.map { update in
      Maintenance.Update(
        state: Self.state(of: update), time: update.time,
        text: rules.updateText(update.source.text, instead: title, care))
    }
    let closing = closed.map {
      Maintenance.Update(state: .completed, time: $0, text: completedWords)
    }
    return Maintenance(
      id: id, title: title, components: rules.componentIDs(entry), window: window,
      isAutomatic: isAutomatic, isDraft: isDraft, isImported: true, former: former,
      updates: (written.isEmpty ? [first] : written) + [closing].compactMap { $0 })
  }

  private static func state(of update: OrderedUpdate) -> Maintenance.State? {
    switch update.source.state {
    case .maintenance(let state): state
    case .incident(.investigating): .scheduled
    case .incident(.identified), .incident(.monitoring): .inProgress
    case .incident(.resolved): .completed
    case .incident(.retracted): .cancelled
    case .unchanged, .unknown: nil
    }
  }
}
