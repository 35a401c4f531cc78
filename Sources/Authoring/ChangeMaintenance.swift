import Addresses
import ContentReading
import ContentWriting
import Diagnostics
package import SiteFiles
package import StatusModel

/// What a new maintenance says, beside the words that announce it.
package struct MaintenanceOpening: Hashable, Sendable {
  package let title: String
  package let components: [Component.ID]
  package let window: MaintenanceWindow

  package init(title: String, components: [Component.ID] = [], window: MaintenanceWindow) {
    self.title = title
    self.components = components
    self.window = window
  }
}

/// What becomes of a maintenance.
package enum MaintenanceChange: Hashable, Sendable {
  case to(Maintenance.State)
  /// Another window: a start that is nil stays; an end that is nil stays as far from the start as it was.
  case move(starts: Timestamp?, ends: Timestamp?)

  /// Readers are owed a reason for what they did not expect.
  package var needsText: Bool {
    switch self {
    case .to(let state): state == .cancelled
    case .move: true
    }
  }

  fileprivate var state: Maintenance.State? {
    if case .to(let state) = self { state } else { nil }
  }
}

extension PresentSite {
  /// A new maintenance, announced by its first update.
  ///
  /// - Parameter time: of the update; nil: now.
  package func scheduleMaintenance(
    _ opening: MaintenanceOpening, text: String, at time: Timestamp? = nil
  ) throws(AuthoringError) -> PlannedEdit {
    let time = time ?? thisMinute
    let title = try keptTitle(opening.title)
    let text = updateText(text)
    guard !text.isEmpty else { throw .emptyText }
    let window = try comingWindow(from: opening.window.start, to: opening.window.end)
    try check(components: opening.components)
    let update = Maintenance.Update(state: .scheduled, time: time, text: text)
    let maintenance = Maintenance(
      id: entryID(
        forTitle: title, on: zone.date(at: window.start), taken: takenIDs(in: .maintenance)),
      title: title, components: opening.components, window: window, updates: [update])
    let edit = EntryEdit(
      path: EntryPath.maintenance(maintenance.id).path, before: nil,
      after: maintenance.markdown())
    return PlannedEdit(
      edit, meaning: .maintenance(maintenance), text: text, at: time, change: "Scheduled")
  }

  /// The update at the end of a maintenance: it starts, is completed, is cancelled or moves.
  ///
  /// - Parameters:
  ///   - text: may be empty where the heading says it all.
  ///   - time: nil: now, and never before the last update.
  package func changeMaintenance(
    _ id: Maintenance.ID, _ change: MaintenanceChange, text: String, at time: Timestamp? = nil
  ) throws(AuthoringError) -> PlannedEdit {
    let maintenance = try maintenance(id)
    let file = try fileToChange(of: maintenance, change)
    let time = try timeOfUpdate(to: maintenance, time)
    let text = updateText(text)
    guard !text.isEmpty || !change.needsText else { throw .emptyText }
    let update = Maintenance.Update(state: change.state, time: time, text: text)
    let window = try window(of: maintenance, after: change)
    let head = try moved(file, change, to: window)
    return PlannedEdit(
      EntryEdit(path: file.path, before: file.bytes, after: appending(update, to: head)),
      meaning: .maintenance(
        maintenance.replacing(updates: maintenance.updates + [update], window: window)),
      text: text, at: time, change: change.state.map { $0.headingName } ?? "Moved")
  }

  package func timeOfUpdate(
    to maintenance: Maintenance, _ time: Timestamp?
  ) throws(AuthoringError) -> Timestamp {
    try self.time(time, after: maintenance.updates.map(\.time).max())
  }

  /// The file to which the update may be added; refused where it would tell readers nothing, or not be read.
  package func fileToChange(
    of maintenance: Maintenance, _ change: MaintenanceChange
  ) throws(AuthoringError) -> SourceFile {
    let shown = try snapshot(of: maintenance)
    if shown.state.isOver, change.state != .inProgress {
      throw .maintenanceOver(shown.id, shown.state, since: shown.overAt)
    }
    if let state = change.state, state == shown.state {
      throw .maintenanceInState(shown.id, state)
    }
    let file = try file(of: maintenance.id, in: .maintenance)
    try refuseOpenBlock(in: file)
    return file
  }
}

// MARK: The window

extension PresentSite {
  /// A window that is not over yet: readers who hear of work that is over already look for what they have
  /// missed.
  package func comingWindow(
    from start: Timestamp, to end: Timestamp?
  ) throws(AuthoringError) -> MaintenanceWindow {
    if let end, end <= start { throw .endsBeforeStart(end: end, start: start) }
    if let end, end <= now { throw .windowOver(end: end, now: now) }
    return MaintenanceWindow(start: start, end: end)
  }

  /// Nil where it stays.
  private func window(
    of maintenance: Maintenance, after change: MaintenanceChange
  ) throws(AuthoringError) -> MaintenanceWindow? {
    guard case .move(let starts, let ends) = change else { return nil }
    let old = maintenance.window
    let start = starts ?? old.start
    let end = ends ?? old.end.map { start.advanced(by: $0.seconds(since: old.start)) }
    return try comingWindow(from: start, to: end)
  }

  /// The file with another window in its front matter.
  private func moved(
    _ file: SourceFile, _ change: MaintenanceChange, to window: MaintenanceWindow?
  ) throws(AuthoringError) -> [UInt8] {
    guard let window, case .move(let starts, _) = change else { return file.bytes }
    guard let places = parsed.places.of(pathWithoutSubfolders(file.path)),
      let moved = replacingWindow(
        with: window, keepsStart: starts == nil, at: places, in: file.bytes)
    else { throw .windowNotInLines(path: file.path) }
    return moved
  }
}
