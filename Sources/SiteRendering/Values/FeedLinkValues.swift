import Addresses
import StatusModel

/// A feed or a calendar that the head of a page names, where programs look for it.
struct FeedLinkValues: TemplateValues {
  let type: String
  let title: String
  let link: String

  static let fields = TemplateFields<FeedLinkValues>([
    .text("type", "the kind of file: `application/rss+xml`") { $0.type },
    .text("title", "what it is about, and its form: `Acme Status (RSS)`") { $0.title },
    .text("link", "a link to it") { $0.link },
  ])
}

/// A file that tells what happens to the page beside which it lies.
private enum FeedForm: CaseIterable {
  case rss, atom, json, calendar

  var file: String {
    switch self {
    case .rss: "feed.xml"
    case .atom: "atom.xml"
    case .json: "feed.json"
    case .calendar: "maintenance.ics"
    }
  }

  var type: String {
    switch self {
    case .rss: "application/rss+xml"
    case .atom: "application/atom+xml"
    case .json: "application/feed+json"
    case .calendar: "text/calendar"
    }
  }

  var word: Word {
    switch self {
    case .rss: .rss
    case .atom: .atom
    case .json: .jsonFeed
    case .calendar: .calendar
    }
  }
}

extension SiteView {
  /// The feeds of the whole site, as the head of a page at `root` names them, and the hubs that push them.
  func siteFeedLinks(root: RootPath) -> HTML {
    settings.hubs.reduce(
      feedLinks([.rss, .atom, .json], titled: siteName, folder: root.site)
    ) { links, hub in
      "\(links)\n<link rel=\"hub\" href=\"\(hub)\">"
    }
  }

  /// A component's own feeds and its calendar.
  ///
  /// - Parameter title: of its page.
  func componentFeedLinks(of page: PageAddress, titled title: String) -> HTML {
    let root = RootPath(depth: page.depth, in: tree)
    return feedLinks(FeedForm.allCases, titled: title, folder: root.files(of: page))
  }

  /// The feed of an incident, as long as there is one.
  ///
  /// - Parameter place: of the incident in the snapshot.
  func incidentFeedLinks(_ place: Int, titled title: String) -> HTML {
    guard snapshot.incidents[place].isFollowed(at: snapshot.moment) else { return .empty }
    let page = PageAddress.incident(snapshot.incidents[place].id)
    let root = RootPath(depth: page.depth, in: tree)
    return feedLinks([.rss], titled: title, folder: root.files(of: page))
  }

  /// The calendar of a maintenance, as long as there is one.
  ///
  /// - Parameter place: of the maintenance in the snapshot.
  func maintenanceFeedLinks(_ place: Int, titled title: String) -> HTML {
    guard !snapshot.maintenances[place].state.isOver else { return .empty }
    let page = PageAddress.maintenance(snapshot.maintenances[place].id)
    let root = RootPath(depth: page.depth, in: tree)
    return feedLinks([.calendar], titled: title, folder: root.files(of: page))
  }

  /// A line each, through `feed-link.mustache`.
  private func feedLinks(_ forms: [FeedForm], titled title: String, folder: String) -> HTML {
    let rows = forms.map { form in
      FeedLinkValues(
        type: form.type,
        title: words.text(.feedTitle, ["title": title, "form": words.text(form.word)]),
        link: folder + form.file)
    }
    return theme.renderAll(.feedLink, rows)
  }
}
