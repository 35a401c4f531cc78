package import ContentReading
package import Diagnostics
package import SiteFiles
import SiteLoading
package import SiteRendering
package import StatusModel

/// A site folder as it was read: what is true in it, and all that is wrong.
package struct ReadFolder: Sendable {
  /// Nil where the content has errors.
  package let parsed: Parsed<Site>?
  /// One for each language; nil where the theme has errors.
  package let themes: [Theme]?
  package let sources: [SourceFile]
  /// In stable order.
  package let diagnostics: [Diagnostic]

  package init(
    parsed: Parsed<Site>?, themes: [Theme]?, sources: [SourceFile], diagnostics: [Diagnostic]
  ) {
    self.parsed = parsed
    self.themes = themes
    self.sources = sources
    self.diagnostics = diagnostics
  }
}

/// Loads, parses and checks everything in `folder`; the disk is read here and nowhere later.
///
/// - Parameters:
///   - starter: the folder of the built-in theme.
///   - latest: no entry may be dated later; nil where later ones are simply not yet known.
package func readFolder(
  _ folder: String, starter: String, latest: Timestamp?
) async throws -> ReadFolder {
  let builtIn = try await loadTheme(from: starter)
  let (sources, loadDiagnostics) = try await loadSources(from: folder)
  let settings = readSettings(sources)
  let (parsed, contentDiagnostics) = try await readSite(sources, latest: latest)
  let (themes, themeDiagnostics) = readThemes(
    builtIn: builtIn, site: sources, languages: settings?.languages ?? ["en"],
    logo: settings?.logo, accent: settings?.accent)
  return ReadFolder(
    parsed: parsed, themes: themes, sources: sources,
    diagnostics: (loadDiagnostics + contentDiagnostics.besides(loadDiagnostics) + themeDiagnostics)
      .inStableOrder())
}

/// The site in `folder`, for a command that makes no page and so needs no theme.
///
/// - Throws: `ContentProblems` where the content has errors; warnings are for `check` to tell.
package func readSiteAlone(_ folder: String, latest: Timestamp?) async throws -> Site {
  try await readSiteAndSources(folder, latest: latest).site
}

/// The same, with the files that say it.
package func readSiteAndSources(
  _ folder: String, latest: Timestamp?
) async throws -> (site: Site, sources: [SourceFile]) {
  let (sources, loadDiagnostics) = try await loadSources(from: folder)
  let (site, contentDiagnostics) = try await readSite(sources, latest: latest)
  let found = loadDiagnostics + contentDiagnostics.besides(loadDiagnostics)
  guard let site, !found.containsErrors else {
    throw ContentProblems(diagnostics: found.inStableOrder())
  }
  return (site.value, sources)
}

extension [Diagnostic] {
  /// Without the one that calls a `status.yml` missing which is there and was not let in.
  package func besides(_ rejected: [Diagnostic]) -> [Diagnostic] {
    filter { found in
      found.id != DiagnosticCatalog.missingStatusFile.rawValue
        || !rejected.contains { $0.position.path == found.position.path }
    }
  }
}

/// The files of the built-in theme, with the paths that a site's own would have.
package func loadTheme(from starter: String) async throws -> [SourceFile] {
  try await FoundSources(in: starter).readAround().sources.map(\.file)
    .filter { $0.path.hasPrefix("theme/") }
}
