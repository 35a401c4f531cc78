package import Ledger
import Markdown
import PlainEnglish
package import Planning
import StatusModel

/// An item by its identity alone: what an outbox keeps of it.
package struct NewsMark: Hashable, Sendable {
  /// `incident/2026-11-20-api-errors`.
  package let entry: String
  package let anchor: String
  /// Of the words; nil for what the clock did and for a reminder.
  package let digest: UInt64?

  package init(entry: String, anchor: String, digest: UInt64? = nil) {
    self.entry = entry
    self.anchor = anchor
    self.digest = digest
  }

  package var id: String { "\(entry)#\(anchor)" }
}

/// What readers have before them, as far as somebody may be told of it.
package struct PublishedNews: Sendable {
  /// Everything that the ledger knows, and the reminders that are due; in the order of the ledger.
  package let marks: [NewsMark]
  private let site: PublicSite
  private let text: NewsText
  private let places: Places
  private let quiet: Set<String>

  /// - Parameters:
  ///   - ledger: what readers have seen.
  ///   - site: as it is now, with the timelines of the entries that are asked for.
  ///   - quiet: the items that nobody is sent, by their ids.
  package init(of ledger: PublishedLedger, in site: PublicSite, quiet: Set<String> = []) {
    self.site = site
    self.quiet = quiet
    text = NewsText(of: site)
    places = Places(site.snapshot)
    let moment = site.snapshot.moment
    let told = ledger.entries.flatMap(\.marks)
    let planned = Set(
      ledger.entries.lazy.filter { $0.address.kind == .maintenance }.map(\.address.id))
    let reminders = site.snapshot.maintenances.compactMap { maintenance in
      planned.contains(maintenance.id) ? maintenance.reminder(at: moment) : nil
    }
    marks = told + reminders
  }

  package func isQuiet(_ mark: NewsMark) -> Bool { quiet.contains(mark.id) }

  /// The item of a mark; nil where the site no longer says it.
  package func item(of mark: NewsMark) -> NewsItem? {
    let parts = mark.entry.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    if let colon = mark.anchor.lastIndex(of: ":") {
      let whole = NewsMark(entry: mark.entry, anchor: String(mark.anchor[..<colon]))
      return item(of: whole)?.parts.first { $0.anchor == mark.anchor }
    }
    if parts[0] == NewsItem.Entry.Kind.incident.rawValue {
      return places.incidents[parts[1]].flatMap { place in
        text.item(of: site.snapshot.incidents[place], anchor: mark.anchor)
      }
    }
    return places.maintenances[parts[1]].flatMap { place in
      text.item(of: site.snapshot.maintenances[place], anchor: mark.anchor)
    }
  }
}

private struct Places {
  let incidents: [Incident.ID: Int]
  let maintenances: [Maintenance.ID: Int]

  init(_ snapshot: Snapshot) {
    incidents = Dictionary(
      snapshot.incidents.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { one, _ in one })
    maintenances = Dictionary(
      snapshot.maintenances.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { one, _ in one })
  }
}

extension PublishedLedger.Entry {
  fileprivate var marks: [NewsMark] {
    let entry = "\(address.kind.rawValue)/\(address.id)"
    let written = posts.map { NewsMark(entry: entry, anchor: $0.anchor, digest: $0.digest) }
    return written + clockMoves.map { NewsMark(entry: entry, anchor: $0.anchor) }
  }
}

extension Recollection.ClockMove {
  fileprivate var anchor: String {
    MaintenanceSnapshot.ClockMove(state: state, time: time, updatesBefore: 1, changes: []).anchor
  }
}

/// How long before the work a reminder goes out, in seconds.
private let reminderLead = 3_600

extension MaintenanceSnapshot {
  /// The reminder that is due at `moment`: in the hour before work that was announced before that hour.
  fileprivate func reminder(at moment: Timestamp) -> NewsMark? {
    let start = window.start
    guard state == .scheduled, startsByClock != nil, moment < start,
      start.seconds(since: moment) <= reminderLead,
      start.seconds(since: createdAt) > reminderLead
    else { return nil }
    return NewsMark(entry: "maintenance/\(id)", anchor: reminderAnchor)
  }

  /// Another one where the work is moved.
  fileprivate var reminderAnchor: String { "reminder-\(window.start.anchor)" }
}

/// Puts entries into words for targets.
struct NewsText: Sendable {
  private let baseURL: String
  private let zone: TimeZoneRules
  private let components: [ComponentSnapshot]

