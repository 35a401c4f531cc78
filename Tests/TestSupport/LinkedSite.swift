package import SiteFiles

/// A site whose pages link to each other, in versions that differ in everything that a build can
/// change: pages that are new, changed, gone, as they were, and whole folders of each kind.
///
/// The text of a page is lines; a line `link PATH` is a link.
package struct LinkedSite: Sendable {
  package let texts: [String: String]

  package var files: [OutputFile] {
    texts.sorted { $0.key < $1.key }.map { OutputFile(path: $0.key, text: $0.value) }
  }

  package init(version: Int, entries count: Int = 8) {
    let entries = (0..<count).filter { ($0 + version) % 5 != 0 }
    let page = { (name: String) in name + "/index.html" }
    let newest = page("components/only-in-\(version)")
    var texts = [newest: "of \(version)\nlink index.html"]
    for entry in entries {
      // Two in three never change, as most entries of a site.
      let changing = entry % 3 == 0 ? ["of \(version)", "link \(newest)"] : []
      let german = entry % 3 == 0 && version % 2 == 1 ? [page("de/incidents/\(entry)")] : []
      let links = [
        "index.html", page("history/\(entry % 4)"), page("components/\(entry % 2)"),
      ]
      texts[page("incidents/\(entry)")] = Self.text(changing, links + german)
      if version % 2 == 1 {
        texts[page("de/incidents/\(entry)")] = Self.text(
          [], [page("de"), page("incidents/\(entry)")])
      }
    }
    for month in 0..<4 {
      let inMonth = entries.filter { $0 % 4 == month }
      if inMonth.isEmpty { continue }
      texts[page("history/\(month)")] = Self.text([], inMonth.map { page("incidents/\($0)") })
    }
    let all = texts.keys.sorted()
    for component in 0..<2 {
      texts[page("components/\(component)")] = Self.text([], ["index.html"] + all)
    }
    if version % 2 == 1 { texts[page("de")] = Self.text([], all) }
    for list in ["index.html", "feed.xml", "api/v2/summary.json"] {
      texts[list] = Self.text(["of \(version)"], all)
    }
    self.texts = texts
  }

  private static func text(_ words: [String], _ links: [String]) -> String {
    // Longer than one block, so that half a file is seen.
    let filling = String(repeating: "-", count: 5_000)
    return ([filling] + words + links.map { "link \($0)" }).joined(separator: "\n")
  }

  package static func links(in text: String) -> [String] {
    text.split(separator: "\n").filter { $0.hasPrefix("link ") }.map { String($0.dropFirst(5)) }
  }
}
