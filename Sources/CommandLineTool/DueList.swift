import Authoring
import Foundation
import PlainEnglish
import StatusModel

/// What a team owes at one moment, for its own eyes.
struct DueList: Sendable {
  let moment: Timestamp
  let zone: TimeZoneRules
  /// What is due first at the front; actions, which have no date, last.
  let obligations: [Obligation]
  /// Drafts of alerts that were over before anybody published them: since when, where that is known.
  /// Nobody waits for their first word.
  let ended: [Incident.ID: AlertsOver]

  init(
    moment: Timestamp, zone: TimeZoneRules, obligations: [Obligation],
    ended: [Incident.ID: AlertsOver] = [:]
  ) {
    self.moment = moment
    self.zone = zone
    self.obligations = obligations
    self.ended = ended
  }

  var overdueCount: Int { obligations.count { isOverdue($0) } }

  private func isOver(_ obligation: Obligation) -> Bool {
    obligation.kind == .firstUpdate && ended[obligation.incident] != nil
  }

  private func isOverdue(_ obligation: Obligation) -> Bool {
    obligation.isOverdue(at: moment) && !isOver(obligation)
  }

  /// A line, and how it is painted.
  private struct Line {
    let text: String
    var paint: (String) -> Painted = { Painted($0) }
  }

  /// A heading for each part that has something in it, and below it a row for each promise.
  func text(on terminal: Terminal) -> Painted {
    let lines = lines(of: obligations, on: terminal).map { $0.paint($0.text) }
    return lines.dropFirst().reduce(lines.first ?? "") { "\($0)\n\($1)" }
  }

  /// The same in a space that does not scroll: what is most urgent, and how much more there is.
  func lines(on terminal: Terminal, in space: TerminalSize) -> [Painted] {
    // A row has two lines at least.
    var found: [Line] = []
    for count in stride(from: min(obligations.count, space.rows / 2), through: 0, by: -1) {
      let rest = obligations.count - count
      let more = rest > 0 ? [Line(text: ""), Line(text: "and \(rest) more")] : []
      found = lines(of: Array(obligations.prefix(count)), on: terminal) + more
      if found.count <= space.rows { break }
    }
    return found.prefix(max(0, space.rows)).map { $0.paint($0.text.cut(to: space.columns)) }
  }

  private func lines(of obligations: [Obligation], on terminal: Terminal) -> [Line] {
    let overdue = obligations.filter { isOverdue($0) }
    let next = obligations.filter { $0.due != nil && !isOverdue($0) && !isOver($0) }
    let over = obligations.filter { isOver($0) }
    let undated = obligations.filter { $0.due == nil }
    let parts = [
      part(Line(text: "Overdue", paint: terminal.red), overdue),
      part(Line(text: "Next", paint: terminal.bold), next),
      part(
        Line(
          text: "Drafts of alerts that are over: publish or delete them", paint: terminal.bold),
        over),
      part(Line(text: "Actions without a date", paint: terminal.bold), undated),
    ]
    let summary =
      overdueCount == 0
      ? "Nothing is overdue at \(clock(moment))." : "\(overdueCount) overdue at \(clock(moment))."
    return parts.filter { !$0.isEmpty }.flatMap { $0 + [Line(text: "")] } + [Line(text: summary)]
  }

  private func part(_ title: Line, _ rows: [Obligation]) -> [Line] {
    guard !rows.isEmpty else { return [] }
    let cells = rows.map { row in
      [
        isOver(row) ? "draft" : row.what, time(of: row), row.owner ?? "nobody", row.severity,
      ]
    }
    let table = TextTable(cells).lines
    let lines = zip(rows, table).flatMap { row, line -> [String] in
      let details =
        [row.action ?? row.title, row.incident]
        + (isOver(row) ? [] : row.escalations.map { escalation($0) })
      return ["  " + line] + details.map { "      " + $0 }
    }
    return [title] + lines.map { Line(text: $0) }
  }