  init(of site: PublicSite) {
    baseURL = site.settings.url + "/"
    zone = site.settings.timeZone
    components = site.snapshot.components
  }

  func item(of incident: IncidentSnapshot, anchor: String) -> NewsItem? {
    guard let timeline = incident.timeline, let first = timeline.updates.first else { return nil }
    let entry = NewsItem.Entry(
      kind: .incident, id: incident.id, firstAnchor: first.anchor, createdAt: incident.createdAt,
      closedAt: incident.resolvedAt)
    let page = "incidents/\(incident.id)/"
    if anchor == PostmortemSnapshot.anchor, let postmortem = timeline.postmortem {
      return NewsItem(
        entry: entry, anchor: anchor, kind: .incident, title: incident.title, state: anchor,
        stateWord: "Postmortem", impact: incident.impact,
        components: affected(timeline.updates.last?.saidChanges ?? []),
        text: plainText(postmortem.text, on: page), link: "\(baseURL)\(page)#\(anchor)",
        time: postmortem.publishedAt)
    }
    guard let update = timeline.updates.first(where: { $0.anchor == anchor }) else { return nil }
    return NewsItem(
      entry: entry, anchor: anchor, kind: .incident, title: incident.title,
      state: update.state.rawValue, stateWord: update.declared?.title ?? "Update",
      impact: incident.impact, components: affected(update.saidChanges),
      text: plainText(update.text, on: page), link: "\(baseURL)\(page)#\(anchor)",
      time: update.time, nextUpdate: update.nextUpdate)
  }

  func item(of maintenance: MaintenanceSnapshot, anchor: String) -> NewsItem? {
    guard let first = maintenance.updates.first else { return nil }
    let page = "maintenance/\(maintenance.id)/"
    let entry = NewsItem.Entry(
      kind: .maintenance, id: maintenance.id, firstAnchor: first.anchor,
      createdAt: maintenance.createdAt, closedAt: maintenance.overAt, window: maintenance.window)
    func made(
      _ kind: Notifier.Kind, _ state: String, _ word: String, _ text: String,
      _ components: [NewsItem.AffectedComponent], at time: Timestamp, link: String
    ) -> NewsItem {
      NewsItem(
        entry: entry, anchor: anchor, kind: kind, title: maintenance.title, state: state,
        stateWord: word, components: components, text: text, link: baseURL + page + link, time: time
      )
    }
    if let number = maintenance.updates.firstIndex(where: { $0.anchor == anchor }) {
      let update = maintenance.updates[number]
      let plan = update.declared == .scheduled ? [planned(maintenance.window(saidIn: number))] : []
      return made(
        .maintenance, update.state.rawValue, update.declared?.title ?? "Update",
        ([plainText(update.text, on: page)] + plan).filter { !$0.isEmpty }
          .joined(separator: "\n\n"),
        affected(update.saidChanges), at: update.time, link: "#\(anchor)")
    }
    if let move = maintenance.clockMoves.first(where: { $0.anchor == anchor }) {
      return made(
        .maintenance, move.state.rawValue, move.state.title,
        move.state == .completed ? "Ended as planned." : "Began as planned.",
        affected(move.changes), at: move.time, link: "#\(anchor)")
    }
    guard anchor == maintenance.reminderAnchor else { return nil }
    return made(
      .reminder, "reminder", "Reminder", planned(maintenance.window), named(maintenance.components),
      at: maintenance.window.start.advanced(by: -reminderLead), link: "")
  }

  private func plainText(_ text: String, on page: String) -> String {
    Markdown.plainText(fromMarkdown: text, base: baseURL, page: baseURL + page)
  }

  private func planned(_ window: MaintenanceWindow) -> String {
    let start = zone.written(window.start)
    guard let end = window.end.map(zone.written) else {
      return "Planned from \(start). The end is not known yet."
    }
    return "Planned from \(start) to \(end)."
  }

  private func affected(_ changes: [ComponentChange]) -> [NewsItem.AffectedComponent] {
    changes.map { change in
      let component = components[change.component].component
      return NewsItem.AffectedComponent(
        id: component.id, name: component.name, old: change.old, new: change.new)
    }
  }

  /// Before the work, when nothing has changed yet.
  private func named(_ places: [ComponentIndex]) -> [NewsItem.AffectedComponent] {
    places.map { place in
      NewsItem.AffectedComponent(
        id: components[place].component.id, name: components[place].component.name,
        old: components[place].status, new: components[place].status)
    }
  }
}
