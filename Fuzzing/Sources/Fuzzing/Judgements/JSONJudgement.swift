import Foundation

/// Whether a document is JSON, and has the keys that its readers rely on.
package func judgeJSON(_ bytes: [UInt8], at path: String) -> [Finding] {
  if let fault = faultInJSON(bytes) { return [Finding(.json, at: path, "not JSON: \(fault)")] }
  let value: Any
  do {
    value = try JSONSerialization.jsonObject(with: Data(bytes))
  } catch {
    return [Finding(.json, at: path, "not JSON: \(error)")]
  }
  return judgeKeys(of: value, at: path)
}

/// Compares a document with what the contract lists for its path. Keys that begin with an underscore are
/// additions, which a client passes over.
private func judgeKeys(of value: Any, at path: String) -> [Finding] {
  guard let shape = shape(ofDocument: path) else { return [] }
  return shape.findings(in: value, at: path)
}

/// What a value has to look like.
private indirect enum Shape: Sendable {
  /// Exactly these keys.
  case object([String: Shape])
  /// At least these keys.
  case open([String: Shape])
  case list(Shape)
  case text
  case number
  case flag
  case null
  case optional(Shape)
  case any

  func findings(in value: Any, at place: String) -> [Finding] {
    switch self {
    case .any: []
    case .optional(let shape): value is NSNull ? [] : shape.findings(in: value, at: place)
    case .null: value is NSNull ? [] : wrong(value, place, "null")
    case .text: value is String ? [] : wrong(value, place, "a text")
    case .number: value is NSNumber ? [] : wrong(value, place, "a number")
    case .flag: value is Bool ? [] : wrong(value, place, "true or false")
    case .list(let shape): listFindings(in: value, each: shape, at: place)
    case .object(let fields): objectFindings(in: value, fields, isOpen: false, at: place)
    case .open(let fields): objectFindings(in: value, fields, isOpen: true, at: place)
    }
  }

  private func wrong(_ value: Any, _ place: String, _ expected: String) -> [Finding] {
    [Finding(.api, at: place, "\(value) is not \(expected)")]
  }

  private func listFindings(in value: Any, each shape: Shape, at place: String) -> [Finding] {
    guard let list = value as? [Any] else { return wrong(value, place, "a list") }
    return list.enumerated().flatMap { shape.findings(in: $1, at: "\(place)[\($0)]") }
  }

  private func objectFindings(
    in value: Any, _ fields: [String: Shape], isOpen: Bool, at place: String
  ) -> [Finding] {
    guard let object = value as? [String: Any] else { return wrong(value, place, "an object") }
    let others =
      isOpen ? [] : object.keys.filter { fields[$0] == nil && !$0.hasPrefix("_") }.sorted()
    return others.map { Finding(.api, at: place, "the contract has no key '\($0)'") }
      + fields.sorted { $0.key < $1.key }.flatMap { key, shape in
        guard let found = object[key] else {
          return [Finding(.api, at: place, "the key '\(key)' is missing")]
        }
        return shape.findings(in: found, at: "\(place).\(key)")
      }
  }
}

/// - Returns: nil for a document without a contract.
private func shape(ofDocument path: String) -> Shape? {
  let incidents = ("incidents", Shape.list(.incident))
  let planned = ("scheduled_maintenances", Shape.list(.maintenance))
  let components = ("components", Shape.list(.component))
  let status = ("status", Shape.object(["indicator": .text, "description": .text]))
  func document(_ fields: (String, Shape)...) -> Shape {
    .object(Dictionary(fields + [("page", .page)]) { one, _ in one })
  }
  switch path {
  case "api/v2/summary.json": return document(components, incidents, planned, status)
  case "api/v2/status.json": return document(status)
  case "api/v2/components.json": return document(components)
  case "api/v2/incidents.json", "api/v2/incidents/unresolved.json": return document(incidents)
  case "api/v2/scheduled-maintenances.json", "api/v2/scheduled-maintenances/upcoming.json",
    "api/v2/scheduled-maintenances/active.json":
    return document(planned)
  case "api/uptime.json":
    return .open([
      "as_of": .text, "window_days": .number, "time_zone": .text, "components": .list(.uptime),
    ])
  case _ where path.hasSuffix("feed.json"):
    return .open(["version": .text, "title": .text, "items": .list(.item)])
  default: return nil
  }
}

extension Shape {
  fileprivate static let page = Shape.object([
    "id": .text, "name": .text, "url": .text, "time_zone": .text, "updated_at": .text,
  ])
  fileprivate static let component = Shape.open([
    "id": .text, "name": .text, "status": .text, "created_at": .text, "updated_at": .text,
    "position": .number, "description": .optional(.text), "showcase": .flag,
    "start_date": .optional(.text), "group_id": .optional(.text), "page_id": .text, "group": .flag,
    "only_show_if_degraded": .flag,
  ])
  private static let update = Shape.object([
    "id": .text, "status": .text, "body": .text, "incident_id": .text, "created_at": .text,
    "updated_at": .text, "display_at": .text,
    "affected_components": .list(
      .object(["code": .text, "name": .text, "old_status": .text, "new_status": .text])),
    "deliver_notifications": .flag, "custom_tweet": .null, "tweet_id": .null,
  ])
  private static let entry: [String: Shape] = [
    "id": .text, "name": .text, "status": .text, "created_at": .text, "updated_at": .text,
    "monitoring_at": .optional(.text), "resolved_at": .optional(.text), "impact": .text,
    "shortlink": .text, "started_at": .text, "page_id": .text, "incident_updates": .list(update),
    "components": .list(component), "reminder_intervals": .null,
  ]
  fileprivate static let incident = Shape.object(entry)
  fileprivate static let maintenance = Shape.object(
    entry.merging(["scheduled_for": .text, "scheduled_until": .optional(.text)]) { one, _ in one })
  fileprivate static let uptime = Shape.open([
    "id": .text, "name": .text, "uptime": .optional(.number),
    "days": .list(
      .open([
        "date": .text, "status": .optional(.text), "uptime": .optional(.number), "seconds": .any,
      ])),
  ])
  fileprivate static let item = Shape.open([
    "id": .text, "url": .text, "title": .text, "content_html": .text, "content_text": .text,
    "date_published": .text,
  ])
}
