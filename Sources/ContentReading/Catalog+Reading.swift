import Diagnostics
import StatusModel

/// A row under `components`, before groups have their ids.
private enum Row: Sendable {
  case component(Located<Component>)
  case group(WrittenGroup)

  var components: [Located<Component>] {
    switch self {
    case .component(let component): [component]
    case .group(let group): group.components
    }
  }
}

private struct WrittenGroup: Sendable {
  /// By which entries name it: in the site's first language.
  let name: Located<String>
  let nameTranslations: [Translation]
  /// Of its own, if it has one.
  let id: Located<String>?
  let components: [Located<Component>]
}

/// The components of `status.yml`; nil when one of them is wrong.
///
/// - Parameter languages: of the site; empty where they are not known.
func readCatalog(_ fields: inout Fields, languages: [String]) -> Checked<Catalog> {
  guard let value = fields.value("components", isRequired: true) else {
    return Checked(value: nil, diagnostics: [])
  }
  let rows = readRows(value, key: "components", allowsGroups: true, languages: languages)
  let all = rows.compactMap(\.value)
  let diagnostics = rows.flatMap(\.diagnostics) + repeated(in: all) + ambiguous(in: all)
  guard diagnostics.isEmpty else { return Checked(value: nil, diagnostics: diagnostics) }
  return Checked(value: catalog(of: all), diagnostics: [])
}

private func readRows(
  _ value: YAMLValue, key: String, allowsGroups: Bool, languages: [String]
) -> [Checked<Row>] {
  guard case .sequence(let items) = value.content else {
    return [
      Checked(
        value: nil, diagnostics: [.wrongTypeOrEmpty(key, expected: "a list", found: value)])
    ]
  }
  guard !items.isEmpty else {
    return [Checked(value: nil, diagnostics: [.emptyList(key, at: value.position)])]
  }
  return items.map { item in
    guard item.has("group") else { return readComponent(item, languages: languages) }
    return allowsGroups
      ? readGroup(item, languages: languages)
      : Checked(value: nil, diagnostics: [.nestedGroup(at: item.position)])
  }
}

private func readGroup(_ value: YAMLValue, languages: [String]) -> Checked<Row> {
  var fields = Fields(value, of: "a group", known: ["group", "id", "components"])
  let written = fields.name("group", isRequired: true, in: languages)
  let name = written?.lines[0] ?? Located("", at: value.position)
  let hasID = fields.value("id") != nil
  let id = fields.text("id", parseComponentID)
  if !hasID, name.value.lowercased() == "next" {
    fields.report([.groupNamedNext(name)])
  }
  let list = fields.value("components", isRequired: true)
  let rows =
    list.map {
      readRows($0, key: "components", allowsGroups: false, languages: languages)
    } ?? []
  let members = rows.compactMap(\.value).flatMap(\.components)
  return Checked(
    value: .group(
      WrittenGroup(
        name: name, nameTranslations: written?.translations ?? [], id: id, components: members)),
    diagnostics: fields.diagnostics + rows.flatMap(\.diagnostics))
}

private enum Show: String, CaseIterable {
  case always, degraded
}

private func readComponent(_ value: YAMLValue, languages: [String]) -> Checked<Row> {
  var fields = Fields(
    value, of: "a component",
    known: ["id", "name", "description", "link", "since", "until", "show"])
  let id = fields.text("id", isRequired: true, parseComponentID)
  let name = fields.name("name", isRequired: true, in: languages)
  let description = fields.name("description", limit: 2_000, in: languages)
  let link = fields.text("link", limit: 2_000, parseLink)
  let since = fields.text("since", parseDate)
  let until = fields.text("until") { (text) throws(Refusal) in
    let until = try parseDate(text)
    if let since, until < since { throw Refusal(.untilBeforeSince(text, since: since)) }
    return until
  }
  let show: Show? = fields.choice("show")
  guard let id, let name else { return Checked(value: nil, diagnostics: fields.diagnostics) }
  let component = Component(
    id: id.value, name: name.text, nameTranslations: name.translations,
    description: description?.text, descriptionTranslations: description?.translations ?? [],
    link: link, since: since, until: until, showsOnlyWhenDegraded: show == .degraded)
  return Checked(
    value: .component(Located(component, at: id.position)), diagnostics: fields.diagnostics)
}

