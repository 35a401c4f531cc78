import ArgumentParser
import ChildProcesses
import Diagnostics
import Escaping
import Foundation
import PlainEnglish
import Planning

/// Whose form `check` gives its findings, so that they stand beside the lines they are about.
enum FindingFormat: String, ExpressibleByArgument, CaseIterable {
  case github, gitlab
}

/// Where a site folder lies in its repository: empty, or `status/`.
///
/// Empty as well where there is no git, or no repository.
func placeInRepository(_ folder: String) async throws -> String {
  do {
    let found = try await ChildProcesses.answer(
      to: ChildTask(["git", "-C", folder, "rev-parse", "--show-prefix"], atMost: 30))
    guard found.isGood else { return "" }
    return String(decoding: found.output, as: UTF8.self).trimmingCharacters(in: .newlines)
  } catch is ChildProcessError {
    return ""
  }
}

/// GitHub's workflow commands for findings, and what it would not show.
///
/// Authors' words are escaped, and no line but our own begins with `::`: a title cannot give the
/// runner a command.
///
/// - Source: GitHub's "Workflow commands for GitHub Actions": ten annotations of a kind in a step, the
///   rest is dropped in silence.
struct GitHubAnnotations {
  let lines: [String]
  /// Findings for which there is no annotation.
  let rest: [Diagnostic]

  init(_ findings: [Diagnostic], below place: String) {
    let kinds = [Diagnostic.Severity.error, .warning].map { kind in
      findings.filter { $0.severity == kind }
    }
    rest = kinds.flatMap { $0.dropFirst(Self.limit) }
    let shown = kinds.flatMap { $0.prefix(Self.limit) }.map { $0.workflowCommand(below: place) }
    lines = shown + (rest.isEmpty ? [] : ["and \(plural(rest.count, "more finding"))"])
  }

  private static let limit = 10

  /// The rest for the summary of the job, in which nothing that authors wrote is Markdown.
  func summary(below place: String) -> String {
    let lines = rest.map { finding in
      escapedForHTML(singleLine("\(place)\(finding.text)".replacing("\n", with: " ")))
    }
    let shown = lines.prefix(2_000)
    let more = lines.count > shown.count ? "\n… \(lines.count - shown.count) more" : ""
    return
      "### allclear check: more findings\n\n<pre>\n\(shown.joined(separator: "\n"))\(more)\n</pre>\n"
  }
}

extension Diagnostic {
  fileprivate func workflowCommand(below place: String) -> String {
    let properties = [
      ("file", place + position.path), ("line", String(position.line)),
      ("col", String(position.column)), ("title", id),
    ].map { "\($0)=\(escapedForProperty($1))" }
    return "::\(severity.rawValue) \(properties.joined(separator: ","))::"
      + escapedForCommand("\(message)\nhint: \(hint)")
  }
}

private func escapedForCommand(_ text: String) -> String {
  var escaped = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "%": escaped += "%25"
    case "\r": escaped += "%0D"
    case "\n": escaped += "%0A"
    default: escaped.unicodeScalars.append(scalar)
    }
  }
  return escaped
}

private func escapedForProperty(_ text: String) -> String {
  escapedForCommand(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
}

extension [Diagnostic] {
  /// GitLab's Code Quality report. A finding keeps its fingerprint when lines move.
  ///
  /// - Source: GitLab's "Code Quality", "Implement a custom tool".
  func codeQuality(below place: String) throws -> String {
    var times: [String: Int] = [:]
    return try jsonLine(
      map { finding in
        let path = place + finding.position.path
        let what = "\(path)\n\(finding.id)\n\(finding.message)"
        times[what, default: 0] += 1
        return CodeQualityRow(
          checkName: finding.id, description: "\(finding.message); \(finding.hint)",
          fingerprint: fingerprint("\(what)\n\(times[what, default: 0])"),
          location: .init(lines: .init(begin: finding.position.line), path: path),
          severity: finding.severity == .error ? "major" : "minor")
      })
  }

  private func fingerprint(_ text: String) -> String {
    let key = ContentKey(of: text.utf8)
    return [key.first, key.second].map { half in
      let digits = String(half, radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }.joined()
  }
}

private struct CodeQualityRow: Encodable {
  struct Location: Encodable {
    struct Lines: Encodable {
      let begin: Int
    }
    let lines: Lines
    let path: String
  }

  let checkName: String
  let description: String
  let fingerprint: String
  let location: Location
  let severity: String

  enum CodingKeys: String, CodingKey {
    case checkName = "check_name"
    case description, fingerprint, location, severity
  }
}

/// Appends to the summary of a job, where GitHub wants one.
///
/// - Parameter path: of the file that `GITHUB_STEP_SUMMARY` names.
func appendSummary(_ text: String, to path: String) throws {
  do {
    if !isFile(path) { try Data().write(to: URL(fileURLWithPath: path)) }
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  } catch {
    throw Refusal.machine(
      "cannot write the summary of the job: \(error.localizedDescription)",
      hint: "check the file that GITHUB_STEP_SUMMARY names")
  }
}
