import Addresses
import Authoring
import ContentReading
import ContentWriting
import Diagnostics
import PlainEnglish
import SiteFiles
import StatusModel

/// What a new maintenance says, as it was typed.
struct MaintenanceOpening: Sendable {
  let title: String
  let components: [ComponentArgument]
  let starts: String
  let ends: String
  let at: String?
}

extension MaintenanceOpening {
  func planned(in site: SiteToWrite, _ words: Words) throws -> PlannedEdit {
    let time = try site.pastMoment(at, option: "--at") ?? site.now.wholeMinute
    let text = try words.text(in: site, filling: try blanks(in: site))
    guard !text.isEmpty else { throw missingText() }
    let window = try site.comingWindow(starts, ends)
    let ids = try site.componentsAlone(components)
    let update = Maintenance.Update(state: .scheduled, time: time, text: updateText(text))
    let taken = site.takenIDs(in: "maintenance")
    let maintenance = Maintenance(
      id: entryID(forTitle: title, on: site.zone.date(at: window.start), taken: taken),
      title: title, components: ids, window: window, updates: [update])
    let edit = EntryEdit(
      path: EntryPath.maintenance(maintenance.id).path, before: nil,
      after: maintenance.markdown())
    return PlannedEdit(
      edit, meaning: .maintenance(maintenance), text: update.text, at: time, kind: "Maintenance",
      id: maintenance.id, what: "Scheduled")
  }

  func blanks(in site: SiteToWrite) throws -> MessageWords {
    MessageWords(
      components: try components.map { try site.component($0.name).name }, severity: nil,
      nextUpdate: nil, language: site.site.settings.language)
  }
}

/// What an update to a maintenance says, as it was typed.
struct MaintenanceChange: Sendable {
  let id: Maintenance.ID
  /// Nil: `Update`, the state stays.
  let state: Maintenance.State?
  /// The new window; nil where it stays.
  let window: MovedWindow?
  let at: String?

  /// A start that is nil stays; an end that is nil stays as far from the start as it was.
  struct MovedWindow: Sendable {
    let starts: String?
    let ends: String?
  }

  /// Readers are owed a reason for what they did not expect.
  var needsText: Bool { window != nil || state == .cancelled }
}

extension MaintenanceChange {
  func planned(in site: SiteToWrite, _ words: Words) throws -> PlannedEdit {
    let maintenance = try site.maintenance(id)
    let standing = try site.standing(of: maintenance)
    try refuseRepeating(standing)
    let file = try site.file(of: maintenance.id, in: "maintenance")
    try site.refuseOpenBlock(in: file, of: maintenance.id)
    let time =
      try site.pastMoment(at, option: "--at")
      ?? site.time(after: maintenance.updates.map(\.time).max() ?? site.now)
    let text = try words.text(in: site, filling: blanks(of: maintenance, in: site))
    guard !text.isEmpty || !needsText else { throw missingText() }
    let update = Maintenance.Update(state: state, time: time, text: updateText(text))
    let range = try newWindow(of: maintenance, in: site)
    let head = try moved(file.bytes, to: range, at: file.path, in: site)
    return PlannedEdit(
      EntryEdit(path: file.path, before: file.bytes, after: appending(update, to: head)),
      meaning: .maintenance(
        maintenance.replacing(
          updates: maintenance.updates + [update], window: range ?? maintenance.window)),
      text: update.text, at: time, kind: "Maintenance", id: maintenance.id,
      what: range == nil ? state?.headingName ?? "Update" : "Moved")
  }

  func blanks(of maintenance: Maintenance, in site: SiteToWrite) -> MessageWords {
    let names = site.site.catalog.components.filter { maintenance.components.contains($0.id) }
    return MessageWords(
      components: names.map(\.name), severity: nil, nextUpdate: nil,
      language: site.site.settings.language)
  }

  private func refuseRepeating(_ standing: MaintenanceSnapshot) throws {
    if standing.state.isOver, state != .inProgress {
      let since = standing.overAt.map { ", since \($0.written)" } ?? ""
      throw Refusal.usage(
        "\(standing.id) is \(standing.state.rawValue) already\(since)",
        hint: "if the work goes on, use `allclear maintenance start \(standing.id)`")
    }
    if let state, state == standing.state {
      throw Refusal.usage(
        "\(standing.id) is \(state.headingName.lowercased()) already",
        hint: "when it is over, use `allclear maintenance complete \(standing.id)`")
    }
  }

  private func newWindow(
    of maintenance: Maintenance, in site: SiteToWrite
  ) throws -> MaintenanceWindow? {
    guard let window else { return nil }
    let old = maintenance.window
    let start = try site.moment(window.starts, option: "--starts") ?? old.start
    let end =
      try site.moment(window.ends, option: "--ends")
      ?? old.end.map { start.advanced(by: $0.seconds(since: old.start)) }
    return try site.refusePast(site.window(from: start, to: end))
  }

