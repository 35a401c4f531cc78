import Diagnostics
import StatusModel

private let keys = [
  "title", "severity", "components", "started", "detected", "roles", "draft", "imported",
  "former", "may_publish",
]

/// An incident of one file; nil when an error stands in the way.
func readIncident(
  _ source: SourceText, id: Incident.ID, with vocabulary: Vocabulary
) throws(Refusal) -> Checked<Parsed<Incident>> {
  let entry = try EntryText(source)
  var fields = Fields(
    entry.frontMatter, of: "an incident", known: keys)
  let isDraft = fields.flag("draft") ?? false
  let vocabulary = vocabulary.forEntry(isDraft: isDraft)
  let title = fields.name("title", isRequired: true, in: vocabulary.languages)
  // A method as a value would copy the vocabulary, whose counts all cores share.
  let severity = fields.text("severity", isRequired: true) { (text) throws(Refusal) in
    try vocabulary.severity(text)
  }
  let named =
    fields.value("components").flatMap { fields.merge(vocabulary.affectedNames($0)) } ?? []
  let started = fields.text("started") { (text) throws(Refusal) in
    Located(try vocabulary.pastTime(text), at: text.position)
  }
  let detected = fields.text("detected") { (text) throws(Refusal) in
    try vocabulary.pastTime(text)
  }
  let isImported = fields.isImported
  let former = fields.value("former").flatMap { fields.merge(readFormer($0)) }
  let roles = fields.value("roles").flatMap { fields.merge(readRoles($0)) }

  let timeline = Timeline(entry, languages: vocabulary.languages)
  fields.report(timeline.diagnostics)
  fields.report(timeline.emptyUpdates().asLeaks(ofDraft: isDraft))
  let updates = fields.merge(vocabulary.incidentUpdates(timeline.updates)) ?? []
  if timeline.updates.isEmpty {
    fields.report([
      .noUpdate(in: "an incident", example: "Investigating", path: source.path)
    ])
  }
  if let started, let first = updates.first, started.value > first.time {
    fields.report([
      .startedLate(Located(source.written(at: started.position), at: started.position))
    ])
  }
  let components = (started?.value ?? updates.first?.time).map {
    vocabulary.components(of: named, from: $0)
  }
  fields.report((components?.diagnostics ?? []).stoppingNothing(inDraft: isDraft))
  let rules = vocabulary.leakRules?.allowing(fields.lines("may_publish"))
  fields.report(
    entry.leaks(in: (title?.lines ?? []) + (former?.lines ?? []), id: id, rules).asLeaks(
      ofDraft: isDraft))
  guard let title, let severity, !fields.diagnostics.containsErrors else {
    return Checked(value: nil, diagnostics: fields.diagnostics)
  }
  let incident = Incident(
    id: id, title: title.text, titleTranslations: title.translations, severity: severity,
    components: components?.value ?? [], started: started?.value, detected: detected,
    roles: roles ?? Incident.Roles(),
    isDraft: isDraft, isImported: isImported, former: former?.places ?? .none, updates: updates)
  return Checked(
    value: Parsed(incident, at: entry.places(ofKeys: keys, timeline)),
    diagnostics: fields.diagnostics)
}

/// Who does what; private.
private func readRoles(_ value: YAMLValue) -> Checked<Incident.Roles> {
  var fields = Fields(value, of: "roles", known: ["commander", "communications", "scribe"])
  let roles = Incident.Roles(
    commander: fields.line("commander")?.value,
    communications: fields.line("communications")?.value, scribe: fields.line("scribe")?.value)
  return Checked(value: roles, diagnostics: fields.diagnostics)
}

extension SourceText {
  /// The rest of the line from a place on, as it is written.
  fileprivate func written(at place: SourcePosition) -> String {
    String(decoding: line(place.line).dropFirst(place.column - 1), as: UTF8.self).trimmingBlanks
  }
}

/// What the front matter calls affected, with the status that it gives to it.
struct NamedAffected: Sendable {
  let name: AffectedName
  let status: ComponentStatus?
}

extension Vocabulary {
  /// A list of names, or a mapping of names to statuses.
  func affectedNames(_ value: YAMLValue) -> Checked<[NamedAffected]> {
    switch value.content {
    case .sequence:
      return nameList(value).map { $0.map { NamedAffected(name: $0, status: nil) } }
    case .mapping(let entries): return affectedMapping(entries)
    case .scalar, .null:
      return Checked(
        value: nil,
        diagnostics: [
          .wrongTypeOrEmpty(
            "components", expected: "a list of ids, or a mapping of ids to statuses", found: value)
        ])
    }
  }

  private func affectedMapping(_ entries: [YAMLValue.Entry]) -> Checked<[NamedAffected]> {
    var affected: [NamedAffected] = []
    var diagnostics: [Diagnostic] = []
    for entry in entries {
      do throws(Refusal) {
        let name = try self.affected(Located(entry.key, at: entry.keyPosition))
        let status = try parseStatus(entry.value.line(entry.key))
        affected.append(NamedAffected(name: name, status: status))
      } catch {
        diagnostics.append(error.diagnostic)
      }
    }
    return Checked(value: affected, diagnostics: diagnostics)
  }

  /// Each component once, in the order in which they are named; what is said of a component itself goes
  /// before what is said of its group.
  ///
  /// - Parameter start: when they came to be affected.
  func components(
    of named: [NamedAffected], from start: Timestamp
  ) -> Checked<[Incident.AffectedComponent]> {
    let alone = Dictionary(
      named.filter { !$0.name.isGroup }.map { ($0.name.text.value, $0.status) },
      uniquingKeysWith: { first, _ in first })
    var seen: Set<Component.ID> = []
    var affected: [Incident.AffectedComponent] = []
    var diagnostics: [Diagnostic] = []
    for one in named {
      do throws(Refusal) {
        for id in try components(of: one.name, at: start) where seen.insert(id).inserted {
          affected.append(.init(component: id, status: alone[id] ?? one.status))
        }
      } catch {
        diagnostics.append(error.diagnostic)
      }
    }
    return Checked(value: affected, diagnostics: diagnostics)
  }

  /// A list of components and groups, each named once.
  func nameList(_ value: YAMLValue) -> Checked<[AffectedName]> {
    guard case .sequence(let items) = value.content else {
      let found = Diagnostic.wrongTypeOrEmpty(
        "components", expected: "a list of ids", found: value)
      return Checked(value: nil, diagnostics: [found])
    }
    var seen: Set<String> = []
    var names: [AffectedName] = []
    var diagnostics: [Diagnostic] = []
    for item in items {
      do throws(Refusal) {
        if case .mapping(let entries) = item.content, let entry = entries.first {
          throw Refusal(.statusInList(of: entry.key, at: item.position))
        }
        let text = try item.line("components")
        guard seen.insert(text.value).inserted else { throw Refusal(.repeatedComponent(text)) }
        names.append(try affected(text))
      } catch {
        diagnostics.append(error.diagnostic)
      }
    }
    return Checked(value: names, diagnostics: diagnostics)
  }
}
