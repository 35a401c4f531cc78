import Addresses
import Diagnostics
import StatusModel

/// What `status.yml` says, as far as it could be read.
struct StatusFile: Sendable {
  /// Nil when a required key is missing or wrong.
  let settings: SiteSettings?
  /// Nil when the list is wrong.
  let catalog: Catalog?
  /// Nil when the mapping is wrong.
  let severities: [Severity]?
  let team: TeamSettings
  /// In which names and texts may be given, the first at the root; empty when they are wrong, so that one
  /// mistake there is not told again for every name.
  let languages: [String]
  let zone: TimeZoneRules
  let weights: UptimeWeights
  let leakRules: LeakRules
  let places: FilePositions
  let diagnostics: [Diagnostic]
  /// Whether entries are read as they would be without what is wrong here.
  let isSoundForEntries: Bool

  static let keys = [
    "name", "url", "description", "since", "language", "timezone", "support", "logo", "components",
    "severities", "never_publish", "may_publish", "uptime", "theme", "languages", "alerts", "git",
    "subscribe", "publish", "notify",
  ]

  /// Those that say nothing about how an entry is read, checked or written.
  private static let keysBesideEntries: Set = [
    "description", "since", "support", "logo", "uptime", "theme", "alerts", "git",
    "subscribe", "publish", "notify",
  ]

  init(_ source: SourceText) throws(Refusal) {
    let value = try YAMLValue.parse(1..<source.lineStarts.count + 1, of: source)
    places = source.places(ofKeys: StatusFile.keys, in: value)
    var fields = Fields(value, of: "status.yml", known: StatusFile.keys)

    let written = readLanguages(&fields)
    let languages = written.known
    self.languages = languages
    zone = fields.text("timezone", parseTimeZone) ?? .utc
    let leaks = LeakRules(
      never: readPatterns("never_publish", &fields), may: readPatterns("may_publish", &fields))
    leakRules = leaks
    let components = readCatalog(&fields, languages: languages)
    catalog = components.value
    fields.report(components.diagnostics)
    let levels = fields.value("severities").map { readSeverities($0, languages: languages) }
    severities = levels.map { $0.value?.map(\.level) } ?? Severity.defaults
    fields.report(levels?.diagnostics ?? [])
    weights = fields.value("uptime").flatMap { fields.merge(readWeights($0)) } ?? .standard

    let rules = AlertRules(
      components: catalog?.components.map(\.id), severities: severities?.map(\.id))
    let alerts = fields.list("alerts").compactMap { fields.merge(rules.read($0)) }
    let delivery = DeliveryReading(components: catalog?.components.map(\.id)).read(&fields)
    settings = readSettings(&fields, written, zone: zone, hubs: delivery.hubs)
    let git: GitSetting? = fields.choice("git")
    team = TeamSettings(
      escalation: levels.map { Dictionary(escalationOf: $0.value ?? []) }
        ?? TeamSettings.defaultEscalation,
      alertRules: alerts, commitsChanges: git == .commit, delivery: delivery)
    let texts = publicLines(of: value)
    diagnostics =
      fields.diagnostics + texts.flatMap { source.leaks(in: $0, leaks) }
    isSoundForEntries = diagnostics.allSatisfy { found in
      found.severity == .warning || !StatusFile.concernsEntries(found.position, in: value)
    }
  }

  /// - Parameter place: of an error. An unknown key counts as the one that it may be a typo of.
  private static func concernsEntries(_ place: SourcePosition, in value: YAMLValue) -> Bool {
    guard case .mapping(let entries) = value.content,
      let key = entries.last(where: { $0.keyPosition <= place })?.key
    else { return true }
    let meant = keys.contains(key) ? key : nearest(to: key, among: keys)
    return meant.map { !keysBesideEntries.contains($0) } ?? false
  }
}

extension Fields {
  /// The value, its diagnostics added to these.
  mutating func merge<Value>(_ checked: Checked<Value>) -> Value? {
    report(checked.diagnostics)
    return checked.value
  }
}

private func readPatterns(_ key: String, _ fields: inout Fields) -> [PrivateWord] {
  fields.lines(key).compactMap { line in
    fields.attempt { () throws(Refusal) in
      try line.checkIsVisible()
      return try PrivateWord(line, of: key)
    }
  }
}

/// The keys that stand for themselves.
private func readSettings(
  _ fields: inout Fields, _ languages: WrittenLanguages, zone: TimeZoneRules, hubs: [String]
) -> SiteSettings? {
  let name = fields.name("name", isRequired: true, in: languages.known)
  let since = fields.text("since", parseDate)
  let url = fields.text("url", isRequired: true, limit: 2_000, parseSiteURL)
  let accent = fields.value("theme").flatMap { fields.merge(readAccent($0)) }
  let description = fields.name("description", limit: 2_000, in: languages.known)
  let support = fields.text("support", limit: 2_000, parseSupport)
  let logo = fields.text("logo", parseLogo)
  let subscriptions = fields.list("subscribe").compactMap {
    fields.merge(readSubscription($0, languages.known))
  }
  guard let name, let url else { return nil }
  return SiteSettings(
    name: name.text, nameTranslations: name.translations, url: url,
    description: description?.text, descriptionTranslations: description?.translations ?? [],
    since: since, language: languages.tags[0], timeZone: zone, support: support,
    subscriptions: subscriptions, hubs: hubs, logo: logo,
    accent: accent ?? nil, languages: languages.tags)
}

