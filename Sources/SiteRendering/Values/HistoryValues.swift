import StatusModel

/// What `history.mustache` is given: the months of which there is something to tell, by year.
struct HistoryValues: TemplateValues {
  struct Year: TemplateValues {
    let year: String
    let months: [Month]

    static let fields = TemplateFields<Year>([
      .text("year", "the year: `2026`") { $0.year },
      .list("months", "its months, newest first") { $0.months },
    ])
  }

  struct Month: TemplateValues {
    let view: SiteView
    let month: EntryIndex.Month
    let root: RootPath

    static let fields = TemplateFields<Month>([
      .text("link", "a link to the month's page") {
        $0.root.link(to: .month($0.month.start.iso8601Month))
      },
      .text("name", "the month in words: `November 2026`") {
        $0.view.moments.month(of: $0.month.start)
      },
      .text("incidents", "how many incidents began in it; empty for none") {
        $0.count(.incidentCount) { if case .incident = $0 { true } else { false } }
      },
      .text("maintenances", "how many maintenances began in it; empty for none") {
        $0.count(.maintenanceCount) { if case .maintenance = $0 { true } else { false } }
      },
    ])

    private func count(_ word: Word, where matches: (EntryIndex.Entry) -> Bool) -> String {
      let count = month.entries.count(where: matches)
      return count == 0
        ? "" : view.words.text(word, ["count": view.words.number(count)], number: count)
    }
  }

  let view: SiteView
  let root: RootPath

  static let fields = TemplateFields<HistoryValues>([
    .list("years", "the years, newest first") { $0.years },
    .flag("is_empty", "whether nothing has happened yet") { $0.view.index.months.isEmpty },
  ])

  private var years: [Year] {
    var years: [Year] = []
    var rest = view.index.months[...]
    while let year = rest.first?.start.year {
      let months = rest.prefix { $0.start.year == year }
      rest = rest.dropFirst(months.count)
      years.append(
        Year(
          year: view.words.number(year),
          months: months.map { Month(view: view, month: $0, root: root) }))
    }
    return years
  }
}

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
    .list("entries", "what began in it, newest first") { $0.entries },
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

  private func neighbour(_ step: Int) -> [LinkValues] {
    guard view.index.months.indices.contains(place + step) else { return [] }
    let start = view.index.months[place + step].start
    return [
      LinkValues(
        link: root.link(to: .month(start.iso8601Month)), name: view.moments.month(of: start))
    ]
  }
}
