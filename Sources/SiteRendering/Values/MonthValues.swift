import Addresses
import StatusModel

/// What `month.mustache` is given.
struct MonthValues: TemplateValues {
  let view: SiteView
  /// A place in the index's months.
  let place: Int
  let root: RootPath

  static let fields = TemplateFields<MonthValues>([
    .text("name", "the month in words: `November 2026`") {
      $0.view.moments.month(of: $0.month.start)
    },
    .list("weekdays", "the days of a week, in the language's order") { values in
      values.view.calendar.weekdays.map { WeekdayValues(weekday: $0) }
    },
    .list("weeks", "the weeks of the month") { $0.weeks },
    .list("days", "the days on which something began, newest first") { $0.days },
    .flag("has_continued", "whether anything went on that had begun before it") {
      !$0.continued.isEmpty
    },
    .list("continued", "what went on in it and had begun before, newest first") {
      $0.continued
    },
    .html("all_continued", "each of `continued` through `entry-row.mustache`") {
      $0.view.rows($0.continued)
    },
    .list("entries", "what touched it, newest first") { $0.entries },
    .html("all_entries", "each of `entries` through `entry-row.mustache`") {
      $0.view.rows($0.entries)
    },
    .list("earlier", "the month before of which there is something to tell: one row or none") {
      $0.neighbour(1)
    },
    .list("later", "the month after, likewise") { $0.neighbour(-1) },
    .text("history", "a link to all months") { $0.root.link(to: .history) },
  ])

  private var month: EntryIndex.Month { view.index.months[place] }

  private var entries: [EntryValues] {
    month.entries.map { view.entry($0, root: root) }
  }

  /// What began in it; the latest start stands first.
  private var begun: ArraySlice<EntryIndex.Entry> {
    month.entries.prefix { view.firstDay(of: $0) >= month.start }
  }

  private var continued: [EntryValues] {
    month.entries.dropFirst(begun.count).map { view.entry($0, root: root) }
  }

  /// The entries stand latest start first, so those of a day are neighbours.
  private var days: [MonthDayValues] {
    var days: [MonthDayValues] = []
    var rest = begun
    while let day = rest.first.map(view.firstDay) {
      let entries = rest.prefix { view.firstDay(of: $0) == day }
      rest = rest.dropFirst(entries.count)
      days.append(
        MonthDayValues(
          view: view, date: day, entries: entries.map { view.entry($0, root: root) }))
    }
    return days
  }

  private var weeks: [WeekValues] {
    let firstDays = begun.reversed().map { (view.firstDay(of: $0), $0) }
    let begun = Dictionary(firstDays) { _, later in later }
    let days = DayIndex(month.entries, in: view)
    return view.calendar.weeks(of: month.start).map { dates in
      WeekValues(
        dates: dates.map { date in
          DateValues(
            view: view, days: days, date: date, begun: date.flatMap { begun[$0] }, root: root)
        })
    }
  }

  private func neighbour(_ step: Int) -> [LinkValues] {
    guard view.index.months.indices.contains(place + step) else { return [] }
    let start = view.index.months[place + step].start
    return [
      LinkValues(
        link: root.link(to: .month(start.iso8601Month)), name: view.moments.month(of: start))
    ]
  }
}

/// A column of a month's table.
struct WeekdayValues: TemplateValues {
  let weekday: CalendarWords.Weekday

  static let fields = TemplateFields<WeekdayValues>([
    .text("short", "the weekday, cut: `Mon`") { $0.weekday.short },
    .text("long", "the weekday: `Monday`") { $0.weekday.long },
  ])
}

/// A row of a month's table.
struct WeekValues: TemplateValues {
  let dates: [DateValues]

  static let fields = TemplateFields<WeekValues>([
    .list("dates", "its seven days") { $0.dates }
  ])
}

/// A cell of a month's table.
struct DateValues: TemplateValues {
  let view: SiteView
  let days: DayIndex
  /// Nil for a day of another month.
  let date: CivilDate?
  /// The newest of what began that day.
  let begun: EntryIndex.Entry?
  let root: RootPath

