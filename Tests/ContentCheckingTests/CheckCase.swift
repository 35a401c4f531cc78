import ContentChecking
import ContentReading
import Diagnostics
import Foundation
import SiteFiles
import StatusModel
import TestSupport
import Testing

/// A file in a tiny site, and what `check` says of it.
struct CheckCase: Sendable, CustomTestStringConvertible {
  let name: String
  let path: String
  /// With a `▶` before each place.
  let marked: String
  /// At the marks: the message and the id.
  let reports: [String]
  let moment: Timestamp
  let others: [String: String]

  init(
    _ name: String, _ path: String, _ marked: String, reports: [String] = [],
    at moment: Timestamp = noon, beside others: [String: String] = [:]
  ) {
    self.name = name
    self.path = path
    self.marked = marked
    self.reports = reports
    self.moment = moment
    self.others = others
  }

  /// Of an incident.
  init(_ name: String, _ marked: String, reports: [String] = [], at moment: Timestamp = noon) {
    self.init(name, "incidents/one.md", marked, reports: reports, at: moment)
  }

  var testDescription: String { name }

  func verify() async throws {
    let marked = MarkedText(marked, path: path)
    var site = TinySite().with(path, marked.text)
    for (path, text) in others.sorted(by: { $0.key < $1.key }) { site = site.with(path, text) }
    let found = try await warnings(in: site, at: moment).filter { $0.position.path == path }
    #expect(marked.places.count == reports.count)
    let wanted = zip(marked.places, reports)
      .map { "\($0.path):\($0.line):\($0.column): warning: \($1)" }
    #expect(found.map(\.firstLine) == wanted)
  }
}

/// 2026-11-20 12:00 UTC.
let noon = Timestamp(seconds: 1_795_176_000)

/// What `check` says beyond the grammar, in stable order.
func warnings(
  in site: TinySite, at moment: Timestamp = noon, words: [String: CheckWords]? = nil
) async throws -> [Diagnostic] {
  let parsed = try await site.parse()
  let read = parsed.value
  let words = try words ?? builtInWords(of: read.settings.languages)
  let findings = checkContent(of: read, read.snapshot(at: moment), with: words)
  let places = parsed.places.of(Set(findings.map(\.file)))
  return findings.map { $0.diagnostic(at: places[$0.file]) }.inStableOrder()
}

/// The built-in lists of those languages that have some.
func builtInWords(of languages: [String]) throws -> [String: CheckWords] {
  let project = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  var words: [String: CheckWords] = [:]
  for language in languages {
    let path = "site-template/theme/checks/\(language).yml"
    guard let data = try? Data(contentsOf: project.appendingPathComponent(path)) else { continue }
    let (lists, faults) = readLists(
      SourceFile(path: path, bytes: Array(data)), of: "a file of word lists",
      known: CheckWords.List.allCases.map(\.rawValue))
    try #require(faults.isEmpty, "\(faults.map(\.text))")
    let (made, badLines) = CheckWords.make(lists)
    try #require(badLines.isEmpty, "\(badLines.map(\.text))")
    words[language] = made
  }
  return words
}