private func readSubscription(
  _ value: YAMLValue, _ languages: [String]
) -> Checked<Subscription> {
  var fields = Fields(value, of: "a way to subscribe", known: ["name", "link"])
  let name = fields.name("name", isRequired: true, in: languages)
  let link = fields.text("link", isRequired: true, limit: 2_000, parseSupport)
  guard let name, let link else { return Checked(value: nil, diagnostics: fields.diagnostics) }
  return Checked(
    value: Subscription(name: name.text, nameTranslations: name.translations, link: link),
    diagnostics: fields.diagnostics)
}

extension [Severity.ID: [String]] {
  fileprivate init(escalationOf levels: [WrittenSeverity]) {
    self.init(levels.map { ($0.level.id, $0.escalateTo) }) { first, _ in first }
  }
}

private enum GitSetting: String, CaseIterable {
  case commit
}

/// What `languages` and `language` say.
private struct WrittenLanguages {
  /// At least one, the first at the root.
  let tags: [String]
  /// Whether all of them could be read.
  let isSure: Bool

  /// Those in which names may be given; empty where that is not known.
  var known: [String] { isSure ? tags : [] }
}

private func readLanguages(_ fields: inout Fields) -> WrittenLanguages {
  let before = fields.diagnostics.count
  let language = fields.text("language", parseLanguage)
  var tags: [Located<String>] = []
  if let value = fields.value("languages") {
    tags = readLanguageList(&fields)
    if case .sequence([]) = value.content {
      fields.report([.emptyList("languages", at: value.position)])
    }
  }
  if let language, let first = tags.first, first.value != language {
    fields.report([.languagesDisagree(first: first, language: language)])
  }
  return WrittenLanguages(
    tags: tags.isEmpty ? [language ?? "en"] : tags.map(\.value),
    isSure: fields.diagnostics.count == before)
}

private func readLanguageList(_ fields: inout Fields) -> [Located<String>] {
  var seen: Set<String> = []
  return fields.list("languages").compactMap { item in
    fields.attempt { () throws(Refusal) in
      let line = try item.line("languages")
      let tag = try parseLanguage(line)
      guard seen.insert(tag.lowercased()).inserted else { throw Refusal(.repeatedLanguage(line)) }
      if seen.count > 1, reservedNames.contains(tag.lowercased()) {
        throw Refusal(.reservedID(tag, at: line.position))
      }
      return Located(tag, at: line.position)
    }
  }
}

private func readAccent(_ value: YAMLValue) -> Checked<String?> {
  var fields = Fields(value, of: "theme", known: ["accent"])
  let accent = fields.text("accent", parseColour)
  return Checked(value: accent, diagnostics: fields.diagnostics)
}

private func readWeights(_ value: YAMLValue) -> Checked<UptimeWeights> {
  var uptime = Fields(value, of: "uptime", known: ["weights"])
  let statuses: [ComponentStatus] = [
    .majorOutage, .partialOutage, .degradedPerformance, .underMaintenance,
  ]
  guard let weights = uptime.value("weights") else {
    return Checked(value: .standard, diagnostics: uptime.diagnostics)
  }
  var fields = Fields(weights, of: "weights", known: statuses.map(\.rawValue))
  let values = statuses.map { status in
    fields.text(status.rawValue, parseWeight) ?? UptimeWeights.standard[status]
  }
  return Checked(
    value: UptimeWeights(
      underMaintenance: values[3], degradedPerformance: values[2], partialOutage: values[1],
      majorOutage: values[0]),
    diagnostics: uptime.diagnostics + fields.diagnostics)
}

/// Every text of `status.yml` that readers see: names, descriptions, definitions, addresses, ids.
private func publicLines(of value: YAMLValue) -> [Located<String>] {
  switch value.content {
  case .null, .scalar: []
  case .sequence(let items): items.flatMap(publicLines)
  case .mapping(let entries):
    entries.flatMap { entry -> [Located<String>] in
      if privateKeys.contains(entry.key) { return [] }
      if publicKeys.contains(entry.key) { return scalars(of: entry.value) }
      // The ids of the levels are its keys.
      let ids = entry.key == "severities" ? keys(of: entry.value) : []
      return ids + publicLines(of: entry.value)
    }
  }
}

/// A text, or one for each language.
private func scalars(of value: YAMLValue) -> [Located<String>] {
  switch value.content {
  case .null: []
  case .scalar(let text): [Located(text, at: value.position)]
  case .sequence(let items): items.flatMap(scalars)
  case .mapping(let entries): entries.flatMap { scalars(of: $0.value) }
  }
}

private func keys(of value: YAMLValue) -> [Located<String>] {
  guard case .mapping(let entries) = value.content else { return [] }
  return entries.map { Located($0.key, at: $0.keyPosition) }
}

private let publicKeys: Set = [
  "name", "url", "description", "support", "group", "link", "definition", "id", "logo",
]
private let privateKeys: Set = [
  "never_publish", "may_publish", "alerts", "escalate_to", "publish", "notify",
]
