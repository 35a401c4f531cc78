import ArgumentParser
import Building
import ContentReading
import Foundation
import LiveChecks
import PlainEnglish
import SiteFiles
import StatusModel
import WebRequests

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Look at the live page as its readers do, and say what to set where.",
    discussion: """
      Exit status 1 where anything is off.

      Examples:
        allclear verify
        allclear verify https://status.acme.example
      """)

  @Argument(help: "The page's address. Default: `url` in status.yml.")
  var url: String?

  @OptionGroup var site: SiteOption

  @Option(
    name: .long, help: "The folder of the last build. Default: public, in the site folder.",
    completion: .directory)
  var output: String?

  @Flag(name: .long, help: "Print what was found as JSON.")
  var json = false

  func run() async throws {
    try await leavingWithStatus { terminal in
      // A page can be looked at from a machine that has no site.
      let folder = url == nil ? try site.folder() : try? site.folder()
      let address = try address(ofSite: folder)
      let built = try folder.map { try outputFolder(output, ofSite: $0) } ?? output
      let ledger = built.flatMap {
        try? Data(contentsOf: URL(filePath: $0 + "/api/ledger.json"))
      }
      let findings = await lookAtLivePage(
        address, built: ledger.map { Array($0) }, on: terminal)
      try answer(json ? try lines(of: findings) : words(of: findings))
      guard findings.allSatisfy(\.isGood) else { throw ExitCode(1) }
    }
  }

  private func address(ofSite folder: String?) throws -> String {
    var address = url ?? ""
    if url == nil, let folder {
      let bytes = (try? Data(contentsOf: URL(filePath: folder + "/status.yml"))) ?? Data()
      let sources = [SourceFile(path: "status.yml", bytes: Array(bytes))]
      guard let settings = readSettings(sources) else {
        throw Refusal.content("status.yml has errors", hint: "run `allclear check`")
      }
      address = settings.url
    }
    guard ["http://", "https://"].contains(where: address.lowercased().hasPrefix) else {
      throw Refusal.usage(
        "'\(address)' is not the address of a page",
        hint: "write one like https://status.acme.example")
    }
    while address.hasSuffix("/") { address.removeLast() }
    return address
  }

  private func words(of findings: [LiveFinding]) -> String {
    let lines = findings.map(\.words)
    let off = findings.count { !$0.isGood }
    return (lines + [off == 0 ? "Nothing is off" : "\(off) of \(findings.count) checks are off"])
      .joined(separator: "\n")
  }

  private func lines(of findings: [LiveFinding]) throws -> String {
    try findings.map { finding in
      try jsonLine(
        Row(
          check: finding.check.rawValue, cure: finding.cure, isGood: finding.isGood,
          text: finding.text))
    }.joined(separator: "\n")
  }

  private struct Row: Encodable {
    let check: String
    let cure: String?
    let isGood: Bool
    let text: String

    enum CodingKeys: String, CodingKey {
      case check, cure, text
      case isGood = "ok"
    }
  }
}

extension LiveFinding {
  var words: String {
    "\(isGood ? "ok  " : "OFF ") \(visible(text))" + (cure.map { "\n     \(visible($0))" } ?? "")
  }
}

/// - Parameter tries: how often it is looked at while readers do not have the last build yet: a cache in front
///   of a page needs its time.
func lookAtLivePage(
  _ address: String, built: [UInt8]?, tries: Int = 1, on terminal: Terminal
) async -> [LiveFinding] {
  await ProgressLine.during("Looking at \(address)", on: terminal) { _ in
    for rest in (0..<tries).reversed() {
      let page = await LivePage(at: address) { request in
        do throws(WebRequestError) {
          return .success(try await send(request, from: userAgent))
        } catch {
          return .failure(error)
        }
      }
      let now = Timestamp(seconds: Int(Date().timeIntervalSince1970))
      let findings = page.findings(built: built, now: now)
      let isOnItsWay = findings.contains { !$0.isGood && [.ledger, .feeds].contains($0.check) }
      guard isOnItsWay, rest > 0 else { return findings }
      try? await Task.sleep(for: .seconds(10))
    }
    return []
  }
}
