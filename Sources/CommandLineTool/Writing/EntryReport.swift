import Authoring
import ContentWriting
import Foundation
import PlainEnglish
import StatusModel

/// An entry as it stands: what is shown before it is written, and told after.
struct EntryReport: Sendable {
  let id: String
  let file: String
  let title: String
  /// `Investigating`.
  let state: String
  /// Nil in a maintenance.
  let severity: Severity?
  let isDraft: Bool
  let nextUpdate: Timestamp?
  /// Nil in an incident.
  let window: MaintenanceWindow?
  /// In the order in which they came to be affected.
  let components: [(name: String, status: ComponentStatus)]
  /// When customers were first affected, where that was before the first update.
  let since: Timestamp?
  let page: PageStatus
  let pageName: String
}

extension EntryReport {
  /// - Parameter site: as it is with the entry written.
  init?(of planned: PlannedEdit, in site: SiteToWrite) {
    let shown = site.site.publishing(planned.id)
    let moment = max(site.now, planned.time)
    let snapshot = shown.snapshot(at: moment)
    let real = site.site.snapshot(at: moment)
    let names = snapshot.components.map(\.component.name)
    switch planned.meant {
    case .incident(let meant):
      guard let incident = snapshot.incidents.first(where: { $0.id == meant.id }) else {
        return nil
      }
      state = incident.state.headingName
      severity = incident.severity
      isDraft = meant.isDraft
      nextUpdate = incident.updates.last?.nextUpdate
      window = nil
      components = incident.effects.map { (names[$0.component], $0.status) }
      title = incident.title
      since = incident.startedAt < incident.createdAt ? incident.startedAt : nil
    case .maintenance(let meant):
      guard let maintenance = snapshot.maintenances.first(where: { $0.id == meant.id }) else {
        return nil
      }
      state = maintenance.state.headingName
      severity = nil
      isDraft = meant.isDraft
      nextUpdate = nil
      window = maintenance.window
      let status: ComponentStatus = maintenance.state.isActive ? .underMaintenance : .operational
      components = maintenance.components.map { (names[$0], status) }
      title = maintenance.title
      since = nil
    case .postmortem: return nil
    }
    id = planned.id
    file = planned.edit.path
    page = real.pageStatus
    pageName = site.site.settings.name
  }

  /// What a person is asked to say yes to.
  ///
  /// - Parameters:
  ///   - page: what the page will say at its top, in its own words.
  ///   - columns: of the terminal; nil where nobody can tell.
  func preview(
    of planned: PlannedEdit, in zone: TimeZoneRules, page: String, columns: Int?
  ) -> String {
    let level = severity.map { " - \($0.id) (\($0.name))" } ?? ""
    let text =
      planned.text.isEmpty
      ? ["(no text)"]
      : shownLines(of: planned.text, width: columns.map { $0 - 4 })
    let head = [
      "", isDraft ? "This is a draft, and stays private:" : "\(pageName) will say:", "",
      "  \(title)", "  \(state) - \(moment(planned.time, in: zone))\(level)",
    ]
    let affected = components.map { "  \($0.name): \($0.status.words)" }
    let told = [""] + text.map { $0.isEmpty ? "  |" : "  | \($0)" } + [""]
    let end = [promise(in: zone), "The page will then say: \(page)", "The file: \(file)"]
    return
      (head + windowLines(in: zone) + sinceLines(in: zone) + affected + told
      + end.compactMap { $0 })
      .joined(separator: "\n")
  }

  private func windowLines(in zone: TimeZoneRules) -> [String] {
    guard let window else { return [] }
    let end = window.end.map { " to \(moment($0, in: zone))" } ?? ", end not known yet"
    return ["  From \(moment(window.start, in: zone))\(end)"]
  }

  private func sinceLines(in zone: TimeZoneRules) -> [String] {
    since.map { ["  Began \(moment($0, in: zone))"] } ?? []
  }

  /// Nil where nothing is owed.
  func promise(in zone: TimeZoneRules) -> String? {
    nextUpdate.map { "The next update is promised by \(moment($0, in: zone))." }
  }
}

/// The lines of a text as they fit into a terminal.
///
/// A paragraph with a line that does not fit is filled anew, as a page does it: a prewritten message is
/// longer once its blanks are filled. One with marks, or with code anywhere, keeps its own lines.
private func shownLines(of text: String, width: Int?) -> [String] {
  let lines = text.components(separatedBy: "\n")
  let hasCode = text.contains("```") || text.contains("~~~")
  let isPlain = { (line: String) in line.first?.isLetter == true && !line.hasSuffix("  ") }
  return lines.split(omittingEmptySubsequences: false, whereSeparator: \.isEmpty)
    .map { paragraph -> [String] in
      let mustFill = paragraph.contains { $0.count > width ?? .max }
      return mustFill && !hasCode && paragraph.allSatisfy(isPlain)
        ? [paragraph.joined(separator: " ")] : Array(paragraph)
    }
    .joined(separator: [""])
    .flatMap { $0.brokenIntoLines(of: width) }
}

/// `2026-11-20 11:10 (UTC+1)`: the site's clock, as prewritten messages name it, so that one moment reads
/// alike wherever it stands on the screen.
func moment(_ time: Timestamp, in zone: TimeZoneRules) -> String {
  zone.identifier == "UTC" ? time.written : zone.words(for: time)
}

extension Site {
  /// The same site with one entry no longer a draft.
  func publishing(_ id: String) -> Site {
    guard history.incidents.contains(where: { $0.id == id && $0.isDraft }) else { return self }
    let incidents = history.incidents.map {
      $0.id == id ? $0.replacing(updates: $0.updates, isDraft: false) : $0
    }
    return Site(
      settings: settings, catalog: catalog, severities: severities, uptimeWeights: uptimeWeights,
      history: History(
        incidents: incidents, maintenances: history.maintenances,
        postmortems: history.postmortems),
      announcements: announcements, pages: pages, messages: messages)
  }
}
