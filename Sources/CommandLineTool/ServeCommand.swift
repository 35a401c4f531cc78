import ArgumentParser
import Building
import Diagnostics
import Foundation
import PlainEnglish
import Planning
import PreviewServer
import SiteLoading
import StatusModel

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show the page in a browser while you write.",
    discussion: """
      The page as it would be published, made anew and reloaded at each change of the folder, and when
      it would change by itself. Errors stand in the page, each with its line. Drafts are not shown.
      Only this machine can reach it, and nothing is written. Ctrl-C ends it.

      Examples:
        allclear serve
        allclear serve --port 3000
      """)

  @OptionGroup var site: SiteOption

  @Option(name: .long, help: "0 takes one that is free.")
  var port: UInt16 = 8080

  @Option(
    name: .long,
    help: "The folder of the last build, to tell which texts were edited. Default: public.",
    completion: .directory)
  var output: String?

  func run() async throws {
    try await leavingWithStatus { terminal in
      let folder = try site.folder()
      let target = try outputFolder(output, ofSite: folder)
      let preview = Preview()
      try await followingErrors {
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask {
            var last = LastBuild.none
            try await follow(folder, ignoring: ownFolders(of: folder, target)) {
              try await show(folder, beside: target, after: &last, in: preview, on: terminal)
            }
          }
          group.addTask { try await open(preview, folder) }
          for try await _ in group {}
        }
      }
    }
  }

  private func open(_ preview: Preview, _ folder: String) async throws {
    do {
      try await serve(preview, port: port) { port in
        try answer("Preview of \(folder) at http://127.0.0.1:\(port)/ - ctrl-C ends it")
      }
    } catch let error as ServeError {
      throw Refusal.machine(
        "cannot serve on port \(port): \(error.reason)",
        hint: "name another one, such as --port \(port == .max ? 8080 : max(port, 1024) + 1)")
    }
  }

  private func show(
    _ folder: String, beside output: String, after last: inout LastBuild, in preview: Preview,
    on terminal: Terminal
  ) async throws -> Int? {
    let moment = try Moment.read(asOf: nil, environment: ProcessInfo.processInfo.environment)
    do {
      let plan = try await ProgressLine.during("Building", on: terminal) { [last] progress in
        try await planBuild(BuildRequest(folder, into: output, at: moment).inMemory, after: last) {
          await progress.now($0)
        }
      }
      last = .known(plan.known)
      await preview.show(.site(plan.outputFiles))
      report(plan.warnings, to: terminal)
      let (snapshot, zone) = (plan.site.snapshot, plan.site.settings.timeZone)
      say(
        "\(snapshot.moment.wallClock(in: zone, today: snapshot.today)): "
          + "\(snapshot.pageStatus.description.rawValue), \(plural(plan.files.count, "file"))")
      return plan.secondsUntilChange
    } catch let problems as ContentProblems {
      let errors = problems.diagnostics.filter { $0.severity == .error }
      await preview.show(.problems(errors.map(PreviewProblem.init)))
      report(problems.diagnostics, to: terminal)
    } catch let error as LoadError {
      await preview.show(
        .problems([
          PreviewProblem(
            place: nil, message: "\(error)", hint: "check the folder and its permissions")
        ]))
      say("error: \(error)")
    }
    return secondsUntilAnotherLook
  }
}

extension PreviewProblem {
  fileprivate init(_ diagnostic: Diagnostic) {
    let place = diagnostic.position
    self.init(
      place: "\(place.path):\(place.line):\(place.column)", message: diagnostic.message,
      hint: diagnostic.hint)
  }
}
