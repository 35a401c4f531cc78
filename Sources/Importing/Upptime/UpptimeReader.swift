import ContentReading
import Diagnostics
import StatusModel

/// From the issues of an Upptime repository to a history.
struct UpptimeReader {
  let records: UpptimeRecords
  let options: ImportOptions
  /// People of the team, as far as the source says.
  let team: Set<String>
  private let sites: [UpptimeRecords.Site]
  private let slugs: [String: UpptimeRecords.Site]
  var notes: ReadingNotes

  init(_ records: UpptimeRecords, _ options: ImportOptions) {
    self.records = records
    self.options = options
    notes = records.notes
    sites = records.sites
    slugs = Dictionary(
      sites.map { ($0.slug.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    // Only people of the team can label an issue.
    team = Set(
      records.issues.filter { $0.value.hasLabel("status") || $0.value.hasLabel("maintenance") }
        .compactMap { $0.value.author }
        + [records.configuration?.text("owner")].compactMap { $0 })
  }

  mutating func reading() -> SourceReading {
    let list = components()
    let page = page()
    let entries = records.issues.compactMap { entry($0.number, $0.value) }
    return notes.reading(
      ImportedHistory(page: page, components: list, entries: entries))
  }

  private mutating func page() -> ImportedHistory.Page {
    guard let settings = records.configuration else { return ImportedHistory.Page() }
    let site = settings["status-website"]
    notes.countLost(
      settings, besides: ["sites", "status-website", "owner", "repo"], of: "setting")
    if let site { notes.countLost(site, besides: ["name", "cname"], of: "status-website") }
    return ImportedHistory.Page(
      name: site?.text("name"), url: site?.text("cname").map { "https://\($0)" })
  }

  /// Their addresses may be secret, so they are links only where people ask for details.
  private mutating func components() -> [ImportedHistory.Component] {
    sites.map { site in
      notes.countLost(site.value, besides: ["name", "slug", "url"], of: "site")
      let url = site.value.text("url").flatMap { isWebAddress($0) ? $0 : nil }
      if site.value.text("url") != nil, url == nil || !options.keepsDetails {
        notes.count("site url", .lost)
      }
      return ImportedHistory.Component(
        id: site.slug.lowercased(), name: site.name, link: options.keepsDetails ? url : nil,
        since: records.firstDays[site.slug], at: site.value.place)
    }
  }

  /// By slug, by name in a list of `expectedDown`, or as a component that is gone.
  func reference(_ word: String) -> ImportedHistory.Reference {
    if let site = slugs[word.lowercased()] {
      return ImportedHistory.Reference(id: site.slug.lowercased(), name: site.name)
    }
    if let site = sites.first(where: { $0.name.lowercased() == word.lowercased() }) {
      return ImportedHistory.Reference(id: site.slug.lowercased(), name: site.name)
    }
    return ImportedHistory.Reference(id: word.lowercased(), name: word)
  }

  func isSite(_ label: String) -> Bool { slugs[label.lowercased()] != nil }
}

extension ForeignValue {
  /// Names of the labels, in the shapes of `gh` and of the REST API.
  var labels: [String] { list("labels").compactMap { $0.text("name") ?? $0.text } }

  func hasLabel(_ name: String) -> Bool {
    labels.contains { $0.lowercased() == name }
  }

  var author: String? { (self["author"] ?? self["user"])?.text("login") }

  /// As `gh` writes the key, or as the REST API does.
  func either(_ key: String, _ other: String) -> ForeignValue? {
    if let value = self[key], !value.isNull { return value }
    return self[other]
  }
}
