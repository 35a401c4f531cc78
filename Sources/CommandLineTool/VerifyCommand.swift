import ArgumentParser
import ContentReading
import Foundation
import LiveChecks
import PlainEnglish
import ProgramOutputs
import SiteLoading
import StatusModel
import WebRequests

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Look at the live page as its readers do, and say what is off.",
    discussion: """
      It asks the page's server for the home page, feeds, API and calendar, and compares what comes
      with what readers and programs need. A line that is off says what to set where. It needs the
      program curl.

      Examples:
        allclear verify                               the page at `url` of status.yml
        allclear verify https://status.acme.example
        allclear verify --json

      Exit status: 0 nothing is off; 1 something is, or the page cannot be reached; 2 it could not be
      looked at, as without curl.
      """)

  @Argument(help: "The address of the page. Default: `url` of status.yml.")
  var url: String?

  @OptionGroup var site: SiteOption

  @Option(
    name: .long,
    help: "The folder of the last build. Default: a folder under publish, or public in the site.",
    completion: .directory)
  var output: String?

  @Flag(name: .long, help: "Print the findings as a JSON list.")
  var json = false

  func run() async throws {
    try await leavingWithStatus { terminal in
      let target = try await target()
      let found = try await liveFindings(
        at: target.url, ledger: try ledger(of: target.folder), on: terminal)
      try answer(json ? try found.json() : found.text)
      guard found.allSatisfy(\.isOk) else { throw ExitCode(1) }
    }
  }

  /// The page's address, and the site folder where there is one.
  private func target() async throws -> (url: String, folder: String?) {
    guard let url else {
      let folder = try site.folder()
      let (sources, _) = try await loadSources(from: folder)
      guard let settings = readSettings(sources) else {
        throw Refusal.content(
          "status.yml in \(folder) has errors", hint: "fix what `allclear check` names")
      }
      return (settings.url, folder)
    }
    // A page can be looked at from anywhere.
    return (url, site.site == nil ? try? site.folder() : try site.folder())
  }

  private func ledger(of folder: String?) throws -> [UInt8]? {
    guard folder != nil || output != nil else { return nil }
    // Without --output, the folder that a publish builds.
    let built =
      output == nil
      ? try folder.flatMap { site in
        try listedTargets(ofSite: site).compactMap { $0.folder(ofSite: site) }.first
      } : nil
    let path = try (built ?? outputFolder(output, ofSite: folder ?? "")) + "/api/ledger.json"
    guard isFile(path) else { return nil }
    do {
      return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw Refusal.machine(
        "cannot read \(path): \(error.localizedDescription)", hint: "check its rights")
    }
  }
}

/// Looks at the live page as its readers do.
///
/// - Parameters:
///   - ledger: that of the last build, where there is one here.
///   - tries: how often, ten seconds apart, while readers do not have the last build yet: a cache in front of a
///     page needs its time.
func liveFindings(
  at url: String, ledger: [UInt8]?, tries: Int = 1, on terminal: Terminal
) async throws -> [LiveFinding] {
  try await ProgressLine.during("Asking \(url)", on: terminal) { _ in
    for rest in (0..<tries).reversed() {
      let found = try await findings(
        at: url,
        LiveExpectations(
          files: expectedFiles, maximumAge: freshSeconds, ledger: ledger, now: try clockTime()))
      let isOnItsWay = found.contains { !$0.isOk && [.ledger, .feeds].contains($0.check) }
      if !isOnItsWay || rest == 0 { return found }
      try await Task.sleep(for: .seconds(10))
    }
    return []
  }
}

private func findings(
  at url: String, _ expectations: LiveExpectations
) async throws -> [LiveFinding] {
  do throws(WebRequestError) {
    return try await checkLivePage(
      at: url, with: WebClient(version: Allclear.version), expectations)
  } catch .unsendable(let reason) {
    throw Refusal.usage(
      "'\(url)' cannot be asked: \(reason)", hint: "write it as https://status.acme.example")
  } catch {
    throw Refusal.machine("\(error)", hint: "install curl")
  }
}

/// The files of every page, and two documents of its API.
private var expectedFiles: [LiveExpectations.File] {
  hostedFiles.flatMap { file in
    let paths =
      file.path == "/api/*"
      ? ["api/ledger.json", "api/v2/summary.json"] : [String(file.path.dropFirst())]
    return paths.filter { !$0.contains(":") && !$0.contains("*") }
      .map { LiveExpectations.File(path: $0, type: file.type, isOpen: file.isOpen) }
  }
}

extension [LiveFinding] {
  var text: String {
    let lines = map { finding in
      let mark = finding.isOk ? "ok " : "off"
      let hints = finding.hints.map { "\n       \($0)" }.joined()
      return "\(mark)  \(finding.check.rawValue): \(finding.message)\(hints)"
    }
    let count = count { !$0.isOk }
    let end = count == 0 ? "nothing is off" : "\(plural(count, "check")) off"
    return (lines + [end]).joined(separator: "\n")
  }

  /// For programs: a list of objects, sorted keys, one line.
  func json() throws -> String {
    try jsonLine(
      map { Row(check: $0.check.rawValue, hints: $0.hints, message: $0.message, ok: $0.isOk) })
  }

  private struct Row: Encodable {
    let check: String
    let hints: [String]
    let message: String
    let ok: Bool
  }
}