  private func time(of row: Obligation) -> String {
    guard !isOver(row) else {
      return ended[row.incident]?.since.map { "over since \(clock($0))" } ?? "over"
    }
    return row.due.map { "\(clock($0)), \(distance(to: $0))" } ?? ""
  }

  private func escalation(_ step: Obligation.Escalation) -> String {
    let names = step.names.joined(separator: ", ")
    return step.at < moment
      ? "escalated to \(names) since \(clock(step.at)) (\(step.percent) %)"
      : "escalates to \(names) at \(clock(step.at)) (\(step.percent) %)"
  }

  /// `in 25 min`, `12 min ago`, `now`.
  private func distance(to due: Timestamp) -> String {
    let seconds = due.seconds(since: moment)
    if abs(seconds) < 60 { return seconds < 0 ? "just now" : "now" }
    return seconds < 0 ? "\(spanWords(-seconds, .narrow)) ago" : "in \(spanWords(seconds, .narrow))"
  }

  /// The time of day; with the day where that is another one than today. In the site's zone.
  private func clock(_ moment: Timestamp) -> String {
    moment.wallClock(in: zone, today: zone.date(at: self.moment))
  }
}

extension String {
  /// A line that takes no more columns than there are; one with colours in it is left whole.
  func cut(to columns: Int) -> String {
    guard !utf8.contains(0x1B), count > columns else { return self }
    return prefix(max(0, columns - 1)) + "…"
  }
}

extension Obligation {
  fileprivate var what: String {
    switch kind {
    case .firstUpdate: "first update"
    case .nextUpdate: "next update"
    case .postmortem: "postmortem"
    case .action: "action"
    }
  }
}

extension DueList {
  /// For programs: one object, sorted keys, one line. Times are UTC.
  func json() throws -> String {
    try jsonLine(
      Document(
        asOf: moment.iso8601, overdue: overdueCount, owed: obligations.map { row($0) }))
  }

  private func row(_ obligation: Obligation) -> Document.Row {
    let isOver = isOver(obligation)
    return Document.Row(
      action: obligation.action, due: isOver ? nil : obligation.due?.iso8601,
      escalations: isOver
        ? []
        : obligation.escalations.map {
          .init(at: $0.at.iso8601, percent: $0.percent, reached: $0.at < moment, to: $0.names)
        },
      incident: obligation.incident, kind: isOver ? "draft_over" : obligation.kind.rawValue,
      overdue: isOverdue(obligation), owner: obligation.owner,
      secondsLeft: isOver ? nil : obligation.due?.seconds(since: moment),
      severity: obligation.severity, since: obligation.since?.iso8601, title: obligation.title)
  }

  private struct Document: Encodable {
    struct Escalation: Encodable {
      let at: String
      let percent: Int
      let reached: Bool
      let to: [String]
    }

    struct Row: Encodable {
      let action: String?
      let due: String?
      let escalations: [Escalation]
      let incident: String
      let kind: String
      let overdue: Bool
      let owner: String?
      let secondsLeft: Int?
      let severity: String
      let since: String?
      let title: String

      enum CodingKeys: String, CodingKey {
        case action, due, escalations, incident, kind, overdue, owner
        case secondsLeft = "seconds_left"
        case severity, since, title
      }

      /// Every key is always there, so that a program need not ask whether.
      func encode(to encoder: any Encoder) throws {
        var row = encoder.container(keyedBy: CodingKeys.self)
        try row.encode(action, forKey: .action)
        try row.encode(due, forKey: .due)
        try row.encode(escalations, forKey: .escalations)
        try row.encode(incident, forKey: .incident)
        try row.encode(kind, forKey: .kind)
        try row.encode(overdue, forKey: .overdue)
        try row.encode(owner, forKey: .owner)
        try row.encode(secondsLeft, forKey: .secondsLeft)
        try row.encode(severity, forKey: .severity)
        try row.encode(since, forKey: .since)
        try row.encode(title, forKey: .title)
      }
    }

    let asOf: String
    let overdue: Int
    let owed: [Row]

    enum CodingKeys: String, CodingKey {
      case asOf = "as_of"
      case overdue, owed
    }
  }
}
