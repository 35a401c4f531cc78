import ArgumentParser
import Authoring
import StatusModel

struct MaintenanceListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Name the planned work, the next first.",
    discussion: """
      Examples:
        allclear maintenance list
        allclear maintenance list --all --json
      """)

  @Flag(name: .long, help: "Also what is over.")
  var all = false

  @Flag(name: .long, help: "Print a JSON list.")
  var json = false

  @OptionGroup var site: SiteOption

  func run() async throws {
    try await leavingWithStatus { _ in
      let folder = try site.folder()
      let site = try await readToWrite(folder, at: clockTime())
      let rows = try site.site.history.maintenances
        .map { MaintenanceRow(try site.standing(of: $0), isDraft: $0.isDraft) }
        .filter { all || !$0.isOver }
        .sorted { ($0.startsAt, $0.id) < ($1.startsAt, $1.id) }
      if json { return try answer(try jsonLine(rows)) }
      guard !rows.isEmpty else {
        return try answer(all ? "There are no maintenances." : "No maintenance is planned.")
      }
      let cells = rows.map {
        [
          $0.id, $0.draft ? "draft" : $0.state, $0.startsAt.written, $0.endsAt?.written ?? "-",
          $0.title,
        ]
      }
      try answer(
        TextTable([["ID", "STATE", "STARTS", "ENDS", "TITLE"]] + cells).lines.joined(
          separator: "\n"))
    }
  }
}

/// A line of the list.
private struct MaintenanceRow: Encodable {
  let id: String
  let title: String
  let state: String
  let startsAt: Timestamp
  /// Nil: not known yet.
  let endsAt: Timestamp?
  let draft: Bool
  let isOver: Bool

  init(_ maintenance: MaintenanceSnapshot, isDraft: Bool) {
    id = maintenance.id
    title = maintenance.title
    state = maintenance.state.rawValue
    startsAt = maintenance.window.start
    endsAt = maintenance.window.end
    draft = isDraft
    isOver = maintenance.state.isOver
  }

  enum CodingKeys: String, CodingKey {
    case id, title, state, draft
    case startsAt = "starts_at"
    case endsAt = "ends_at"
  }

  func encode(to encoder: any Encoder) throws {
    var row = encoder.container(keyedBy: CodingKeys.self)
    try row.encode(id, forKey: .id)
    try row.encode(title, forKey: .title)
    try row.encode(state, forKey: .state)
    try row.encode(draft, forKey: .draft)
    try row.encode(startsAt.iso8601, forKey: .startsAt)
    try row.encode(endsAt?.iso8601, forKey: .endsAt)
  }
}
