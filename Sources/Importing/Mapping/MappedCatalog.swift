import ContentReading
import Diagnostics
import StatusModel

/// The components of a source with their ids, and how entries find them.
struct MappedCatalog: Sendable {
  let catalog: Catalog
  private let idsBySourceID: [String: Component.ID]
  /// By the name in lower case.
  private let idsByName: [String: Component.ID]

  func id(of reference: ImportedHistory.Reference) -> Component.ID? {
    reference.id.flatMap { idsBySourceID[$0] }
      ?? reference.name.flatMap { idsByName[$0.lowercased()] }
  }

  init(_ history: ImportedHistory, zone: TimeZoneRules, notes: inout MappingNotes) {
    var draft = CatalogDraft(history.components, zone: zone)
    let isListed = !history.components.isEmpty
    for entry in history.entries { draft.mention(entry, besides: isListed, &notes) }
    catalog = draft.catalog(pageName: history.page.name, &notes)
    idsBySourceID = draft.idsBySourceID
    idsByName = draft.idsByName
  }
}

private struct CatalogDraft {
  private struct Row {
    let id: Component.ID
    let source: ImportedHistory.Component
    /// Only entries name it: it has left the page.
    let isGone: Bool
    var firstDay: CivilDate?
    /// Nil while an entry that names it goes on.
    var lastDay: CivilDate?
    var isInUse = false
  }

  private let zone: TimeZoneRules
  private let groupNames: Set<String>
  private var rows: [Row] = []
  private var places: [Component.ID: Int] = [:]
  private var ids: TakenIDs
  private(set) var idsBySourceID: [String: Component.ID] = [:]
  private(set) var idsByName: [String: Component.ID] = [:]

  init(_ components: [ImportedHistory.Component], zone: TimeZoneRules) {
    self.zone = zone
    groupNames = Set(components.compactMap(\.group))
    // `next:` in a heading is a promise, and no id may be a group's name.
    ids = TakenIDs(groupNames.union(["next"]))
    for component in components { add(component, isGone: false) }
  }

  private mutating func add(_ component: ImportedHistory.Component, isGone: Bool) {
    let key = component.name.lowercased()
    let isRepeated = idsByName[key] != nil
    let name = isRepeated ? (component.group ?? "") + " " + component.name : component.name
    let id = ids.take(usableID(component.id) ?? usableID(name) ?? "component")
    if let source = component.id { idsBySourceID[source] = idsBySourceID[source] ?? id }
    if !isRepeated { idsByName[key] = id }
    places[id] = rows.count
    rows.append(Row(id: id, source: component, isGone: isGone))
  }

  /// Adds what an entry names and the page no longer lists, and remembers when it did.
  ///
  /// - Parameter isListed: the source lists the page's components; else those that entries name are all.
  mutating func mention(
    _ entry: ImportedHistory.Entry, besides isListed: Bool, _ notes: inout MappingNotes
  ) {
    for reference in entry.references {
      let known =
        reference.id.flatMap { idsBySourceID[$0] }
        ?? reference.name.flatMap { idsByName[$0.lowercased()] }
      guard let name = reference.name ?? reference.id else { continue }
      if known == nil {
        add(
          ImportedHistory.Component(id: reference.id, name: name, at: entry.place), isGone: isListed
        )
        if isListed { tellGone(name, entry, &notes) }
      }
      let place = known.flatMap { places[$0] } ?? rows.count - 1
      note(entry, at: place)
    }
  }

  private func tellGone(
    _ name: String, _ entry: ImportedHistory.Entry, _ notes: inout MappingNotes
  ) {
    notes.find(
      .changed, name, "the source no longer lists this component; it is written as gone",
      at: entry.place)
  }

  private mutating func note(_ entry: ImportedHistory.Entry, at place: Int) {
    guard let start = [entry.firstTime, entry.started].compactMap({ $0 }).min() else { return }
    let first = zone.date(at: start)
    rows[place].firstDay = min(rows[place].firstDay ?? first, first)
    guard let end = entry.lastTime else {
      rows[place].isInUse = true
      return
    }
    let last = zone.date(at: end)
    rows[place].lastDay = max(rows[place].lastDay ?? last, last)
  }

  /// Groups stand where their first component stood; what is gone comes last.
  func catalog(pageName: String?, _ notes: inout MappingNotes) -> Catalog {
    guard !rows.isEmpty else {
      let name = oneLine(pageName ?? "")
      let whole = Component(id: "service", name: name.isEmpty ? "Service" : name)
      notes.find(
        .changed, whole.name, "the source names no component; this one stands for all of it",
        at: SourcePosition(path: "status.yml"))
      return Catalog(entries: [.component(whole)])
    }
    var done: Set<String> = []
    var taken = Set(rows.map(\.id))
    var entries: [Catalog.Entry] = []
    for row in rows {
      guard let group = row.source.group else {
        entries.append(.component(component(row, &notes)))
        continue
      }
      guard done.insert(group).inserted else { continue }
      let members = rows.filter { $0.source.group == group }.map { component($0, &notes) }
      let name = publicLine(group, instead: "Group \(done.count)")
      let id = groupID(of: name, notIn: taken)
      taken.insert(id)
      entries.append(.group(ComponentGroup(id: id, name: name, components: members)))
    }
    return Catalog(entries: entries)
  }

  private func component(_ row: Row, _ notes: inout MappingNotes) -> Component {
    let source = row.source
    notes.count("component", .kept)
    if source.group != nil { notes.count("component group", .kept) }
    let description = source.description.map { publicLine($0, limit: 2_000, instead: "") }
    if let written = source.description, let description {
      notes.count("component description", description == written ? .kept : .approximated)
    }
    let link = source.link.flatMap { isWebAddress($0) ? $0 : nil }
    if source.link != nil { notes.count("component link", link == nil ? .lost : .kept) }
    return Component(
      id: row.id, name: publicLine(source.name, instead: row.id),
      description: description?.isEmpty == true ? nil : description, link: link,
      since: since(row), until: until(row),
      showsOnlyWhenDegraded: source.showsOnlyWhenDegraded || row.isGone)
  }

  /// Not after an entry that names it.
  private func since(_ row: Row) -> CivilDate? {
    row.source.since.map { min($0, row.firstDay ?? $0) }
  }

  private func until(_ row: Row) -> CivilDate? {
    guard row.isGone else { return row.source.until }
    return row.isInUse ? nil : row.lastDay
  }

  /// A line of status.yml that looks private is not written.
  private func publicLine(_ text: String, limit: Int = 500, instead: String) -> String {
    let line = oneLine(text, limit: limit)
    return line.isEmpty || !privateWords(in: line).isEmpty ? instead : line
  }
}
