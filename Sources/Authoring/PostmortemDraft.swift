import ContentWriting
import PlainEnglish
package import StatusModel

/// The sections of a postmortem, with what the incident's own file tells filled in.
///
/// A draft, since only people know the rest. The timeline has what readers saw, in their language; the
/// times to detect and to resolve stand in comments, which are for the team and in English.
///
/// - Parameters:
///   - incident: as readers see it.
///   - started: as the incident's file names it; nil where it does not, and nobody knows when customers
///     were first affected.
///   - detected: private.
///   - severities: of the site.
///   - zone: the site's, whose clock the timeline goes by.
///   - words: in the language of the site.
package func postmortemDraft(
  of incident: IncidentSnapshot, started: Timestamp?, detected: Timestamp?,
  severities: [Severity], in zone: TimeZoneRules, words: DraftWords
) -> [UInt8] {
  var matter = FrontMatter()
  matter.add(
    "draft", "true", comment: "to publish, write `published: 2026-01-31` with your day in its place"
  )
  matter.add(comments: privateNotes(of: incident, started: started, detected: detected))
  let firstUpdate =
    started.map { "\n\(firstUpdateText(of: incident, startedAt: $0, severities, words))\n" } ?? ""
  let timeline = timeline(of: incident, in: zone, words).map { "- \($0)\n" }.joined()
  let titles = words.sections
  return Array(
    """
    \(matter.markdown)
    ## \(titles.summary)

    ## \(titles.impact)

    \(words.text(.pageSaid))

    \(timeline)
    ## \(titles.failure)

    ### \(titles.process)

    ### \(titles.tooling)

    ### \(titles.communication)
    \(firstUpdate)
    ## \(titles.success)

    ## \(titles.change)

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

private func timeline(
  of incident: IncidentSnapshot, in zone: TimeZoneRules, _ words: DraftWords
) -> [String] {
  let first = incident.startedAt
  let start =
    first < incident.createdAt
    ? [words.text(.firstAffected, ["time": zone.words(for: first)])] : []
  return start
    + incident.updates.map { update in
      let state = words.text(update.declared.map(DraftWords.Text.init) ?? .unchanged)
      let level = update.newSeverity.map { words.text(.aside, ["text": $0.id]) } ?? ""
      return words.text(
        .update,
        [
          "time": zone.words(for: update.time), "state": state + level,
          "text": firstSentence(of: update.text),
        ]
      ).trimmingSpaces
    }
}

extension DraftWords.Text {
  fileprivate init(_ state: Incident.State) {
    switch state {
    case .investigating: self = .investigating
    case .identified: self = .identified
    case .monitoring: self = .monitoring
    case .resolved: self = .resolved
    case .retracted: self = .retracted
    }
  }
}

/// The first sentence of the first paragraph, in one line.
private func firstSentence(of text: String) -> String {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    .drop { $0.hasPrefix("#") || $0.allSatisfy(\.isWhitespace) }
  let paragraph = lines.prefix { !$0.allSatisfy(\.isWhitespace) }
    .map { String($0).trimmingSpaces }.joined(separator: " ")
  let ends = [paragraph.firstRange(of: ". ")?.lowerBound, paragraph.firstIndex(of: "。")]
  guard let end = ends.compactMap(\.self).min() else { return paragraph }
  return String(paragraph[...end])
}

extension String {
  fileprivate var trimmingSpaces: String {
    let start = drop { $0 == " " || $0 == "\t" }
    let end = start.lastIndex { $0 != " " && $0 != "\t" }
    return end.map { String(start[...$0]) } ?? ""
  }
}

private func firstUpdateText(
  of incident: IncidentSnapshot, startedAt started: Timestamp, _ severities: [Severity],
  _ words: DraftWords
) -> String {
  let level = severities.first { $0.id == incident.updates.first?.severity }
  let promise = level?.firstUpdateWithin.map {
    words.text(.firstUpdatePromised, ["span": words.span($0)])
  }
  let taken = incident.createdAt.seconds(since: started)
  let first =
    taken == 0
    ? words.text(.firstUpdateAtStart)
    : words.text(.firstUpdateAfter, ["span": words.span(taken)])
  return [first, promise].compactMap(\.self).joined(separator: " ")
}
