import Addresses
import StatusModel

/// What `component.mustache` is given.
struct ComponentPageValues: TemplateValues {
  /// A day that was not fully operational.
  struct Day: TemplateValues {
    let view: SiteView
    let day: UptimeRecord.Day
    let status: ComponentStatus
    let incidents: [LinkValues]

    static let fields = TemplateFields<Day>([
      .text("date", "the day: `2026-11-20`") { $0.day.date.iso8601 },
      .flag("has_incidents", "whether an entry of that day is known") { !$0.incidents.isEmpty },
      .list("incidents", "the incidents and maintenances of that day, the newest first") {
        $0.incidents
      },
      .html("day", "the day") { $0.view.moments.day($0.day.date) },
      .text("status", "its worst status") { $0.view.words.text($0.status.word) },
      .text("look", "the class of that status") { $0.status.look },
      .html("icon", "its picture") { icon($0.status.look) },
      .text("held", "for how long; of each status where there were several") { $0.held },
      .text("uptime", "the day's uptime") { values in
        values.day.uptime.map(values.view.moments.percent) ?? ""
      },
    ])

    private var held: String {
      let held = ComponentStatus.allCases.reversed().filter { day.seconds[$0] > 0 }
      guard held.count > 1 else {
        return view.moments.span(held.first.map { day.seconds[$0] } ?? 0)
      }
      return view.words.list(held.map { ($0, view.moments.span(day.seconds[$0])) })
    }
  }

  /// More stand in the history: the page of a component that fails often stays readable.
  static let entryLimit = 50

  let view: SiteView
  let index: ComponentIndex
  let root: RootPath

  private var snapshot: ComponentSnapshot { view.snapshot.components[index] }

  static let fields = TemplateFields<ComponentPageValues>([
    .text("name", "its name") { $0.view.name(of: $0.snapshot.component) },
    .text("description", "its description; empty where there is none") {
      $0.view.description(of: $0.snapshot.component) ?? ""
    },
    .text("link", "where to read more about it; empty where that is not known") {
      $0.snapshot.component.link ?? ""
    },
    .html(
      "absence", "that it is no longer part of the page, or not yet; empty where it has a status"
    ) { $0.absence },
    .text("status", "its status in words") { $0.view.words.text($0.snapshot.status.word) },
    .text("look", "the status's class: `ok`, `work`, `slow`, `part` or `down`; `none` without one")
    {
      $0.look
    },
    .html("icon", "the status's picture") { icon($0.look) },
    .html("bars", "its ninety days as a picture with a text in its place") {
      $0.view.bars(of: $0.snapshot)
    },
    .html("bars_key", "what each kind of bar means, as a list") { barsKey(words: $0.view.words) },
    .html("first_day", "the first of the ninety days") {
      $0.day($0.snapshot.uptime.days.first)
    },
    .html("last_day", "the last of them, the day that the page speaks of") {
      $0.day($0.snapshot.uptime.days.last)
    },
    .html("summary", "its uptime over ninety days, and how many of them had which status") {
      $0.summary
    },
    .text("uptime", "its uptime over ninety days; empty where there is no data") {
      $0.view.uptime($0.snapshot.uptime)
    },
    .flag("has_days", "whether any of the ninety days was not fully operational") {
      !$0.affectedDays.isEmpty
    },
    .list("days", "the days that were not fully operational, newest first") { $0.days },
    .flag("has_incidents", "whether it has incidents") {
      !$0.view.index.incidents[$0.index].isEmpty
    },
    .list("incidents", "its newest fifty incidents") { $0.incidents },
    .html("all_incidents", "each of `incidents` through `entry-row.mustache`") {
      $0.view.rows($0.incidents)
    },
    .flag("has_maintenances", "whether it has maintenances") {
      !$0.view.index.maintenances[$0.index].isEmpty
    },
    .list("maintenances", "its newest fifty maintenances") { $0.maintenances },
    .html("all_maintenances", "each of `maintenances` through `entry-row.mustache`") {
      $0.view.rows($0.maintenances)
    },
    .html("live", "what the script needs, through `live.mustache`") {
      $0.view.live(
        isOpen: $0.snapshot.status != .operational,
        isQuiet: $0.view.index.isQuiet($0.index, in: $0.view.snapshot))
    },
    .text("badge", "the permanent address of its badge") { values in
      let folder = PageAddress.component(values.snapshot.component.id).folder
      return "\(values.view.settings.url)/\(folder)badge.svg"
    },
    .text("files", "the way to its feeds; empty where they lie beside the page") {
      $0.root.files(of: .component($0.snapshot.component.id))
    },
    .text("history", "a link to the history") { $0.root.link(to: .history) },
  ])

