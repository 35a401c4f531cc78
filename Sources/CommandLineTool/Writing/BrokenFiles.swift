import Addresses
import Building
import Diagnostics
import Foundation
import PlainEnglish
import SiteFiles
import StatusModel

// Files of somebody else that have errors: the commands that write go on without them, and say so.

extension SiteToWrite {
  /// Those of the entries that have errors, each once, in the order of their paths.
  func brokenIDs(in entries: String) -> [String] {
    var seen: Set<String> = []
    return problems.map(\.position.path).filter { $0.hasPrefix(entries + "/") }.map(idOfFile)
      .filter { seen.insert($0).inserted }
  }

  /// Refuses an entry that has errors, or whose id stands twice.
  func refuseBroken(_ id: String, in entries: String) throws {
    let own = problems.filter {
      $0.position.path.hasPrefix(entries + "/")
        && idOfFile($0.position.path).lowercased() == id.lowercased()
    }
    if !own.isEmpty { throw ContentProblems(diagnostics: own) }
  }

  /// Every id that a file has, sound or not.
  func takenIDs(in entries: String) -> Set<String> {
    let paths = sources.map(\.path) + problems.map(\.position.path)
    return Set(paths.filter { $0.hasPrefix(entries + "/") }.map(idOfFile))
  }

  /// Incidents that have errors and look as if they were published and open: an update must not go to
  /// another one because this one cannot be read.
  func brokenOpenIncidents() -> [String] {
    let ids = Set(brokenIDs(in: "incidents"))
    guard !ids.isEmpty else { return [] }
    let open = Set(openIncidents().map(\.id))
    let files = sources.filter { file in
      guard EntryFolder.incidents.holds(file.path) else { return false }
      let id = idOfFile(file.path)
      return ids.contains(id) && !open.contains(id) && looksOpen(file.bytes)
    }
    return Set(files.map { idOfFile($0.path) }).sorted()
  }

  func vanished(_ id: String, in entries: String) -> Refusal {
    .machine(
      "the file of \(id) vanished just now", hint: "look into \(folder)/\(entries)")
  }
}

/// `incidents/2026/api.md` → `api`.
private func idOfFile(_ path: String) -> String {
  let name = path.split(separator: "/").last ?? ""
  return String(name.hasSuffix(".md") ? name.dropLast(3) : name)
}

/// By its last heading that names a state, as far as that can be told without reading the file.
private func looksOpen(_ bytes: [UInt8]) -> Bool {
  let text = String(decoding: bytes, as: UTF8.self)
  guard text.firstMatch(of: /(?m)^draft:\s*true\b/) == nil else { return false }
  let states = text.matches(
    of: /(?im)^##\s*(investigating|identified|monitoring|resolved|retracted)\b/)
  return states.last.flatMap { Incident.State(rawValue: $0.output.1.lowercased()) }?.isOpen ?? false
}

extension [Diagnostic] {
  /// The files, each once, in order.
  var brokenFiles: [String] {
    var seen: Set<String> = []
    return map(\.position.path).filter { seen.insert($0).inserted }
  }

  /// Names on standard error each file that was left out, and the first thing that is wrong with it.
  func sayLeftOut() {
    let files = brokenFiles
    guard !files.isEmpty else { return }
    for path in files.prefix(20) {
      let own = filter { $0.position.path == path }
      let more = own.count > 1 ? " (and \(own.count - 1) more)" : ""
      let place = "\(path):\(own[0].position.line):\(own[0].position.column)"
      let kind = path == "status.yml" ? "warning" : "warning: left out"
      say("\(place): \(kind): \(own[0].message)\(more) [\(own[0].id)]")
      say("  hint: \(own[0].hint)")
    }
    let rest = files.count > 20 ? "; \(files.count - 20) of them are not named here" : ""
    say(
      "\(plural(files.count, "file")) with errors\(rest): `allclear build` stops until "
        + "\(files.count == 1 ? "it is" : "they are") correct")
  }

  /// `, without incidents/api.md, which has errors`, or nothing.
  var withoutThem: String {
    let files = brokenFiles.filter { $0 != "status.yml" }
    guard !files.isEmpty else { return "" }
    let named = files.prefix(3).joined(separator: ", ")
    let more = files.count > 3 ? " and \(files.count - 3) more" : ""
    return ", without \(named)\(more), which \(files.count == 1 ? "has" : "have") errors"
  }
}
