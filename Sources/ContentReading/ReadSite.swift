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
  let folder = SiteFolder(sources)
  let status = readStatusFile(folder.statusFile)
  let vocabulary = Vocabulary(status.value, latest: latest)
  let entries = try await concurrentMap(folder.entries) { readEntry($0, with: vocabulary) }
  let diagnostics =
    (folder.diagnostics + status.diagnostics + entries.flatMap(\.diagnostics)
    + orphanedPostmortems(in: folder.entries)).inStableOrder()
  guard !diagnostics.containsErrors, let file = status.value else { return (nil, diagnostics) }
  return (site(of: file, entries.compactMap(\.value)), diagnostics)
}

/// An entry of any folder.
private enum Entry: Sendable {
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
      components: file?.catalog?.components.map(\.id),
      severities: file?.severities?.map(\.id), zone: file?.zone ?? .utc,
      privateWords: file?.privateWords ?? [], latest: latest)
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
  fileprivate func map<Other>(_ transform: (Value) -> Other) -> Checked<Other> {
    Checked<Other>(value: value.map(transform), diagnostics: diagnostics)
  }
}

/// A postmortem is published with its incident, so without one it would never be seen.
private func orphanedPostmortems(in entries: [EntryFile]) -> [Diagnostic] {
  let incidents = Set(entries.filter { $0.folder == .incidents }.map(\.id))
  return entries.filter { $0.folder == .postmortems && !incidents.contains($0.id) }.map { entry in
    .postmortemWithoutIncident(
      entry.id, nearest: nearest(to: entry.id, among: incidents.sorted()), path: entry.file.path)
  }
}

/// - Returns: nil when `status.yml` lacks something, which a diagnostic has then told.
private func site(of file: StatusFile, _ entries: [Entry]) -> Site? {
  guard let settings = file.settings, let catalog = file.catalog, let severities = file.severities
  else { return nil }
  func sorted<Kind>(_ kind: (Entry) -> Kind?, by id: (Kind) -> String) -> [Kind] {
    entries.compactMap(kind).sorted { id($0) < id($1) }
  }
  return Site(
    settings: settings, catalog: catalog, severities: severities, uptimeWeights: file.weights,
    history: History(
      incidents: sorted(\.incident, by: \.id), maintenances: sorted(\.maintenance, by: \.id),
      postmortems: sorted(\.postmortem, by: \.incident)),
    announcements: sorted(\.announcement, by: \.id), pages: sorted(\.page, by: \.id),
    messages: sorted(\.message, by: \.name))
}

extension Entry {
  var incident: Incident? { if case .incident(let value) = self { value } else { nil } }
  var maintenance: Maintenance? { if case .maintenance(let value) = self { value } else { nil } }
  var postmortem: Postmortem? { if case .postmortem(let value) = self { value } else { nil } }
  var announcement: Announcement? { if case .announcement(let value) = self { value } else { nil } }
  var page: ExtraPage? { if case .page(let value) = self { value } else { nil } }
  var message: MessageTemplate? { if case .message(let value) = self { value } else { nil } }
}
