import Diagnostics
import StatusModel

/// What entries may refer to, as `status.yml` says it.
struct Vocabulary: Sendable {
  /// In the order in which they are listed; nil when the list itself is wrong, so that one mistake
  /// there is not told again in every entry.
  let components: [Component.ID]?
  /// Worst first; nil as above.
  let severities: [Severity.ID]?
  let zone: TimeZoneRules
  /// Nil: nobody looks for leaks.
  let leakRules: LeakRules?
  /// Nothing written may lie later; nil: anything may.
  let latest: Timestamp?
  /// In which a text may be given; the first is that of a text without a heading that names one.
  let languages: [String]

  /// Nil where the list is wrong.
  let catalog: Catalog?

  /// By name and by id.
  private let groups: [String: ComponentGroup]
  /// Components that leave the page one day.
  private let leaving: [Component.ID: Component]
  private let componentSet: Set<Component.ID>

  init(
    components: [Component.ID]?, catalog: Catalog? = nil, severities: [Severity.ID]?,
    zone: TimeZoneRules, leakRules: LeakRules?, latest: Timestamp?, languages: [String] = []
  ) {
    self.components = components
    self.catalog = catalog
    groups = Dictionary(
      (catalog?.groups ?? []).flatMap { [($0.name, $0), ($0.id, $0)] },
      uniquingKeysWith: { first, _ in first })
    leaving = Dictionary(
      (catalog?.components ?? []).filter { $0.until != nil }.map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first })
    self.severities = severities
    self.zone = zone
    self.leakRules = leakRules
    self.latest = latest
    self.languages = languages
    componentSet = Set(components ?? [])
  }
}

extension Vocabulary {
  func component(_ text: Located<String>) throws(Refusal) -> Component.ID {
    guard let components, !componentSet.contains(text.value) else { return text.value }
    let groups = catalog?.groups.map(\.name) ?? []
    throw Refusal(.unknownComponent(text, known: components, groups: groups))
  }

  /// What an entry calls affected: a component by its id, or a group by its name or its id.
  func affected(_ text: Located<String>) throws(Refusal) -> AffectedName {
    if let group = groups[text.value] {
      return AffectedName(text: text, components: group.components, isGroup: true)
    }
    let id = try component(text)
    return AffectedName(text: text, components: leaving[id].map { [$0] } ?? [], isGroup: false)
  }

  /// The components that a name stands for at a moment: of a group those that were on the page then.
  func components(of name: AffectedName, at moment: Timestamp) throws(Refusal) -> [Component.ID] {
    // Nearly all names are those of components that stay.
    guard name.isGroup || !name.components.isEmpty else { return [name.text.value] }
    let day = zone.date(at: moment)
    let present = name.components.filter { component in
      let presence = component.presence(on: day)
      return presence == .present || !name.isGroup && presence == .ahead
    }
    guard !present.isEmpty else {
      throw Refusal(
        .componentGone(
          name.text, until: name.components.compactMap(\.until).max(), isGroup: name.isGroup))
    }
    return present.map(\.id)
  }

  func severity(_ text: Located<String>) throws(Refusal) -> Severity.ID {
    guard let severities else { return text.value }
    // As `status.yml` spells it: the library takes a Kelvin sign for a K.
    if let severity = severities.first(where: { $0 == text.value }) { return severity }
    throw Refusal(.unknownSeverity(text, known: severities))
  }

  /// A time that may lie in the future.
  func time(_ text: Located<String>) throws(Refusal) -> Timestamp {
    try WrittenTime(text).moment(in: zone, of: text)
  }

  func pastTime(_ text: Located<String>) throws(Refusal) -> Timestamp {
    let time = try time(text)
    if let latest, time > latest { throw Refusal(.futureTime(text)) }
    return time
  }

  /// A day no later than the day after the latest moment: it is tomorrow already somewhere.
  func pastDate(_ text: Located<String>) throws(Refusal) -> CivilDate {
    let date = try parseDate(text)
    if let latest, date > zone.date(at: latest).advanced(byDays: 1) {
      throw Refusal(.futureTime(text))
    }
    return date
  }
}

/// A status that people may write; maintenance comes from maintenances alone.
func parseStatus(_ text: Located<String>) throws(Refusal) -> ComponentStatus {
  let known = ComponentStatus.allCases.filter { $0 != .underMaintenance }
  if let status = known.first(where: { $0.rawValue == text.value }) { return status }
  throw Refusal(.unknownStatus(text, known: known.map(\.rawValue)))
}

/// A component, or a group, as an entry names it.
struct AffectedName: Sendable {
  let text: Located<String>
  /// Of a group, all that it ever had; else the component, where it leaves the page one day.
  let components: [Component]
  let isGroup: Bool
}

extension Catalog {
  var groups: [ComponentGroup] {
    entries.compactMap { if case .group(let group) = $0 { group } else { nil } }
  }
}
