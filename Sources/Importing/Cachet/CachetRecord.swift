import StatusModel

/// A thing of Cachet's API, in the shape of 2.x or of 3.x.
struct CachetRecord {
  enum Kind: Hashable {
    case incident, update, schedule, component, group
  }

  let kind: Kind
  /// Its attributes, in 3.x those below `attributes`.
  let value: ForeignValue
  /// The whole of it.
  let source: ForeignValue

  /// Nil for what is none.
  init?(_ source: ForeignValue) {
    self.source = source
    if let attributes = source["attributes"], attributes.isObject {
      value = attributes
      guard let kind = Self.kind(ofType: source.text("type") ?? "") else { return nil }
      self.kind = kind
    } else {
      value = source
      guard let kind = Self.kind(ofKeys: source) else { return nil }
      self.kind = kind
    }
  }

  private static func kind(ofType type: String) -> Kind? {
    switch type {
    case "incidents": .incident
    case "updates", "incidentUpdates", "incident-updates": .update
    case "schedules": .schedule
    case "components": .component
    case "componentGroups", "component-groups", "groups": .group
    default: nil
    }
  }

  private static func kind(ofKeys value: ForeignValue) -> Kind? {
    guard value.text("id") != nil else { return nil }
    if value.has("incident_id"), value.has("message") { return .update }
    if value.has("message"), value.has("visible") || value.has("component_id") { return .incident }
    if value.has("scheduled_at") { return .schedule }
    guard value.text("name") != nil else { return nil }
    if value.has("group_id") || value.has("status_name") || value.has("link") { return .component }
    return value.has("order") || value.has("enabled_components") ? .group : nil
  }

  var isThird: Bool { source.has("attributes") }
  var id: String { value.text("id") ?? source.text("id") ?? "" }

  /// A number, in 3.x that of `{"human": "Fixed", "value": 4}`.
  func number(_ key: String) -> Int? {
    guard let field = value[key] else { return nil }
    return field["value"]?.integer ?? field.integer
  }

  /// A time as it is written: `occurred_at`, in 3.x `{"human": …, "string": "2026-08-20 09:00:00"}`.
  func writtenTime(_ key: String) -> ForeignValue? {
    guard let field = value[key + "_at"] ?? value[key] else { return nil }
    let found = field.isObject ? field["string"] : field
    return found?.text == nil ? nil : found
  }

  /// Ids of what a relationship of 3.x names.
  func related(_ key: String) -> [String] {
    let data = source["relationships"]?[key]?["data"]
    return (data?.list ?? [data].compactMap { $0 }).compactMap { $0.text("id") }
  }
}
