import Addresses
package import Diagnostics
package import SiteFiles
package import StatusModel

/// The site that people wrote, or all that is wrong with it.
///
/// Pure: the same files give the same result, in whatever order they come. Every finding of every
/// file is made in one run. Files of `static/` and `theme/` are not looked at.
///
/// - Parameter latest: nothing written as past may lie later than this; nil: anything may.
/// - Returns: `site` is nil when there is an error; the diagnostics are in the order of their places.
/// - Throws: only when the task is cancelled.
/// - Complexity: O(bytes), on all cores.
package func readSite(
  _ sources: [SourceFile], latest: Timestamp?
) async throws -> (site: Site?, diagnostics: [Diagnostic]) {
  let read = try await readFiles(sources, latest: latest)
  guard !read.diagnostics.containsErrors, let file = read.status else {
    return (nil, read.diagnostics)
  }
  return (site(of: file, read.entries.compactMap { $0.value }), read.diagnostics)
}

/// The same site without the entries that have errors: for a command that writes another one, which a
/// broken file of somebody else must not stop.
///
/// - Returns: `site` is nil where an error in `status.yml` changes how entries are read.
/// - Throws: only when the task is cancelled.
package func readSoundSite(
  _ sources: [SourceFile], latest: Timestamp?
) async throws -> (site: Site?, diagnostics: [Diagnostic]) {
  let read = try await readFiles(sources, latest: latest)
  guard let file = read.status, file.isSoundForEntries else { return (nil, read.diagnostics) }
  let broken = Set(read.diagnostics.lazy.filter { $0.severity == .error }.map(\.position.path))
  let sound = zip(read.paths, read.entries).compactMap { path, entry in
    broken.contains(path) ? nil : entry.value
  }
  return (site(of: file, sound), read.diagnostics)
}

/// All files of a site, each read by itself.
private struct ReadFiles: Sendable {
  let status: StatusFile?
  /// Of the entries, in the same order.
  let paths: [String]
  let entries: [Checked<Entry>]
  /// Of all files, in the order of their places.
  let diagnostics: [Diagnostic]
}

private func readFiles(
  _ sources: [SourceFile], latest: Timestamp?
) async throws -> ReadFiles {
  let folder = SiteFolder(sources)
  let status = readStatusFile(folder.statusFile)
  let vocabulary = Vocabulary(status.value, latest: latest)
  let entries = try await concurrentMap(folder.entries) { readEntry($0, with: vocabulary) }
  return ReadFiles(
    status: status.value, paths: folder.entries.map(\.file.path), entries: entries,
    diagnostics: (folder.diagnostics + status.diagnostics + vocabulary.leaks(inFilesOf: sources)
      + entries.flatMap { $0.diagnostics } + orphanedPostmortems(in: folder.entries)
      + mergeConflicts(inFilesAround: sources)).inStableOrder())
}

/// What `status.yml` says of the site as a whole, or nil where that is wrong; what is wrong is for
/// `readSite` to tell. The theme can be read with it while the entries are still being read.
package func readSettings(_ sources: [SourceFile]) -> SiteSettings? {
  readStatusFile(sources.first { $0.path == "status.yml" }).value?.settings
}

/// An entry of any folder; in a box, since ten thousand are passed from hand to hand.
private indirect enum Entry: Sendable {
  case incident(Incident)
  case maintenance(Maintenance)
  case postmortem(Postmortem)
  case announcement(Announcement)
  case page(ExtraPage)
  case message(MessageTemplate)
}

private func readStatusFile(_ file: SourceFile?) -> Checked<StatusFile> {
  guard let file else { return Checked(value: nil, diagnostics: []) }
  do throws(Refusal) {
    let status = try StatusFile(SourceText(file))
    return Checked(value: status, diagnostics: status.diagnostics)
  } catch {
    return Checked(value: nil, diagnostics: [error.diagnostic])
  }
}

