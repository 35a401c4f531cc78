import StatusModel

/// A day of the home page.
struct DayValues: TemplateValues {
  let day: HTML
  let entries: [EntryValues]

  static let fields = TemplateFields<DayValues>([
    .html("day", "the day in words") { $0.day },
    .list("entries", "what was under way, said or closed that day") { $0.entries },
    .flag("is_quiet", "whether nothing was") { $0.entries.isEmpty },
  ])
}

private let recentDayCount = 15

extension Snapshot {
  /// The incidents of which the home page tells what was said: those that are open, and those that the
  /// last fifteen days may hold.
  func incidentsOnHomePage(in zone: TimeZoneRules) -> [Int] {
    let start = zone.start(of: today.advanced(byDays: 1 - recentDayCount))
    // By their places: to copy ten thousand incidents for a look at each costs more than the look.
    return incidents.indices.filter { place in
      incidents[place].state.isOpen || incidents[place].updatedAt >= start
        || incidents[place].resolvedAt.map { $0 >= start } ?? true
    }
  }
}

extension SiteView {
  /// The last fifteen days, newest first.
  ///
  /// An incident stands in every day that it touched, so that a long one leaves no quiet day. Of a day
  /// before the page's first one nobody claims that it was quiet.
  ///
  /// - Complexity: one look at each entry, and fifteen at those of the last fifteen days.
  func recentDays(root: RootPath) -> [DayValues] {
    let zone = settings.timeZone
    let first = snapshot.today.advanced(byDays: 1 - recentDayCount)
    let start = zone.start(of: first)
    let incidents = snapshot.incidents.filter { touches($0, from: start, to: snapshot.moment) }
    let maintenances = snapshot.maintenances.filter {
      touches($0, from: start, to: snapshot.moment)
    }
    return (0..<recentDayCount).compactMap { back in
      let day = snapshot.today.advanced(byDays: -back)
      let from = zone.start(of: day)
      let to = min(
        zone.start(of: day.advanced(byDays: 1)).advanced(by: -1), snapshot.moment)
      let entries =
        incidents.filter { touches($0, from: from, to: to) }
        .map { entry($0, root: root, text: words(of: $0, from: from, to: to, root: root)) }
        + maintenances.filter { touches($0, from: from, to: to) }
        .map { entry($0, root: root, text: words(of: $0, from: from, to: to, root: root)) }
      if entries.isEmpty, let since = settings.since, day < since { return nil }
      return DayValues(day: moments.weekday(day), entries: entries)
    }
  }

  /// Whether an incident was open, was told of, or was closed between two moments, both included.
  private func touches(_ incident: IncidentSnapshot, from: Timestamp, to: Timestamp) -> Bool {
    let end = incident.resolvedAt ?? snapshot.moment
    if incident.startedAt <= to && end >= from { return true }
    // Nearly all incidents are long over, and need no look at their updates.
    guard incident.updatedAt >= from else { return false }
    return incident.updates.contains { $0.time >= from && $0.time <= to }
  }

  /// The same for a maintenance, whose announcement does not make it last until it begins.
  private func touches(_ maintenance: MaintenanceSnapshot, from: Timestamp, to: Timestamp) -> Bool {
    let over = maintenance.overAt.map { $0 >= from && $0 <= to } ?? false
    return over
      || maintenance.updates.contains { $0.time >= from && $0.time <= to }
      || maintenance.activeIntervals.contains {
        $0.start <= to && ($0.end ?? snapshot.moment) >= from
      }
  }

  /// What was said last of an incident between two moments, or that it went on; nothing while it is
  /// open, since all its updates stand at the top of the page.
  private func words(
    of incident: IncidentSnapshot, from: Timestamp, to: Timestamp, root: RootPath
  ) -> HTML {
    guard !incident.state.isOpen else { return .empty }
    return lastUpdate(incident.updates, from: from, to: to, root: root)
      ?? "<p>\(words.html(.continues))</p>"
  }

  /// The same for a maintenance; one that is moved by the clock has its state to tell.
  private func words(
    of maintenance: MaintenanceSnapshot, from: Timestamp, to: Timestamp, root: RootPath
  ) -> HTML {
    guard maintenance.state.isOver else { return .empty }
    if let said = lastUpdate(maintenance.updates, from: from, to: to, root: root) { return said }
    let ended = maintenance.overAt.map { $0 >= from && $0 <= to } ?? false
    return ended ? .empty : "<p>\(words.html(.continues))</p>"
  }

  private func lastUpdate<State: StateWords>(
    _ updates: [UpdateSnapshot<State>], from: Timestamp, to: Timestamp, root: RootPath
  ) -> HTML? {
    guard let update = updates.last(where: { $0.time >= from && $0.time <= to }) else { return nil }
    let state = words.html(update.declared?.word ?? .update)
    let time = moments.moment(update.time, seenFrom: from)
    let text = html(update.text, update.translations, root: root, firstHeading: 5)
    return "<p class=\"last\"><b>\(state)</b> \(time)</p>\(text)"
  }
}
