/// A level of the team's own ladder, such as SEV1: what it means, and what it promises.
package struct Severity: Hashable, Sendable {
  package typealias ID = String

  package let id: ID
  package let name: String
  package let nameTranslations: [Translation]
  /// What the team says in public about when this level applies; nil when it says nothing.
  package let definition: String?
  package let definitionTranslations: [Translation]
  /// What the affected components become.
  package let status: ComponentStatus
  package let impact: Impact
  /// Seconds from the start of the impact to the first public update.
  package let firstUpdateWithin: Int?
  /// Seconds between updates while an incident is open: the promise to readers.
  package let updateEvery: Int?
  /// Seconds from the resolution to the postmortem; nil where none is owed.
  package let postmortemWithin: Int?

  package init(
    id: ID, name: String, nameTranslations: [Translation] = [], definition: String? = nil,
    definitionTranslations: [Translation] = [], status: ComponentStatus, impact: Impact,
    firstUpdateWithin: Int? = nil, updateEvery: Int? = nil, postmortemWithin: Int? = nil
  ) {
    self.id = id
    self.name = name
    self.nameTranslations = nameTranslations
    self.definition = definition
    self.definitionTranslations = definitionTranslations
    self.status = status
    self.impact = impact
    self.firstUpdateWithin = firstUpdateWithin
    self.updateEvery = updateEvery
    self.postmortemWithin = postmortemWithin
  }

  /// What a site has whose `status.yml` defines no severities, worst first.
  package static let defaults = [
    Severity(
      id: "SEV1", name: "Critical",
      definition: "Core features are down and customers are impacted.",
      status: .majorOutage, impact: .critical, firstUpdateWithin: 5 * 60, updateEvery: 30 * 60,
      postmortemWithin: 3 * 86_400),
    Severity(
      id: "SEV2", name: "Major",
      definition: "Partial degradation; users are affected, but workarounds exist.",
      status: .partialOutage, impact: .major, firstUpdateWithin: 15 * 60, updateEvery: 3_600,
      postmortemWithin: 5 * 86_400),
    Severity(
      id: "SEV3", name: "Minor", definition: "A minor, non-blocking bug.",
      status: .degradedPerformance, impact: .minor, firstUpdateWithin: 30 * 60,
      updateEvery: 4 * 3_600),
  ]
}
