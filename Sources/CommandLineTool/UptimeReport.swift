import Addresses
import Escaping
import PlainEnglish
import StatusModel

/// The account of `allclear stats uptime`, for people and for programs.
struct UptimeReport {
  let account: UptimeAccount
  let zone: TimeZoneRules

  func text() -> String {
    let whole = account.period.upperBound.seconds(since: account.period.lowerBound)
    let head = ["from", "to", "status", "lasted", "weight", "counts as down", "because of"]
    let body = account.spans.map { span in
      [
        time(span.time.lowerBound), time(span.time.upperBound), span.status.rawValue,
        spanWords(span.seconds, .narrow), weight(of: span), "\(seconds(account.lost(in: span))) s",
        span.causes.map(\.path).joined(separator: ", "),
      ]
    }
    let table = TextTable([head] + body, rightAligned: [3, 4, 5]).lines.joined(separator: "\n")
    let rows = body.isEmpty ? "It was operational all the time." : table
    return """
      \(account.component) from \(time(account.period.lowerBound)) to \(time(account.period.upperBound)):

      \(rows)

      \(seconds(account.lost)) of \(whole) seconds count as down: uptime \(percent)
      """
  }

  private var percent: String {
    guard let uptime = account.uptime else { return "unknown, there is no data" }
    let (whole, rest) = (uptime.hundredths / 100, uptime.hundredths % 100)
    return rest == 0 ? "\(whole) %" : "\(whole).\(padded(rest)) %"
  }

  private func time(_ moment: Timestamp) -> String { moment.wallClock(in: zone, today: nil) }

  private func weight(of span: UptimeAccount.Span) -> String {
    seconds(account.weights[span.status])
  }

  /// Millionths as a decimal number, exact: `300000` is `0.3`.
  private func seconds(_ millionths: Int) -> String {
    let one = UptimeWeights.one
    guard millionths % one != 0 else { return "\(millionths / one)" }
    let digits = padded(millionths % one, to: 6)
    let cut = digits.reversed().drop { $0 == "0" }.reversed()
    return "\(millionths / one).\(String(cut))"
  }

  /// One object, keys sorted, one line. Times are UTC.
  func json() throws -> String {
    let spans = account.spans.map { span in
      Document.Span(
        causes: span.causes.map(\.path), from: span.time.lowerBound.iso8601,
        lost: Double(account.lost(in: span)) / Double(UptimeWeights.one), seconds: span.seconds,
        status: span.status.rawValue, to: span.time.upperBound.iso8601,
        weight: Double(account.weights[span.status]) / Double(UptimeWeights.one))
    }
    return try jsonLine(
      Document(
        component: account.component, from: account.period.lowerBound.iso8601, intervals: spans,
        lost: Double(account.lost) / Double(UptimeWeights.one),
        seconds: account.period.upperBound.seconds(since: account.period.lowerBound),
        to: account.period.upperBound.iso8601,
        uptime: account.uptime.map { Double($0.hundredths) / 100 }))
  }

  private struct Document: Encodable {
    struct Span: Encodable {
      let causes: [String]
      let from: String
      let lost: Double
      let seconds: Int
      let status: String
      let to: String
      let weight: Double
    }

    let component: String
    let from: String
    let intervals: [Span]
    let lost: Double
    let seconds: Int
    let to: String
    let uptime: Double?
  }

  /// A row for each span. Times are UTC.
  func csv() -> String {
    let head = ["component", "from", "to", "status", "seconds", "weight", "lost", "because_of"]
    return csvText(
      [head]
        + account.spans.map { span in
          [
            account.component, span.time.lowerBound.iso8601, span.time.upperBound.iso8601,
            span.status.rawValue, "\(span.seconds)", weight(of: span),
            seconds(account.lost(in: span)), span.causes.map(\.path).joined(separator: " "),
          ]
        })
  }
}

extension UptimeAccount.Cause {
  /// As in the site folder: `incidents/2026-11-20-api-errors`.
  fileprivate var path: String {
    switch self {
    case .incident(let id): EntryPath.incident(id).withoutEnding
    case .maintenance(let id): EntryPath.maintenance(id).withoutEnding
    }
  }
}
