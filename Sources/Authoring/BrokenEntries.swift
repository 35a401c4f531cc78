import Addresses
import Diagnostics
import SiteFiles
import StatusModel

// Files of somebody else that have errors: an entry can be written beside them.

extension PresentSite {
  /// The ids of entries that have errors, each once, in the order of their paths.
  func brokenIDs(in folder: EntryFolder) -> [String] {
    var seen: Set<String> = []
    return problems.map(\.position.path).filter(folder.holds).map(idOfFile)
      .filter { seen.insert($0).inserted }
  }

  /// Refuses an entry that has errors, or whose id stands twice.
  func refuseBroken(_ id: String, in folder: EntryFolder) throws(AuthoringError) {
    let own = problems.filter {
      folder.holds($0.position.path)
        && idOfFile($0.position.path).lowercased() == id.lowercased()
    }
    if !own.isEmpty { throw .broken(own) }
  }

  /// Every id that a file has, sound or not.
  func takenIDs(in folder: EntryFolder) -> Set<String> {
    let paths = sources.map(\.path) + problems.map(\.position.path)
    return Set(paths.filter(folder.holds).map(idOfFile))
  }

  /// Incidents that have errors and look as if they were published and open: an update must not go to
  /// another one because this one cannot be read.
  func brokenOpenIncidents() -> [String] {
    let ids = Set(brokenIDs(in: .incidents))
    guard !ids.isEmpty else { return [] }
    let open = Set(openIncidents().map(\.id))
    let files = sources.filter { file in
      guard EntryFolder.incidents.holds(file.path) else { return false }
      let id = idOfFile(file.path)
      return ids.contains(id) && !open.contains(id) && looksOpen(file.bytes)
    }
    return Set(files.map { idOfFile($0.path) }).sorted()
  }
}

/// `incidents/2026/api.md` → `api`.
func idOfFile(_ path: String) -> String {
  let name = path.split(separator: "/").last ?? ""
  return String(name.hasSuffix(".md") ? name.dropLast(3) : name)
}

/// By its last heading that names a state, as far as that shows without reading the file.
private func looksOpen(_ bytes: [UInt8]) -> Bool {
  let text = String(decoding: bytes, as: UTF8.self)
  guard text.firstMatch(of: /(?m)^draft:\s*true\b/) == nil else { return false }
  let states = text.matches(
    of: /(?im)^##\s*(investigating|identified|monitoring|resolved|retracted)\b/)
  return states.last.flatMap { Incident.State(rawValue: $0.output.1.lowercased()) }?.isOpen ?? false
}
