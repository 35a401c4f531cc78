import ArgumentParser
import Authoring
import Building
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
        let builtIn = try await loadTheme(from: starterFolder())
        let written = try await writer.write(.written(""), at: clockTime()) { site, _ in
          let incident = try site.incident(named: id, prefersOpen: false)
          return try site.beginPostmortem(
            ofIncident: incident.id, words: site.draftWords(builtIn: builtIn))
        }
        if let written { try await writer.finish(written) }
      }
    }
  }
}
