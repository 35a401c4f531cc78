import ArgumentParser
import Authoring
import Building
import ContentWriting
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
  typealias Plan = (PresentSite, Words) throws -> PlannedEdit

  /// - Parameter text: what the command line says; it is kept where there is no site to write to.
  init(
    _ options: EntryOptions, _ text: TextOptions? = nil, conversation: Conversation?
  ) throws {
    do {
      folder = try options.site.folder()
      _ = try clockTime()
    } catch let refusal as Refusal {
      say(refusal.text)
      keepTyped(text?.message ?? [], in: try? options.site.folder())
      throw refusal.status
    }
    self.options = options
    self.conversation = conversation
    unsent = unsentText(in: folder)
    interruption = conversation == nil ? nil : Interruption(keeping: unsent)
  }

  /// Does a command's whole work; whatever stops it, a text that was written stays.
  ///
  /// - Parameters:
  ///   - entries: the folder in which it writes: `incidents`.
  ///   - work: is given the words of the command line.
  func keeping(
    _ text: TextOptions? = nil, in entries: String, _ work: (Words?) async throws -> Void
  ) async throws {
    var given: Words?
    do {
      // What is typed into a terminal comes after the look at the disk; what is there already is read
      // before it, so that it can be kept.
      let isTypedHere = text?.message == ["-"]
      if isTypedHere { try refuseInVain(entries) }
      given = try text?.words()
      if !isTypedHere { try refuseInVain(entries) }
      if conversation != nil, let typed = given?.text { try keep(typed) }
      try await work(given)
    } catch let outcome as ExitCode {
      throw outcome
    } catch {
      let status = await status(saying: error)
      keepAtLast(given, error)
      throw status
    }
  }

  /// Nobody should be asked for a text that cannot be written afterwards.
  private func refuseInVain(_ entries: String) throws {
    guard conversation != nil else { return }
    let target = isFolder(folder + "/" + entries) ? folder + "/" + entries : folder
    do throws(WriteError) {
      if access(target, W_OK) != 0 { throw .system(call: "access", path: target, errno: errno) }
      try unsent.tryKeeping()
    } catch {
      throw Refusal.machine(
        "the site cannot be written to: \(error)",
        hint: "nothing was asked yet; make room, or get the right to write there, then try again")
    }
  }

  /// Prints why nothing was written.
  private func status(saying error: any Error) async -> any Error {
    let worded = worded(error)
    switch worded {
    case is Declined:
      say("Nothing was published.")
      return ExitCode(1)
    case let refused as RefusedEdit:
      say(refused.words + "\nNothing was published.")
      return ExitCode(1)
    case let refusal as Refusal where isOutOfOrder(error):
      say(refusal.text + "\nNothing was published.")
      return refusal.status
    case let mistyped as MistypedText:
      say(mistyped.refusal.text)
      return mistyped.refusal.status
    case is UnkeptText: return ExitCode(2)
    default:
      do {
        try await leavingWithStatus { _ in throw worded }
        return ExitCode(2)
      } catch {
        return error
      }
    }
  }

  /// Says at the end of a failed command where its text is.
  private func keepAtLast(_ given: Words?, _ error: any Error) {
    do {
      if let unkept = error as? UnkeptText { throw unkept }
      if let text = given?.text {
        if unsent.place == nil { try keep(text) }
      } else if let mistyped = error as? MistypedText {
        try keep(bytes: mistyped.bytes)
      }
      if unsent.place == nil { try unsent.discard() }
    } catch let unkept as UnkeptText {
      say("error: your text could not be kept: \(unkept.cause)\nIt is this:\n")
      say(unkept.bytes)
    } catch {
      say("warning: \(error)")
    }
    sayWhatIsKept(unsent)
  }

  private func keep(_ text: String) throws(UnkeptText) {
    let text = tidied(text)
    if !text.isEmpty { try keep(bytes: Array((text + "\n").utf8)) }
  }

  /// - Returns: The path of the file.
  @discardableResult
  func keep(bytes: [UInt8]) throws(UnkeptText) -> String {
    do throws(WriteError) {
      return try unsent.keep(bytes)
    } catch {
      throw UnkeptText(bytes: bytes, cause: error)
    }
  }

  /// As lines are typed.
  func keep(typing text: String) throws {
    try keep(bytes: Array(text.utf8))
  }

  /// What a person has said yes to, and the moment for which it was worked out.
  struct Shown {
    let edit: EntryEdit
    let at: Timestamp
  }

  /// - Parameters:
  ///   - now: the time of an update that names none.
  ///   - shown: nil where nobody was asked.
  /// - Returns: Nil when something else than what was shown would be written now.
  func write(
    _ words: Words, at now: Timestamp, after shown: Shown? = nil, _ plan: Plan
  ) async throws -> WrittenEntry? {
    try await alone {
      let site = try await readPresentSite(folder, at: now)
      if let shown {
        // Why it cannot be planned any more is said when it is shown anew.
        let same = try? plan(site.seen(at: shown.at), words).edit
        guard same == shown.edit else { return nil }
      }
      let checked = try site.checked(plan(site, words))
      do throws(WriteError) {
        return try put(checked)
      } catch .changedMeanwhile where shown != nil {
        return nil
      } catch .exists where shown != nil {
        return nil
      }
    }
  }

  /// Writes what nobody is asked about.
  ///
  /// - Parameter site: as it was read a moment ago. Where somebody else has changed the file meanwhile, it is
  ///   read once more.
  func write(_ words: Words, in site: PresentSite, _ plan: Plan) async throws -> WrittenEntry {
    try await alone {
      let checked = try site.checked(plan(site, words))
      do throws(WriteError) {
        return try put(checked)
      } catch .changedMeanwhile, .exists {
        let site = try await readPresentSite(folder, at: site.now)
        return try put(site.checked(plan(site, words)))
      }
    }
  }

  /// Does work with the site's lock held, and to its end.
  private func alone<Result>(_ work: () async throws -> Result) async throws -> Result {
    try await holdingOffSignals { try await withLock(on: folder, work) }
  }

  private func holdingOffSignals<Result>(
    _ work: () async throws -> Result
  ) async throws -> Result {
    guard let interruption else { return try await work() }
    return try await interruption.holdingOff(work)
  }

  /// Commits what was written, where that is wished for.
  ///
  /// The site's lock is free by now, for a hook of git may take long. Its own is the settings' file, so that
  /// two commands do not meet in git's index.
  private func committed(_ written: WrittenEntry) async -> WrittenEntry {
    guard written.isToBeCommitted else { return written }
    var written = written
    do {
      written.gitFailure = try await withLock(on: folder + "/status.yml", patience: 90) {
        var failure: String?
        for planned in written.before + [written.planned] where failure == nil {
          failure = await commitFile(planned.edit.path, in: folder, message: planned.commitMessage)
        }
        return failure
      }
    } catch {
      written.gitFailure = "\(error)"
    }
    return written
  }

  /// Writes what was tried. Call it with the lock held.
  func put(_ checked: CheckedEdit) throws(WriteError) -> WrittenEntry {
    try Authoring.write(checked.planned.edit, in: folder)
    // It is published; that a copy of it stays is no failure.
    do throws(WriteError) { try unsent.discard() } catch { say("warning: \(error)") }
    let site = checked.site
    return WrittenEntry(
      planned: checked.planned, report: EntryReport(of: checked), zone: site.zone,
      isToBeCommitted: options.git || site.site.team.commitsChanges,
      nextCommand: site.site.team.delivery.targets.isEmpty ? "build" : "publish",
      leftOut: site.problems)
  }

  /// Commits what was written, where that is wished for, and prints what was done; a commit that failed is an
  /// error, with status 2.
  func finish(_ written: WrittenEntry) async throws {
    let written = try await holdingOffSignals { await committed(written) }
    written.leftOut.sayLeftOut()
    do {
      try answer(options.json ? try written.json() : written.text)
    } catch let refusal as Refusal {
      say("\(written.planned.edit.path) is written.\n\(refusal.text)")
      throw refusal.status
    }
    guard let failure = written.gitFailure else { return }
    say("error: \(written.planned.edit.path) is written, but git did not commit it:\n\(failure)")
    say("  hint: fix that, then run `git add` and `git commit` for the file yourself")
    throw ExitCode(2)
  }
}

/// Whether an update would stand above an earlier one.
private func isOutOfOrder(_ error: any Error) -> Bool {
  if case AuthoringError.beforeLastUpdate = error { true } else { false }
}

/// A text that has no file, neither in the site nor in the folder for temporary ones.
struct UnkeptText: Error {
  let bytes: [UInt8]
  let cause: WriteError
}
