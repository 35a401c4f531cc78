import Addresses
package import Planning
package import SiteFiles
import StatusModel

/// Every page of the site in each of its languages, and its `static/` files.
///
/// - Parameters:
///   - themes: one for each language, the first at the root.
///   - statics: the site's files below `static/`, copied as they are; others are left out.
/// - Complexity: of planning, linear in the entries of the history.
package func pagePlanner(themes: [Theme], statics: [SourceFile] = []) -> Planner {
  let copies = statics.filter { $0.path.hasPrefix("static/") }
  return { site in
    let pictures = SitePictures(site.settings, among: copies)
    let index = EntryIndex(site.snapshot, zone: site.settings.timeZone)
    let trees = LanguageTree.trees(of: themes)
    let frame = frameKey(of: site, pictures)
    let pages = themes.enumerated().flatMap { place, theme in
      PagePlan(
        site: site, frame: frame, index: index, tree: trees[place],
        renderer: Memo { site in
          PageRenderer(
            view: SiteView(site: site, index: index, theme: theme, trees: trees, at: place),
            pictures: pictures)
        }
      ).pages
    }
    return pages + copies.map { PlannedFile($0.bytes, copiedTo: $0.path) }
  }
}

/// What all pages show around their content.
private func frameKey(of site: PublicSite, _ pictures: SitePictures) -> ContentKey {
  ContentKey { parts in
    parts.add(site.keys.frame)
    parts.add(site.isPicture)
    parts.add(pictures.favicon)
    parts.add(orNone: pictures.logo)
    parts.add(orNone: pictures.logoSize) {
      $0.add($1.width)
      $0.add($1.height)
    }
    parts.add(each: site.pages) {
      $0.add($1.id)
      $0.add($1.title)
      $0.add($1.titleTranslations)
    }
    parts.add(site.snapshot.components.contains { $0.isListed })
  }
}

/// What the pages in one language are made with.
private struct PageRenderer: Sendable {
  let view: SiteView
  private let frames: FrameSet

  init(view: SiteView, pictures: SitePictures) {
    self.view = view
    frames = FrameSet(view: view, pictures: pictures)
  }

  func bytes(of page: PlannedPage) -> [UInt8] {
    let title = page.title(view)
    guard page.address != .notFound else {
      // Whatever address is not there, hosts answer with one file.
      let root = RootPath(absoluteFor: view.settings.url)
      return frames.notFound.value.page(
        title: title, shared: view.sharedWords(titled: title), address: "", place: .home,
        content: page.content(view, root))
    }
    let root = RootPath(depth: page.address.depth, in: view.tree)
    let permanent = "\(view.settings.url)/\(view.tree.folder)\(page.address.folder)"
    return frames.frame(for: page.address, page.age).value.page(
      title: title, shared: page.shared(view) ?? view.sharedWords(titled: title),
      address: permanent, place: page.address, feeds: page.feeds(view, title),
      content: page.content(view, root))
  }
}

/// A page of one language.
private struct PlannedPage: Sendable {
  let address: PageAddress
  let age: FrameSet.Age
  let title: @Sendable (SiteView) -> String
  /// What a link to the page says where somebody pastes it; nil for the title and the site's description.
  var shared: @Sendable (SiteView) -> SharedWords? = { _ in nil }
  /// The links to the feeds of this page alone; it is given the page's title.
  var feeds: @Sendable (SiteView, String) -> HTML = { _, _ in .empty }
  let content: @Sendable (SiteView, RootPath) -> HTML
}

/// The pages in one language.
private struct PagePlan {
  let site: PublicSite
  let frame: ContentKey
  let index: EntryIndex
  let tree: LanguageTree
  let renderer: Memo<PageRenderer>

  private var snapshot: Snapshot { site.snapshot }
  private var keys: SiteKeys { site.keys }