extension Vocabulary {
  fileprivate init(_ file: StatusFile?, latest: Timestamp?) {
    self.init(
      components: file?.catalog?.components.map(\.id), catalog: file?.catalog,
      severities: file?.severities?.map(\.id), zone: file?.zone ?? .utc,
      leakRules: file?.leakRules ?? .none, latest: latest,
      languages: file?.settings?.languages ?? [])
  }
}

private func readEntry(_ entry: EntryFile, with vocabulary: Vocabulary) -> Checked<Entry> {
  do throws(Refusal) {
    let source = try SourceText(entry.file)
    switch entry.folder {
    case .incidents:
      return try readIncident(source, id: entry.id, with: vocabulary).map(Entry.incident)
    case .maintenance:
      return try readMaintenance(source, id: entry.id, with: vocabulary).map(Entry.maintenance)
    case .postmortems:
      return try readPostmortem(source, id: entry.id, with: vocabulary).map(Entry.postmortem)
    case .announcements:
      return try readAnnouncement(source, id: entry.id, with: vocabulary).map(Entry.announcement)
    case .pages: return try readPage(source, id: entry.id, with: vocabulary).map(Entry.page)
    case .messages:
      return try readMessage(source, id: entry.id, with: vocabulary).map(Entry.message)
    }
  } catch {
    return Checked(value: nil, diagnostics: [error.diagnostic])
  }
}

extension Checked {
  func map<Other>(_ transform: (Value) -> Other) -> Checked<Other> {
    Checked<Other>(value: value.map(transform), diagnostics: diagnostics)
  }
}

/// A postmortem is published with its incident, so without one it would never be seen.
private func orphanedPostmortems(in entries: [EntryFile]) -> [Diagnostic] {
  let postmortems = entries.filter { $0.folder == .postmortems }
  guard !postmortems.isEmpty else { return [] }
  let incidents = Set(entries.lazy.filter { $0.folder == .incidents }.map { $0.id })
  return postmortems.filter { !incidents.contains($0.id) }.map { entry in
    .postmortemWithoutIncident(
      entry.id, nearest: nearest(to: entry.id, among: incidents.sorted()), path: entry.file.path)
  }
}

/// - Returns: nil when `status.yml` lacks something, which a diagnostic has then told.
private func site(of file: StatusFile, _ entries: [Entry]) -> Site? {
  guard let settings = file.settings, let catalog = file.catalog, let severities = file.severities
  else { return nil }
  let sorted = SortedEntries(entries)
  return Site(
    settings: settings, catalog: catalog, severities: severities, uptimeWeights: file.weights,
    history: History(
      incidents: sorted.incidents, maintenances: sorted.maintenances,
      postmortems: sorted.postmortems),
    announcements: sorted.announcements, pages: sorted.pages, messages: sorted.messages)
}

/// The entries of each folder, in the order of their ids.
private struct SortedEntries {
  private(set) var incidents: [Incident] = []
  private(set) var maintenances: [Maintenance] = []
  private(set) var postmortems: [Postmortem] = []
  private(set) var announcements: [Announcement] = []
  private(set) var pages: [ExtraPage] = []
  private(set) var messages: [MessageTemplate] = []

  init(_ entries: [Entry]) {
    for entry in entries {
      switch entry {
      case .incident(let incident): incidents.append(incident)
      case .maintenance(let maintenance): maintenances.append(maintenance)
      case .postmortem(let postmortem): postmortems.append(postmortem)
      case .announcement(let announcement): announcements.append(announcement)
      case .page(let page): pages.append(page)
      case .message(let message): messages.append(message)
      }
    }
    incidents.sort { $0.id < $1.id }
    maintenances.sort { $0.id < $1.id }
    postmortems.sort { $0.incident < $1.incident }
    announcements.sort { $0.id < $1.id }
    pages.sort { $0.id < $1.id }
    messages.sort { $0.name < $1.name }
  }
}
