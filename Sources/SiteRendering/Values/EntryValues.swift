import StatusModel

/// An incident or a maintenance in a list: one line, and what was said last where there is room.
struct EntryValues: TemplateValues {
  let link: String
  let title: String
  let look: String
  let label: String
  let state: String
  let when: HTML
  var text = HTML.empty
  var isRetracted = false

  static let fields = TemplateFields<EntryValues>([
    .text("link", "a link to its page") { $0.link },
    .text("title", "its title") { $0.title },
    .text("look", "its class: `down`, `part`, `slow`, `none` or `work`") { $0.look },
    .html("icon", "the picture of its class") { icon($0.look) },
    .text("label", "the severity's name, or the word for a maintenance") { $0.label },
    .text("state", "where it stands: `Resolved`") { $0.state },
    .html("when", "when it was, and how long") { $0.when },
    .html("text", "what was said last on the day of the list; empty in other lists") { $0.text },
    .flag("is_retracted", "whether it turned out to be no incident") { $0.isRetracted },
  ])
}

extension SiteView {
  func entry(_ incident: IncidentSnapshot, root: RootPath, text: HTML = .empty) -> EntryValues {
    EntryValues(
      link: root.link(to: .incident(incident.id)), title: incident.title,
      look: incident.look, label: incident.severity.name,
      state: words.text(incident.state.word), when: when(incident), text: text,
      isRetracted: incident.state == .retracted)
  }

  func entry(
    _ maintenance: MaintenanceSnapshot, root: RootPath, text: HTML = .empty
  ) -> EntryValues {
    EntryValues(
      link: root.link(to: .maintenance(maintenance.id)), title: maintenance.title, look: "work",
      label: words.text(.maintenance), state: words.text(maintenance.state.word),
      when: range(of: maintenance),
      text: text)
  }

  func entry(_ entry: EntryIndex.Entry, root: RootPath) -> EntryValues {
    switch entry {
    case .incident(let place): self.entry(snapshot.incidents[place], root: root)
    case .maintenance(let place): self.entry(snapshot.maintenances[place], root: root)
    }
  }

  /// Its window; where its end is not known, the time that it took once it is over.
  func range(of maintenance: MaintenanceSnapshot) -> HTML {
    let start = maintenance.window.start
    if let end = maintenance.window.end { return moments.range(start, end) }
    guard maintenance.state.isOver else {
      return words.html(.endNotKnown, ["start": moments.moment(start)])
    }
    guard let end = maintenance.overAt, end > start, maintenance.state != .cancelled else {
      return moments.moment(start)
    }
    return moments.range(start, end)
  }

  /// Each entry through `entry-row.mustache`.
  func rows(_ entries: [EntryValues]) -> HTML {
    theme.renderAll(.entryRow, entries)
  }

  /// `20 Nov 2026, 10:02 – 11:20 UTC (1 hour 18 minutes)`, or since when it lasts.
  func when(_ incident: IncidentSnapshot) -> HTML {
    guard let end = incident.resolvedAt else {
      return words.html(.lastsSince, ["start": moments.moment(incident.startedAt)])
    }
    return words.html(
      .lasted,
      [
        "range": moments.range(incident.startedAt, end),
        "span": HTML(escaping: moments.span(end.seconds(since: incident.startedAt))),
      ])
  }
}
