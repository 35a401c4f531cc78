import Addresses
import StatusModel

/// What `maintenance-list.mustache` is given.
struct MaintenanceListValues: TemplateValues {
  /// Older ones stand in the history.
  private static let pastLimit = 50

  let view: SiteView
  let root: RootPath

  static let fields = TemplateFields<MaintenanceListValues>([
    .flag("has_running", "whether a maintenance is running") { !$0.running.isEmpty },
    .list("running", "the maintenances that are running") { $0.running },
    .flag("has_upcoming", "whether a maintenance is planned") { !$0.upcoming.isEmpty },
    .list("upcoming", "the maintenances that are planned, the next one first") { $0.upcoming },
    .flag("has_past", "whether a maintenance is over") { !$0.past.isEmpty },
    .html("all_past", "the newest fifty that are over, each through `entry-row.mustache`") {
      $0.view.rows($0.past)
    },
    .flag("is_empty", "whether there is no maintenance") {
      $0.view.snapshot.maintenances.isEmpty
    },
    .text("calendar", "a link to the calendar of all maintenances") {
      $0.root.site + "maintenance.ics"
    },
    .text("history", "a link to the history") { $0.root.link(to: .history) },
    .html("live", "what the script needs, through `live.mustache`") { values in
      let snapshot = values.view.snapshot
      return values.view.live(
        isOpen: snapshot.maintenances.contains(where: \.state.isActive),
        isQuiet: snapshot.hasQuietMaintenances)
    },
  ])

  private var running: [MaintenancePageValues] {
    view.maintenances(where: \.isActive, root: root)
  }

  private var upcoming: [MaintenancePageValues] {
    view.maintenances(where: { $0 == .scheduled }, root: root)
  }

  private var past: [EntryValues] {
    view.snapshot.maintenances.lazy.filter(\.state.isOver).prefix(MaintenanceListValues.pastLimit)
      .map { view.entry($0, root: root) }
  }
}

extension SiteView {
  /// Maintenances as another page shows them, the first to begin first.
  func maintenances(
    where isShown: (Maintenance.State) -> Bool, root: RootPath
  ) -> [MaintenancePageValues] {
    snapshot.maintenances.filter { isShown($0.state) }
      .sorted { ($0.window.start, $0.id) < ($1.window.start, $1.id) }
      .map {
        MaintenancePageValues(view: self, maintenance: $0, root: root, page: .maintenance($0.id))
      }
  }
}
