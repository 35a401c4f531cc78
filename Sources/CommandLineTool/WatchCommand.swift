import ArgumentParser
import Building
import Diagnostics
import FolderWatching
import Foundation
import PlainEnglish
import Planning
import Publishing
import SiteLoading
import StatusModel

struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Build at each change, and when the page would change by itself.",
    discussion: """
      The page changes by itself when a maintenance window opens or closes, a notice begins or ends, a
      promise is past, or a day ends. Errors are printed, and the old page stays until they are
      fixed. Ctrl-C ends it.

      Examples:
        allclear watch
        allclear watch --output /var/www/status
      """)

  @OptionGroup var site: SiteOption

  @Option(
    name: .long, help: "The folder to write. Default: public, in the site folder.",
    completion: .directory)
  var output: String?

  func run() async throws {
    try await leavingWithStatus { terminal in
      let folder = try site.folder()
      let target = try outputFolder(output, ofSite: folder)
      let cache = CacheFile(ofSite: folder, environment: ProcessInfo.processInfo.environment)
      var last = LastBuild.cache(cache)
      var hasBuilt = false
      try await followingErrors {
        try await follow(folder, ignoring: ownFolders(of: folder, target)) {
          let seconds = try await rebuild(
            folder, into: target, after: &last, cache, isFirst: !hasBuilt, on: terminal)
          hasBuilt = true
          return seconds
        }
      }
    }
  }

  /// - Parameters:
  ///   - last: what the last build knew; what this one knows after it.
  ///   - isFirst: the machine's failure ends the command; later it may pass by itself.
  private func rebuild(
    _ folder: String, into output: String, after last: inout LastBuild, _ cache: CacheFile,
    isFirst: Bool, on terminal: Terminal
  ) async throws -> Int? {
    let moment = try Moment.read(asOf: nil, environment: ProcessInfo.processInfo.environment)
    do {
      let result = try await ProgressLine.during("Building", on: terminal) { [last] progress in
        try await build(
          BuildRequest(folder, into: output, at: moment), after: last, cache: cache
        ) { await progress.now($0) }
      }
      last = .known(result.known)
      report(result.plan.warnings, to: terminal)
      try answer(result.plan.summary(result.published, output: output))
      return result.plan.secondsUntilChange
    } catch let problems as ContentProblems {
      report(problems.diagnostics, to: terminal)
      say("nothing was changed: the old page stays until the errors are fixed")
    } catch let error as PublishError where !isFirst {
      say("error: \(error)")
    } catch let error as LoadError where !isFirst {
      say("error: \(error)")
    }
    return secondsUntilAnotherLook
  }
}

/// Turns what goes wrong with watching into words.
func followingErrors(_ work: () async throws -> Void) async throws {
  do {
    try await work()
  } catch let error as WatchError {
    say("error: \(error)")
    throw ExitCode(2)
  }
}

extension BuildPlan {
  /// One line: when, what readers see now, what was written, when it changes by itself.
  fileprivate func summary(_ published: PublishReport, output: String) -> String {
    let (snapshot, zone) = (site.snapshot, site.settings.timeZone)
    let files =
      published.written + published.removed > 0
      ? "\(plural(published.written, "file")) written, \(published.removed) removed"
      : "nothing to write"
    return "\(snapshot.moment.wallClock(in: zone, today: snapshot.today)): "
      + "\(snapshot.pageStatus.description.rawValue); \(files) in \(output); "
      + "next at \(nextChange.wallClock(in: zone, today: snapshot.today))"
  }
}
