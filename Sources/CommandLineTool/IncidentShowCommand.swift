import Addresses
import ArgumentParser
import Authoring
import ContentWriting
import Foundation
import PlainEnglish
import SiteFiles
import StatusModel

struct IncidentShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print one incident, as the page tells it.",
    discussion: """
      Examples:
        allclear incident show
        allclear incident show 2026-11-20-card-payments-fail
      """)

  @Argument(help: "Its id, or the words of it. Default: the one that is open.")
  var id: String?

  @OptionGroup var site: SiteOption

  func run() async throws {
    try await leavingWithStatus { _ in
      let folder = try site.folder()
      let site = try await readPresentSite(folder, at: clockTime())
      site.problems.sayLeftOut()
      let incident = try site.incident(named: try id ?? site.onlyOpenIncident())
      let file = try site.file(of: incident.id, in: .incidents).path
      let lines = try site.snapshot(of: incident).lines(
        file: file, isDraft: incident.isDraft, in: site)
      try answer(lines.joined(separator: "\n"))
    }
  }
}

extension IncidentSnapshot {
  /// Head, components, and update after update.
  fileprivate func lines(file: String, isDraft: Bool, in site: PresentSite) -> [String] {
    let names = site.site.catalog.components.map(\.name)
    let closed = resolvedAt.map { ", closed \(moment($0, in: site.zone))" } ?? ""
    let promise = nextUpdateDue.map { "Next update by \(moment($0, in: site.zone))" }
    let head = [
      title,
      "\(state.headingName) - \(severity.id) (\(severity.name))" + (isDraft ? " - DRAFT" : ""),
      "Since \(moment(startedAt, in: site.zone))\(closed)", promise, "File: \(file)",
    ].compactMap { $0 }
    let affected = effects.map { "  \(names[$0.component]): \($0.status.words)" }
    let told = updates.flatMap { update in
      let level = update.newSeverity.map { " - \($0.id)" } ?? ""
      let state = update.declared?.headingName ?? "Update"
      return ["", "\(state) - \(moment(update.time, in: site.zone))\(level)"]
        + update.text.components(separatedBy: "\n").map { $0.isEmpty ? "" : "  \($0)" }
    }
    return head + affected + told
  }
}
