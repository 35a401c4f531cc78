import ContentReading
package import Diagnostics
import Feeds
import Planning
import ProgramOutputs
import SiteFiles
import SiteLoading
import SiteRendering
import StatusModel

/// What all pages of a site are made of, read: everything but the entries.
struct Materials: Sendable {
  let found: FoundSources
  /// Of the entries, in the byte order of the paths.
  let paths: [String]
  /// Of the same files; nil where nobody asked.
  let stamps: [FileStamp?]?
  /// `status.yml` and the files of `theme/` and `static/`.
  let around: [SourceFile]
  /// Of the folder as such, and of files that could not be read.
  let loadDiagnostics: [Diagnostic]
  let status: StatusReading
  /// One for each language; nil where the theme has errors.
  let themes: [Theme]?
  let themeDiagnostics: [Diagnostic]
  /// Of the program, the settings and the theme.
  let frame: ContentKey

  /// - Parameter comparesEntries: what is known of them is to be compared with how they lie there now.
  init(_ request: BuildRequest, comparesEntries: Bool) async throws {
    async let starter = loadTheme(from: request.starter)
    let found = try FoundSources(in: request.folder)
    async let stamps = comparesEntries ? found.entryStamps() : nil
    let loaded = try await found.readAround()
    let around = loaded.sources.map(\.file)
    let builtIn = try await starter
    let status = StatusReading(of: around)
    let settings = status.settings
    (themes, themeDiagnostics) = readThemes(
      builtIn: builtIn, site: around, languages: settings?.languages ?? ["en"],
      logo: settings?.logo, accent: settings?.accent)
    let decisive = around.filter { !$0.path.hasPrefix("static/") } + builtIn
    frame = ContentKey { parts in
      parts.add(programVersion)
      parts.add(each: decisive) {
        $0.add($1.path)
        $0.add($1.bytes)
      }
    }
    self.found = found
    paths = found.entryPaths
    self.around = around
    self.status = status
    loadDiagnostics = loaded.diagnostics
    self.stamps = try await stamps
  }

  /// Copied as they are.
  var statics: [SourceFile] { around.filter { $0.path.hasPrefix("static/") } }

  /// All planners, one after the other: the last ones look at what the first one planned.
  func files(of site: PublicSite) -> [PlannedFile] {
    let pages = pagePlanner(themes: themes ?? [], statics: statics)(site)
    let planners: [Planner] = [feedPlanner(), programPlanner(pages: pages.map(\.path))]
    return pages + planners.flatMap { $0(site) }
  }

  /// Which entries have to be read.
  func changedEntries(since known: KnownSite?, _ request: BuildRequest) throws -> ChangedEntries {
    guard let known, let stamps, let settings = status.settings else {
      return ChangedEntries(paths)
    }
    return ChangedEntries(
      paths, stamps, known: known.entries,
      until: try request.moment.horizon(in: settings.timeZone))
  }
}

/// The content that was read, checked file by file.
struct ReadContent: Sendable {
  /// The entries that were read.
  let sources: [LoadedSource]
  let reading: SiteReading
  let listingDiagnostics: [Diagnostic]
  /// Of all files, also of those that were read before.
  let diagnostics: [Diagnostic]
  private let hasThemes: Bool

  init(
    _ materials: Materials, _ changed: ChangedEntries, _ known: KnownSite?,
    _ request: BuildRequest
  ) async throws {
    let loaded = try await materials.found.readEntries(changed.toRead)
    let reading = try await SiteReading(
      of: materials.around + loaded.sources.map(\.file), status: materials.status,
      latest: request.moment.latest)
    let rejected = materials.loadDiagnostics + loaded.diagnostics
    let listing =
      changed.isSameListing
      ? known?.listingDiagnostics
      : ContentReading.listingDiagnostics(
        of: materials.around + materials.paths.map { SourceFile(path: $0, bytes: []) })
    sources = loaded.sources
    self.reading = reading
    listingDiagnostics = listing ?? []
    hasThemes = materials.themes != nil
    diagnostics =
      rejected + (reading.diagnostics + listingDiagnostics).besides(rejected)
      + materials.themeDiagnostics + changed.kept.flatMap(\.diagnostics)
  }

  /// The site, of whose entries it has those that were read.
  ///
  /// - Throws: `ContentProblems` for any error.
  func checkedSite() throws -> Site {
    guard hasThemes, !diagnostics.containsErrors, let site = reading.site() else {
      throw ContentProblems(diagnostics: diagnostics.inStableOrder())
    }
    return site
  }
}

/// The content has errors: nothing is published.
package struct ContentProblems: Error {
  /// In stable order.
  package let diagnostics: [Diagnostic]

  package init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}
