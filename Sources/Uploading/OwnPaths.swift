/// Which files at a target are of earlier builds of ours. Those of others are never deleted.
///
/// What we remember of the target is ours, but for `static/`, which people link to from elsewhere. What a machine
/// does not remember it knows by the shapes of our addresses, once a ledger there says that the place is ours.
struct OwnPaths {
  private let upload: Upload
  private let wanted: Set<String>
  /// Those of the site, and those that it had.
  private let languages: Set<String>

  /// - Parameter there: all paths at the target.
  init(_ upload: Upload, there: Set<String>) {
    self.upload = upload
    wanted = Set(upload.paths)
    languages = Set(upload.languages).union(
      droppedLanguages(in: there, unlike: upload.languages, pages: upload.ownPages))
  }

  /// Whether a file there can only be of an earlier build, and no build writes it any more.
  func isLeftOver(_ path: String) -> Bool {
    guard !wanted.contains(path), !path.hasPrefix("static/"), !path.hasPrefix(".allclear/") else {
      return false
    }
    if upload.ownPaths.contains(path) { return true }
    if let whole = pathOnceWhole(path) {
      return wanted.contains(whole) || upload.ownPaths.contains(whole)
    }
    guard !upload.isFirst else { return false }
    let plain = withoutCompression(path)
    if wanted.contains(plain) { return true }
    var parts = plain.split(separator: "/")
    if parts.count > 1, languages.contains(String(parts[0])) { parts.removeFirst() }
    return hasOwnShape(parts, pages: upload.ownPages, isOfRoot: !plain.contains("/"))
  }
}

/// Of a file that rsync or rclone had begun to send when it was killed: `history/.index.html.DbM8iz`,
/// `history/.~tmp~/index.html`, `history/index.html.0a1b2c3d.partial`. Nil for any other.
private func pathOnceWhole(_ path: String) -> String? {
  var parts = path.split(separator: "/").map(String.init)
  guard let name = parts.popLast() else { return nil }
  let isKept = parts.last == ".~tmp~"
  if isKept { parts.removeLast() }
  let whole =
    name.wholeMatch(of: /\.(.+)\.[A-Za-z0-9]{6}/)?.1
    ?? name.wholeMatch(of: /(.+)\.[0-9a-f]{8}\.partial/)?.1
  guard whole != nil || isKept else { return nil }
  return (parts + [whole.map(String.init) ?? name]).joined(separator: "/")
}

/// - Parameters:
///   - parts: of a path in the tree of a language.
///   - pages: ids of the extra pages that there ever were.
///   - isOfRoot: the path has no folder at all.
private func hasOwnShape(_ parts: [Substring], pages: Set<String>, isOfRoot: Bool) -> Bool {
  guard let name = parts.last else { return false }
  if parts.count == 1 { return name == "index.html" || isOfRoot && rootNames.contains(name) }
  switch parts[0] {
  case "api": return name.hasSuffix(".json")
  case let folder where entryFolders.contains(folder): return entryNames.contains(name)
  case let folder: return parts.count == 2 && name == "index.html" && pages.contains(String(folder))
  }
}

/// A tree of a language that the site does not have any more: nothing but pages as we write them, among them the
/// history with a month in it. A folder that holds anything else is somebody else's.
private func droppedLanguages(
  in there: Set<String>, unlike languages: [String], pages: Set<String>
) -> Set<String> {
  var trees: [String: [[Substring]]] = [:]
  for path in there {
    let parts = withoutCompression(path).split(separator: "/")
    guard parts.count > 1, parts[0].wholeMatch(of: /[a-z]{2,3}(-[A-Za-z0-9]{2,8})*/) != nil else {
      continue
    }
    let name = String(parts[0])
    guard !languages.contains(name), !pages.contains(name), name != "api" else { continue }
    trees[name, default: []].append(Array(parts.dropFirst()))
  }
  return Set(trees.filter { isLanguageTree($0.value, pages: pages) }.keys)
}

private func isLanguageTree(_ paths: [[Substring]], pages: Set<String>) -> Bool {
  let isOurs = paths.allSatisfy { parts in
    parts.last == "index.html" && parts[0] != "api"
      && hasOwnShape(parts, pages: pages, isOfRoot: false)
  }
  return isOurs && paths.contains(["index.html"]) && paths.contains(["history", "index.html"])
    && paths.contains { parts in
      parts.count == 3 && parts[0] == "history"
        && parts[1].wholeMatch(of: /[0-9]{4}-[0-9]{2}/) != nil
    }
}

/// What lies at the root of an output, beside the home page.
private let rootNames: Set<Substring> = [
  "404.html", "_headers", "_redirects", "atom.xml", "badge.svg", "favicon.svg", "feed.css",
  "feed.json", "feed.xml", "history.atom", "history.rss", "maintenance.ics", "metrics.txt",
  "robots.txt", "sitemap.xml", "status.txt",
]

/// Folders of which nobody else can have the pages. Not among them is `static`, where people may keep what they
/// link to from elsewhere.
private let entryFolders: Set<Substring> = [
  "components", "history", "incidents", "maintenance", "severity-levels", "subscribe",
]

private let entryNames: Set<Substring> = [
  "atom.xml", "badge.svg", "feed.json", "feed.xml", "index.html", "maintenance.ics",
]
