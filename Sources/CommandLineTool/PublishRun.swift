import Building
import ChildProcesses
import Foundation
import Ledger
import Logging
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
  /// What is remembered of the places; nil where nothing can be, and where nothing is changed.
  let records: TargetRecords?
  /// Nothing is changed.
  let isRehearsal: Bool
  /// Standard output is for one JSON object, which the caller prints.
  let isJSON: Bool
  let log: Logger

  /// Brings the page to each place; one that fails does not stop the others.
  func publish(to targets: [PublishTarget], on terminal: Terminal) async throws -> [TargetOutcome] {
    var outcomes: [TargetOutcome] = []
    for target in targets {
      let found = await ProgressLine.during(
        "Publishing to \(target.place.words)", on: terminal, log: log
      ) { line in await outcome(at: target, line) }
      if let failure = found.failure { say(failure, at: target.place) }
      if !isJSON { try show(found, isRehearsal: isRehearsal) }
      outcomes.append(found)
    }
    return outcomes
  }

  private func outcome(
    at target: PublishTarget, _ line: ProgressLine
  ) async -> TargetOutcome {
    var changes = TargetChanges(stages: [], deleted: [])
    do {
      changes = try await publish(to: target, line)
      if !isRehearsal { try await afterwards(target) }
      return TargetOutcome(target.place, changes, failure: nil)
    } catch {
      return TargetOutcome(target.place, changes, failure: TargetFailure(error))
    }
  }

  /// - Returns: what changed there, or would.
  private func publish(
    to target: PublishTarget, _ line: ProgressLine
  ) async throws -> TargetChanges {
    guard let remote = target.remote(site: site) else {
      return try await isRehearsal ? rehearse(target) : buildFolder(target)
    }
    let record = try record(of: target)
    let upload = try await upload(to: target, after: remote, record)
    let changes = try await remote.changes(for: upload)
    guard !isRehearsal else { return changes }
    // A kill must not lose what is ours there, nor what the place's command is to be given.
    let before = record.before(changes, of: upload, hasCommand: target.after != nil)
    try keep(before, after: record, of: target)
    if !changes.isEmpty {
      let count = plural(changes.sent.count, "file")
      try await remote.apply(changes, of: upload) { sent in
        await line.now("Publishing to \(target.place.words): \(sent) of \(count)")
      }
      try await readBack(from: remote)
    }
    try keep(before.complete(with: upload), after: before, of: target)
    return changes
  }

  private func readBack(from remote: any RemoteTarget) async throws {
    do {
      guard try await remote.ledger() != localLedger else { return }
    } catch let error as UploadError {
      throw UploadError(error.reason, hint: error.hint, effect: .whole)
    }
    throw UploadError(
      "what lies there is not what was sent", hint: "look whether somebody else publishes to it",
      effect: .whole)
  }

  private func record(of target: PublishTarget) throws -> TargetRecord {
    if isRehearsal { return try TargetRecords.peek(at: target.place, ofSite: site) }
    return try records?.record(of: target.place) ?? TargetRecord()
  }

  private func keep(
    _ record: TargetRecord, after last: TargetRecord, of target: PublishTarget
  ) throws {
    if record != last { try records?.keep(record, of: target.place) }
  }

  var localLedger: [UInt8]? {
    (try? Data(contentsOf: URL(filePath: request.output + "/" + ledgerPath))).map { Array($0) }
  }

  private func upload(
    to target: PublishTarget, after remote: any RemoteTarget, _ record: TargetRecord
  ) async throws -> Upload {
    let before = try await remote.ledger()
    let places = before.flatMap { PublishedLedger(bytes: $0)?.places } ?? []
    let settings = result.plan.site.settings
    return Upload(
      folder: request.output, paths: result.paths(at: target), languages: settings.languages,
      ownPages: Set(places.filter { $0.kind == .page }.map(\.id)),
      ownPaths: record.own, isFirst: before == nil,
      moment: result.plan.site.snapshot.moment)
  }

  /// Runs the place's own command where something changed there that it was not given yet, with the paths on its
  /// standard input. It gets them again if it fails, and if it is killed.
  private func afterwards(_ target: PublishTarget) async throws {
    guard let command = target.after, let records else { return }
    let record = try records.record(of: target.place)
    guard !record.owed.isEmpty else { return }
    let paths = record.owed.sorted(by: pathPrecedes)
    if let failure = await failure(of: command, given: paths) { throw CommandFailure(failure) }
    try records.keep(record.paid, of: target.place)
  }

  private func failure(of command: String, given paths: [String]) async -> String? {
    let task = ChildTask(
      command: command, ofSite: site,
      input: Array((paths.joined(separator: "\n") + "\n").utf8), atMost: 600)
    let found: ChildAnswer
    do {
      found = try await ChildProcesses.answer(to: task)
    } catch {
      return "cannot start \(command): \((error as? ChildProcessError)?.reason ?? "\(error)")"
    }
    guard !found.isGood else { return nil }
    let words = String(decoding: found.errors, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    return found.delay ?? "\(command) ended with status \(found.status)"
      + (words.isEmpty ? "" : ": \(words)")
  }
}

// MARK: Folders

extension PublishRun {
  /// The first folder is the output itself; another one is built as well, from the same content.
  private func buildFolder(_ target: PublishTarget) async throws -> TargetChanges {
    let folder = target.folder(ofSite: site) ?? output
    var report = result.published
    if folder != output {
      let request = BuildRequest(
        folder: site, output: folder, starter: request.starter, moment: request.moment,
        isStrict: request.isStrict, skipsBroken: request.skipsBroken, program: request.program)
      report = try await building(into: target.after == nil ? [] : [target], records) {
        try await build(request).published
      }
    }
    let paths = result.plan.files.map(\.path)
    if target.after != nil, let records {
      let record = try records.record(of: target.place)
      try records.keep(record.closed(changing: report.changed, of: paths), of: target.place)
    }
    let there = Set(paths)
    return TargetChanges(
      stages: [report.changed.filter(there.contains)],
      deleted: report.changed.filter { !there.contains($0) })
  }

  private func rehearse(_ target: PublishTarget) -> TargetChanges {
    let folder = target.folder(ofSite: site) ?? output
    func bytes(_ folder: String, _ path: String) -> Data? {
      try? Data(contentsOf: URL(filePath: folder + "/" + path))
    }
    let paths = result.paths
    let known = bytes(folder, ".allclear/files").map { String(decoding: $0, as: UTF8.self) } ?? ""
    let gone = Set(known.split(separator: "\n").dropFirst().map(String.init)).subtracting(paths)
    let stages = UploadOrder(paths, languages: result.plan.site.settings.languages).stages.map {
      $0.filter { bytes(folder, $0) != bytes(request.output, $0) }
    }
    return TargetChanges(stages: stages, deleted: gone.sorted(by: pathPrecedes))
  }
}

extension BuildResult {
  /// Of the files that a place gets: packed ones only where it asks for them.
  fileprivate func paths(at target: PublishTarget) -> [String] {
    let others = Set(Compression.allCases).subtracting(target.precompress)
    let packed = Set(plan.files.lazy.filter(\.isOptional).map(\.path))
    return paths.filter { path in
      !packed.contains(path) || !others.contains { path.hasSuffix($0.ending) }
    }
  }
}
