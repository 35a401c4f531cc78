import Diagnostics
import StatusModel

/// A row under `components`, before groups have their ids.
private enum Row: Sendable {
  case component(Located<Component>)
  /// With its name, and the id of its own if it has one.
  case group(Located<String>, id: Located<String>?, [Located<Component>])

  var components: [Located<Component>] {
    switch self {
    case .component(let component): [component]
    case .group(_, _, let members): members
    }
  }
}

/// The components of `status.yml`; nil when one of them is wrong.
func readCatalog(_ fields: inout Fields) -> Checked<Catalog> {
  guard let value = fields.value("components", isRequired: true) else {
    return Checked(value: nil, diagnostics: [])
  }
  let rows = readRows(value, key: "components", allowsGroups: true)
  let all = rows.compactMap(\.value)
  let diagnostics = rows.flatMap(\.diagnostics) + repeated(in: all) + ambiguous(in: all)
  guard diagnostics.isEmpty else { return Checked(value: nil, diagnostics: diagnostics) }
  return Checked(value: catalog(of: all), diagnostics: [])
}

private func readRows(
  _ value: YAMLValue, key: String, allowsGroups: Bool
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
    guard item.has("group") else { return readComponent(item) }
    return allowsGroups
      ? readGroup(item)
      : Checked(value: nil, diagnostics: [.nestedGroup(at: item.position)])
  }
}

private func readGroup(_ value: YAMLValue) -> Checked<Row> {
  var fields = Fields(value, of: "a group", known: ["group", "id", "components"])
  let name = fields.line("group", isRequired: true)
  let hasID = fields.value("id") != nil
  let id = fields.text("id", parseComponentID)
  if let name, !hasID, name.value.lowercased() == "next" {
    fields.report([.groupNamedNext(name)])
  }
  let list = fields.value("components", isRequired: true)
  let rows = list.map { readRows($0, key: "components", allowsGroups: false) } ?? []
  let members = rows.compactMap(\.value).flatMap(\.components)
  return Checked(
    value: .group(name ?? Located("", at: value.position), id: id, members),
    diagnostics: fields.diagnostics + rows.flatMap(\.diagnostics))
}

private enum Show: String, CaseIterable {
  case always, degraded
}

private func readComponent(_ value: YAMLValue) -> Checked<Row> {
  var fields = Fields(
    value, of: "a component",
    known: ["id", "name", "description", "link", "since", "until", "show"])
  let id = fields.text("id", isRequired: true, parseComponentID)
  let name = fields.line("name", isRequired: true)
  let description = fields.line("description", limit: 2_000)
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
    id: id.value, name: name.value, description: description?.value, link: link, since: since,
    until: until, showsOnlyWhenDegraded: show == .degraded)
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
    guard case .group(let name, _, _) = row, !names.insert(name.value).inserted else {
      return components
    }
    return [.duplicateGroup(name.value, at: name.position)] + components
  }
}

/// Groups that an entry could not tell from a component or from another group; one name for two groups
/// is a matter of its own.
private func ambiguous(in rows: [Row]) -> [Diagnostic] {
  let components = Set(rows.flatMap(\.components).map(\.value.id))
  var words: Set<String> = []
  var names: Set<String> = []
  return rows.flatMap { row -> [Diagnostic] in
    guard case .group(let name, let id, _) = row else { return [] }
    let own = [name] + (id.map { $0.value == name.value ? [] : [$0] } ?? [])
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
  for case .group(_, let id?, _) in rows { taken.insert(id.value) }
  return Catalog(
    entries: rows.map { row in
      switch row {
      case .component(let component): return .component(component.value)
      case .group(let name, let own, let members):
        let id = own?.value ?? groupID(of: name.value, notIn: taken)
        taken.insert(id)
        return .group(
          ComponentGroup(id: id, name: name.value, components: members.map(\.value)))
      }
    })
}

private func groupID(of name: String, notIn taken: Set<String>) -> String {
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
