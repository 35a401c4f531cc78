import StatusModel

/// A day of the home page, or several quiet ones that follow one another.
struct DayValues: TemplateValues {
  let day: HTML
  let quiet: String
  let entries: [EntryValues]

  static let fields = TemplateFields<DayValues>([
    .html("day", "the day in words; empty for several quiet days") { $0.day },
    .list("entries", "what was under way, said or closed that day") { $0.entries },
    .flag("is_quiet", "whether nothing was") { $0.entries.isEmpty },
    .text(
      "quiet", "that nothing was, of several days from when to when; empty for a day with entries"
    ) {
      $0.quiet
    },
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
  /// What is not over stands above, and is not said again. An incident stands in every day that it
  /// touched, so that a long one leaves no quiet day. Of a day before the page's first one nobody claims
  /// that it was quiet.
  ///
  /// - Complexity: one look at each entry, and fifteen at those of the last fifteen days.
  func recentDays(root: RootPath) -> [DayValues] {
    let zone = settings.timeZone
    let start = zone.start(of: snapshot.today.advanced(byDays: 1 - recentDayCount))
    let incidents = snapshot.incidents.filter { touches($0, from: start, to: snapshot.moment) }
    let maintenances = snapshot.maintenances.filter {
      !$0.state.isActive && touches($0, from: start, to: snapshot.moment)
    }
    let over = maintenances.filter(\.state.isOver)
    var days: [DayValues] = []
    var quiet: [CivilDate] = []
    func closeQuiet() {
      if let run = quietDays(quiet) { days.append(run) }
      quiet = []
    }
    for back in 0..<recentDayCount {
      let day = snapshot.today.advanced(byDays: -back)
      let from = zone.start(of: day)
      let to = min(
        zone.start(of: day.advanced(byDays: 1)).advanced(by: -1), snapshot.moment)
      let touching = incidents.filter { touches($0, from: from, to: to) }
      let entries =
        touching.filter { !$0.state.isOpen }
        .map { entry($0, root: root, text: words(of: $0, from: from, to: to, root: root)) }
        + over.filter { touches($0, from: from, to: to) }
        .map { entry($0, root: root, text: words(of: $0, from: from, to: to, root: root)) }
      if !entries.isEmpty {
        closeQuiet()
        days.append(DayValues(day: moments.weekday(day), quiet: "", entries: entries))
      } else if !touching.isEmpty {
        closeQuiet()
      } else if settings.since.map({ $0 <= day }) ?? true {
        quiet.append(day)
      }
    }
    closeQuiet()
    return days
  }

  /// - Parameter days: newest first; nothing for none.
  private func quietDays(_ days: [CivilDate]) -> DayValues? {
    guard let newest = days.first, let oldest = days.last else { return nil }
    guard days.count > 1 else {
      return DayValues(day: moments.weekday(newest), quiet: words.text(.quietDay), entries: [])
    }
    let text = words.text(
      .quietDays, ["start": moments.dayOfYear(oldest), "end": moments.dayOfYear(newest)])
    return DayValues(day: .empty, quiet: text, entries: [])
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

  /// What was said last of an incident that is over between two moments, or that it went on.
  private func words(
    of incident: IncidentSnapshot, from: Timestamp, to: Timestamp, root: RootPath
  ) -> HTML {
    lastUpdate(incident.updates, from: from, to: to, root: root)
      ?? "<p>\(words.html(.continues))</p>"
  }

  /// The same for a maintenance; one that is moved by the clock has its state to tell.
  private func words(
    of maintenance: MaintenanceSnapshot, from: Timestamp, to: Timestamp, root: RootPath
  ) -> HTML {
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
