import Addresses
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
  var isAfterwards = false

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
    .flag("is_afterwards", "whether readers first saw it more than a day after its first update") {
      $0.isAfterwards
    },
  ])
}

extension SiteView {
  func entry(_ incident: IncidentSnapshot, root: RootPath, text: HTML = .empty) -> EntryValues {
    EntryValues(
      link: root.link(to: .incident(incident.id)), title: title(of: incident),
      look: incident.look, label: name(of: incident.severity),
      state: words.text(incident.state.word), when: when(incident), text: text,
      isRetracted: incident.state == .retracted,
      isAfterwards: incident.publishedAfterwards != nil)
  }

  func entry(
    _ maintenance: MaintenanceSnapshot, root: RootPath, text: HTML = .empty
  ) -> EntryValues {
    EntryValues(
      link: root.link(to: .maintenance(maintenance.id)), title: title(of: maintenance),
      look: "work", label: words.text(.maintenance), state: words.text(maintenance.state.word),
      when: when(maintenance, isBrief: true), text: text,
      isAfterwards: maintenance.publishedAfterwards != nil)
  }

  func entry(_ entry: EntryIndex.Entry, root: RootPath) -> EntryValues {
    switch entry {
    case .incident(let place): self.entry(snapshot.incidents[place], root: root)
    case .maintenance(let place): self.entry(snapshot.maintenances[place], root: root)
    }
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
    return lasted(incident.startedAt..<max(incident.startedAt, end))
  }

  /// When a maintenance was, what was planned where that is something else, and from when it was moved.
  ///
  /// - Parameter isBrief: a plan is told without its length.
  func when(_ maintenance: MaintenanceSnapshot, isBrief: Bool = false) -> HTML {
    let times = times(of: maintenance, isBrief: isBrief)
    guard let old = maintenance.movedFrom else { return times }
    let window = old.end.map { moments.range(old.start, $0) } ?? moments.moment(old.start)
    return words.html(.movedFrom, ["times": times, "window": window])
  }

  private func times(of maintenance: MaintenanceSnapshot, isBrief: Bool) -> HTML {
    let window = maintenance.window
    guard let span = maintenance.trueSpan(at: snapshot.moment) else {
      return plan(of: maintenance, isBrief: isBrief)
    }
    guard let end = span.end else {
      let real = words.html(.lastsSince, ["start": moments.moment(span.start)])
      return words.html(
        .unlikePlanned, ["times": real, "plan": plan(of: maintenance, isBrief: isBrief)])
    }
    let real = lasted(span.start..<end)
    if window.end == nil {
      // No end was planned that it could differ from.
      return span.start.minute == window.start.minute
        ? real
        : words.html(.unlikePlanned, ["times": real, "plan": moments.moment(window.start)])
    }
    return words.html(
      .unlikePlanned, ["times": real, "plan": plan(of: maintenance, isBrief: isBrief)])
  }

  /// Its window; where its end is not known, the time that it took once it is over.
  private func plan(of maintenance: MaintenanceSnapshot, isBrief: Bool) -> HTML {
    let window = maintenance.window
    if window.end == nil && !maintenance.state.isOver {
      return words.html(.endNotKnown, ["start": moments.moment(window.start)])
    }
    let taken = maintenance.state == .completed ? maintenance.overAt : nil
    guard let end = window.end ?? taken, end > window.start else {
      return moments.moment(window.start)
    }
    return isBrief ? moments.range(window.start, end) : lasted(window.start..<end)
  }

  private func lasted(_ span: Range<Timestamp>) -> HTML {
    words.html(
      .lasted,
      [
        "range": moments.range(span.lowerBound, span.upperBound),
        "span": HTML(escaping: moments.span(span.upperBound.seconds(since: span.lowerBound))),
      ])
  }

  /// That readers first saw an entry long after it happened; empty where they did not.
  func afterwards(_ moment: Timestamp?) -> HTML {
    moment.map { words.html(.publishedAfterwardsOn, ["time": moments.moment($0)]) } ?? .empty
  }
}
