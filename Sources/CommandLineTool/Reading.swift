import ContentReading
import Diagnostics
import SiteFiles
import SiteLoading
import SiteRendering
import StatusModel

/// A site folder as it was read: what is true in it, and all that is wrong.
struct ReadFolder: Sendable {
  /// Nil where the content has errors.
  let site: Site?
  /// One for each language; nil where the theme has errors.
  let themes: [Theme]?
  let sources: [SourceFile]
  /// In stable order.
  let diagnostics: [Diagnostic]

  /// Copied as they are.
  var statics: [SourceFile] { sources.filter { $0.path.hasPrefix("static/") } }
}

/// Loads, parses and checks everything in `folder`; the disk is read here and nowhere later.
///
/// - Parameter latest: no entry may be dated later; nil where later ones are simply not yet known.
func readFolder(_ folder: String, latest: Timestamp?) async throws -> ReadFolder {
  async let starter = loadTheme(from: starterFolder())
  let found = try FoundSources(in: folder)
  let builtIn = try await starter
  let around = try await found.readAroundEntries()
  let settings = readSettings(around)
  // The theme is made while the entries are being read.
  async let theming = readThemes(
    builtIn: builtIn, site: around, languages: settings?.languages ?? ["en"],
    logo: settings?.logo, accent: settings?.accent)
  let (sources, loadDiagnostics) = try await found.readEntries(besides: around)
  let (site, contentDiagnostics) = try await readSite(sources, latest: latest)
  let (themes, themeDiagnostics) = await theming
  return ReadFolder(
    site: site, themes: themes, sources: sources,
    diagnostics: (loadDiagnostics + contentDiagnostics.besides(loadDiagnostics) + themeDiagnostics)
      .inStableOrder())
}

/// The site in `folder`, for a command that makes no page and so needs no theme.
///
/// - Throws: `ContentProblems` where the content has errors; warnings are for `check` to tell.
func readSiteAlone(_ folder: String, latest: Timestamp?) async throws -> Site {
  try await readSiteAndSources(folder, latest: latest).site
}

/// The same, with the files that say it.
func readSiteAndSources(
  _ folder: String, latest: Timestamp?
) async throws -> (site: Site, sources: [SourceFile]) {
  let (sources, loadDiagnostics) = try await loadSources(from: folder)
  let (site, contentDiagnostics) = try await readSite(sources, latest: latest)
  let found = loadDiagnostics + contentDiagnostics.besides(loadDiagnostics)
  guard let site, !found.containsErrors else {
    throw ContentProblems(diagnostics: found.inStableOrder())
  }
  return (site, sources)
}

extension [Diagnostic] {
  /// Without the one that calls a `status.yml` missing which is there and was not let in.
  func besides(_ rejected: [Diagnostic]) -> [Diagnostic] {
    filter { found in
      found.id != DiagnosticCatalog.missingStatusFile.rawValue
        || !rejected.contains { $0.position.path == found.position.path }
    }
  }
}

/// The files of the built-in theme, with the paths that a site's own would have.
func loadTheme(from starter: String) async throws -> [SourceFile] {
  try await loadSources(from: starter).sources.filter { $0.path.hasPrefix("theme/") }
}
