import Authoring
import Diagnostics
import Foundation
import StatusModel

/// What a command has written.
struct WrittenEntry: Sendable {
  let planned: PlannedEdit
  /// Nil for a postmortem, which readers do not see yet.
  let report: EntryReport?
  let zone: TimeZoneRules
  let isToBeCommitted: Bool
  /// What brings it to readers: `publish` where the site says to which places, else `build`.
  let nextCommand: String
  /// Why git did not commit, in its words.
  var gitFailure: String?
  /// The errors of other files, without which it was written.
  let leftOut: [Diagnostic]
  /// What was written before it, to be committed as well.
  var before: [PlannedEdit] = []

  /// The same, after something else that was written.
  func after(_ first: WrittenEntry) -> WrittenEntry {
    var written = self
    written.before = first.before + [first.planned]
    return written
  }

  private var isCommitted: Bool { isToBeCommitted && gitFailure == nil }

  var text: String {
    var lines = ["Written: \(planned.edit.path)"]
    guard let report else { return (lines + committed).joined(separator: "\n") }
    if let promise = report.promise(in: zone), !report.isDraft { lines.append(promise) }
    lines += committed
    lines.append(
      report.isDraft
        ? "It is a draft: readers see it once `draft: true` is taken out of the file."
        : leftOut.isEmpty
          ? "Readers see it after the next \(nextCommand): run `allclear \(nextCommand)`, or let your server do it."
          : "Readers do not see it yet: `allclear \(nextCommand)` stops until \(leftOut.brokenFiles[0]) "
            + "\(leftOut.brokenFiles.count > 1 ? "and other files are" : "is") correct.")
    return lines.joined(separator: "\n")
  }

  private var committed: [String] {
    isCommitted ? ["Committed: \(planned.commitMessage)"] : []
  }

  /// One object, sorted keys, one line.
  func json() throws -> String {
    try jsonLine(
      Row(
        committed: isCommitted, draft: report?.isDraft ?? true, file: planned.edit.path,
        id: planned.id, nextUpdateBy: report?.nextUpdate?.iso8601,
        severity: report?.severity?.id, state: report?.state, time: planned.time.iso8601,
        title: report?.title))
  }

  private struct Row: Encodable {
    let committed: Bool
    let draft: Bool
    let file: String
    let id: String
    let nextUpdateBy: String?
    let severity: String?
    let state: String?
    let time: String
    let title: String?

    enum CodingKeys: String, CodingKey {
      case committed, draft, file, id
      case nextUpdateBy = "next_update_by"
      case severity, state, time, title
    }
  }
}
