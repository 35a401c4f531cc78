import Addresses
package import SiteFiles
package import StatusModel

/// Every page of the site in each of its languages, and its `static/` files, in the order of their
/// paths.
///
/// The pages' bytes are made when they are asked for; only what all pages share is made here.
///
/// - Parameters:
///   - themes: one for each language, the first at the root.
///   - statics: the site's files below `static/`, copied as they are; others are left out.
///   - edits: when texts were corrected that readers had seen.
/// - Complexity: linear in the entries of the history.
package func planPages(
  of site: Site, _ snapshot: Snapshot, with themes: [Theme], statics: [SourceFile] = [],
  edits: EditTimes = [:]
) -> [OutputFile] {
  let copies = statics.filter { $0.path.hasPrefix("static/") }
  let pictures = SitePictures(site.settings, among: copies)
  let index = EntryIndex(snapshot, zone: site.settings.timeZone)
  // Made beside the pages: only the history asks for it.
  let days = MadeOnce {
    DayIndex(snapshot, severities: site.severities, zone: site.settings.timeZone)
  }
  let trees = LanguageTree.trees(of: themes)
  let pages = themes.enumerated().flatMap { place, theme in
    let view = SiteView(
      site: site, snapshot: snapshot, index: index, days: days, theme: theme, edits: edits,
      trees: trees, at: place)
    return PagePlan(view: view, pictures: pictures).pages
  }
  let files = copies.map { file in OutputFile(path: file.path) { file.bytes } }
  return (pages + files).sorted { pathPrecedes($0.path, $1.path) }
}

/// The pages in one language.
private struct PagePlan {
  let view: SiteView
  private let frames: FrameSet

  init(view: SiteView, pictures: SitePictures) {
    self.view = view
    frames = FrameSet(view: view, pictures: pictures)
  }

  var pages: [OutputFile] {
    let snapshot = view.snapshot
    // Whatever address is not there, hosts answer with one file.
    let lost = view.tree.folder.isEmpty ? [notFoundPage] : []
    return [homePage, historyPage, severityLevelsPage] + lost
      + snapshot.incidents.indices.map(incidentPage)
      + snapshot.maintenances.indices.map(maintenancePage)
      + snapshot.toldComponents.map(componentPage)
      + view.index.months.indices.map(monthPage)
      + view.site.pages.map(extraPage)
  }

  private var homePage: OutputFile {
    page(
      .home, title: view.words.text(.home, ["site": view.site.settings.name]),
      .live, .home
    ) {
      HomeValues(view: view, root: $0)
    }
  }

  private var historyPage: OutputFile {
    page(.history, title: pageTitle(view.words.text(.history)), .dated, .history) {
      HistoryValues(view: view, root: $0)
    }
  }

  private var severityLevelsPage: OutputFile {
    page(
      .severityLevels, title: pageTitle(view.words.text(.severityLevels)), .lasting,
      .severityLevels
    ) { _ in
      SeverityLevelsValues(view: view)
    }
  }

  private func incidentPage(_ place: Int) -> OutputFile {
    let incidents = view.snapshot.incidents
    let feeds = { @Sendable [view] title in view.incidentFeedLinks(place, titled: title) }
    return page(
      .incident(incidents[place].id), title: pageTitle(incidents[place].title), feeds: feeds,
      incidents[place].state.isOpen ? .live : .lasting, .incident,
      values: { [view] in
        IncidentPageValues(view: view, incident: view.snapshot.incidents[place], root: $0)
      })
  }

  private func maintenancePage(_ place: Int) -> OutputFile {
    let maintenance = view.snapshot.maintenances[place]
    return page(
      .maintenance(maintenance.id), title: pageTitle(maintenance.title),
      maintenance.state.isOver ? .lasting : .live, .maintenance
    ) { [view] in
      MaintenancePageValues(view: view, maintenance: view.snapshot.maintenances[place], root: $0)
    }
  }

  private func componentPage(_ index: ComponentIndex) -> OutputFile {
    let component = view.component(index)
    let address = PageAddress.component(component.id)
    let feeds = { @Sendable [view] title in view.componentFeedLinks(of: address, titled: title) }
    return page(
      address, title: pageTitle(component.name), feeds: feeds, .live, .component
    ) { [view] in
      ComponentPageValues(view: view, index: index, root: $0)
    }
  }

  private func monthPage(_ place: Int) -> OutputFile {
    let start = view.index.months[place].start
    let title = view.words.text(.historyOf, ["month": view.moments.month(of: start)])
    let today = view.snapshot.today
    let isCurrent = (start.year, start.month) == (today.year, today.month)
    return page(
      .month(start.iso8601Month), title: pageTitle(title), isCurrent ? .dated : .lasting, .month
    ) { [view] in
      MonthValues(view: view, place: place, root: $0)
    }
  }

  private func extraPage(_ extra: ExtraPage) -> OutputFile {
    page(.extra(extra.id), title: pageTitle(extra.title), .lasting, .extraPage) {
      ExtraPageValues(
        title: extra.title,
        text: view.html(extra.text, extra.translations, root: $0, firstHeading: 2))
    }
  }

  private var notFoundPage: OutputFile {
    let root = RootPath(absoluteFor: view.site.settings.url)
    let view = view
    let frame = frames.notFound
    let title = pageTitle(view.words.text(.notFound))
    return OutputFile(path: PageAddress.notFound.path) {
      let content = view.theme.render(.notFound, NotFoundValues(view: view, root: root))
      return frame.value.page(title: title, address: "", place: .home, content: content)
    }
  }

  private func pageTitle(_ title: String) -> String {
    view.words.text(.pageTitle, ["title": title, "site": view.site.settings.name])
  }

  /// - Parameter feeds: of this page alone; it is given the page's title.
  private func page(
    _ address: PageAddress, title: @autoclosure @escaping @Sendable () -> String,
    feeds: @escaping @Sendable (String) -> HTML = { _ in .empty }, _ age: FrameSet.Age,
    _ template: TemplateID, values: @escaping @Sendable (RootPath) -> some TemplateValues
  ) -> OutputFile {
    let frame = frames.frame(for: address, age)
    return OutputFile(path: view.tree.folder + address.path) { [view] in
      let root = RootPath(depth: address.depth, in: view.tree)
      let content = view.theme.render(template, values(root))
      let permanent = "\(view.site.settings.url)/\(view.tree.folder)\(address.folder)"
      let title = title()
      return frame.value.page(
        title: title, address: permanent, place: address, feeds: feeds(title), content: content)
    }
  }
}
