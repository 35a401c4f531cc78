import Addresses
import ArgumentParser
import Authoring
import Building
import ContentReading
import Diagnostics
import Foundation
import SiteFiles
import StatusModel

struct DueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "due",
    abstract: "What is owed to readers now and next, and by whom.",
    discussion: """
      First updates, promised updates, postmortems and their actions, what is due first at the top.
      It names people, so it is for the team's eyes and never part of the page.

      Examples:
        allclear due
        allclear due --watch            follow it on a terminal; ctrl-C ends it
        allclear due --json             for a cron line or a chat bot

      Exit status: 1 when something is overdue, as well as when the content is wrong.
      """)

  @OptionGroup var site: SiteOption
  @OptionGroup var moment: MomentOption

  @Flag(name: .long, help: "Print one JSON object.")
  var json = false

  @Flag(name: .long, help: "Stay, and draw it anew each second, until ctrl-C.")
  var watch = false

  func validate() throws {
    if watch && json { throw ValidationError("--watch draws on a terminal; --json prints once") }
    if watch && moment.asOf != nil {
      throw ValidationError("--watch follows the clock; --as-of holds it still")
    }
  }

  func run() async throws {
    try await leavingWithStatus { terminal in
      let folder = try site.folder()
      guard !watch else { return try await follow(folder) }
      let list = try await readDueList(folder, at: try moment.moment(), on: terminal)
      try answer(json ? Painted(try list.json()) : list.text(on: .standardOutput()))
      if list.overdueCount > 0 { throw ExitCode(1) }
    }
  }

  /// Draws the list again and again, reading the folder each time; a second apart, so that a span
  /// counts down before one's eyes.
  private func follow(_ folder: String) async throws {
    let terminal = Terminal.standardOutput()
    guard terminal.isInteractive else {
      throw Refusal.usage(
        "--watch needs a terminal", hint: "in a pipe or a script, run `allclear due --json`")
    }
    while true {
      let size = Terminal.size() ?? TerminalSize(rows: 24, columns: 80)
      // A blank line and the last one stand below.
      let space = TerminalSize(rows: size.rows - 2, columns: size.columns)
      let lines: [Painted]
      do {
        lines = try await readDueList(folder, at: try moment.moment())
          .lines(on: terminal, in: space)
      } catch let problems as ContentProblems {
        let all = problems.diagnostics.flatMap { $0.text.components(separatedBy: "\n") }
        let end = "The list comes back when the errors are fixed."
        lines = (all.prefix(max(0, space.rows - 1)) + [end])
          .map { Painted($0.cut(to: space.columns)) }
      }
      // Home, each line cleared to its end, then whatever is below: nothing flickers.
      let (home, clear) = (Painted(code: "\u{1B}[H"), Painted(code: "\u{1B}[K"))
      let screen = lines.reduce(home) { "\($0)\($1)\(clear)\n" }
      write(
        "\(screen)\(clear)\nctrl-C ends this\(clear)\(Painted(code: "\u{1B}[J"))", to: STDOUT_FILENO
      )
      try await Task.sleep(for: .seconds(1))
    }
  }
}

/// The drafts whose alerts were over at a moment.
private func endedDrafts(
  of site: Site, in sources: [SourceFile], at moment: Timestamp
) -> [Incident.ID: AlertsOver] {
  let drafts = Dictionary(
    site.history.incidents.filter(\.isDraft).map { (EntryPath.incident($0.id).path, $0.id) },
    uniquingKeysWith: { one, _ in one })
  guard !drafts.isEmpty else { return [:] }
  var ended: [Incident.ID: AlertsOver] = [:]
  for file in sources {
    guard let id = drafts[pathWithoutSubfolders(file.path)], let over = AlertsOver(in: file),
      over.since.map({ $0 <= moment }) ?? true
    else { continue }
    ended[id] = over
  }
  return ended
}

/// Reads a site folder for what its team owes.
///
/// - Parameter terminal: where progress is shown.
func readDueList(
  _ folder: String, at moment: Moment, on terminal: Terminal = .none
) async throws -> DueList {
  try await ProgressLine.during("Reading \(folder)", on: terminal) { _ in
    let (site, sources) = try await readSiteAndSources(folder, latest: moment.latest)
    let snapshot = site.snapshot(at: try moment.timestamp(of: site))
    return DueList(
      moment: snapshot.moment, zone: site.settings.timeZone,
      obligations: site.obligations(in: snapshot),
      ended: endedDrafts(of: site, in: sources, at: snapshot.moment))
  }
}
