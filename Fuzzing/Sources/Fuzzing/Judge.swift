import Diagnostics
package import SiteFiles
import StatusModel

/// Runs cases through the whole program and says what is wrong with what comes out.
package struct Judge: Sendable {
  let builder: SiteBuilder
  var commands = Commands()

  package init(_ seeds: Seeds) {
    builder = SiteBuilder(seeds)
  }

  /// - Returns: nothing for a case that was read, or refused with its place.
  package func findings(in fuzzed: FuzzCase) async throws -> [Finding] {
    switch fuzzed.subject {
    case .site: try await findings(in: fuzzed.files)
    case .updateText: try await updateFindings(fuzzed.bytes, in: fuzzed.files)
    case .alert: try await alertFindings(fuzzed.bytes, in: fuzzed.files)
    }
  }

  /// Builds a site twice, its files in another order, and looks at all that was made.
  package func findings(in sources: [SourceFile]) async throws -> [Finding] {
    let built = try await builder.build(sources)
    let again = try await builder.build(sources.reversed())
    return judgePlaces(built.diagnostics, in: sources)
      + judgePaths(built.files.map(\.path))
      + judgeTwoBuilds(built, again)
      + judgeHeadings(sources, updates: updates(of: built, sources), built.diagnostics)
      + built.files.flatMap { judgeFile($0.bytes, at: $0.path) }
  }

  /// The anchors of the updates that readers see of each entry, by the path of its source; of a draft,
  /// those that they would see.
  private func updates(of built: BuiltSite, _ sources: [SourceFile]) -> [String: [String]] {
    guard let site = built.site else { return [:] }
    let pages = Dictionary(built.files.map { ($0.path, $0.bytes) }) { one, _ in one }
    let drafts = Dictionary(
      site.history.incidents.filter(\.isDraft).map {
        ("incidents/\($0.id)", $0.updates.map(\.time))
      }
        + site.history.maintenances.filter(\.isDraft)
        .map { ("maintenance/\($0.id)", $0.updates.map(\.time)) }
    ) { one, _ in one }
    let entries = sources.filter { file in
      file.path.hasSuffix(".md")
        && (file.path.hasPrefix("incidents/") || file.path.hasPrefix("maintenance/"))
    }
    return Dictionary(
      entries.map { file in
        let parts = file.path.dropLast(3).split(separator: "/")
        let name = "\(parts.first ?? "")/\(parts.last ?? "")"
        let anchors =
          drafts[name].map { $0.map { $0.iso8601.replacing(":", with: "-") } }
          ?? anchors(onPage: pages["\(name)/index.html"] ?? [])
        return (file.path, anchors)
      }
    ) { one, _ in one }
  }
}

/// Of a page's updates: `<li id="2026-11-20T10-35-00Z">`, and `…Z-2` for a second one.
func anchors(onPage page: [UInt8]) -> [String] {
  String(decoding: page, as: UTF8.self).split(separator: " id=\"").dropFirst()
    .compactMap { $0.split(separator: "\"", maxSplits: 1).first.map(String.init) }
    .filter { $0.contains("T") && $0.contains("Z") && $0.first?.isNumber == true }
}

private func judgeFile(_ bytes: [UInt8], at path: String) -> [Finding] {
  guard !path.hasPrefix("static/") else { return [] }
  let text = judgeText(bytes, at: path)
  switch path.split(separator: ".").last {
  case "html": return text + judgeHTML(bytes, at: path)
  case "xml", "rss", "atom", "svg": return text + judgeXML(bytes, at: path)
  case "json": return text + judgeJSON(bytes, at: path)
  case "ics": return text + judgeCalendar(bytes, at: path)
  default: return text
  }
}

/// Whether two builds of the same files are equal in all that they say and write.
package func judgeTwoBuilds(_ one: BuiltSite, _ other: BuiltSite) -> [Finding] {
  if let difference = zip(one.diagnostics, other.diagnostics).first(where: { $0 != $1 }) {
    return [
      Finding(
        .twoBuilds, at: difference.0.position.path, "\(difference.0.text) or \(difference.1.text)")
    ]
  }
  guard one.diagnostics.count == other.diagnostics.count,
    one.files.map(\.path) == other.files.map(\.path)
  else { return [Finding(.twoBuilds, at: "", "one build says or writes more than the other")] }
  return zip(one.files, other.files).filter { $0.bytes != $1.bytes }.map {
    let place = zip($0.bytes, $1.bytes).enumerated().first { $1.0 != $1.1 }?.offset ?? 0
    return Finding(.twoBuilds, at: $0.path, "differs, near \(excerpt(of: $0.bytes, at: place))")
  }
}
