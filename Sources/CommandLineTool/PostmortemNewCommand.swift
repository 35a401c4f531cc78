import Addresses
import ArgumentParser
import Authoring
import SiteFiles
import StatusModel

struct PostmortemNewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Begin a postmortem: its sections, with the public timeline filled in.",
    discussion: """
      It is a draft: readers see it once you give it a day to be published on. The times to detect,
      to the first update and to resolve are worked out for you.

      Examples:
        allclear postmortem new 2026-11-20-card-payments-fail
        allclear postmortem new card-payments-fail
      """)

  @Argument(help: "The incident's id, or the words of it.")
  var id: String

  @OptionGroup var entry: EntryOptions

  func run() async throws {
    try await leavingWithStatus { _ in
      let writer = try EntryWriter(entry, conversation: nil)
      try await writer.keeping(in: "postmortems") { _ in
        let written = try await writer.write(.written(""), at: clockTime()) { site, _ in
          try planned(in: site)
        }
        if let written { try await writer.tell(written) }
      }
    }
  }

  private func planned(in site: SiteToWrite) throws -> PlannedEdit {
    let incident = try site.incident(id, prefersOpen: false)
    try site.refuseBroken(incident.id, in: "postmortems")
    let standing = try site.standing(of: incident)
    if standing.state == .retracted {
      throw Refusal.usage(
        "\(incident.id) is retracted: a false alarm has no postmortem",
        hint: "what the alarm taught you can stand in an action of another one")
    }
    if site.site.history.postmortems.contains(where: { $0.incident == incident.id }) {
      throw Refusal.content(
        "\(incident.id) has a postmortem already",
        hint: "go on writing in \(try site.file(of: incident.id, in: "postmortems").path)")
    }
    let bytes = postmortemDraft(
      of: standing, started: incident.started, detected: incident.detected,
      severities: site.site.severities, in: site.zone)
    return PlannedEdit(
      EntryEdit(
        path: EntryPath.postmortem(ofIncident: incident.id).path, before: nil, after: bytes),
      meaning: .postmortem(incident.id), at: site.now, kind: "Postmortem", id: incident.id,
      what: "Begin")
  }
}
