package import Addresses
package import Diagnostics
package import SiteFiles
package import StatusModel

/// The site that people wrote, or all that is wrong with it.
///
/// Pure: the same files give the same result, in whatever order they come. Every finding of every
/// file is made in one run. Files of `static/` and `theme/` are not looked at.
///
/// - Parameter latest: nothing written as past may lie later than this; nil: anything may.
/// - Returns: `site`, with the places of its parts, is nil when there is an error; the diagnostics are in
///   the order of their places.
/// - Throws: only when the task is cancelled.
/// - Complexity: O(bytes), on all cores.
package func readSite(
  _ sources: [SourceFile], latest: Timestamp?
) async throws -> (site: Parsed<Site>?, diagnostics: [Diagnostic]) {
  let reading = try await SiteReading(of: sources, latest: latest)
  let diagnostics = (reading.diagnostics + listingDiagnostics(of: sources)).inStableOrder()
  return (diagnostics.containsErrors ? nil : reading.site(), diagnostics)
}

/// The same site without the entries that have errors: for a command that writes another one, which a
/// broken file of somebody else must not stop.
///
/// Leaks are not looked for. What a command writes is searched when it is read in its place.
///
/// - Returns: `site` is nil where an error in `status.yml` changes how entries are read.
/// - Throws: only when the task is cancelled.
package func readSoundSite(
  _ sources: [SourceFile], latest: Timestamp?
) async throws -> (site: Parsed<Site>?, diagnostics: [Diagnostic]) {
  let reading = try await SiteReading(of: sources, latest: latest, looksForLeaks: false)
  let diagnostics = (reading.diagnostics + listingDiagnostics(of: sources)).inStableOrder()
  let broken = Set(diagnostics.lazy.filter { $0.severity == .error }.map(\.position.path))
  return (reading.soundSite(without: broken), diagnostics)
}

/// What is wrong with the folder as such, whatever stands in its files: names, places, ids that are
/// there twice, a postmortem without its incident.
///
/// - Parameter sources: all files of the folder; of their bytes none is looked at.
package func listingDiagnostics(of sources: [SourceFile]) -> [Diagnostic] {
  let folder = SiteFolder(sources)
  return folder.diagnostics + orphanedPostmortems(in: folder.entries)
}

/// Files of a site, each read by itself: all of them, or those that changed.
package struct SiteReading: Sendable {
  /// An entry that was read.
  package struct Entry: Sendable {
    package let path: String
    package let address: EntryPath
    package let isDraft: Bool
    package let isImported: Bool
    package let diagnostics: [Diagnostic]
    fileprivate let parsed: Parsed<ContentReading.Entry>?

    /// Nil where an error stands in the way.
    package var places: FilePositions? { parsed?.places }
  }

  private let status: StatusFile?
  /// In the order of their paths.
  package let entries: [Entry]
  /// Of `status.yml` and of the files that are no entries.
  package let aroundDiagnostics: [Diagnostic]

  /// - Parameters:
  ///   - sources: `status.yml` and the files that are no entries, and the entries to be read. Of two
  ///     with one id, the first counts.
  /// - Throws: only when the task is cancelled.
  ///   - status: of `status.yml`, where it was read before.
  package init(
    of sources: [SourceFile], status: StatusReading? = nil, latest: Timestamp?,
    looksForLeaks: Bool = true
  ) async throws {
    let folder = SiteFolder(sources)
    let status = (status ?? StatusReading(of: sources)).file
    let vocabulary = Vocabulary(status.value, latest: latest, looksForLeaks: looksForLeaks)
    self.status = status.value
    entries = try await concurrentMap(folder.entries) { entry in
      let read = readEntry(entry, with: vocabulary)
      return Entry(
        path: entry.file.path, address: EntryPath(entry.folder, entry.id),
        isDraft: read.value?.value.isDraft ?? false,
        isImported: read.value?.value.isImported ?? false,
        diagnostics: read.diagnostics, parsed: read.value)
    }
    aroundDiagnostics =
      status.diagnostics + vocabulary.leaks(inFilesOf: folder.others)
      + mergeConflicts(inFilesAround: folder.others)
  }

  package var diagnostics: [Diagnostic] { aroundDiagnostics + entries.flatMap(\.diagnostics) }

  /// Of the entries that were read and have a value; nil where `status.yml` has an error.
  package func site() -> Parsed<Site>? {
    status.flatMap { ContentReading.site(of: $0, entries.compactMap(\.parsed)) }
  }

  /// - Parameter broken: paths of entries to be left out.
  /// - Returns: nil where an error in `status.yml` changes how entries are read.
  package func soundSite(without broken: Set<String>) -> Parsed<Site>? {
    guard let status, status.isSoundForEntries else { return nil }
    return ContentReading.site(
      of: status, entries.filter { !broken.contains($0.path) }.compactMap(\.parsed))
  }
}