  var pages: [PlannedFile] {
    var pages = [homePage, historyPage, severityLevelsPage, maintenanceList, subscribePage]
    pages.reserveCapacity(snapshot.incidents.count + snapshot.maintenances.count + 1_024)
    if tree.folder.isEmpty { pages += [notFoundPage, feedStyleFile] }
    for place in snapshot.incidents.indices { pages.append(incidentPage(place)) }
    for place in snapshot.maintenances.indices { pages.append(maintenancePage(place)) }
    for place in snapshot.mentionedComponents { pages.append(componentPage(place)) }
    for place in index.months.indices { pages.append(monthPage(place)) }
    return pages + site.pages.map(extraPage)
  }

  private var homePage: PlannedFile {
    let page = PlannedPage(
      address: .home, age: .live,
      title: { $0.words.text(.home, ["site": $0.siteName]) }, shared: { $0.sharedWords },
      content: { $0.theme.render(.home, HomeValues(view: $0, root: $1)) })
    return planned(page, keys.moment, needs: .incidents(snapshot.incidentsOnHomePage(in: zone)))
  }

  private var historyPage: PlannedFile {
    let page = PlannedPage(
      address: .history, age: .dated, title: { $0.pageTitle($0.words.text(.history)) },
      content: { $0.theme.render(.history, HistoryValues(view: $0, root: $1)) })
    return planned(page, keys.moment)
  }

  private var severityLevelsPage: PlannedFile {
    let page = PlannedPage(
      address: .severityLevels, age: .lasting,
      title: { $0.pageTitle($0.words.text(.severityLevels)) },
      content: { view, _ in view.theme.render(.severityLevels, SeverityLevelsValues(view: view)) })
    return planned(page, ContentKey { _ in })
  }

  private var maintenanceList: PlannedFile {
    let page = PlannedPage(
      address: .maintenances, age: age(isQuiet: snapshot.hasQuietMaintenances),
      title: { $0.pageTitle($0.words.text(.maintenanceList)) },
      content: { $0.theme.render(.maintenanceList, MaintenanceListValues(view: $0, root: $1)) })
    return planned(page, keys.moment)
  }

  private var subscribePage: PlannedFile {
    let page = PlannedPage(
      address: .subscribe, age: .lasting, title: { $0.pageTitle($0.words.text(.subscribePage)) },
      content: { $0.theme.render(.subscribe, SubscribeValues(view: $0, root: $1)) })
    let key = ContentKey { parts in
      for place in snapshot.incidents.indices where snapshot.incidents[place].state.isOpen {
        parts.add(keys.incidents[place])
      }
      parts.add(each: snapshot.components) { $0.add($1.isListed) }
    }
    return planned(page, key)
  }

  /// Feeds are there once, in the site's first language.
  private var feedStyleFile: PlannedFile {
    let renderer = renderer
    return PlannedFile(
      path: "feed.css", key: FileKey(frame: frame, content: ContentKey { _ in })
    ) { feedStyle(of: renderer.value(of: $0).view) }
  }

  private var notFoundPage: PlannedFile {
    let page = PlannedPage(
      address: .notFound, age: .dated, title: { $0.pageTitle($0.words.text(.notFound)) },
      content: { $0.theme.render(.notFound, NotFoundValues(view: $0, root: $1)) })
    return planned(page, keys.moment)
  }

  private func incidentPage(_ place: Int) -> PlannedFile {
    let incident = snapshot.incidents[place]
    let isOpen = incident.state.isOpen
    let page = PlannedPage(
      address: .incident(incident.id), age: isOpen ? .live : .lasting,
      title: { $0.pageTitle($0.title(of: $0.snapshot.incidents[place])) },
      shared: { $0.sharedWords(of: $0.snapshot.incidents[place]) },
      feeds: { $0.incidentFeedLinks(place, titled: $1) },
      content: { view, root in
        let incident = view.snapshot.incidents[place]
        return view.theme.render(
          .incident, IncidentPageValues(view: view, incident: incident, root: root))
      })
    return planned(
      page, keys.incidents[place], isLive: isOpen, needs: .incident(place))
  }

