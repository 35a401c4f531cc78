import ContentWriting
import PlainEnglish
package import StatusModel

/// The sections of a postmortem, with what the incident's own file tells filled in.
///
/// A draft, since only people know the rest. The timeline has what readers saw; the times to
/// detect and to resolve stand in comments, which nobody else sees.
///
/// - Parameters:
///   - incident: as readers see it.
///   - started: as the incident's file names it; nil where it does not, and nobody knows when customers
///     were first affected.
///   - detected: private.
///   - severities: of the site.
///   - zone: the site's, whose clock the timeline goes by.
package func postmortemDraft(
  of incident: IncidentSnapshot, started: Timestamp?, detected: Timestamp?,
  severities: [Severity], in zone: TimeZoneRules
) -> [UInt8] {
  var matter = FrontMatter()
  matter.add(
    "draft", "true", comment: "to publish, write `published: 2026-01-31` with your day in its place"
  )
  matter.add(comments: privateNotes(of: incident, started: started, detected: detected))
  let firstUpdate =
    started.map { "\n\(firstUpdateSentence(of: incident, startedAt: $0, severities))\n" } ?? ""
  let timeline = timeline(of: incident, in: zone).map { "- \($0)\n" }.joined()
  return Array(
    """
    \(matter.markdown)
    ## Summary

    ## Impact

    What this page said:

    \(timeline)
    ## What failed

    ### Process

    ### Tooling

    ### Communication
    \(firstUpdate)
    ## What went well

    ## What we will change

    """.utf8)
}

/// Comments of the front matter.
private func privateNotes(
  of incident: IncidentSnapshot, started: Timestamp?, detected: Timestamp?
) -> [String] {
  let resolution =
    incident.resolvedAt.map {
      "Time to resolve: \(spanWords($0.seconds(since: incident.startedAt), .full))"
    } ?? "Time to resolve: it is still open"
  let due = incident.resolvedAt.flatMap { closed in
    incident.severity.postmortemWithin.map { closed.advanced(by: $0) }
  }
  let notes =
    ["Private, worked out from the incident:"]
    + timesFromStart(of: incident, started: started, detected: detected) + [resolution]
    + (due.map { ["This postmortem is due by \($0.written)"] } ?? []) + [
      "An action is a runbook, monitoring, alert or other; its owner stays private.", "actions:",
      "  - {kind: alert, what: What will be done, owner: Who does it}",
    ]
  return notes.map { "# " + $0 }
}

private func timesFromStart(
  of incident: IncidentSnapshot, started: Timestamp?, detected: Timestamp?
) -> [String] {
  guard let started else {
    return ["Time to detect, time to the first update: unknown; the incident names no `started`"]
  }
  let detection =
    detected.map { "Time to detect: \(spanWords($0.seconds(since: started), .full))" }
    ?? "Time to detect: unknown; the incident names no `detected`"
  let firstUpdate = spanWords(incident.createdAt.seconds(since: started), .full)
  return [detection, "Time to the first update: \(firstUpdate)"]
}

private func timeline(of incident: IncidentSnapshot, in zone: TimeZoneRules) -> [String] {
  let first = incident.startedAt
  let start =
    first < incident.createdAt
    ? ["\(zone.words(for: first)): Customers were first affected."] : []
  return start
    + incident.updates.map { update in
      let state = update.declared?.headingName ?? "Update"
      let level = update.newSeverity.map { ", \($0.id)" } ?? ""
      let words = firstSentence(of: update.text)
      return "\(zone.words(for: update.time)): \(state)\(level)."
        + (words.isEmpty ? "" : " \(words)")
    }
}

/// The first sentence of the first paragraph, in one line.
private func firstSentence(of text: String) -> String {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    .drop { $0.hasPrefix("#") || $0.allSatisfy(\.isWhitespace) }
  let paragraph = lines.prefix { !$0.allSatisfy(\.isWhitespace) }
    .map { String($0).trimmingSpaces }.joined(separator: " ")
  guard let end = paragraph.firstRange(of: ". ")?.lowerBound else { return paragraph }
  return String(paragraph[...end])
}

extension String {
  fileprivate var trimmingSpaces: String {
    let start = drop { $0 == " " || $0 == "\t" }
    let end = start.lastIndex { $0 != " " && $0 != "\t" }
    return end.map { String(start[...$0]) } ?? ""
  }
}

private func firstUpdateSentence(
  of incident: IncidentSnapshot, startedAt started: Timestamp, _ severities: [Severity]
) -> String {
  let level = severities.first { $0.id == incident.updates.first?.severity }
  let promise =
    level?.firstUpdateWithin.map { "; we promise one within \(spanWords($0, .full))" } ?? ""
  let taken = incident.createdAt.seconds(since: started)
  return taken == 0
    ? "The first update is dated at the start of the impact\(promise)."
    : "The first update came \(spanWords(taken, .full)) after the start\(promise)."
}
