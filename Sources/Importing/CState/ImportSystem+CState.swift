import Diagnostics
import SiteFiles

extension ImportSystem {
  /// cState: the folder of its Hugo site.
  static let cstate = ImportSystem(
    name: "cstate", source: "the folder of a cState site, with config.yml and content/issues",
    wants: { path in
      let parts = path.lowercased().split(separator: "/")
      guard let name = parts.last,
        !parts.dropLast().contains(where: { ["themes", "public", "resources"].contains($0) })
      else { return false }
      return isSettings(String(name)) || name.hasSuffix(".md")
    },
    read: readCState)
}

private func isSettings(_ name: String) -> Bool {
  ["config", "hugo"].contains { stem in
    ["yml", "yaml", "toml", "json"].contains { name.lowercased() == "\(stem).\($0)" }
  }
}

private func readCState(
  _ files: [SourceFile], _ options: ImportOptions
) throws(ImportError) -> SourceReading {
  let sorted = files.sorted { pathPrecedes($0.path, $1.path) }
  // A theme's example may lie further down.
  let settings = sorted.filter { isSettings(fileName($0.path)) }
    .min { depth($0.path) < depth($1.path) }
  let root = settings.map { String($0.path.dropLast(fileName($0.path).count)) } ?? ""
  let pages = sorted.filter { $0.path.hasPrefix(root) && $0.path.lowercased().hasSuffix(".md") }
  let issues = pages.filter { isIssue($0.path, among: pages) }
  guard !issues.isEmpty else { throw .nothingFound(expected: "issues of cState (content/issues)") }
  var reader = CStateReader(try settings.map(cstateSettings), options)
  for page in pages where isOtherPage(page.path, among: pages) { reader.leaveOut(page) }
  return try reader.reading(issues)
}

private func depth(_ path: String) -> Int { path.split(separator: "/").count }

private func isListPage(_ path: String) -> Bool { fileName(path).hasPrefix("_index.") }

/// Where no folder is called `issues`, the source is that folder itself.
private func isIssue(_ path: String, among pages: [SourceFile]) -> Bool {
  guard !isListPage(path) else { return false }
  let hasFolder = pages.contains { isBelow("issues", $0.path) }
  return hasFolder ? isBelow("issues", path) : !isBelow("content", path)
}

private func isOtherPage(_ path: String, among pages: [SourceFile]) -> Bool {
  isBelow("content", path) && !isIssue(path, among: pages) && !isBelow("issues", path)
}

private func isBelow(_ folder: Substring, _ path: String) -> Bool {
  path.split(separator: "/").dropLast().contains(folder)
}

private func cstateSettings(_ file: SourceFile) throws(ImportError) -> ForeignValue {
  let name = file.path.lowercased()
  if name.hasSuffix(".json") { return try readJSON(file) }
  guard !name.hasSuffix(".toml") else {
    throw .unreadable(
      message: "settings in TOML are not read",
      hint: "put `hugo config --format yaml > config.yml` in their place",
      at: SourcePosition(path: file.path))
  }
  return try readForeignYAML(file)
}