/// What `status.yml` says of the site as a whole; what is wrong is for `SiteReading` to tell. The theme
/// can be made with it while the entries are still being read.
package struct StatusReading: Sendable {
  fileprivate let file: Checked<StatusFile>

  package init(of sources: [SourceFile]) {
    file = readStatusFile(sources.first { $0.path == "status.yml" })
  }

  /// Nil where they are wrong.
  package var settings: SiteSettings? { file.value?.settings }
  /// Nil where they are wrong.
  package var severities: [Severity]? { file.value?.severities }
  /// Nil where `status.yml` cannot be read at all; without what is wrong in it.
  package var delivery: Delivery? { file.value?.team.delivery }
}

package func readSettings(_ sources: [SourceFile]) -> SiteSettings? {
  StatusReading(of: sources).settings
}

func readStatusFile(_ file: SourceFile?) -> Checked<StatusFile> {
  guard let file else { return Checked(value: nil, diagnostics: []) }
  do throws(Refusal) {
    let status = try StatusFile(SourceText(file))
    return Checked(value: status, diagnostics: status.diagnostics)
  } catch {
    return Checked(value: nil, diagnostics: [error.diagnostic])
  }
}

extension Vocabulary {
  init(_ file: StatusFile?, latest: Timestamp?, looksForLeaks: Bool = true) {
    self.init(
      components: file?.catalog?.components.map(\.id), catalog: file?.catalog,
      severities: file?.severities?.map(\.id), zone: file?.zone ?? .utc,
      leakRules: looksForLeaks ? file?.leakRules ?? LeakRules.standard : nil, latest: latest,
      languages: file?.languages ?? [])
  }
}

/// A postmortem is published with its incident, so without one it would never be seen.
func orphanedPostmortems(in entries: [EntryFile]) -> [Diagnostic] {
  let postmortems = entries.filter { $0.folder == .postmortems }
  guard !postmortems.isEmpty else { return [] }
  let incidents = Set(entries.lazy.filter { $0.folder == .incidents }.map { $0.id })
  return postmortems.filter { !incidents.contains($0.id) }.map { entry in
    .postmortemWithoutIncident(
      entry.id, nearest: nearest(to: entry.id, among: incidents.sorted()), path: entry.file.path)
  }
}

/// - Returns: nil when `status.yml` lacks something, which a diagnostic has then told.
private func site(of file: StatusFile, _ entries: [Parsed<Entry>]) -> Parsed<Site>? {
  guard let settings = file.settings, let catalog = file.catalog, let severities = file.severities
  else { return nil }
  let sorted = SortedEntries(entries.map(\.value))
  let site = Site(
    settings: settings, catalog: catalog, severities: severities, uptimeWeights: file.weights,
    history: History(
      incidents: sorted.incidents, maintenances: sorted.maintenances,
      postmortems: sorted.postmortems),
    announcements: sorted.announcements, pages: sorted.pages, messages: sorted.messages,
    team: file.team)
  return Parsed(site, at: SitePositions(status: file.places, entries: entries.map(\.places)))
}
