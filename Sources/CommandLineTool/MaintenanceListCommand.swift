import ArgumentParser
import Authoring
import PlainEnglish
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
      let site = try await readPresentSite(folder, at: clockTime())
      site.problems.sayLeftOut()
      let rows = try site.site.history.maintenances
        .map { MaintenanceRow(try site.snapshot(of: $0), isDraft: $0.isDraft) }
        .filter { all || !$0.isOver }
        .sorted { ($0.startsAt, $0.id) < ($1.startsAt, $1.id) }
      if json { return try answer(try jsonLine(rows)) }
      guard !rows.isEmpty else {
        return try answer(all ? "There are no maintenances." : "No maintenance is planned.")
      }
      let hasBegun = rows.contains { $0.beganAt != nil }
      let cells = rows.map { row in
        let times = [row.startsAt, row.endsAt] + (hasBegun ? [row.beganAt, row.endedAt] : [])
        return [row.id, row.draft ? "draft" : row.state] + times.map { $0?.written ?? "-" }
          + [row.title]
      }
      let head = ["ID", "STATE", "STARTS", "ENDS"] + (hasBegun ? ["BEGAN", "ENDED"] : [])
      try answer(TextTable([head + ["TITLE"]] + cells).lines.joined(separator: "\n"))
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
  /// When the work really began and ended; nil where it has not.
  let beganAt: Timestamp?
  let endedAt: Timestamp?
  let draft: Bool
  let isOver: Bool

  init(_ maintenance: MaintenanceSnapshot, isDraft: Bool) {
    id = maintenance.id
    title = maintenance.title
    state = maintenance.state.rawValue
    startsAt = maintenance.window.start
    endsAt = maintenance.window.end
    beganAt = maintenance.activeIntervals.first?.start
    endedAt = maintenance.activeIntervals.last?.end
    draft = isDraft
    isOver = maintenance.state.isOver
  }

  enum CodingKeys: String, CodingKey {
    case id, title, state, draft
    case startsAt = "starts_at"
    case endsAt = "ends_at"
    case beganAt = "began_at"
    case endedAt = "ended_at"
  }

  func encode(to encoder: any Encoder) throws {
    var row = encoder.container(keyedBy: CodingKeys.self)
    try row.encode(id, forKey: .id)
    try row.encode(title, forKey: .title)
    try row.encode(state, forKey: .state)
    try row.encode(draft, forKey: .draft)
    try row.encode(startsAt.iso8601, forKey: .startsAt)
    try row.encode(endsAt?.iso8601, forKey: .endsAt)
    try row.encodeIfPresent(beganAt?.iso8601, forKey: .beganAt)
    try row.encodeIfPresent(endedAt?.iso8601, forKey: .endedAt)
  }
}
