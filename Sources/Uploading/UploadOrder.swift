import Ledger
import SiteFiles

/// In which order readers get the files of an output, so that no page leads to one that is not there yet.
///
/// Where an upload ends in the middle, readers have the old page, or pages of entries that no list names yet.
package struct UploadOrder: Hashable, Sendable {
  /// Pages of entries and what pages load; then lists, feeds and API; then the home pages; the ledger last,
  /// which says that all the rest is there. Each in the byte order of the paths.
  package let stages: [[String]]

  /// - Parameter languages: those of the site; a tree of pages may be named after each.
  package init(_ paths: [String], languages: [String]) {
    var stages: [[String]] = [[], [], [], []]
    for path in paths.sorted(by: pathPrecedes) {
      stages[UploadOrder.stage(of: path, languages)].append(path)
    }
    self.stages = stages
  }

  private static func stage(of path: String, _ languages: [String]) -> Int {
    let plain = withoutCompression(path)
    if plain == ledgerPath { return 3 }
    var parts = plain.split(separator: "/")
    if parts.count > 1, languages.contains(String(parts[0])) { parts.removeFirst() }
    if parts == ["index.html"] { return 2 }
    switch parts.first {
    case "static", "favicon.svg", "feed.css": return 0
    case "incidents", "maintenance": return parts.count > 2 ? 0 : 1
    default: return 1
    }
  }
}

/// The path of the file of which this one may be the packed form.
func withoutCompression(_ path: String) -> String {
  for ending in [".gz", ".br"] where path.hasSuffix(ending) { return String(path.dropLast(3)) }
  return path
}