/// Of a component or a group.
private func parseComponentID(_ text: Located<String>) throws(Refusal) -> Located<String> {
  let id = try parseID(text)
  // `next:` in a heading is the promise of the next update.
  guard id != "next" else { throw Refusal(.reservedID(id, at: text.position)) }
  return Located(id, at: text.position)
}

private func repeated(in rows: [Row]) -> [Diagnostic] {
  var ids: Set<String> = []
  var names: Set<String> = []
  return rows.flatMap { row -> [Diagnostic] in
    let components = row.components.filter { !ids.insert($0.value.id).inserted }
      .map { Diagnostic.duplicateComponent($0.value.id, at: $0.position) }
    guard case .group(let group) = row, !names.insert(group.name.value).inserted else {
      return components
    }
    return [.duplicateGroup(group.name.value, at: group.name.position)] + components
  }
}

/// Groups that an entry could not tell from a component or from another group; one name for two groups
/// is a matter of its own.
private func ambiguous(in rows: [Row]) -> [Diagnostic] {
  let components = Set(rows.flatMap(\.components).map(\.value.id))
  var words: Set<String> = []
  var names: Set<String> = []
  return rows.flatMap { row -> [Diagnostic] in
    guard case .group(let group) = row else { return [] }
    let name = group.name
    let own = [name] + (group.id.map { $0.value == name.value ? [] : [$0] } ?? [])
    defer {
      words.formUnion(own.map(\.value))
      names.insert(name.value)
    }
    return own.compactMap { word in
      if components.contains(word.value) { return .groupLikeComponent(word) }
      let isRepeatedName = word == name && names.contains(name.value)
      return words.contains(word.value) && !isRepeatedName ? .groupLikeGroup(word) : nil
    }
  }
}

/// Gives each group an id that no component and no other group has.
private func catalog(of rows: [Row]) -> Catalog {
  var taken = Set(rows.flatMap(\.components).map(\.value.id))
  for case .group(let group) in rows {
    if let id = group.id { taken.insert(id.value) }
  }
  return Catalog(
    entries: rows.map { row in
      switch row {
      case .component(let component): return .component(component.value)
      case .group(let group):
        let id = group.id?.value ?? groupID(of: group.name.value, notIn: taken)
        taken.insert(id)
        return .group(
          ComponentGroup(
            id: id, name: group.name.value, nameTranslations: group.nameTranslations,
            components: group.components.map(\.value)))
      }
    })
}

package func groupID(of name: String, notIn taken: Set<String>) -> String {
  let slug = slug(of: name)
  if !slug.isEmpty, !taken.contains("group-" + slug) { return "group-" + slug }
  var salted = name
  while taken.contains("group-" + hash(of: salted)) { salted += "#" }
  return "group-" + hash(of: salted)
}

/// The ASCII letters and digits of a name in lower case, a dash for all between them.
private func slug(of name: String) -> String {
  let words = name.lowercased().unicodeScalars.split { scalar in
    !("a"..."z").contains(scalar) && !("0"..."9").contains(scalar)
  }
  let slug = words.map { String($0) }.joined(separator: "-").prefix(80)
  return String(slug.hasSuffix("-") ? slug.dropLast() : slug)
}

/// FNV-1a of the UTF-8 bytes, 64 bits, in hexadecimal digits.
private func hash(of name: String) -> String {
  let hash = name.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
    (hash ^ UInt64(byte)) &* 0x100_0000_01b3
  }
  let digits = String(hash, radix: 16)
  return String(repeating: "0", count: 16 - digits.utf8.count) + digits
}

extension YAMLValue {
  fileprivate func has(_ key: String) -> Bool {
    guard case .mapping(let entries) = content else { return false }
    return entries.contains { $0.key == key }
  }
}