  private var summary: HTML {
    let days = HTML(escaping: view.daysSummary(of: snapshot))
    let uptime = view.uptime(snapshot.uptime)
    guard !uptime.isEmpty else { return days }
    return view.words.html(
      .uptimeAndSummary, ["uptime": "<strong>\(uptime)</strong>", "summary": days])
  }

  private var look: String {
    snapshot.presence == .present ? snapshot.status.look : Impact.none.look
  }

  private var absence: HTML {
    switch snapshot.presence {
    case .present: .empty
    case .gone:
      snapshot.component.until.map {
        view.words.html(.componentGone, ["day": view.moments.day($0)])
      } ?? .empty
    case .ahead:
      snapshot.firstDay.map {
        view.words.html(.componentAhead, ["day": view.moments.day($0)])
      } ?? .empty
    }
  }

  private func day(_ day: UptimeRecord.Day?) -> HTML {
    day.map { view.moments.day($0.date) } ?? .empty
  }

  private var affectedDays: [UptimeRecord.Day] {
    snapshot.uptime.days.filter { $0.status.map { $0 != .operational } ?? false }
  }

  private var days: [Day] {
    let affected = affectedDays
    guard let first = affected.first else { return [] }
    let zone = view.settings.timeZone
    let entries = entries(since: zone.start(of: first.date))
    return affected.reversed().compactMap { day in
      guard let status = day.status else { return nil }
      let span = zone.start(of: day.date)..<zone.start(of: day.date.advanced(byDays: 1))
      return Day(
        view: view, day: day, status: status,
        incidents: entries.filter { $0.touches(span) }.map(\.link))
    }
  }

  /// An entry, and when it held the component at a status.
  private struct Entry {
    let link: LinkValues
    let intervals: [StatusInterval]

    func touches(_ span: Range<Timestamp>) -> Bool {
      intervals.contains { interval in
        interval.start < span.upperBound && interval.end.map { $0 > span.lowerBound } ?? true
      }
    }
  }

  /// The incidents, then the maintenances, each newest first, that held the component after a moment.
  private func entries(since start: Timestamp) -> [Entry] {
    let incidents = view.index.incidents[index].map { view.snapshot.incidents[$0] }.map {
      incident in
      Entry(
        link: LinkValues(
          link: root.link(to: .incident(incident.id)), name: view.title(of: incident)),
        intervals: incident.effects.first { $0.component == index }?.intervals ?? [])
    }
    let maintenances = view.index.maintenances[index].map { view.snapshot.maintenances[$0] }.map {
      maintenance in
      Entry(
        link: LinkValues(
          link: root.link(to: .maintenance(maintenance.id)), name: view.title(of: maintenance)),
        intervals: maintenance.activeIntervals)
    }
    let end = Timestamp(seconds: Int.max)
    return (incidents + maintenances).filter { $0.touches(start..<end) }
  }

  private var incidents: [EntryValues] {
    view.index.incidents[index].prefix(ComponentPageValues.entryLimit).map {
      view.entry(view.snapshot.incidents[$0], root: root)
    }
  }

  private var maintenances: [EntryValues] {
    view.index.maintenances[index].prefix(ComponentPageValues.entryLimit).map {
      view.entry(view.snapshot.maintenances[$0], root: root)
    }
  }
}
