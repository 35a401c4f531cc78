import Foundation
package import StatusModel

/// What a Prometheus Alertmanager sends to a webhook: a group of alerts that belong together.
///
/// - Source: Alertmanager's documentation, "webhook_config", payload version 4; versions 1 to 3 of earlier
///   releases, and what Grafana sends in the same shape.
package struct AlertPayload: Hashable, Sendable {
  package struct Alert: Hashable, Sendable {
    package let isFiring: Bool
    package let labels: [String: String]
    package let annotations: [String: String]
    /// Nil where it is not told.
    package let startsAt: Timestamp?
    /// Nil while it fires, and where it is not told.
    package let endsAt: Timestamp?
  }

  /// The same for every message about the same group.
  package let groupKey: String
  package let isFiring: Bool
  package let commonLabels: [String: String]
  package let commonAnnotations: [String: String]
  /// In the order of their starts, then of their labels; at least one.
  package let alerts: [Alert]
  /// How many more there are that the sender left out.
  package let truncated: Int
}

/// Why bytes are no such payload, in words.
package struct AlertPayloadProblem: Error, Hashable {
  package let message: String
}

/// Takes whatever can be understood: what is missing, null or of another kind leaves the rest as it is,
/// since an alert that is refused is an alert that nobody sees.
///
/// - Parameter json: as it was sent.
package func readAlertPayload(_ json: [UInt8]) throws(AlertPayloadProblem) -> AlertPayload {
  let whole: JSONNode
  do {
    whole = try JSONDecoder().decode(JSONNode.self, from: Data(repairedJSON(json)))
  } catch {
    throw AlertPayloadProblem(message: "it is no JSON")
  }
  guard case .object(let root) = whole else {
    throw AlertPayloadProblem(message: "'the whole' is of another kind than expected")
  }
  let group = RawGroup(root)
  guard !group.alerts.isEmpty else {
    throw AlertPayloadProblem(
      message: root["groupKey"] == nil
        ? "it has no 'groupKey'" : "it names no group, or no alert")
  }
  return AlertPayload(
    groupKey: group.key,
    isFiring: group.isFiring ?? false || group.alerts.contains(where: \.isFiring),
    commonLabels: group.commonLabels, commonAnnotations: root.texts("commonAnnotations"),
    alerts: group.alerts, truncated: max(0, root.text("truncatedAlerts").flatMap { Int($0) } ?? 0))
}

extension AlertPayload.Alert {
  /// `service=checkout, severity=page`, by name.
  package var sortedLabels: String { written(labels) }

  /// By the start, those without one last; then by the labels.
  fileprivate static func isBefore(_ one: Self, _ other: Self) -> Bool {
    (one.startsAt?.seconds ?? .max, one.sortedLabels)
      < (other.startsAt?.seconds ?? .max, other.sortedLabels)
  }
}

private func written(_ labels: [String: String]) -> String {
  labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
}

/// A payload as far as it can be understood.
private struct RawGroup {
  let key: String
  /// Nil where it is not told.
  let isFiring: Bool?
  let commonLabels: [String: String]
  let alerts: [AlertPayload.Alert]

  init(_ root: [String: JSONNode]) {
    let isFiring = root.text("status").flatMap(isFiringStatus)
    let groupLabels = root.texts("groupLabels")
    let commonLabels = root.texts("commonLabels")
    let shared = groupLabels.merging(commonLabels) { one, _ in one }
    // Version 1 named the list in the singular.
    let written = (root.objects("alerts") + root.objects("alert"))
      .map { AlertPayload.Alert($0, shared: shared, isFiring: isFiring) }
    // A group that is said to fire and lists nothing is an alert all the same.
    let itself = AlertPayload.Alert(
      isFiring: isFiring ?? true, labels: shared, annotations: [:], startsAt: nil, endsAt: nil)
    self.isFiring = isFiring
    self.commonLabels = commonLabels
    alerts =
      written.isEmpty && !shared.isEmpty
      ? [itself] : written.sorted(by: AlertPayload.Alert.isBefore)
    let named = root.text("groupKey") ?? ""
    let labels = [groupLabels, commonLabels, alerts.first?.labels ?? [:]].first { !$0.isEmpty }
    key = named.isEmpty ? "labels: " + Authoring.written(labels ?? [:]) : named
  }
}

extension AlertPayload.Alert {
  fileprivate init(
    _ object: [String: JSONNode], shared: [String: String], isFiring groupFires: Bool?
  ) {
    let labels = object.texts("labels")
    var annotations = object.texts("annotations")
    // Version 1 had these two beside the labels.
    for name in ["summary", "description"] where annotations[name] == nil {
      annotations[name] = object.text(name)
    }
    let end = object.moment("endsAt")
    isFiring = object.text("status").flatMap(isFiringStatus) ?? groupFires ?? (end == nil)
    self.labels = labels.isEmpty ? shared : labels
    self.annotations = annotations
    var start = object.moment("startsAt")
    if case .object(let payload)? = object["payload"] {
      start = start ?? payload.moment("activeSince")
    }
    startsAt = start
    endsAt = isFiring ? nil : end
  }
}

/// Nil for a status that says neither.
private func isFiringStatus(_ status: String) -> Bool? {
  switch status.lowercased() {
  case "": nil
  case "resolved", "ok", "normal", "inactive", "closed": false
  default: true
  }
}

// MARK: JSON of whatever kind

