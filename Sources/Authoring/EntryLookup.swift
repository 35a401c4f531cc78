import Addresses
import Diagnostics
package import StatusModel

// The entry that a person means: by its id, in whatever case, by the path of its file, or by its id
// without the day.

extension PresentSite {
  /// - Parameter prefersOpen: of several that go by these words, the only one that is open is meant.
  package func incident(
    named typed: String, prefersOpen: Bool = true
  ) throws(AuthoringError) -> Incident {
    let open = (openIncidents().map(\.id) + brokenOpenIncidents()).filter {
      $0.lowercased().hasSuffix("-" + typed.lowercased())
    }
    let id = try soundEntry(
      typed, among: site.history.incidents.map(\.id),
      preferring: prefersOpen && open.count == 1 ? open[0] : nil, in: .incidents, .incident)
    return try incident(id)
  }

  package func maintenance(named typed: String) throws(AuthoringError) -> Maintenance {
    let id = try soundEntry(
      typed, among: site.history.maintenances.map(\.id), preferring: nil, in: .maintenance,
      .maintenance)
    return try maintenance(id)
  }

  package func incident(_ id: Incident.ID) throws(AuthoringError) -> Incident {
    if let found = site.history.incidents.first(where: { $0.id == id }) { return found }
    try refuseBroken(id, in: .incidents)
    throw .unknown(.incident, id, nearest: nil, known: [])
  }

  package func maintenance(_ id: Maintenance.ID) throws(AuthoringError) -> Maintenance {
    if let found = site.history.maintenances.first(where: { $0.id == id }) { return found }
    try refuseBroken(id, in: .maintenance)
    throw .unknown(.maintenance, id, nearest: nil, known: [])
  }

  /// - Parameters:
  ///   - sound: the ids of those that could be read.
  ///   - preferred: which one is meant where several go by these words; nil where none is.
  private func soundEntry(
    _ typed: String, among sound: [String], preferring preferred: String?,
    in folder: EntryFolder, _ kind: NamedThing
  ) throws(AuthoringError) -> String {
    let known = Set(sound)
    let broken = brokenIDs(in: folder).filter { !known.contains($0) }
    let id = try entry(
      typed, among: sound + broken, preferring: preferred, in: folder, kind)
    try refuseBroken(id, in: folder)
    return id
  }
}

private func entry(
  _ typed: String, among ids: [String], preferring preferred: String?, in folder: EntryFolder,
  _ kind: NamedThing
) throws(AuthoringError) -> String {
  let word = withoutPath(typed, in: folder).lowercased()
  if let found = ids.first(where: { $0 == word })
    ?? ids.first(where: { $0.lowercased() == word })
  {
    return found
  }
  let parts = ids.filter { $0.lowercased().hasSuffix("-" + word) }
  if parts.count == 1 { return parts[0] }
  if let preferred, parts.contains(preferred) { return preferred }
  guard parts.isEmpty else { throw .ambiguous(kind, typed, candidates: parts) }
  throw .unknown(
    kind, typed, nearest: nearest(to: word, among: ids + ids.map(withoutDay)), known: ids)
}

/// `incidents/2026/api.md` → `api`; anything that is no path into the folder stays.
private func withoutPath(_ typed: String, in folder: EntryFolder) -> String {
  let parts = typed.split(separator: "/")
  let name = parts.count > 1 && parts.dropLast().contains { $0 == folder.name } ? parts.last : nil
  let word = name.map(String.init) ?? typed
  return word.lowercased().hasSuffix(".md") ? String(word.dropLast(3)) : word
}

/// `2026-11-20-api-errors` → `api-errors`.
func withoutDay(_ id: String) -> String {
  let parts = id.split(separator: "-", maxSplits: 3, omittingEmptySubsequences: false)
  let isDay = parts.count == 4 && parts.prefix(3).allSatisfy { Int($0) != nil }
  return isDay ? String(parts[3]) : id
}
