import ArgumentParser
import Authoring
import Diagnostics
import Foundation
import StatusModel

/// Plans, shows, checks and writes one entry, so that no text is ever lost.
struct EntryWriter {
  let folder: String
  let options: EntryOptions
  /// Nil where nobody can be asked.
  let conversation: Conversation?
  let unsent: UnsentText
  private let interruption: Interruption?

  /// What to write, given the site as it is at that moment. Pure; called again when the site changed.
  typealias Plan = (SiteToWrite, Words) throws -> PlannedEdit

  init(_ options: EntryOptions, conversation: Conversation?) throws {
    folder = try options.site.folder()
    self.options = options
    self.conversation = conversation
    let now = try clockTime().civilTime()
    unsent = UnsentText(
      "\(now.date.iso8601)-\(padded(now.hour))\(padded(now.minute))-\(getpid())", in: folder)
    interruption = conversation == nil ? nil : Interruption(keeping: unsent)
  }

  /// Does a command's whole work; whatever stops it, a text that was written stays.
  ///
  /// - Parameter typed: from the command line.
  func keeping(_ typed: Words?, _ work: () async throws -> Void) async throws {
    do {
      try await work()
    } catch let outcome as ExitCode {
      throw outcome
    } catch {
      let status = await status(saying: error)
      try keep(typed)
      throw status
    }
  }

  /// Prints why nothing was written.
  private func status(saying error: any Error) async -> any Error {
    switch error {
    case is Declined:
      say("Nothing was published.")
      return ExitCode(1)
    case let refused as any RefusedWords:
      say(refused.told + "\nNothing was published.")
      return ExitCode(1)
    default:
      do {
        try await leavingWithStatus { _ in throw error }
        return ExitCode(2)
      } catch {
        return error
      }
    }
  }

  private func keep(_ typed: Words?) throws {
    if let text = typed?.text, try unsent.text() == nil { try unsent.keep(tidied(text) + "\n") }
    sayWhatIsKept(unsent)
  }

  /// Shows what will be published and waits for a yes, unless `isAgreed`; then writes it.
  func publish(_ words: Words, isAgreed: Bool, _ plan: Plan) async throws {
    if isAgreed {
      interruption?.end()
      guard let written = try await write(words, at: clockTime(), plan) else { return }
      return try await tell(written)
    }
    guard let conversation else {
      throw Refusal.usage(
        "nobody is at a terminal to say yes", hint: "add --yes to publish without asking")
    }
    try await tell(try await publishAfterYes(words, conversation, plan))
  }

  private func publishAfterYes(
    _ words: Words, _ conversation: Conversation, _ plan: Plan
  ) async throws -> WrittenEntry {
    var words = words
    while true {
      let now = try clockTime()
      let site = try await readToWrite(folder, at: now)
      let planned = try plan(site, words)
      let report = EntryReport(of: planned, in: try await site.tried(planned))
      conversation.show(report?.preview(of: planned, in: site.zone) ?? "")
      switch try conversation.ask("Publish it? y (yes), e (edit the text), n (no):", yesEditNo) {
      case .no: throw Declined()
      case .edit: words = .written(try edit(planned.text))
      case .yes:
        interruption?.end()
        if let written = try await write(words, at: now, shown: planned.edit, plan) {
          return written
        }
        conversation.show("The site changed while you were reading. Please look again.")
      }
    }
  }

  /// The text, after a person changed it in an editor; the editor's file is the one that is kept.
  func edit(_ text: String) throws -> String {
    let environment = ProcessInfo.processInfo.environment
    let named = [environment["VISUAL"], environment["EDITOR"]].compactMap { $0 }
      .first { !$0.isEmpty }
    let editor = (named ?? "vi").split(separator: " ").map(String.init)
    try unsent.keep(text.isEmpty ? "" : text + "\n")
    let result = try runChild(editor + [unsent.path])
    guard result.status == 0 else {
      throw Refusal.machine(
        "\(editor.joined(separator: " ")) ended with status \(result.status)",
        hint: "name another editor in EDITOR, or write the text with -m")
    }
    return tidied(try unsent.text() ?? "")
  }

  /// - Parameter shown: what a person has said yes to; nil where nobody was asked.
  /// - Returns: Nil when another edit than that would be written now.
  func write(
    _ words: Words, at now: Timestamp, shown: EntryEdit? = nil, _ plan: Plan
  ) async throws -> WrittenEntry? {
    try await withLock(on: folder) {
      let site = try await readToWrite(folder, at: now)
      let planned = try plan(site, words)
      if let shown, planned.edit != shown { return nil }
      let after = try await site.tried(planned)
      do throws(AuthoringError) {
        return try put(planned, after)
      } catch .changedMeanwhile where shown != nil {
        return nil
      } catch .exists where shown != nil {
        return nil
      }
    }
  }

  /// Writes what was tried, and commits it where that is wished for. Call it with the lock held.
  func put(_ planned: PlannedEdit, _ after: SiteToWrite) throws(AuthoringError) -> WrittenEntry {
    try Authoring.write(planned.edit, in: folder)
    try unsent.discard()
    let commits = options.git || after.site.settings.commitsChanges
    let failure =
      commits ? commitFile(planned.edit.path, in: folder, message: planned.commitMessage) : nil
    return WrittenEntry(
      planned: planned, report: EntryReport(of: planned, in: after), zone: after.zone,
      isCommitted: commits && failure == nil, gitFailure: failure)
  }

  /// Prints what was done; a commit that failed is told as well, with status 2.
  func tell(_ written: WrittenEntry) async throws {
    try answer(options.json ? try written.json() : written.text)
    guard let failure = written.gitFailure else { return }
    say("error: \(written.planned.edit.path) is written, but git did not commit it:\n\(failure)")
    say("  hint: mend that, then run `git add` and `git commit` for the file yourself")
    throw ExitCode(2)
  }
}

private enum Consent {
  case yes, edit, no
}

private func yesEditNo(_ answer: String) throws -> Consent {
  switch answer.lowercased() {
  case "y", "yes": return .yes
  case "e", "edit": return .edit
  case "n", "no": return .no
  default:
    throw Refusal.usage("Nothing is published yet.", hint: "Please answer y, e or n.")
  }
}
