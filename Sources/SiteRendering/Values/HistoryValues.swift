import Addresses
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
    let worst: WorstDays
    let root: RootPath

    static let fields = TemplateFields<Month>([
      .text("link", "a link to the month's page") {
        $0.root.link(to: .month($0.month.start.iso8601Month))
      },
      .text("name", "the month in words: `November 2026`") {
        $0.view.moments.month(of: $0.month.start)
      },
      .text("incidents", "how many incidents touched it; empty for none") {
        $0.count(.incidentCount) { if case .incident = $0 { true } else { false } }
      },
      .text("maintenances", "how many maintenances touched it; empty for none") {
        $0.count(.maintenanceCount) { if case .maintenance = $0 { true } else { false } }
      },
      .html("bars", "its days as a picture, each as bad as its worst entry") {
        decorativeBars($0.levels)
      },
    ])

    private var levels: [BarLevel] {
      let start = month.start
      return (0..<CivilDate.length(ofMonth: start.month, year: start.year)).map { place in
        let day = start.advanced(byDays: place)
        guard day <= view.snapshot.today else { return .unknown }
        let isClaimed = view.settings.since.map { $0 <= day } ?? true
        return worst[day]?.level ?? (isClaimed ? .operational : .unknown)
      }
    }

    private func count(_ word: Word, where matches: (EntryIndex.Entry) -> Bool) -> String {
      let count = month.entries.count(where: matches)
      return count == 0
        ? "" : view.words.text(word, ["count": view.words.number(count)], number: count)
    }
  }

  /// A month with what touched it.
  struct RecentMonth: TemplateValues {
    let id: String
    let link: String
    let name: String
    let entries: HTML

    static let fields = TemplateFields<RecentMonth>([
      .text("id", "an id for its element: `2026-11`") { $0.id },
      .text("link", "a link to the month's page") { $0.link },
      .text("name", "the month in words: `November 2026`") { $0.name },
      .html("all_entries", "what touched it, newest first, each through `entry-row.mustache`") {
        $0.entries
      },
    ])
  }

  /// How many months stand with their entries.
  private static let recentMonths = 3

  let view: SiteView
  let root: RootPath

  static let fields = TemplateFields<HistoryValues>([
    .list("recent", "the newest three months with their entries") { $0.recent },
    .flag("has_components", "whether any component has a history of its own") {
      !$0.components.isEmpty
    },
    .list("components", "the components, each with a link to its incidents") { $0.components },
    .list("years", "the years, newest first") { $0.years },
    .flag("is_empty", "whether nothing has happened yet") { $0.view.index.months.isEmpty },
  ])

  private var recent: [RecentMonth] {
    view.index.months.prefix(HistoryValues.recentMonths).map { month in
      let id = month.start.iso8601Month
      return RecentMonth(
        id: id, link: root.link(to: .month(id)), name: view.moments.month(of: month.start),
        entries: view.rows(month.entries.map { view.entry($0, root: root) }))
    }
  }

  private var components: [LinkValues] {
    view.snapshot.mentionedComponents.filter {
      !view.index.incidents[$0].isEmpty || !view.index.maintenances[$0].isEmpty
    }.map { place in
      let component = view.component(place)
      return LinkValues(
        link: root.link(to: .component(component.id)) + "#incidents", name: view.name(of: component)
      )
    }
  }

  private var years: [Year] {
    let worst = WorstDays(in: view)
    var years: [Year] = []
    var rest = view.index.months[...]
    while let year = rest.first?.start.year {
      let months = rest.prefix { $0.start.year == year }
      rest = rest.dropFirst(months.count)
      years.append(
        Year(
          year: view.words.number(year),
          months: months.map { Month(view: view, month: $0, worst: worst, root: root) }))
    }
    return years
  }
}
