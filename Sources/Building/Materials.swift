import ContentReading
package import Diagnostics
import Feeds
import FileSystem
import Planning
import ProgramOutputs
import SiteFiles
import SiteLoading
import SiteRendering
import StatusModel

/// What a site is read and made with: everything but the entries and the theme.
struct Ground: Sendable {
  let found: FoundSources
  /// Of the entries, in the byte order of the paths.
  let paths: [String]
  /// `status.yml` and the files of `theme/` and `static/`.
  let around: [SourceFile]
  /// Of the folder as such, and of files that could not be read.
  let loadDiagnostics: [Diagnostic]
  let status: StatusReading
  /// The files of the built-in theme.
  private let builtIn: [SourceFile]
  /// Of the program, the settings and the theme.
  let frame: ContentKey

  init(_ request: BuildRequest) async throws {
    async let starter = loadTheme(from: request.starter)
    let found = try FoundSources(in: request.folder)
    let loaded = try await found.readAround()
    let around = loaded.sources.map(\.file)
    let builtIn = try await starter
    let decisive = around.filter { !$0.isCopied } + builtIn
    frame = ContentKey { parts in
      parts.add(request.program)
      parts.add(each: decisive) {
        $0.add($1.path)
        $0.add($1.bytes)
      }
    }
    self.found = found
    paths = found.entryPaths
    self.around = around
    self.builtIn = builtIn
    status = StatusReading(of: around)
    loadDiagnostics = loaded.diagnostics
  }

  /// Of the folder, whatever stands in its files.
  fileprivate var listingDiagnostics: [Diagnostic] {
    ContentReading.listingDiagnostics(
      of: around + paths.map { SourceFile(path: $0, bytes: []) })
  }

  /// Takes as long as all else of a small build, so it is done beside it.
  func materials() async -> Materials {
    let settings = status.settings
    let (themes, diagnostics) = readThemes(
      builtIn: builtIn, site: around, languages: settings?.languages ?? ["en"],
      logo: settings?.logo, accent: settings?.accent)
    return Materials(ground: self, themes: themes, themeDiagnostics: diagnostics)
  }

  /// Which entries have to be read.
  ///
  /// - Parameter stamps: how the entries lie there now.
  func changedEntries(
    since known: KnownSite?, _ stamps: [FileStamp?], _ request: BuildRequest
  ) throws -> ChangedEntries {
    guard let known, let settings = status.settings else { return ChangedEntries(paths) }
    return ChangedEntries(
      paths, stamps, known: known.entries,
      until: try request.moment.horizon(in: settings.timeZone))
  }
}

/// What all pages of a site are made of.
struct Materials: Sendable {
  let ground: Ground
  /// One for each language; nil where the theme has errors.
  let themes: [Theme]?
  let themeDiagnostics: [Diagnostic]

  /// Copied as they are.
  private var statics: [SourceFile] { ground.around.statics }
  var rootFiles: RootFiles { RootFiles(among: ground.around) }

  /// All planners, without what is copied from `root/`: what is planned for programs looks at the pages.
  func files(of site: PublicSite) async -> [PlannedFile] {
    async let feeds = feedPlanner()(site)
    let pages = pagePlanner(themes: themes ?? [], statics: statics)(site)
    return pages + programPlanner(pages: pages.map(\.path))(site) + (await feeds)
  }
}

/// The content that was read, checked file by file.
struct ReadContent: Sendable {
  /// The entries that were read.
  let sources: [LoadedSource]
  let reading: SiteReading
  let listingDiagnostics: [Diagnostic]
  /// Of entries in whose place something else is shown.
  let skipped: [Diagnostic]
  /// Of all other files but the theme's, also of those that were read before.
  let diagnostics: [Diagnostic]

  /// - Parameter last: what is shown of entries that are broken.
  init(
    _ ground: Ground, _ changed: ChangedEntries, _ known: KnownSite?, _ request: BuildRequest,
    after last: LastSeen? = nil
  ) async throws {
    async let listed =
      changed.isSameListing ? known?.listingDiagnostics ?? [] : ground.listingDiagnostics
    let loaded = try await ground.found.readEntries(changed.toRead)
    let sources = last?.standing(in: loaded.sources) ?? loaded.sources
    let reading = try await SiteReading(
      of: ground.around + sources.map(\.file), status: ground.status,
      latest: request.moment.latest)
    let rejected = ground.loadDiagnostics + loaded.diagnostics
    let listing = await listed
    self.sources = sources
    skipped = last?.diagnostics ?? []
    self.reading = reading
    listingDiagnostics = listing
    diagnostics =
      rejected + (reading.diagnostics + listing).besides(rejected)
      + changed.kept.flatMap(\.diagnostics)
  }

  /// Of each entry that was read, its file; nil where none was loaded.
  var sourcesOfEntries: [LoadedSource?] {
    var rest = sources[...]
    return reading.entries.map { entry in
      // Both are in the order of their paths.
      rest = rest.drop { pathPrecedes($0.file.path, entry.path) }
      return rest.first?.file.path == entry.path ? rest.first : nil
    }
  }

  /// The site, of whose entries it has those that were read, with their places.
  ///
  /// - Throws: `ContentProblems` for any error, also in the theme.
  func checkedSite(_ materials: Materials) throws -> Parsed<Site> {
    let found = diagnostics + materials.themeDiagnostics
    guard materials.themes != nil, !found.containsErrors, let site = reading.site() else {
      throw ContentProblems(diagnostics: found.inStableOrder())
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
