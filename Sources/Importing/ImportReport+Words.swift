import Diagnostics
import Foundation
import StatusModel

extension ImportReport {
  /// For people: what is written, what became of each field, what to look at. Ends without a line break.
  package var text: String {
    ([summary] + fieldLines + findingLines + redirectLines).joined(separator: "\n")
  }

  private var summary: String {
    let parts = [
      amount(counts.incidents, "incident"), amount(counts.maintenances, "maintenance"),
      amount(counts.announcements, "announcement"), amount(counts.postmortems, "postmortem"),
      amount(counts.updates, "update"), amount(counts.components, "component"),
    ].compactMap { $0 }
    return "From \(system): " + (parts.isEmpty ? "nothing" : parts.joined(separator: ", "))
  }

  /// Nil for none.
  private func amount(_ count: Int, _ noun: String) -> String? {
    count == 0 ? nil : "\(count) \(noun)" + (count == 1 ? "" : "s")
  }

  private var fieldLines: [String] {
    let rows = fields.fields.sorted { $0.key < $1.key }
    guard !rows.isEmpty else { return [] }
    let width = rows.map(\.key.count).max() ?? 0
    return ["", "Fields:"]
      + rows.map { field, counts in
        let outcomes = [
          (counts.kept, "kept"), (counts.approximated, "approximated"), (counts.lost, "lost"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        let gap = String(repeating: " ", count: width - field.count + 2)
        return "  \(field)\(gap)\(outcomes.joined(separator: ", "))"
      }
  }

  private var findingLines: [String] {
    ImportFinding.Kind.allCases.flatMap { kind -> [String] in
      let found = findings.filter { $0.kind == kind }
      guard !found.isEmpty else { return [] }
      return ["", "\(kind.heading) (\(found.count)):"]
        + found.map {
          "  \($0.place.path):\($0.place.line):\($0.place.column): \($0.subject): \($0.reason)"
        }
    }
  }

  private var redirectLines: [String] {
    guard !redirects.isEmpty else { return [] }
    return ["", "Redirects (\(redirects.count)):"] + redirects.map { "  \($0.old) \($0.new)" }
  }
}

extension ImportFinding.Kind {
  fileprivate var heading: String {
    switch self {
    case .leftOut: "Left out"
    case .draft: "Written as drafts"
    case .changed: "Changed, to look at"
    case .missing: "Not in the source"
    }
  }
}

extension ImportReport {
  private struct Document: Encodable {
    struct Finding: Encodable {
      let column: Int
      let kind: String
      let line: Int
      let path: String
      let reason: String
      let subject: String
    }

    struct Move: Encodable {
      let new: String
      let old: String
    }

    let counts: [String: Int]
    let kept: [String]
    let written: [String]
    let fields: [String: [String: Int]]
    let findings: [Finding]
    let redirects: [Move]
    let system: String
  }

  /// One object with sorted keys, on one line.
  ///
  /// - Parameters:
  ///   - written: paths of files that were written.
  ///   - kept: paths of files that were there already.
  package func json(written: [String] = [], kept: [String] = []) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(
      decoding: try encoder.encode(document(written: written, kept: kept)), as: UTF8.self)
  }

  private func document(written: [String], kept: [String]) -> Document {
    Document(
      counts: [
        "announcements": counts.announcements, "components": counts.components,
        "incidents": counts.incidents, "maintenances": counts.maintenances,
        "postmortems": counts.postmortems, "updates": counts.updates,
      ],
      kept: kept, written: written,
      fields: fields.fields.mapValues {
        ["approximated": $0.approximated, "kept": $0.kept, "lost": $0.lost]
      },
      findings: findings.map {
        .init(
          column: $0.place.column, kind: $0.kind.rawValue, line: $0.place.line,
          path: $0.place.path, reason: $0.reason, subject: $0.subject)
      },
      redirects: redirects.map { .init(new: $0.new, old: $0.old) }, system: system)
  }
}
