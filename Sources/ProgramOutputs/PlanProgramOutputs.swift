import Addresses
package import Planning
import StatusModel

/// Every file for other programs than feed readers: badges, metrics, the page as plain text, the
/// icon, and what search engines and hosts read.
///
/// - Parameter pages: the paths of the files that were planned elsewhere; only HTML pages among them
///   count.
/// - Complexity: linear in the entries of the history; no closed entry's text is rendered.
package func programPlanner(pages: [String]) -> Planner {
  let pages = pages.filter(isPage)
  return { site in
    let plan = ProgramPlan(site: site, pages: pages)
    return plan.badges + plan.others + planSitemap(of: site, pages: pages)
      + planFormerAddresses(of: site)
  }
}

private struct ProgramPlan {
  let site: PublicSite
  let pages: [String]

  private var snapshot: Snapshot { site.snapshot }

  var badges: [PlannedFile] {
    snapshot.components.indices.filter { snapshot.components[$0].presence == .present }.map {
      place in
      let component = snapshot.components[place]
      let key = ContentKey { $0.add(component.status.rawValue) }
      return file(PageAddress.component(component.component.id).folder + "badge.svg", key) {
        Badge(of: $0.snapshot.components[place]).svg
      }
    }
  }

  var others: [PlannedFile] {
    let status = ContentKey {
      $0.add(snapshot.pageStatus.indicator.rawValue)
      $0.add(snapshot.pageStatus.description.rawValue)
    }
    let open = snapshot.incidents.indices.filter { snapshot.incidents[$0].state.isOpen }
    return [
      file("badge.svg", status) { Badge(of: $0.snapshot.pageStatus).svg },
      file("favicon.svg", ContentKey { $0.add(snapshot.headline.rawValue) }) {
        favicon(for: $0.snapshot.headline)
      },
      file("metrics.txt", site.keys.moment) {
        openMetrics(metricFamilies(of: $0.severities, $0.snapshot))
      },
      file("status.txt", site.keys.moment, needs: .incidents(open)) {
        StatusText(settings: $0.settings, severities: $0.severities, snapshot: $0.snapshot).text
      },
      file("robots.txt", ContentKey { _ in }) { robots(of: $0.settings) },
      file("_headers", ContentKey { $0.add(each: site.pages) { $0.add($1.id) } }) {
        [pages] in headersFile(of: $0.settings, pages: pages)
      },
    ]
  }

  private func file(
    _ path: String, _ key: ContentKey, needs: PlannedFile.Needs = .nothing,
    text: @escaping @Sendable (PublicSite) -> String
  ) -> PlannedFile {
    PlannedFile(
      path: path, key: FileKey(frame: site.keys.frame, content: key), needs: needs
    ) { Array(text($0).utf8) }
  }
}

/// Whether people are led to it: not what a team put into `static/`, nor the page for lost readers.
private func isPage(_ path: String) -> Bool {
  // By bytes: this is asked of every path.
  path.utf8.suffix(5).elementsEqual(".html".utf8) && !path.utf8.starts(with: "static/".utf8)
    && path != "404.html"
}

/// Everybody may read everything; a status page hides nothing.
///
/// - Source: RFC 9309; the `Sitemap` line is that of sitemaps.org.
private func robots(of settings: SiteSettings) -> String {
  """
  User-agent: *
  Allow: /

  Sitemap: \(settings.url)/sitemap.xml

  """
}
