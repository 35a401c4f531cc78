import ArgumentParser
import Building
import Diagnostics
import Foundation
import PlainEnglish
import Publishing
import StatusModel
import Uploading

struct PublishCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Build, then bring the page to the places where readers get it.",
    discussion: """
      The places are listed under `publish` in status.yml. Pages of entries go first, then lists and
      feeds, then the home page, so that nothing leads to a page that is not there yet. Nothing is
      deleted before everything is there. What could not be sent goes with the next publish. Then those
      are told who are listed under `notify`.

      Examples:
        allclear publish
        allclear publish --dry-run
        allclear publish rsync:web@status.example:/srv/status
      """)

  @Argument(help: "One place, as `to` in status.yml says it. Default: all that are listed there.")
  var target: String?

  @OptionGroup var site: SiteOption
  @OptionGroup var outbox: OutboxOption

  @Option(
    name: .long,
    help: "The folder to build. Default: a listed folder, or public in the site folder.",
    completion: .directory)
  var output: String?

  @Flag(name: .long, help: "Fail where something that readers have seen would be gone.")
  var strict = false

  @Option(
    name: .long,
    help:
      "What readers have seen: a folder, or the page's address. Default: the first place is asked.")
  var previous: String?

  @Flag(
    name: .long,
    help: "Publish the rest where an entry is broken; of that one, what readers last saw stays.")
  var skipBroken = false

  @Flag(name: .long, help: "Say what would be sent and deleted, and change nothing.")
  var dryRun = false

  @Flag(name: .long, help: "Do not look at the live page afterwards, as `allclear verify` does.")
  var noVerify = false

  func run() async throws {
    try await leavingWithStatus { terminal in
      let folder = try site.folder()
      let targets = try chosenTargets(target, ofSite: folder)
      let scratch = try ScratchFolder()
      defer { scratch.remove() }
      let folders = targets.compactMap { $0.folder(ofSite: folder) }
      let output =
        try output.map { try outputFolder($0, ofSite: folder) } ?? folders.first
        ?? folder + "/public"
      let memory = try await PublishMemory(
        previous, targets, ofSite: folder, output: output, isStrict: strict, scratch)
      let request = try BuildRequest(
        folder, into: dryRun ? scratch.path + "/output" : output,
        at: Moment.read(asOf: nil, environment: ProcessInfo.processInfo.environment),
        isStrict: strict, skipsBroken: skipBroken,
        previous: memory.folder ?? (dryRun ? output : nil))
      let records = dryRun ? nil : try await targetRecords(ofSite: folder, for: targets)
      let opened = targets.filter { $0.after != nil && $0.folder(ofSite: folder) == output }
      let result = try await building(into: opened, records) {
        try await build(request, isFresh: dryRun, isKept: !dryRun, on: terminal)
      }
      report((result.plan.skipped + result.plan.warnings).inStableOrder(), to: terminal)
      result.plan.skipped.saySkipped()
      let run = PublishRun(
        site: folder, request: request, result: result, output: output, scratch: scratch,
        records: records, isRehearsal: dryRun)
      let outcomes = try await run.publish(to: targets, on: terminal)
      guard outcomes.allSatisfy({ $0.failure == nil }) else { throw ExitCode(2) }
      if !dryRun {
        let isTold = try await run.tell(keeping: outbox.place, on: terminal)
        if !noVerify { try await run.verify(on: terminal) }
        guard isTold else { throw ExitCode(2) }
      }
      if !result.plan.skipped.isEmpty { throw ExitCode(3) }
    }
  }
}

/// A folder of our own for as long as the command runs.
struct ScratchFolder: Sendable {
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "allclear-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Refusal.machine("cannot make a temporary folder", hint: "check TMPDIR")
    }
    path = folder.path
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// A folder of the name, with the ledger where an output has it.
  func folder(_ name: String, ledger: [UInt8]) throws -> String {
    let folder = "\(path)/\(name)"
    do {
      try FileManager.default.createDirectory(
        atPath: folder + "/api", withIntermediateDirectories: true)
      try Data(ledger).write(to: URL(filePath: folder + "/api/ledger.json"))
    } catch {
      throw Refusal.machine("cannot write to the temporary folder", hint: "check the space there")
    }
    return folder
  }
}
