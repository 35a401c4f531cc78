import Addresses
package import SiteFiles
package import StatusModel

/// Every file for other programs than feed readers: badges, metrics, the page as plain text, the
/// icon, and what search engines and hosts read.
///
/// Pure, and each file's bytes are made only when they are asked for. No path is planned twice.
///
/// - Parameters:
///   - snapshot: made from `site`.
///   - pages: the paths of the files that were planned elsewhere; only HTML pages among them count.
/// - Complexity: linear in the entries of the history; no closed entry's text is rendered.
package func planProgramOutputs(
  of site: Site, _ snapshot: Snapshot, pages: [String]
) -> [OutputFile] {
  let settings = site.settings
  // The home page first, where readers of a list look for it.
  let htmlPages = pages.filter { isPage($0) && $0 != home }.sorted()
  let allPages = (pages.contains(home) ? [home] : []) + htmlPages
  let badges = snapshot.presentComponents.map { component in
    OutputFile(path: PageAddress.component(component.component.id).folder + "badge.svg") {
      Array(Badge(of: component).svg.utf8)
    }
  }
  return badges + [
    OutputFile(path: "badge.svg") { Array(Badge(of: snapshot.pageStatus).svg.utf8) },
    OutputFile(path: "favicon.svg") { Array(favicon(for: snapshot.pageStatus).utf8) },
    OutputFile(path: "metrics.txt") {
      Array(openMetrics(metricFamilies(of: site, snapshot)).utf8)
    },
    OutputFile(path: "status.txt") {
      Array(StatusText(settings: settings, snapshot: snapshot).text.utf8)
    },
    OutputFile(path: "robots.txt", text: robots(of: settings)),
    OutputFile(path: "_headers") { Array(headersFile(of: settings, pages: allPages).utf8) },
  ] + planSitemap(of: settings, snapshot, pages: allPages)
}

private let home = "index.html"

/// Whether people are led to it: not what a team put into `static/`, nor the page for lost readers.
private func isPage(_ path: String) -> Bool {
  path.hasSuffix(".html") && !path.hasPrefix("static/") && path != "404.html"
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