  private func maintenancePage(_ place: Int) -> PlannedFile {
    let maintenance = snapshot.maintenances[place]
    let isOver = maintenance.state.isOver
    let page = PlannedPage(
      address: .maintenance(maintenance.id), age: isOver ? .lasting : .live,
      title: { $0.pageTitle($0.title(of: $0.snapshot.maintenances[place])) },
      shared: { $0.sharedWords(of: $0.snapshot.maintenances[place]) },
      feeds: { $0.maintenanceFeedLinks(place, titled: $1) },
      content: { view, root in
        let maintenance = view.snapshot.maintenances[place]
        return view.theme.render(
          .maintenance, MaintenancePageValues(view: view, maintenance: maintenance, root: root))
      })
    return planned(page, keys.maintenances[place], isLive: !isOver)
  }

  private func componentPage(_ place: ComponentIndex) -> PlannedFile {
    let address = PageAddress.component(snapshot.components[place].component.id)
    let page = PlannedPage(
      address: address, age: age(isQuiet: index.isQuiet(place, in: snapshot)),
      title: { $0.pageTitle($0.name(of: $0.component(place))) },
      shared: { $0.sharedWords(ofComponent: place) },
      feeds: { $0.componentFeedLinks(of: address, titled: $1) },
      content: {
        $0.theme.render(.component, ComponentPageValues(view: $0, index: place, root: $1))
      })
    return planned(page, keys.moment)
  }

  /// A picture says exactly of which moment it is.
  private func age(isQuiet: Bool) -> FrameSet.Age { isQuiet && !site.isPicture ? .quiet : .live }

  private func monthPage(_ place: Int) -> PlannedFile {
    let month = index.months[place]
    let (start, today) = (month.start, snapshot.today)
    let isCurrent = (start.year, start.month) == (today.year, today.month)
    let page = PlannedPage(
      address: .month(start.iso8601Month), age: isCurrent ? .dated : .lasting,
      title: {
        $0.pageTitle($0.words.text(.historyOf, ["month": $0.moments.month(of: start)]))
      },
      content: { $0.theme.render(.month, MonthValues(view: $0, place: place, root: $1)) })
    // A month with open entries shows the present moment.
    return planned(
      page, key(ofMonth: place), isLive: isCurrent || month.entries.contains(where: isOpen))
  }

  private func isOpen(_ entry: EntryIndex.Entry) -> Bool {
    switch entry {
    case .incident(let place): snapshot.incidents[place].state.isOpen
    case .maintenance(let place): !snapshot.maintenances[place].state.isOver
    }
  }

  private func key(ofMonth place: Int) -> ContentKey {
    ContentKey { parts in
      for entry in index.months[place].entries {
        switch entry {
        case .incident(let place): parts.add(keys.incidents[place])
        case .maintenance(let place): parts.add(keys.maintenances[place])
        }
      }
      for neighbour in [place - 1, place + 1] {
        let month = index.months.indices.contains(neighbour) ? index.months[neighbour] : nil
        parts.add(orNone: month?.start.iso8601Month)
      }
    }
  }

  private func extraPage(_ extra: ExtraPage) -> PlannedFile {
    let page = PlannedPage(
      address: .extra(extra.id), age: .lasting, title: { $0.pageTitle($0.title(of: extra)) },
      content: { view, root in
        view.theme.render(
          .extraPage,
          ExtraPageValues(
            title: view.title(of: extra),
            text: view.html(extra.text, extra.translations, root: root, firstHeading: 2)))
      })
    let key = ContentKey { parts in
      parts.add(extra.title)
      parts.add(extra.titleTranslations)
      parts.add(extra.text)
      parts.add(extra.translations)
    }
    return planned(page, key)
  }

  private var zone: TimeZoneRules { site.settings.timeZone }

  /// - Parameter isLive: it also tells what is true at the moment.
  private func planned(
    _ page: PlannedPage, _ content: ContentKey, isLive: Bool = false,
    needs: PlannedFile.Needs = .nothing
  ) -> PlannedFile {
    let renderer = renderer
    return PlannedFile(
      path: tree.folder.isEmpty ? page.address.path : tree.folder + page.address.path,
      key: FileKey(frame: frame, content: isLive ? keys.moment : content), needs: needs
    ) { renderer.value(of: $0).bytes(of: page) }
  }
}

extension SiteView {
  fileprivate func pageTitle(_ title: String) -> String {
    words.text(.pageTitle, ["title": title, "site": siteName])
  }
}
