import Addresses
import StatusModel

/// What `subscribe.mustache` is given: addresses ready to be copied.
struct SubscribeValues: TemplateValues {
  let view: SiteView
  let root: RootPath

  static let fields = TemplateFields<SubscribeValues>([
    .text("site_name", "`name` of `status.yml`") { $0.view.siteName },
    .flag("has_offers", "whether the team offers something itself") {
      !$0.view.settings.subscriptions.isEmpty
    },
    .list("offers", "what `subscribe` of `status.yml` names") { values in
      values.view.settings.subscriptions.map {
        LinkValues(link: $0.link, name: values.view.name(of: $0))
      }
    },
    .text("rss", "the address of the RSS feed") { $0.address("feed.xml") },
    .text("atom", "that of the Atom feed") { $0.address("atom.xml") },
    .text("json", "that of the JSON Feed") { $0.address("feed.json") },
    .text("calendar", "that of the calendar, for a program that subscribes to it: `webcal://…`") {
      $0.calendar("maintenance.ics")
    },
    .text("api", "the address of the API") { $0.address(StatuspageDocument.summary.path) },
    .text("uptime", "that of the uptime figures") { $0.address("api/uptime.json") },
    .text("metrics", "that of the metrics") { $0.address("metrics.txt") },
    .text("status_text", "that of the page as plain text") { $0.address("status.txt") },
    .text("badge", "that of the badge") { $0.address("badge.svg") },
    .text("home", "the address of the home page") { $0.view.settings.url + "/" },
    .flag("has_components", "whether any component is listed") { !$0.components.isEmpty },
    .list("components", "the components, each with its addresses") { $0.components },
    .flag("has_incidents", "whether an incident is open") { !$0.incidents.isEmpty },
    .list("incidents", "the open incidents, each with the address of its feed") { $0.incidents },
  ])

  /// What has a feed of its own.
  struct Followed: TemplateValues {
    let id: String
    let name: String
    let link: String
    let rss: String
    let calendar: String

    static let fields = TemplateFields<Followed>([
      .text("id", "an id for its element, unlike any other on the page") { $0.id },
      .text("name", "its name, or its title") { $0.name },
      .text("link", "a link to its page") { $0.link },
      .text("rss", "the address of its RSS feed") { $0.rss },
      .text("calendar", "that of its calendar; empty where it has none") { $0.calendar },
    ])
  }

  private func address(_ path: String) -> String { "\(view.settings.url)/\(path)" }

  private func calendar(_ path: String) -> String {
    let address = address(path)
    let rest = address.split(separator: "://", maxSplits: 1).last ?? ""
    return "webcal://" + rest
  }

  private var components: [Followed] {
    view.snapshot.components.filter(\.isListed).map { snapshot in
      let page = PageAddress.component(snapshot.component.id)
      return Followed(
        id: "component-\(snapshot.component.id)", name: view.name(of: snapshot.component),
        link: root.link(to: page), rss: address(page.folder + "feed.xml"),
        calendar: calendar(page.folder + "maintenance.ics"))
    }
  }

  private var incidents: [Followed] {
    view.snapshot.openIncidents.map { incident in
      let page = PageAddress.incident(incident.id)
      return Followed(
        id: "incident-\(incident.id)", name: view.title(of: incident), link: root.link(to: page),
        rss: address(page.folder + "feed.xml"), calendar: "")
    }
  }
}
