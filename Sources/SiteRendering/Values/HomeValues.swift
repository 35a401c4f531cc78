import Addresses
import StatusModel

/// What `home.mustache` is given.
struct HomeValues: TemplateValues {
  let view: SiteView
  let root: RootPath

  static let fields = TemplateFields<HomeValues>([
    .text("status", "the page's status: `Partial outage`") {
      $0.view.words.text($0.view.snapshot.headline.headline)
    },
    .text("look", "the status's class: `ok`, `work`, `slow`, `part` or `down`") {
      $0.view.snapshot.headline.look
    },
    .html("icon", "the status's picture") { icon($0.view.snapshot.headline.look) },
    .text("breadth", "how many components are affected, of how many; empty for one or none") {
      $0.view.breadth
    },
    .html("as_of", "the moment that the page speaks of, in a sentence") {
      $0.view.asOf($0.view.snapshot.moment)
    },
    .text("present", "the address of the present page, on a picture of another moment; else empty")
    {
      $0.view.present
    },
    .flag("has_affected", "whether any component is not operational") { !$0.affected.isEmpty },
    .list("affected", "the components that are not operational, at most five, the worst first") {
      $0.affected
    },
    .list("announcements", "the notices to be shown now") { values in
      values.view.snapshot.announcements.map {
        TextValues(
          id: "notice-\($0.id)", title: values.view.title(of: $0),
          text: values.view.html(
            $0.text, $0.translations, root: values.root, firstHeading: 3))
      }
    },
    .flag("has_incidents", "whether an incident is open") { !$0.incidents.isEmpty },
    .list("incidents", "the open incidents, the worst level first, then the newest") {
      $0.incidents
    },
    .flag("has_running", "whether a maintenance is running") { !$0.running.isEmpty },
    .list("running", "the maintenances that are running") { $0.running },
    .flag("has_upcoming", "whether a maintenance is planned") { !$0.upcoming.isEmpty },
    .list("upcoming", "the next two maintenances that are planned, the next one first") {
      Array($0.upcoming.prefix(2))
    },
    .text("maintenances", "a link to the list of all maintenances") {
      $0.root.link(to: .maintenances)
    },
    .text("subscribe", "a link to the ways to hear of news") { $0.root.link(to: .subscribe) },
    .text("today", "the day that the page speaks of: `2026-11-20`") {
      $0.view.snapshot.today.iso8601
    },
    .text("start_of_bars", "when the first bar's day was: `90 days ago`") {
      $0.view.daysAgo(UptimeWindow.days)
    },
    .text("start_of_short_bars", "the same where a narrow screen shows half of the bars") {
      $0.view.daysAgo(UptimeWindow.days / 2)
    },
    .flag("has_components", "whether any component is listed") { !$0.sections.isEmpty },
    .list("sections", "the components, in groups") { $0.sections },
    .html("bars_key", "what each kind of bar means, as a list") { barsKey(words: $0.view.words) },
    .list("days", "the last fifteen days, newest first") { $0.view.recentDays(root: $0.root) },
    .html("live", "what the script needs, through `live.mustache`") { values in
      let snapshot = values.view.snapshot
      let isWorked = snapshot.maintenances.contains(where: \.state.isActive)
      return values.view.live(
        isOpen: isWorked || snapshot.incidents.contains(where: \.state.isOpen))
    },
    .text("history", "a link to the history") { $0.root.link(to: .history) },
  ])

  /// More would push away what is told of them; how many there are is said in `breadth`.
  private static let affectedLimit = 5

  private var affected: [IncidentPageValues.Effect] {
    let places = view.snapshot.components.indices.filter {
      view.snapshot.components[$0].status != .operational
    }
    let sorted = places.sorted {
      let (one, other) = (view.snapshot.components[$0].status, view.snapshot.components[$1].status)
      return (other, $0) < (one, $1)
    }
    return sorted.prefix(HomeValues.affectedLimit).map { place in
      let component = view.snapshot.components[place]
      return IncidentPageValues.Effect(
        link: root.link(to: .component(component.component.id)),
        name: view.name(of: component.component), look: component.status.look,
        words: view.words.html(component.status.word))
    }
  }

  private var incidents: [IncidentPageValues] {
    let incidents = view.snapshot.incidents
    return view.snapshot.openIncidents(worstFirst: view.severities).map {
      IncidentPageValues(
        view: view, incident: incidents[$0], root: root, page: .incident(incidents[$0].id))
    }
  }

  private var running: [MaintenancePageValues] {
    view.maintenances(where: \.isActive, root: root)
  }

  private var upcoming: [MaintenancePageValues] {
    view.maintenances(where: { $0 == .scheduled }, root: root)
  }

  private var sections: [SectionValues] { view.sections(root: root) }
}

/// A titled text: an announcement.
struct TextValues: TemplateValues {
  let id: String
  let title: String
  let text: HTML

  static let fields = TemplateFields<TextValues>([
    .text("id", "an id for its element, unlike any other on the page") { $0.id },
    .text("title", "its title") { $0.title },
    .html("text", "its text") { $0.text },
  ])
}

