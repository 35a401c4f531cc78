import Addresses
import Escaping
import Planning
import SiteFiles
import StatusModel

/// How many addresses one file may hold.
///
/// - Source: sitemaps.org, protocol 0.9.
private let largestSitemap = 50_000

/// `sitemap.xml`, or an index of that name and as many files as the pages need.
///
/// - Parameters:
///   - pages: paths of HTML pages.
///   - limit: addresses in a file.
func planSitemap(
  of site: PublicSite, pages: [String], limit: Int = largestSitemap
) -> [PlannedFile] {
  let key = ContentKey { parts in
    // The pages of entries follow from the history, and from the languages in the frame.
    parts.add(site.keys.history)
    parts.add(each: pages.filter { !PageAddress.isOfEntry($0) }) { $0.add($1) }
  }
  let sorted = MadeOnce { inOrder(pages) }
  func file(
    _ path: String, _ bytes: @escaping @Sendable (PublicSite) -> [UInt8]
  ) -> PlannedFile {
    PlannedFile(path: path, key: FileKey(frame: site.keys.frame, content: key), bytes: bytes)
  }
  guard pages.count > limit else {
    return [
      file("sitemap.xml") { urlSet(of: $0.settings, $0.snapshot, pages: sorted.value[...]) }
    ]
  }
  let starts = Array(stride(from: 0, to: pages.count, by: limit))
  let files = starts.enumerated().map { number, start in
    file("sitemap-\(number + 1).xml") {
      let end = min(start + limit, pages.count)
      return urlSet(of: $0.settings, $0.snapshot, pages: sorted.value[start..<end])
    }
  }
  let paths = files.map(\.path)
  return files + [file("sitemap.xml") { sitemapIndex(of: $0.settings, paths) }]
}

private let home = "index.html"

/// The home page first, where readers of a list look for it.
private func inOrder(_ pages: [String]) -> [String] {
  (pages.contains(home) ? [home] : []) + pages.filter { $0 != home }.sorted()
}

private func urlSet(
  of settings: SiteSettings, _ snapshot: Snapshot, pages: ArraySlice<String>
) -> [UInt8] {
  let changes = lastChanges(in: snapshot)
  let start = "<url><loc>\(xmlText(settings.url))/"
  var rows: [UInt8] = []
  rows.reserveCapacity(pages.count * 192)
  for page in pages {
    let folder = withoutIndex(page)
    rows += start.utf8
    rows += xmlText(folder).utf8
    rows += "</loc>".utf8
    if let change = changes[withoutLanguage(folder, of: settings)] {
      rows += "<lastmod>\(change.iso8601)</lastmod>".utf8
    }
    rows += "</url>\n".utf8
  }
  return document("urlset", rows)
}

private func sitemapIndex(of settings: SiteSettings, _ paths: [String]) -> [UInt8] {
  let rows = paths.map {
    "<sitemap><loc>\(xmlText("\(settings.url)/\($0)"))</loc></sitemap>\n"
  }
  return document("sitemapindex", Array(rows.joined().utf8))
}

private func document(_ root: String, _ rows: [UInt8]) -> [UInt8] {
  let start = """
    <?xml version="1.0" encoding="UTF-8"?>
    <\(root) xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">

    """
  return Array(start.utf8) + rows + Array("</\(root)>\n".utf8)
}

/// When the entry on a page last changed, by the page's folder. All other pages also change with the
/// clock, so nothing is claimed for them.
private func lastChanges(in snapshot: Snapshot) -> [String: Timestamp] {
  var changes = [String: Timestamp](
    minimumCapacity: snapshot.incidents.count + snapshot.maintenances.count)
  for incident in snapshot.incidents {
    changes[PageAddress.incident(incident.id).folder] = incident.updatedAt
  }
  for maintenance in snapshot.maintenances {
    changes[PageAddress.maintenance(maintenance.id).folder] = maintenance.updatedAt
  }
  return changes
}

/// The folder of an `index.html`, with the slash at its end; any other page's own path.
private func withoutIndex(_ page: String) -> String {
  let index = "index.html".utf8
  guard page.utf8.suffix(index.count).elementsEqual(index) else { return page }
  return String(Substring(page.utf8.dropLast(index.count)))
}

/// The same entry stands at the root, and in a folder for each further language.
private func withoutLanguage(_ folder: String, of settings: SiteSettings) -> String {
  let language = settings.languages.dropFirst().first { folder.hasPrefix($0 + "/") }
  return language.map { String(folder.dropFirst($0.count + 1)) } ?? folder
}
