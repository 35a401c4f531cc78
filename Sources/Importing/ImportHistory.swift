import ContentReading
import ContentWriting
import Diagnostics
package import SiteFiles
package import StatusModel

/// A site that an import made.
package struct ImportedSite: Sendable {
  /// What the files say.
  package let site: Site
  /// `status.yml` first, then the entries in the order of their paths.
  package let files: [SourceFile]
  package let report: ImportReport
}

/// The site that a history becomes, as files that read back as the same.
///
/// Pure: the same reading and options give the same bytes.
///
/// - Parameter system: the name of the system, as `imported` says it.
/// - Throws: only when the task is cancelled.
/// - Complexity: linear in the texts, on all cores.
package func mapHistory(
  _ reading: SourceReading, from system: String, with options: ImportOptions
) async throws -> ImportedSite {
  var notes = MappingNotes()
  let history = reading.history
  let zone = zone(of: history.page, options)
  let chosen = chooseEntries(of: history, options, &notes)
  let catalog = MappedCatalog(
    ImportedHistory(page: history.page, components: history.components, entries: chosen),
    zone: zone,
    notes: &notes)
  let rules = MappingRules(
    catalog: catalog, zone: zone, base: history.page.url, options: options)
  let mapped = try await concurrentMap(placed(withIDs(chosen, zone), &notes)) {
    MappedEntry($0, from: system, rules)
  }
  for entry in mapped { notes.add(entry.notes) }
  let first = chosen.compactMap(\.firstTime).min() ?? options.moment
  let settings = settings(
    of: history.page, zone: zone, since: zone.date(at: min(first, options.moment)), notes: &notes)
  let site = Site(
    settings: settings, catalog: catalog.catalog, severities: importedSeverities,
    entries: mapped.flatMap(\.entries))
  let files = mapped.flatMap(\.files).sorted { pathPrecedes($0.path, $1.path) }
  return ImportedSite(
    site: site, files: [statusFile(of: site)] + files,
    report: ImportReport(
      system: system, counts: ImportReport.Counts(of: site),
      fields: reading.fields.adding(notes.fields), findings: reading.findings + notes.findings,
      redirects: notes.redirects))
}

/// Each with the id of its file, in the order in which the entries began.
private func withIDs(
  _ entries: [ImportedHistory.Entry], _ zone: TimeZoneRules
) -> [(entry: ImportedHistory.Entry, id: String)] {
  var taken = (incidents: TakenIDs(), maintenances: TakenIDs(), announcements: TakenIDs())
  let own = entries.filter { $0.id.map(isID) ?? false }
  let others = entries.filter { !($0.id.map(isID) ?? false) }
  // An id that can stay stays, whatever else would be called the same.
  return (own + others).map { entry in
    let wanted = usableID(entry.id) ?? datedID(of: entry, zone)
    let id =
      switch entry.kind {
      case .incident: taken.incidents.take(wanted)
      case .maintenance: taken.maintenances.take(wanted)
      case .announcement: taken.announcements.take(wanted)
      }
    return (entry, id)
  }
}

private func datedID(of entry: ImportedHistory.Entry, _ zone: TimeZoneRules) -> String {
  let day = zone.date(at: entry.firstTime ?? Timestamp(seconds: 0))
  return entryID(forTitle: oneLine(entry.title), on: day, taken: [])
}

extension Site {
  fileprivate init(
    settings: SiteSettings, catalog: Catalog, severities: [Severity], entries: [Entry]
  ) {
    var incidents: [Incident] = []
    var maintenances: [Maintenance] = []
    var postmortems: [Postmortem] = []
    var announcements: [Announcement] = []
    for entry in entries {
      switch entry {
      case .incident(let incident): incidents.append(incident)
      case .maintenance(let maintenance): maintenances.append(maintenance)
      case .postmortem(let postmortem): postmortems.append(postmortem)
      case .announcement(let notice): announcements.append(notice)
      case .page, .message: break
      }
    }
    self.init(
      settings: settings, catalog: catalog, severities: severities,
      history: History(
        incidents: incidents.sorted { $0.id < $1.id },
        maintenances: maintenances.sorted { $0.id < $1.id },
        postmortems: postmortems.sorted { $0.incident < $1.incident }),
      announcements: announcements.sorted { $0.id < $1.id },
      team: TeamSettings(
        escalation: Dictionary(uniqueKeysWithValues: severities.map { ($0.id, []) })))
  }
}

extension ImportReport.Counts {
  fileprivate init(of site: Site) {
    let history = site.history
    self.init(
      components: site.catalog.components.count, incidents: history.incidents.count,
      maintenances: history.maintenances.count, announcements: site.announcements.count,
      postmortems: history.postmortems.count,
      updates: history.incidents.reduce(0) { $0 + $1.updates.count }
        + history.maintenances.reduce(0) { $0 + $1.updates.count })
  }
}
