import Foundation
package import StatusModel

/// What a Prometheus Alertmanager sends to a webhook: a group of alerts that belong together.
///
/// - Source: Alertmanager's documentation, "webhook_config", payload version 4.
package struct AlertPayload: Hashable, Sendable {
  package struct Alert: Hashable, Sendable {
    package let isFiring: Bool
    package let labels: [String: String]
    package let annotations: [String: String]
    package let startsAt: Timestamp
    /// Nil while it fires.
    package let endsAt: Timestamp?
  }

  /// The same for every message about the same group.
  package let groupKey: String
  package let isFiring: Bool
  package let commonLabels: [String: String]
  package let commonAnnotations: [String: String]
  /// In the order of their starts, then of their labels; at least one.
  package let alerts: [Alert]
}

/// Why bytes are no such payload, in words.
package struct AlertPayloadProblem: Error, Hashable {
  package let message: String
}

/// - Parameter json: as it was sent.
package func readAlertPayload(_ json: [UInt8]) throws(AlertPayloadProblem) -> AlertPayload {
  let raw: RawPayload
  do {
    raw = try JSONDecoder().decode(RawPayload.self, from: Data(json))
  } catch let error as DecodingError {
    throw AlertPayloadProblem(message: words(for: error))
  } catch {
    throw AlertPayloadProblem(message: "it is no JSON")
  }
  guard raw.version == "4" else {
    throw AlertPayloadProblem(message: "its version is '\(raw.version)', and only '4' is known")
  }
  guard !raw.groupKey.isEmpty, !raw.alerts.isEmpty else {
    throw AlertPayloadProblem(message: "it names no group, or no alert")
  }
  var alerts: [AlertPayload.Alert] = []
  for alert in raw.alerts { alerts.append(try alert.checked()) }
  return AlertPayload(
    groupKey: raw.groupKey, isFiring: raw.status == "firing",
    commonLabels: raw.commonLabels ?? [:], commonAnnotations: raw.commonAnnotations ?? [:],
    alerts: alerts.sorted { one, other in
      (one.startsAt.seconds, one.sortedLabels) < (other.startsAt.seconds, other.sortedLabels)
    })
}

extension AlertPayload.Alert {
  /// `service=checkout, severity=page`, by name.
  package var sortedLabels: String {
    labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
  }
}

private struct RawPayload: Decodable {
  struct Alert: Decodable {
    let status: String
    let labels: [String: String]
    let annotations: [String: String]?
    let startsAt: String
    let endsAt: String?
  }

  let version: String
  let groupKey: String
  let status: String
  let commonLabels: [String: String]?
  let commonAnnotations: [String: String]?
  let alerts: [Alert]
}

extension RawPayload.Alert {
  fileprivate func checked() throws(AlertPayloadProblem) -> AlertPayload.Alert {
    guard let starts = timestamp(startsAt) else {
      throw AlertPayloadProblem(message: "'\(startsAt)' in startsAt is no time")
    }
    let isFiring = status == "firing"
    return AlertPayload.Alert(
      isFiring: isFiring, labels: labels, annotations: annotations ?? [:], startsAt: starts,
      endsAt: isFiring ? nil : endsAt.flatMap { timestamp($0) })
  }
}

private func words(for error: DecodingError) -> String {
  switch error {
  case .keyNotFound(let key, _): "it has no '\(key.stringValue)'"
  case .typeMismatch(_, let place), .valueNotFound(_, let place):
    "'\(place.codingPath.last?.stringValue ?? "the whole")' is of another kind than expected"
  default: "it is no JSON"
  }
}

/// The second of an RFC 3339 time: `2026-11-20T10:02:11.123456789+01:00`.
private func timestamp(_ text: String) -> Timestamp? {
  let bytes = Array(text.utf8)
  func number(_ start: Int, _ length: Int) -> Int? {
    guard start + length <= bytes.count else { return nil }
    let digits = bytes[start..<start + length]
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
  guard let year = number(0, 4), let month = number(5, 2), let day = number(8, 2),
    let hour = number(11, 2), let minute = number(14, 2), let second = number(17, 2),
    let date = CivilDate(year: year, month: month, day: day), hour < 24, minute < 60, second < 61
  else { return nil }
  var index = 19
  if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
    index += 1
    while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
  }
  guard index < bytes.count else { return nil }
  var offset = 0
  if bytes[index] | 0x20 != UInt8(ascii: "z") {
    guard let hours = number(index + 1, 2), let minutes = number(index + 4, 2) else { return nil }
    offset = (hours * 3_600 + minutes * 60) * (bytes[index] == UInt8(ascii: "-") ? -1 : 1)
  }
  let time = CivilTime(date: date, secondOfDay: hour * 3_600 + minute * 60 + second)
  return time.moment(offset: offset)
}
