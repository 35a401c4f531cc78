import ContentReading
import Diagnostics
package import StatusModel

/// The four levels that every imported site has: what the source calls impact, with no promises, since nobody can
/// keep one any more.
package let importedSeverities = [
  Severity(id: "critical", name: "Critical", status: .majorOutage, impact: .critical),
  Severity(id: "major", name: "Major", status: .partialOutage, impact: .major),
  Severity(id: "minor", name: "Minor", status: .degradedPerformance, impact: .minor),
  Severity(id: "none", name: "No impact", status: .operational, impact: .none),
]

extension Impact {
  /// The least one that such a status makes.
  init(of status: ComponentStatus) {
    self =
      switch status {
      case .operational, .underMaintenance: .none
      case .degradedPerformance: .minor
      case .partialOutage: .major
      case .majorOutage: .critical
      }
  }

  /// What components become by the level of this impact.
  var status: ComponentStatus {
    importedSeverities.first { $0.impact == self }?.status ?? .operational
  }
}

/// The page's zone, where its name is known; else that of `--time-zone`.
func zone(of page: ImportedHistory.Page, _ options: ImportOptions) -> TimeZoneRules {
  let named = page.timeZone.flatMap { timeZoneRules(named: $0 == "Etc/UTC" ? "UTC" : $0) }
  return named ?? options.timeZone ?? .utc
}

/// - Parameter since: the first day that the import covers.
func settings(
  of page: ImportedHistory.Page, zone: TimeZoneRules, since: CivilDate,
  notes: inout MappingNotes
) -> SiteSettings {
  let name = oneLine(page.name ?? "")
  var url = page.url ?? ""
  while url.hasSuffix("/") { url.removeLast() }
  let isAddress = isWebAddress(url) && !url.contains { "?#".contains($0) }
  if !isAddress {
    notes.find(
      .changed, "url",
      "the source does not say where the page lives: write its address into status.yml",
      at: SourcePosition(path: "status.yml"))
  }
  let description = page.description.map { oneLine($0, limit: 2_000) }
  let support = page.support.flatMap { isSupportAddress($0) ? $0 : nil }
  let fields: [(String, Bool, Bool)] = [
    ("page name", page.name != nil, true), ("page url", page.url != nil, isAddress),
    ("page description", page.description != nil, true),
    ("page time zone", page.timeZone != nil, true),
    ("page support", page.support != nil, support != nil),
  ]
  for (field, isThere, isKept) in fields where isThere {
    notes.count(field, isKept ? .kept : .lost)
  }
  return SiteSettings(
    name: name.isEmpty || !privateWords(in: name).isEmpty ? "Status" : name,
    url: isAddress ? url : "https://status.example.com",
    description: description.flatMap { $0.isEmpty || !privateWords(in: $0).isEmpty ? nil : $0 },
    since: since, language: page.language.flatMap { isLanguageTag($0) ? $0 : nil } ?? "en",
    timeZone: zone, support: support)
}
