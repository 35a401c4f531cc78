import Addresses
import StatusModel

/// What `maintenance.mustache` is given, and a maintenance on the home page.
struct MaintenancePageValues: TemplateValues {
  let view: SiteView
  let maintenance: MaintenanceSnapshot
  let root: RootPath
  /// The page of the maintenance, where it is shown on another page.
  var page: PageAddress?

  static let fields = TemplateFields<MaintenancePageValues>([
    .text("title", "its title") { $0.view.title(of: $0.maintenance) },
    .text("link", "a link to its page") { $0.root.link(to: .maintenance($0.maintenance.id)) },
    .text("state", "where it stands: `Scheduled`") {
      $0.view.words.text($0.maintenance.state.word)
    },
    .text("state_look", "the state's class: `plan`, `work`, `watch`, `ok` or `none`") {
      $0.maintenance.state.look
    },
    .text("starts", "when the clock will start it: `2026-12-01T02:00:00Z`; empty if it will not") {
      $0.maintenance.startsByClock?.iso8601 ?? ""
    },
    .text("ends", "when the clock will end it, likewise") {
      $0.maintenance.endsByClock?.iso8601 ?? ""
    },
    .html("live", "what the script needs, through `live.mustache`; empty once it is over") {
      let state = $0.maintenance.state
      return state.isOver ? .empty : $0.view.live(isOpen: state.isActive)
    },
    .html(
      "when",
      "when it was, what was planned where that is something else, and how long it is, or that its end is not known"
    ) {
      $0.view.when($0.maintenance)
    },
    .html("afterwards", "when readers first saw it, if more than a day late; else empty") {
      $0.view.afterwards($0.maintenance.publishedAfterwards)
    },
    .flag("has_components", "whether it concerns any component") {
      !$0.maintenance.components.isEmpty
    },
    .list("components", "the components that it concerns") { values in
      values.maintenance.components.map {
        let component = values.view.component($0)
        return LinkValues(
          link: values.root.link(to: .component(component.id)),
          name: values.view.name(of: component))
      }
    },
    .list("updates", "its updates and what the clock did, newest first") { $0.updates },
    .html("all_updates", "each of `updates` through `update.mustache`") { values in
      values.view.theme.renderAll(.update, values.updates)
    },
  ])

  private var updates: [UpdateValues] {
    view.timeline(of: maintenance, root: root, isElsewhere: page != nil)
  }
}
