import Addresses
import StatusModel

extension Postmortem {
  /// What is to be said of the day on which readers get it; nothing of a draft.
  ///
  /// - Parameters:
  ///   - shown: the incident as readers know it.
  ///   - moment: of the page.
  func dayFinding(
    of shown: IncidentSnapshot, in zone: TimeZoneRules, at moment: Timestamp
  ) -> ContentFinding? {
    guard !isDraft, let published else { return nil }
    if published < zone.date(at: shown.createdAt) {
      return ContentFinding(
        .postmortemEarly,
        "the day \(published.iso8601) is before the incident's first update, so readers get the postmortem with the resolution",
        hint: "set 'published' to the day on which readers get it",
        in: file, at: .key(["published"]))
    }
    guard shown.postmortem == nil, zone.start(of: published) <= moment else { return nil }
    return ContentFinding(
      .postmortemEarly,
      "'\(shown.id)' is still open, so readers get its postmortem with the resolution",
      hint: "write '## Resolved - …' in \(EntryPath.incident(shown.id).path) when it is over",
      in: file, at: .key(["published"]))
  }

  private var file: String { EntryPath.postmortem(ofIncident: incident).path }
}
