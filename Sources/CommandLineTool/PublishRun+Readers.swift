import ArgumentParser
import Building
import Foundation
import LiveChecks
import Planning
import StatusModel

/// What follows once every place has the page.
extension PublishRun {
  /// Sends what is new to those who are listed, now that readers have it.
  ///
  /// - Returns: whether all got what they should have.
  func tell(keeping outbox: OutboxPlace, on terminal: Terminal) async throws -> Bool {
    guard let ledger = localLedger else { return true }
    let now = try clockTime()
    let outcome: NewsOutcome?
    do {
      outcome = try await tellNews(
        of: site, outbox: outbox, ledger: Data(ledger), at: now, on: terminal)
    } catch {
      // The page is published, whatever becomes of the news.
      say(
        "error: the page is published, and nobody was told: \(visible("\(worded(error))"))\n"
          + "  hint: run `allclear notify`")
      return false
    }
    guard let outcome else { return true }
    for line in outcome.lines { try answer(line) }
    for line in outcome.warnings { say("warning: \(line)") }
    return outcome.exitStatus == 0
  }

  /// Looks at the live page, and fails where its readers do not get what was published.
  func verify(on terminal: Terminal) async throws {
    let url = result.plan.site.settings.url
    let off = try await liveFindings(at: url, ledger: localLedger, tries: 7, on: terminal)
      .filter { !$0.isOk }
    guard off.isEmpty else {
      say(off.text)
      throw ExitCode(1)
    }
    try answer("\(url)/: readers have it")
  }
}
