import Addresses
package import Diagnostics
package import SiteFiles
package import StatusModel

/// The site that `sources` say, with `file` in place of the one at its path. Only `file` and `status.yml`
/// are read, so that a command that changes one entry does not read ten thousand others again.
///
/// - Parameters:
///   - site: what `readSoundSite` made of `sources`.
///   - latest: as there.
/// - Returns: as `readSoundSite` of the same files: without the entry where it has errors, nil where
///   `status.yml` has some. The diagnostics are those of `file`.
package func readSoundSite(
  _ site: Parsed<Site>, with file: SourceFile, in sources: [SourceFile], latest: Timestamp?
) -> (site: Parsed<Site>?, diagnostics: [Diagnostic]) {
  let folder = SiteFolder(sources.filter { $0.path != file.path } + [file])
  let status = readStatusFile(folder.statusFile).value
  let vocabulary = Vocabulary(status, latest: latest)
  let edited = folder.entries.first { $0.file.path == file.path }
  let read = edited.map { readEntry($0, with: vocabulary) }
  let found = folder.diagnostics + orphanedPostmortems(in: folder.entries)
  let diagnostics =
    (found.filter { $0.position.path == file.path } + (read?.diagnostics ?? [])).inStableOrder()
  guard let status, status.isSoundForEntries else { return (nil, diagnostics) }
  guard let edited else { return (site, diagnostics) }
  let entry = diagnostics.containsErrors ? nil : read?.value
  let after = Parsed(
    site.value.replacing(edited.folder, edited.id, with: entry?.value),
    at: site.places.replacing(EntryPath(edited.folder, edited.id), with: entry?.places))
  return (after, diagnostics)
}

extension Site {
  /// - Parameter entry: nil: there is none of this id.
  fileprivate func replacing(_ folder: EntryFolder, _ id: String, with entry: Entry?) -> Site {
    var (incidents, maintenances) = (history.incidents, history.maintenances)
    var (postmortems, announcements) = (history.postmortems, announcements)
    var (pages, messages) = (pages, messages)
    switch folder {
    case .incidents: incidents.removeAll { $0.id == id }
    case .maintenance: maintenances.removeAll { $0.id == id }
    case .postmortems: postmortems.removeAll { $0.incident == id }
    case .announcements: announcements.removeAll { $0.id == id }
    case .pages: pages.removeAll { $0.id == id }
    case .messages: messages.removeAll { $0.name == id }
    }
    switch entry {
    case .incident(let incident): incidents.insert(incident, inOrderOf: \.id)
    case .maintenance(let maintenance): maintenances.insert(maintenance, inOrderOf: \.id)
    case .postmortem(let postmortem): postmortems.insert(postmortem, inOrderOf: \.incident)
    case .announcement(let announcement): announcements.insert(announcement, inOrderOf: \.id)
    case .page(let page): pages.insert(page, inOrderOf: \.id)
    case .message(let message): messages.insert(message, inOrderOf: \.name)
    case nil: break
    }
    return Site(
      settings: settings, catalog: catalog, severities: severities, uptimeWeights: uptimeWeights,
      history: History(
        incidents: incidents, maintenances: maintenances, postmortems: postmortems),
      announcements: announcements, pages: pages, messages: messages, team: team)
  }
}

extension Array {
  fileprivate mutating func insert(_ element: Element, inOrderOf id: (Element) -> String) {
    insert(element, at: firstIndex { id($0) > id(element) } ?? endIndex)
  }
}