/// Components that stand together on the home page: a group, or neighbours outside any group.
struct SectionValues: TemplateValues {
  let id: String
  let name: String
  let status: ComponentStatus?
  let words: Words
  let components: [ComponentValues]

  static let fields = TemplateFields<SectionValues>([
    .text("id", "an id for its element, unlike any other on the page") { $0.id },
    .text("name", "the group's name; empty for components outside a group") { $0.name },
    .text("status", "the group's worst status") { values in
      values.status.map { values.words.text($0.word) } ?? ""
    },
    .text("look", "the class of that status") { $0.status?.look ?? "" },
    .html("icon", "its picture") { $0.status.map { icon($0.look) } ?? .empty },
    .list("components", "its components") { $0.components },
  ])
}

/// A component in a list.
struct ComponentValues: TemplateValues {
  let view: SiteView
  let snapshot: ComponentSnapshot
  let root: RootPath

  static let fields = TemplateFields<ComponentValues>([
    .text("name", "its name") { $0.view.name(of: $0.snapshot.component) },
    .text("link", "a link to its page") { $0.root.link(to: .component($0.snapshot.component.id)) },
    .text("status", "its status in words") { $0.view.words.text($0.snapshot.status.word) },
    .text("look", "the status's class: `ok`, `work`, `slow`, `part` or `down`") {
      $0.snapshot.status.look
    },
    .html("icon", "the status's picture") { icon($0.snapshot.status.look) },
    .html("bars", "its ninety days as a picture with a text in its place") {
      $0.view.bars(of: $0.snapshot)
    },
    .text("uptime", "its uptime over ninety days; empty where there is no data") {
      $0.view.uptimeOfDays($0.snapshot.uptime)
    },
  ])
}

extension SiteView {
  /// `90 days ago`.
  func daysAgo(_ count: Int) -> String {
    words.text(.daysAgo, ["count": words.number(count)], number: count)
  }

  /// `1 of 63 components affected`; empty for a site of one component or none.
  var breadth: String {
    let breadth = snapshot.breadth
    // Of a single component the headline says it all.
    guard breadth.total > 1 else { return "" }
    let values: KeyValuePairs = [
      "affected": words.number(breadth.affected), "total": words.number(breadth.total),
    ]
    return words.text(breadth.affected == 0 ? .breadthNone : .breadth, values)
  }

  /// `99.97% uptime`; empty where there is no data.
  func uptime(_ record: UptimeRecord) -> String {
    record.uptime.map { words.text(.uptime, ["percent": moments.percent($0)]) } ?? ""
  }

  /// `99.97% uptime over 90 days`, where no heading names the days; empty where there is no data.
  func uptimeOfDays(_ record: UptimeRecord) -> String {
    let days = words.number(record.days.count)
    return record.uptime.map {
      words.text(.uptimeOfDays, ["percent": moments.percent($0), "days": days])
    } ?? ""
  }

  /// The components that are listed now, in the order of `status.yml`.
  func sections(root: RootPath) -> [SectionValues] {
    var sections: [SectionValues] = []
    var loose: [ComponentValues] = []
    func closeLoose() {
      guard !loose.isEmpty else { return }
      sections.append(
        SectionValues(
          id: "components-\(sections.count + 1)", name: "", status: nil, words: words,
          components: loose))
      loose = []
    }
    for entry in listedEntries {
      switch entry {
      case .component(let place):
        loose.append(ComponentValues(view: self, snapshot: snapshot.components[place], root: root))
      case .group(let group, let members):
        closeLoose()
        let components = members.map {
          ComponentValues(view: self, snapshot: snapshot.components[$0], root: root)
        }
        sections.append(
          SectionValues(
            id: "components-\(sections.count + 1)", name: name(of: group),
            status: group.status, words: words, components: components))
      }
    }
    closeLoose()
    return sections
  }

  private enum ListedEntry {
    case component(ComponentIndex)
    case group(GroupSnapshot, members: [ComponentIndex])
  }

  /// Groups and components outside groups, without those that are listed only while they fail, and
  /// without groups that this leaves empty.
  private var listedEntries: [ListedEntry] {
    let groups = Dictionary(snapshot.groups.map { ($0.id, $0) }) { first, _ in first }
    var seen: Set<ComponentGroup.ID> = []
    var entries: [ListedEntry] = []
    for (place, component) in snapshot.components.enumerated() {
      guard let group = component.group.flatMap({ groups[$0] }) else {
        if isListed(place) { entries.append(.component(place)) }
        continue
      }
      let members = group.members.filter(isListed)
      if seen.insert(group.id).inserted, !members.isEmpty {
        entries.append(.group(group, members: members))
      }
    }
    return entries
  }

  private func isListed(_ place: ComponentIndex) -> Bool { snapshot.components[place].isListed }
}

extension ComponentSnapshot {
  /// Whether it stands among the components of the home page now.
  var isListed: Bool {
    presence == .present && (!component.showsOnlyWhenDegraded || status != .operational)
  }
}
