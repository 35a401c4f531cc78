import ArgumentParser
import Authoring
import PlainEnglish
import StatusModel

struct PostmortemListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Name the postmortems, and where their actions stand.",
    discussion: """
      Examples:
        allclear postmortem list
        allclear postmortem list --open --json
      """)

  @Flag(name: .long, help: "Only drafts, and those with an action that is not done.")
  var open = false

  @Flag(name: .long, help: "Print a JSON list.")
  var json = false

  @OptionGroup var site: SiteOption

  func run() async throws {
    try await leavingWithStatus { _ in
      let folder = try site.folder()
      let site = try await readPresentSite(folder, at: clockTime())
      site.problems.sayLeftOut()
      let postmortems = site.site.history.postmortems.reversed().filter { !open || $0.isUnfinished }
      if json { return try answer(try jsonLine(postmortems.map(PostmortemRow.init))) }
      guard !postmortems.isEmpty else {
        return try answer(open ? "No postmortem is unfinished." : "There are no postmortems.")
      }
      try answer(postmortems.flatMap(\.lines).joined(separator: "\n"))
    }
  }
}

extension Postmortem {
  fileprivate var isUnfinished: Bool { isDraft || actions.contains { $0.done == nil } }

  /// A head, and a line for each action.
  fileprivate var lines: [String] {
    let state = isDraft ? "draft" : published.map { "published \($0.iso8601)" } ?? ""
    let done = actions.count { $0.done != nil }
    let rows = actions.map { action in
      let owner = action.owner.map { " (\($0))" } ?? ""
      return [
        "  " + (action.done.map { "done \($0.iso8601)" } ?? "open"), action.kind.rawValue,
        action.what + owner,
      ]
    }
    return ["\(incident): \(state), \(done) of \(plural(actions.count, "action")) done"]
      + TextTable(rows).lines
  }
}

/// A line of the list, for programs. Owners are in it: it is not public.
private struct PostmortemRow: Encodable {
  struct Action: Encodable {
    let kind: String
    let what: String
    let done: String?
    let owner: String?
  }

  let incident: String
  let draft: Bool
  let published: String?
  let actions: [Action]

  init(_ postmortem: Postmortem) {
    incident = postmortem.incident
    draft = postmortem.isDraft
    published = postmortem.published?.iso8601
    actions = postmortem.actions.map {
      Action(kind: $0.kind.rawValue, what: $0.what, done: $0.done?.iso8601, owner: $0.owner)
    }
  }
}
