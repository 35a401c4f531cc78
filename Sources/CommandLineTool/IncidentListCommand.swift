import ArgumentParser
import Authoring
import PlainEnglish
import StatusModel

struct IncidentListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Name the incidents, the newest first.",
    discussion: """
      Examples:
        allclear incident list
        allclear incident list --open --json
      """)

  @Flag(name: .long, help: "Only those that are open.")
  var open = false

  @Flag(name: .long, help: "Print a JSON list.")
  var json = false

  @OptionGroup var site: SiteOption

  func run() async throws {
    try await leavingWithStatus { _ in
      let folder = try site.folder()
      let site = try await readPresentSite(folder, at: clockTime())
      site.problems.sayLeftOut()
      let rows = site.incidentRows().filter { !open || $0.isOpen }
      if json { return try answer(try jsonLine(rows)) }
      guard !rows.isEmpty else {
        return try answer(open ? "No incident is open." : "There are no incidents.")
      }
      let cells = rows.map {
        [$0.id, $0.draft ? "draft" : $0.state, $0.severity, $0.startedAt.written, $0.title]
      }
      try answer(
        TextTable([["ID", "STATE", "LEVEL", "SINCE", "TITLE"]] + cells).lines.joined(
          separator: "\n"))
    }
  }
}

/// A line of the list.
struct IncidentRow: Encodable {
  let id: String
  let title: String
  let state: String
  let severity: String
  let startedAt: Timestamp
  let resolvedAt: Timestamp?
  let nextUpdateBy: Timestamp?
  let draft: Bool

  var isOpen: Bool { !draft && resolvedAt == nil }

  enum CodingKeys: String, CodingKey {
    case id, title, state, severity, draft
    case startedAt = "started_at"
    case resolvedAt = "resolved_at"
    case nextUpdateBy = "next_update_by"
  }

  func encode(to encoder: any Encoder) throws {
    var row = encoder.container(keyedBy: CodingKeys.self)
    try row.encode(id, forKey: .id)
    try row.encode(title, forKey: .title)
    try row.encode(state, forKey: .state)
    try row.encode(severity, forKey: .severity)
    try row.encode(draft, forKey: .draft)
    try row.encode(startedAt.iso8601, forKey: .startedAt)
    try row.encode(resolvedAt?.iso8601, forKey: .resolvedAt)
    try row.encode(nextUpdateBy?.iso8601, forKey: .nextUpdateBy)
  }
}

extension PresentSite {
  /// Of every incident, drafts too, the newest first.
  func incidentRows() -> [IncidentRow] {
    let drafts = Set(site.history.incidents.filter(\.isDraft).map(\.id))
    return site.publishingAll().snapshot(at: latest).incidents.map { incident in
      IncidentRow(
        id: incident.id, title: incident.title, state: incident.state.rawValue,
        severity: incident.severity.id, startedAt: incident.startedAt,
        resolvedAt: incident.resolvedAt, nextUpdateBy: incident.updates.last?.nextUpdate,
        draft: drafts.contains(incident.id))
    }
  }
}

extension Site {
  /// The same site as if every draft of an incident were published, so that they can be listed.
  fileprivate func publishingAll() -> Site {
    Site(
      settings: settings, catalog: catalog, severities: severities,
      history: History(
        incidents: history.incidents.map {
          $0.isDraft ? $0.replacing(updates: $0.updates, isDraft: false) : $0
        }))
  }
}
