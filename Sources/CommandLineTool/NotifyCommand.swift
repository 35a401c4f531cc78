import ArgumentParser
import Authoring
import Building
import Foundation
import Ledger
import StatusModel
import WebRequests

struct NotifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notify",
    abstract: "Tell people and programs what is new on the page, once.",
    discussion: """
      status.yml names the targets under `notify`. What was sent is remembered in .allclear/outbox
      of the site folder; a target that is new is told nothing of the past.

      Examples:
        allclear notify                  send what is due
        allclear notify --dry-run        what would be sent, and to whom
        allclear notify status           what became of it
        allclear notify retry team       send again what failed or may have been lost
        allclear notify skip team        send nothing of what waits

      Exit status: 2 when a target did not get what it should have.
      """,
    subcommands: [
      NotifySendCommand.self, NotifyStatusCommand.self, NotifyRetryCommand.self,
      NotifySkipCommand.self,
    ],
    defaultSubcommand: NotifySendCommand.self)
}

struct NotifySendCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "send",
    abstract: "Send what is due; the same as `allclear notify`.",
    discussion: """
      What readers have before them is read from the live page's api/ledger.json, else from that of
      the output. An update that they cannot see yet is sent to nobody.

      Examples:
        allclear notify
        allclear notify --ledger public/api/ledger.json
        allclear notify --outbox git     on a machine that starts empty, as in CI
      """)

  @OptionGroup var site: SiteOption
  @OptionGroup var outbox: OutboxOption

  @Option(
    name: .long, help: "The ledger of the page that readers see. Default: ask the live page.",
    completion: .file())
  var ledger: String?

  @Flag(name: .long, help: "Say what would be sent, and send nothing.")
  var dryRun = false

  @Flag(name: .long, help: "Print the result as JSON.")
  var json = false

  func run() async throws {
    try await leavingWithStatus { terminal in
      let folder = try site.folder()
      let now = try clockTime()
      let bytes = try await publishedLedger(folder, at: now)
      let outcome = try await tellNews(
        of: folder, outbox: outbox.place, ledger: bytes, at: now, isDryRun: dryRun, on: terminal)
      guard let outcome else {
        throw Refusal.content(
          "status.yml names nobody to tell", hint: "add a target under `notify`")
      }
      if json {
        try answer(try outcome.json())
      } else {
        for line in outcome.lines { try answer(line) }
        if outcome.lines.isEmpty && outcome.warnings.isEmpty { try answer("nothing to send") }
      }
      for line in outcome.warnings { say("warning: \(line)") }
      if outcome.exitStatus != 0 { throw ExitCode(outcome.exitStatus) }
    }
  }

  private func publishedLedger(_ folder: String, at now: Timestamp) async throws -> Data {
    if let ledger { return try readFile(try absolutePath(ledger)) }
    let url = try await readPresentSite(folder, at: now).site.settings.url
    do throws(WebRequestError) {
      let answer = try await WebClient(version: programVersion).answer(
        to: WebRequest("\(url)/\(ledgerPath)", sizeLimit: 100_000_000))
      if answer.isSuccess { return Data(answer.body) }
      say("note: \(url) answered \(answer.status) for \(ledgerPath); what the output says is used")
    } catch {
      say("note: \(url) cannot be asked: \(error); what the output says is used")
    }
    return try readFile("\(folder)/public/\(ledgerPath)")
  }

  private func readFile(_ path: String) throws -> Data {
    guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: path)) else {
      throw Refusal.machine(
        "there is no ledger at \(path)",
        hint: "build and publish the page first, or name its api/ledger.json with --ledger")
    }
    return bytes
  }
}