  /// The file with another window in its front matter.
  private func moved(
    _ bytes: [UInt8], to window: MaintenanceWindow?, at path: String, in site: SiteToWrite
  ) throws -> [UInt8] {
    guard let window else { return bytes }
    let file = EntryPath.maintenance(id).path
    let keys = entryPlaces(of: [file], in: site.sources)[file]?.keys ?? [:]
    guard let starts = keys["starts"],
      let first = self.window?.starts == nil
        ? bytes
        : replacingValue(ofKey: "starts", at: starts, with: window.start.written, in: bytes),
      let both = withEnd(window.end, at: keys["ends"], below: starts, in: first)
    else {
      throw Refusal.content(
        "the window in \(path) is not written as two lines, starts: and ends:",
        hint: "change it there by hand, and add an update that says so")
    }
    return both
  }
}

/// - Parameters:
///   - end: nil: it is not known, and the file does not say it.
///   - place: of the key; nil where the file has none, and gets one below `starts`.
private func withEnd(
  _ end: Timestamp?, at place: SourcePosition?, below starts: SourcePosition, in bytes: [UInt8]
) -> [UInt8]? {
  guard let end else { return bytes }
  guard let place else {
    return inserting("ends: \(end.written)", below: starts, in: bytes)
  }
  return replacingValue(ofKey: "ends", at: place, with: end.written, in: bytes)
}

extension SiteToWrite {
  /// The components that are named; their status follows from the clock.
  func componentsAlone(_ arguments: [ComponentArgument]) throws -> [Component.ID] {
    if let odd = arguments.first(where: { $0.status != nil }) {
      throw Refusal.usage(
        "--component \(odd.name)=\(odd.status ?? ""): a maintenance gives its components no status",
        hint: "write --component \(odd.name); it is under maintenance while the work is in progress"
      )
    }
    return try components(arguments)
  }

  /// - Parameter ends: `unknown` where nobody can say it.
  func window(_ starts: String, _ ends: String) throws -> MaintenanceWindow {
    guard let start = try moment(starts, option: "--starts") else {
      throw Refusal.usage("the window is missing", hint: "add --starts and --ends")
    }
    let isKnown = ends.lowercased() != "unknown"
    return try window(from: start, to: isKnown ? moment(ends, option: "--ends") : nil)
  }

  /// A window that is not over yet.
  func comingWindow(_ starts: String, _ ends: String) throws -> MaintenanceWindow {
    try refusePast(try window(starts, ends))
  }

  /// Readers who are told of work that is over already look for what they have missed.
  func refusePast(_ window: MaintenanceWindow) throws -> MaintenanceWindow {
    if let end = window.end, end <= now {
      throw Refusal.usage(
        "it would be over already: it ends \(end.written), and now it is \(now.written)",
        hint: "give --ends a time that is yet to come")
    }
    return window
  }

  func window(from start: Timestamp, to end: Timestamp?) throws -> MaintenanceWindow {
    if let end, end <= start {
      throw Refusal.usage(
        "it would end (\(end.written)) before it starts (\(start.written))",
        hint: "give --ends a time after --starts")
    }
    return MaintenanceWindow(start: start, end: end)
  }

  /// By its id or some of it, or by its file.
  func maintenance(_ typed: String) throws -> Maintenance {
    let id = try soundEntry(
      typed, among: site.history.maintenances.map(\.id), preferring: nil, in: "maintenance",
      noun: "maintenance")
    guard let found = site.history.maintenances.first(where: { $0.id == id }) else {
      throw vanished(id, in: "maintenance")
    }
    return found
  }

  /// Where it stands now, by its updates and the clock.
  func standing(of maintenance: Maintenance) throws -> MaintenanceSnapshot {
    let moment = max(now, maintenance.updates.map(\.time).max() ?? now)
    let alone = Site(
      settings: site.settings, catalog: site.catalog, severities: site.severities,
      history: History(maintenances: [
        Maintenance(
          id: maintenance.id, title: maintenance.title, components: maintenance.components,
          window: maintenance.window, isAutomatic: maintenance.isAutomatic,
          updates: maintenance.updates)
      ]))
    guard let found = alone.snapshot(at: moment).maintenances.first else {
      throw Refusal.machine("\(maintenance.id) cannot be shown", hint: "run `allclear check`")
    }
    return found
  }

  /// Those that are not over, the next one first.
  func comingMaintenances() throws -> [MaintenanceSnapshot] {
    try site.history.maintenances.filter { !$0.isDraft }.map { try standing(of: $0) }
      .filter { !$0.state.isOver }
      .sorted { ($0.window.start, $0.id) < ($1.window.start, $1.id) }
  }

  /// The one that is meant where none is named.
  func onlyMaintenance(
    _ verb: String, among fits: (Maintenance.State) -> Bool
  ) throws -> Maintenance.ID {
    let coming = try comingMaintenances().filter { fits($0.state) }
    if coming.count == 1 { return coming[0].id }
    guard !coming.isEmpty else {
      throw Refusal.usage(
        "there is no maintenance to \(verb)", hint: "`allclear maintenance list` names them all")
    }
    throw Refusal.usage(
      "there are \(coming.count) maintenances to \(verb), so name one",
      hint: coming.map(\.id).joined(separator: ", "))
  }
}