  static let fields = TemplateFields<DateValues>([
    .text("date", "the day of the month, in the language's digits; empty outside the month") {
      values in values.date.map(values.view.calendar.number) ?? ""
    },
    .text("link", "what began that day, else the page of what went on; empty on a quiet day") {
      $0.link
    },
    .text("look", "the class of the day's worst; empty on a quiet day") { $0.look ?? "" },
    .html("icon", "the picture of the day's worst; empty on a quiet day") {
      $0.look.map(SiteRendering.icon) ?? .empty
    },
    .text(
      "label",
      "the day's worst in words: a severity's name, the word for a maintenance, or what became of it"
    ) {
      $0.causes.first?.label ?? ""
    },
    .html("causes", "what went on that day, each with its level and its title, the worst first") {
      values in
      values.causes.map(values.words(of:))
        .joined(separator: HTML(escaping: values.view.words.text(.listSeparator)))
    },
    .flag("is_today", "whether it is the day that the page speaks of") {
      $0.date == $0.view.snapshot.today
    },
    .flag("is_later", "whether it has not begun yet") { values in
      values.date.map { $0 > values.view.snapshot.today } ?? false
    },
  ])

  private var link: String {
    guard let date else { return "" }
    if begun != nil { return "#\(date.iso8601)" }
    return worst.map { view.entry($0.entry, root: root).link } ?? ""
  }

  private var worst: DayIndex.Cause? { date.flatMap { days[$0].first } }

  /// A false alarm, or what is only planned, is looked at where nothing worse went on.
  private var look: String? {
    if let worst { return worst.look.name }
    return begun.map { view.isAhead($0) ? DayIndex.Look.work.name : DayIndex.Look.none.name }
  }

  /// What marked the day, in the words of its cell.
  private struct Named {
    let label: String
    let title: String
  }

  private var causes: [Named] {
    let marks = date.map { days[$0] } ?? []
    guard marks.isEmpty, let begun else {
      return marks.map { cause in
        Named(
          label: cause.severity.flatMap(view.name) ?? view.words.text(.maintenance),
          title: view.title(of: cause.entry))
      }
    }
    let entry = view.entry(begun, root: root)
    return [Named(label: view.isAhead(begun) ? entry.label : entry.state, title: entry.title)]
  }

  private func words(of cause: Named) -> HTML {
    view.words.html(
      .named, ["label": isolated(cause.label), "title": isolated(cause.title)])
  }
}

/// A day of a month's list.
struct MonthDayValues: TemplateValues {
  let view: SiteView
  let date: CivilDate
  let entries: [EntryValues]

  static let fields = TemplateFields<MonthDayValues>([
    .text("id", "an id for its element: `2026-11-16`") { $0.date.iso8601 },
    .html("day", "the day in words") { $0.view.moments.weekday($0.date) },
    .list("entries", "what began that day, newest first") { $0.entries },
    .html("all_entries", "each of `entries` through `entry-row.mustache`") {
      $0.view.rows($0.entries)
    },
  ])
}

extension SiteView {
  /// The day on which an entry began, or is to begin.
  func firstDay(of entry: EntryIndex.Entry) -> CivilDate {
    switch entry {
    case .incident(let place): zone.date(at: snapshot.incidents[place].startedAt)
    case .maintenance(let place): zone.date(at: snapshot.maintenances[place].begins)
    }
  }

  func title(of entry: EntryIndex.Entry) -> String {
    switch entry {
    case .incident(let place): title(of: snapshot.incidents[place])
    case .maintenance(let place): title(of: snapshot.maintenances[place])
    }
  }

  /// What readers call a severity.
  func name(of severity: Severity.ID) -> String? {
    severities.first { $0.id == severity }.map { name(of: $0) }
  }

  /// Whether an entry is a maintenance that has not begun.
  func isAhead(_ entry: EntryIndex.Entry) -> Bool {
    guard case .maintenance(let place) = entry else { return false }
    return snapshot.maintenances[place].state == .scheduled
  }

  private var zone: TimeZoneRules { settings.timeZone }
}
