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
  let leakRules: LeakRules
  /// Nothing written may lie later; nil: anything may.
  let latest: Timestamp?
  /// In which a text may be given; the first is that of a text without a heading that names one.
  let languages: [String]

  private let componentSet: Set<Component.ID>

  init(
    components: [Component.ID]?, severities: [Severity.ID]?, zone: TimeZoneRules,
    leakRules: LeakRules, latest: Timestamp?, languages: [String] = []
  ) {
    self.components = components
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
    throw Refusal(.unknownComponent(text, known: components))
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
