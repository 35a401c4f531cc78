import Escaping
import PlainEnglish
import StatusModel

/// The figures of `allclear stats`, for people and for programs.
struct ResponseReport {
  let statistics: ResponseStatistics
  let zone: TimeZoneRules
  let asOf: Timestamp

  private var rows: [ResponseStatistics.Row] { statistics.levels + [statistics.all] }

  func text() -> String {
    let head = [
      "", "incidents", "detected", "90 %", "first update", "90 %", "resolved", "90 %", "silence",
      "promises kept",
    ]
    let body = rows.map { row in
      [
        row.severity ?? "all", "\(row.incidents)", cell(row.detection.median),
        cell(row.detection.ninetieth), cell(row.firstUpdate.median),
        cell(row.firstUpdate.ninetieth),
        cell(row.resolution.median), cell(row.resolution.ninetieth), cell(row.longestSilence),
        promises(row.promises),
      ]
    }
    let table = TextTable([head] + body, rightAligned: Set(1...9)).lines.joined(separator: "\n")
    return """
      Incidents that began from \(time(statistics.period.lowerBound)) to \(time(end)):

      \(table)

      detected, first update, resolved: from the start to it, in the median and for nine in ten.
      silence: the longest while an incident was open. promises kept: of the next updates promised.
      """
  }

  /// The period's last moment that is known.
  private var end: Timestamp { min(statistics.period.upperBound, asOf) }

  private func time(_ moment: Timestamp) -> String { moment.wallClock(in: zone, today: nil) }

  private func cell(_ seconds: Int?) -> String { seconds.map { spanWords($0, .narrow) } ?? "-" }

  private func promises(_ promises: ResponseStatistics.Promises) -> String {
    guard promises.made > 0 else { return "-" }
    // Cut, so that only a promise never broken reads 100 %.
    return "\(promises.kept) of \(promises.made) (\(promises.kept * 100 / promises.made) %)"
  }

  /// One object, keys sorted, one line. Spans are seconds, times UTC.
  func json() throws -> String {
    try jsonLine(
      Document(
        all: Document.Row(statistics.all), asOf: asOf.iso8601,
        from: statistics.period.lowerBound.iso8601,
        severities: statistics.levels.map { Document.Row($0) },
        to: end.iso8601))
  }

  private struct Document: Encodable {
    struct Spans: Encodable {
      let count: Int
      let median: Int?
      let p90: Int?

      init(_ spans: ResponseStatistics.Spans) {
        count = spans.count
        median = spans.median
        p90 = spans.ninetieth
      }

      enum CodingKeys: String, CodingKey { case count, median, p90 }

      func encode(to encoder: any Encoder) throws {
        var spans = encoder.container(keyedBy: CodingKeys.self)
        try spans.encode(count, forKey: .count)
        try spans.encode(median, forKey: .median)
        try spans.encode(p90, forKey: .p90)
      }
    }

    struct Row: Encodable {
      let severity: String?
      let incidents: Int
      let toDetect: Spans
      let toFirstUpdate: Spans
      let toResolve: Spans
      let longestSilence: Int?
      let promisesKept: Int
      let promisesMade: Int

      init(_ row: ResponseStatistics.Row) {
        severity = row.severity
        incidents = row.incidents
        toDetect = Spans(row.detection)
        toFirstUpdate = Spans(row.firstUpdate)
        toResolve = Spans(row.resolution)
        longestSilence = row.longestSilence
        promisesKept = row.promises.kept
        promisesMade = row.promises.made
      }

      enum CodingKeys: String, CodingKey {
        case severity, incidents
        case toDetect = "to_detect"
        case toFirstUpdate = "to_first_update"
        case toResolve = "to_resolve"
        case longestSilence = "longest_silence"
        case promisesKept = "promises_kept"
        case promisesMade = "promises_made"
      }

      func encode(to encoder: any Encoder) throws {
        var row = encoder.container(keyedBy: CodingKeys.self)
        try row.encode(severity, forKey: .severity)
        try row.encode(incidents, forKey: .incidents)
        try row.encode(toDetect, forKey: .toDetect)
        try row.encode(toFirstUpdate, forKey: .toFirstUpdate)
        try row.encode(toResolve, forKey: .toResolve)
        try row.encode(longestSilence, forKey: .longestSilence)
        try row.encode(promisesKept, forKey: .promisesKept)
        try row.encode(promisesMade, forKey: .promisesMade)
      }
    }

    let all: Row
    let asOf: String
    let from: String
    let severities: [Row]
    let to: String

    enum CodingKeys: String, CodingKey {
      case all
      case asOf = "as_of"
      case from, severities, to
    }
  }

  /// A row for each level and one for all, spans in seconds; empty where nothing was measured.
  func csv() -> String {
    let head = [
      "severity", "incidents", "detect_count", "detect_median", "detect_p90", "first_update_count",
      "first_update_median", "first_update_p90", "resolve_count", "resolve_median", "resolve_p90",
      "longest_silence", "promises_made", "promises_kept",
    ]
    return csvText(
      [head]
        + rows.map { row in
          [row.severity ?? "all", "\(row.incidents)"]
            + [row.detection, row.firstUpdate, row.resolution].flatMap { spans in
              ["\(spans.count)", number(spans.median), number(spans.ninetieth)]
            } + [number(row.longestSilence), "\(row.promises.made)", "\(row.promises.kept)"]
        })
  }

  private func number(_ seconds: Int?) -> String { seconds.map(String.init) ?? "" }
}
