import Addresses
import SiteFiles
package import StatusModel

extension PresentSite {
  /// A draft with the sections of a postmortem, and the public timeline filled in.
  ///
  /// - Parameter words: in the language of the site.
  package func beginPostmortem(
    ofIncident id: Incident.ID, words: DraftWords
  ) throws(AuthoringError) -> PlannedEdit {
    let incident = try incident(id)
    try refuseBroken(id, in: .postmortems)
    let shown = try snapshot(of: incident)
    guard shown.state != .retracted else { throw .retractedHasNoPostmortem(id) }
    guard !site.history.postmortems.contains(where: { $0.incident == id }) else {
      throw .postmortemExists(id, path: try file(of: id, in: .postmortems).path)
    }
    let bytes = postmortemDraft(
      of: shown, started: incident.started, detected: incident.detected,
      severities: site.severities, in: zone, words: words)
    let path = EntryPath.postmortem(ofIncident: id).path
    return PlannedEdit(
      EntryEdit(path: path, before: nil, after: bytes), meaning: .postmortem(id), at: now,
      change: "Begin")
  }
}
