import Authoring
import Foundation
import PlainEnglish
import StatusModel

extension EntryReport {
  /// What a person is asked to say yes to.
  ///
  /// - Parameters:
  ///   - page: what the page will say at its top, in its own words.
  ///   - columns: of the terminal; nil where nobody can tell.
  func preview(of edit: CheckedEdit, page: String, columns: Int?) -> String {
    let (planned, zone) = (edit.planned, edit.site.zone)
    let name = edit.site.site.settings.name
    let level = severity.map { " - \($0.id) (\($0.name))" } ?? ""
    let text =
      planned.text.isEmpty
      ? ["(no text)"]
      : shownLines(of: planned.text, width: columns.map { $0 - 4 })
    let head = [
      "", isDraft ? "This is a draft, and stays private:" : "\(name) will say:", "",
      "  \(title)", "  \(state) - \(moment(planned.time, in: zone))\(level)",
    ]
    let affected = components.map { "  \($0.name): \($0.status.words)" }
    let words = [""] + text.map { $0.isEmpty ? "  |" : "  | \($0)" } + [""]
    let end = [
      promise(in: zone), "The page will then say: \(page)", "The file: \(planned.edit.path)",
    ]
    return
      (head + windowLines(in: zone) + sinceLines(in: zone) + affected + words
      + end.compactMap { $0 })
      .joined(separator: "\n")
  }

  private func windowLines(in zone: TimeZoneRules) -> [String] {
    guard let window else { return [] }
    let end = window.end.map { " to \(moment($0, in: zone))" } ?? ", end not known yet"
    return ["  From \(moment(window.start, in: zone))\(end)"]
  }

  private func sinceLines(in zone: TimeZoneRules) -> [String] {
    since.map { ["  Began \(moment($0, in: zone))"] } ?? []
  }

  /// Nil where nothing is owed.
  func promise(in zone: TimeZoneRules) -> String? {
    nextUpdate.map { "The next update is promised by \(moment($0, in: zone))." }
  }
}

/// The lines of a text as they fit into a terminal.
///
/// A paragraph with a line that does not fit is filled anew, as a page does it: a prewritten message is
/// longer once its blanks are filled. One with marks, or with code anywhere, keeps its own lines.
private func shownLines(of text: String, width: Int?) -> [String] {
  let lines = text.components(separatedBy: "\n")
  let hasCode = text.contains("```") || text.contains("~~~")
  let isPlain = { (line: String) in line.first?.isLetter == true && !line.hasSuffix("  ") }
  return lines.split(omittingEmptySubsequences: false, whereSeparator: \.isEmpty)
    .map { paragraph -> [String] in
      let mustFill = paragraph.contains { $0.count > width ?? .max }
      return mustFill && !hasCode && paragraph.allSatisfy(isPlain)
        ? [paragraph.joined(separator: " ")] : Array(paragraph)
    }
    .joined(separator: [""])
    .flatMap { $0.brokenIntoLines(of: width) }
}

/// `2026-11-20 11:10 (UTC+1)`: the site's clock, as prewritten messages name it, so that one moment reads
/// alike wherever it stands on the screen.
func moment(_ time: Timestamp, in zone: TimeZoneRules) -> String {
  zone.identifier == "UTC" ? time.written : zone.words(for: time)
}
