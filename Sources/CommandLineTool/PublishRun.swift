import ArgumentParser
import Building
import ChildProcesses
import Foundation
import Ledger
import LiveChecks
import PlainEnglish
import Planning
import Publishing
import SiteFiles
import StatusModel
import Uploading

/// One build, and the places that it goes to.
struct PublishRun: Sendable {
  /// The site folder.
  let site: String
  let request: BuildRequest
  let result: BuildResult
  /// Where the page is built when nothing is rehearsed.
  let output: String
  let scratch: ScratchFolder
  /// Nothing is changed.
  let isRehearsal: Bool

  /// Brings the page to each place; one that fails does not stop the others.
  ///
  /// - Returns: how many failed.
  func publish(to targets: [PublishTarget], on terminal: Terminal) async throws -> Int {
    var failures = 0
    for target in targets {
      do {
        let changed = try await ProgressLine.during(
          "Publishing to \(target.place.words)", on: terminal
        ) { _ in try await publish(to: target) }
        if let failure = try await afterwards(target, changed) {
          failures += 1
          say(
            "error: \(visible(target.place.words)): \(visible(failure))\n"
              + "  hint: readers have the new page there; run the command by hand")
        }
      } catch {
        failures += 1
        sayFailure(of: target, error)
      }
    }
    return failures
  }

  /// - Returns: the paths that changed there.
  private func publish(to target: PublishTarget) async throws -> [String] {
    guard let remote = target.remote(site: site) else {
      return try await buildFolder(target)
    }
    let upload = try await self.upload(after: remote)
    let changes = try await remote.changes(for: upload)
    if isRehearsal {
      try list(changes, at: target)
      return []
    }
    if !changes.isEmpty {
      try await remote.apply(changes, of: upload)
      guard try await remote.ledger() == localLedger else {
        throw UploadError(
          "what lies there is not what was sent",
          hint: "look whether somebody else publishes to it", isPartial: true)
      }
    }
    try answer(
      "\(target.place.words): \(plural(changes.sent.count, "file")) sent, "
        + "\(changes.deleted.count) deleted")
    return (changes.sent + changes.deleted).sorted(by: pathPrecedes)
  }

  private var localLedger: [UInt8]? {
    (try? Data(contentsOf: URL(filePath: request.output + "/" + ledgerPath))).map { Array($0) }
  }

  private func upload(after remote: any RemoteTarget) async throws -> Upload {
    // Pages that are gone since leave a folder behind that nobody else has.
    let before = try await remote.ledger().map { try scratch.folder("there", ledger: $0) }
    let places = before.flatMap { readLedger(inOutput: $0).ledger?.places } ?? []
    let settings = result.plan.site.settings
    return Upload(
      folder: request.output, paths: result.plan.files.map(\.path), languages: settings.languages,
      ownFolders: Set(places.filter { $0.kind == .page }.map(\.id)),
      moment: result.plan.site.snapshot.moment)
  }

  // MARK: Folders

  /// The first folder is the output itself; another one is built as well, from the same content.
  private func buildFolder(_ target: PublishTarget) async throws -> [String] {
    let folder = target.folder(ofSite: site) ?? output
    if isRehearsal {
      try rehearse(target, in: folder)
      return []
    }
    var report = result.published
    if folder != output {
      report = try await build(
        BuildRequest(
          folder: site, output: folder, starter: request.starter, moment: request.moment,
          isStrict: request.isStrict, skipsBroken: request.skipsBroken, program: request.program)
      ).published
    }
    try answer(
      "\(target.place.words): \(plural(report.written, "file")) written, \(report.removed) removed")
    return report.changed
  }

  private func rehearse(_ target: PublishTarget, in folder: String) throws {
    func bytes(_ folder: String, _ path: String) -> Data? {
      try? Data(contentsOf: URL(filePath: folder + "/" + path))
    }
    let paths = result.plan.files.map(\.path)
    let known = bytes(folder, ".allclear/files").map { String(decoding: $0, as: UTF8.self) } ?? ""
    let gone = Set(known.split(separator: "\n").dropFirst().map(String.init)).subtracting(paths)
    let stages = UploadOrder(paths, languages: result.plan.site.settings.languages).stages.map {
      $0.filter { bytes(folder, $0) != bytes(request.output, $0) }
    }
    try list(
      TargetChanges(stages: stages, deleted: gone.sorted(by: pathPrecedes)), at: target)
  }

  // MARK: Words

  private func list(_ changes: TargetChanges, at target: PublishTarget) throws {
    try answer(
      "\(target.place.words): \(plural(changes.sent.count, "file")) to send, "
        + "\(changes.deleted.count) to delete")
    for path in changes.sent { try answer("  send \(path)") }
    for path in changes.deleted { try answer("  delete \(path)") }
  }

  private func sayFailure(of target: PublishTarget, _ error: any Error) {
    let (reason, hint, isPartial) =
      switch error {
      case let error as UploadError: (error.reason, error.hint, error.isPartial)
      case let error as ChildProcessError:
        ("cannot start \(error.program): \(error.reason)", "install it, and try again", false)
      default: ("\(error)", "try again", false)
      }
    let effect = isPartial ? "it has a part of the new page" : "it has the old page"
    say(
      "error: \(visible(target.place.words)): \(visible(reason))\n"
        + "  hint: \(visible(hint)); nothing was deleted there, and \(effect)")
  }

  // MARK: Afterwards

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

  /// Runs the target's own command, with the changed paths on its standard input.
  ///
  /// - Returns: what went wrong.
  private func afterwards(_ target: PublishTarget, _ changed: [String]) async throws -> String? {
    guard let command = target.after, !changed.isEmpty else { return nil }
    let task = ChildTask(
      command: command, ofSite: site,
      input: Array((changed.joined(separator: "\n") + "\n").utf8), atMost: 600)
    let found: ChildAnswer
    do {
      found = try await ChildProcesses.answer(to: task)
    } catch let error as ChildProcessError {
      return "cannot start \(command): \(error.reason)"
    }
    guard !found.isGood else { return nil }
    let words = String(decoding: found.errors, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    return found.delay ?? "\(command) ended with status \(found.status)"
      + (words.isEmpty ? "" : ": \(words)")
  }
}