private indirect enum JSONNode: Decodable {
  case nothing
  /// A string, or a number or a truth value in its place.
  case text(String)
  case list([JSONNode])
  case object([String: JSONNode])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .nothing
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let flag = try? value.decode(Bool.self) {
      self = .text(String(flag))
    } else if let number = try? value.decode(Int64.self) {
      self = .text(String(number))
    } else if let number = try? value.decode(UInt64.self) {
      self = .text(String(number))
    } else if let number = try? value.decode(Double.self) {
      self = .text(String(number))
    } else if let list = try? value.decode([JSONNode].self) {
      self = .list(list)
    } else if let object = try? value.decode([String: JSONNode].self) {
      self = .object(object)
    } else {
      self = .nothing
    }
  }

  var text: String? {
    if case .text(let text) = self { text } else { nil }
  }
}

extension [String: JSONNode] {
  fileprivate func text(_ key: String) -> String? { self[key]?.text }

  /// The texts of a mapping; what is none is left out.
  fileprivate func texts(_ key: String) -> [String: String] {
    guard case .object(let object)? = self[key] else { return [:] }
    return object.compactMapValues(\.text)
  }

  fileprivate func objects(_ key: String) -> [[String: JSONNode]] {
    switch self[key] {
    case .list(let nodes)?:
      nodes.compactMap { if case .object(let object) = $0 { object } else { nil } }
    case .object(let object)?: [object]
    default: []
    }
  }

  /// Nil for what is no time, and for the zero time of Go, `0001-01-01T00:00:00Z`.
  fileprivate func moment(_ key: String) -> Timestamp? {
    guard let text = text(key) else { return nil }
    let moment = timestamp(text) ?? epoch(text)
    return moment.flatMap { $0.seconds > 0 ? $0 : nil }
  }
}

/// Seconds or milliseconds since 1970; nil for a text that is no number.
private func epoch(_ text: String) -> Timestamp? {
  guard let number = Double(text), number.isFinite, number < 1e14 else { return nil }
  return Timestamp(seconds: Int(number < 1e11 ? number : number / 1_000))
}

/// The second of an RFC 3339 time: `2026-11-20T10:02:11.123456789+01:00`; seconds and zone may be left out.
private func timestamp(_ text: String) -> Timestamp? {
  let bytes = Array(text.utf8)
  func number(_ start: Int, _ length: Int) -> Int? {
    guard start + length <= bytes.count else { return nil }
    let digits = bytes[start..<start + length]
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
  guard let year = number(0, 4), let month = number(5, 2), let day = number(8, 2),
    let hour = number(11, 2), let minute = number(14, 2),
    let date = CivilDate(year: year, month: month, day: day), hour < 24, minute < 60
  else { return nil }
  var second = 0
  var index = 16
  if index < bytes.count, bytes[index] == UInt8(ascii: ":") {
    guard let written = number(17, 2), written < 61 else { return nil }
    second = written
    index = 19
  }
  if index < bytes.count, bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ",") {
    index += 1
    while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
  }
  if index < bytes.count, bytes[index] == UInt8(ascii: " ") { index += 1 }
  var offset = 0
  if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
    guard let hours = number(index + 1, 2) else { return nil }
    let hasColon = index + 3 < bytes.count && bytes[index + 3] == UInt8(ascii: ":")
    let minutes = number(index + (hasColon ? 4 : 3), 2) ?? 0
    offset = (hours * 3_600 + minutes * 60) * (bytes[index] == UInt8(ascii: "-") ? -1 : 1)
  }
  let time = CivilTime(date: date, secondOfDay: hour * 3_600 + minute * 60 + second)
  return time.moment(offset: offset)
}

// MARK: Bytes that are nearly JSON

/// The same JSON in a form that a parser takes: UTF-8 throughout, no control character within a string, no
/// half of a surrogate pair. U+FFFD takes the place of what cannot be read.
private func repairedJSON(_ bytes: [UInt8]) -> [UInt8] {
  let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
  let text = Array(String(decoding: bytes.dropFirst(isMarked ? 3 : 0), as: UTF8.self).utf8)
  guard text.contains(where: { $0 == UInt8(ascii: "\\") || $0 < 0x20 }) else { return text }
  var repaired: [UInt8] = []
  repaired.reserveCapacity(text.count)
  var isInString = false
  var index = 0
  while index < text.count {
    let byte = text[index]
    guard isInString else {
      isInString = byte == UInt8(ascii: "\"")
      repaired.append(byte)
      index += 1
      continue
    }
    if byte == UInt8(ascii: "\\") {
      let length = escapeLength(at: index, in: text)
      if let length {
        repaired += text[index..<min(text.count, index + length)]
      } else {
        repaired += Array("\\ufffd".utf8)
      }
      index += length ?? 6
    } else {
      isInString = byte != UInt8(ascii: "\"")
      repaired.append(byte < 0x20 ? 0x20 : byte)
      index += 1
    }
  }
  return repaired
}

/// How many bytes an escape takes, 12 for a pair of surrogates; nil for the half of one.
private func escapeLength(at index: Int, in text: [UInt8]) -> Int? {
  guard let unit = escapedUnit(at: index, in: text) else { return 2 }
  switch unit {
  case 0xD800..<0xDC00:
    let next = escapedUnit(at: index + 6, in: text)
    return next.map { (0xDC00..<0xE000).contains($0) } == true ? 12 : nil
  case 0xDC00..<0xE000: return nil
  default: return 6
  }
}

/// The value of `\u12ab`; nil for whatever else stands there.
private func escapedUnit(at index: Int, in text: [UInt8]) -> Int? {
  guard index + 6 <= text.count, text[index] == UInt8(ascii: "\\"),
    text[index + 1] == UInt8(ascii: "u")
  else { return nil }
  return Int(String(decoding: text[index + 2..<index + 6], as: UTF8.self), radix: 16)
}
