import ContentChecking
package import ContentReading
package import Diagnostics
import Feeds
import Ledger
import Planning
import ProgramOutputs
package import SiteFiles
import SiteRendering
package import StatusModel

/// A site as a build makes it, in memory: read, checked, and every file in bytes.
package struct BuiltSite: Sendable {
  /// Nil where the content has errors.
  package let parsed: Parsed<Site>?
  package let diagnostics: [Diagnostic]
  /// In the order in which they were planned.
  package let files: [(path: String, bytes: [UInt8])]

  package var site: Site? { parsed?.value }

  /// The moment for which everything is built.
  package static let moment = Timestamp(seconds: 1_795_175_400)  // 2026-11-20T11:50:00Z
}

/// Builds sites with the themes of the seeds, which are made once: most cases leave them as they are.
package struct SiteBuilder: Sendable {
  /// What a theme is made from, besides the built-in one.
  private struct ThemeKey: Hashable {
    let languages: [String]
    let logo: String?
    let accent: String?
    /// The paths in `static/`, and the files in `theme/`.
    let statics: [String]
    let own: [SourceFile]

    init(_ sources: [SourceFile]) {
      let settings = readSettings(sources)
      languages = settings?.languages ?? ["en"]
      logo = settings?.logo
      accent = settings?.accent
      statics = sources.map(\.path).filter { $0.hasPrefix("static/") }.sorted()
      own = sources.filter { $0.path.hasPrefix("theme/") }.sorted { $0.path < $1.path }
    }
  }

  private let builtIn: [SourceFile]
  private let made: [ThemeKey: [Theme]]
  private let words: [String: CheckWords]

  package init(_ seeds: Seeds) {
    let theme = seeds.theme
    builtIn = theme
    let keys = Dictionary(seeds.sites.map { (ThemeKey($0), $0) }) { one, _ in one }
    made = keys.compactMapValues { sources in
      let (themes, diagnostics) = SiteBuilder.themes(of: sources, ThemeKey(sources), builtIn: theme)
      return diagnostics.isEmpty ? themes : nil
    }
    words = Dictionary(
      theme.compactMap { file in
        guard file.path.hasPrefix("theme/checks/") else { return nil }
        let language = String(file.path.dropFirst("theme/checks/".count).dropLast(".yml".count))
        let lists = readLists(
          file, of: "a file of word lists", known: CheckWords.List.allCases.map(\.rawValue))
        return (language, CheckWords.make(lists.lists).words)
      }
    ) { one, _ in one }
  }

  /// Everything that `check` and `build` do, but for the disk.
  package func build(_ sources: [SourceFile]) async throws -> BuiltSite {
    let latest = BuiltSite.moment.advanced(by: 300)
    let (parsed, diagnostics) = try await readSite(sources, latest: latest)
    let (themes, themeDiagnostics) = themes(of: sources)
    let found = (diagnostics + themeDiagnostics).inStableOrder()
    guard let parsed, let themes, !found.containsErrors else {
      return BuiltSite(parsed: nil, diagnostics: found, files: [])
    }
    let site = parsed.value
    let snapshot = site.snapshot(at: BuiltSite.moment)
    let findings = checkContent(of: site, snapshot, with: words)
    let places = parsed.places.of(Set(findings.map(\.file)))
    let ledger = PublishedLedger(of: snapshot, in: site, after: nil)
    let shown = PublicSite(of: site, snapshot)
    let pages = pagePlanner(themes: themes, statics: sources)(shown)
    let planners: [Planner] = [feedPlanner(), programPlanner(pages: pages.map(\.path))]
    let planned = pages + planners.flatMap { $0(shown) }
    let links = try await InnerLinks(in: parsed).diagnostics(in: snapshot) {
      planned.map(\.path)
    }
    let all = (found + links + findings.map { $0.diagnostic(at: places[$0.file]) }).inStableOrder()
    guard !all.containsErrors else {
      return BuiltSite(parsed: nil, diagnostics: all, files: [])
    }
    return BuiltSite(
      parsed: parsed, diagnostics: all,
      files: planned.map { ($0.path, $0.bytes(shown)) } + [(ledgerPath, ledger.bytes)])
  }

  private func themes(of sources: [SourceFile]) -> ([Theme]?, [Diagnostic]) {
    let key = ThemeKey(sources)
    if let themes = made[key] { return (themes, []) }
    return SiteBuilder.themes(of: sources, key, builtIn: builtIn)
  }

  private static func themes(
    of sources: [SourceFile], _ key: ThemeKey, builtIn: [SourceFile]
  ) -> ([Theme]?, [Diagnostic]) {
    readThemes(
      builtIn: builtIn, site: sources, languages: key.languages, logo: key.logo, accent: key.accent)
  }
}
