import Foundation

/// How large a corpus is wanted; the same plan gives the same bytes.
struct CorpusPlan {
  let incidents: Int
  let seed: Int
  let components: Int

  static let options: Set = ["incidents", "seed", "components", "out"]
}

extension CorpusPlan {
  init(_ options: Options) throws(UsageError) {
    self.init(
      incidents: try options.number("incidents", least: 0),
      seed: try options.number("seed", default: 1, least: 0),
      components: try options.number("components", default: 20, least: 1))
  }
}

/// What a corpus holds, to print and to choose a page from.
struct CorpusCounts: CustomStringConvertible {
  var incidents = 0
  var maintenances = 0
  var postmortems = 0
  var updates = 0
  var words = 0
  /// Where the last open incident was written.
  var openIncident: CorpusEntry?

  var description: String {
    "\(incidents) incidents, \(maintenances) maintenances, \(postmortems) postmortems, "
      + "\(updates) updates of \(words / max(updates, 1)) words"
  }

  fileprivate mutating func add(_ entry: CorpusEntry) {
    switch entry.folder {
    case "incidents": incidents += 1
    case "maintenance": maintenances += 1
    default: postmortems += 1
    }
    updates += entry.updates.count
    words += entry.updates.map { wordCount($0.text) }.reduce(0, +)
  }
}

/// What becomes of the entry at an index. Maintenances count among a plan's incidents.
private enum EntryKind {
  case incident, openIncident, maintenance, upcomingMaintenance

  /// The last entry is a maintenance to come, the three before it are open incidents, and of all
  /// others 5 % are maintenances. A plan of fewer than ten has closed entries alone.
  static func drawn(
    at index: Int, of count: Int, using random: inout SeededGenerator
  ) -> EntryKind {
    if count >= 10, index == count - 1 { return .upcomingMaintenance }
    if count >= 10, index >= count - 4 { return .openIncident }
    return random.chance(percent: 5) ? .maintenance : .incident
  }
}

/// Writes a site folder into `folder`, one file at a time: memory does not grow with the plan.
func writeCorpus(_ plan: CorpusPlan, to folder: URL) throws -> CorpusCounts {
  var random = SeededGenerator(seed: UInt64(plan.seed))
  var ids = GivenIDs()
  var counts = CorpusCounts()
  let components = CorpusComponent.list(plan.components)
  for name in ["incidents", "maintenance", "postmortems"] {
    try FileManager.default.createDirectory(
      at: folder.appending(path: name), withIntermediateDirectories: true)
  }
  try writeText(statusFile(listing: components), to: folder.appending(path: "status.yml"))
  for (index, start) in starts(of: plan, using: &random).enumerated() {
    let kind = EntryKind.drawn(at: index, of: plan.incidents, using: &random)
    let maker = EntryMaker(components: components)
    for entry in entries(kind, start, maker, ids: &ids, using: &random) {
      try writeText(entry.text, to: folder.appending(path: entry.path))
      counts.add(entry)
      if kind == .openIncident { counts.openIncident = entry }
    }
  }
  return counts
}

private func entries(
  _ kind: EntryKind, _ start: Minute, _ maker: EntryMaker, ids: inout GivenIDs,
  using random: inout SeededGenerator
) -> [CorpusEntry] {
  switch kind {
  case .incident: maker.closedIncident(starting: start, ids: &ids, using: &random)
  case .openIncident: [maker.openIncident(ids: &ids, using: &random)]
  case .maintenance: [maker.pastMaintenance(starting: start, ids: &ids, using: &random)]
  case .upcomingMaintenance: [maker.upcomingMaintenance(ids: &ids, using: &random)]
  }
}

/// Moments over the five years before the corpus ends, earliest first; the last four days are
/// left free, so that whatever starts also ends.
private func starts(of plan: CorpusPlan, using random: inout SeededGenerator) -> [Minute] {
  let days = 5 * 365
  return (0..<plan.incidents).map { _ in
    Minute.endOfCorpus.advanced(by: -random.number(in: 4 * Minute.day...days * Minute.day))
  }.sorted()
}

private func statusFile(listing components: [CorpusComponent]) -> String {
  let groups = CorpusComponent.groups.flatMap { group in
    let members = components.filter { $0.group == group }
    let rows = members.map {
      "      - {id: \($0.id), name: \(quoted($0.name)), description: \(quoted($0.description))}"
    }
    return members.isEmpty ? [] : ["  - group: \(group)", "    components:"] + rows
  }
  return """
    name: Example Status
    url: https://status.example.com
    description: What works, what does not, and what was
    support: https://help.example.com/contact
    components:
    \(groups.joined(separator: "\n"))
    severities:
      SEV1: {name: Critical, status: major_outage, impact: critical, update_every: 30m}
      SEV2: {name: Major, status: partial_outage, impact: major, update_every: 1h}
      SEV3: {name: Minor, status: degraded_performance, impact: minor, update_every: 4h}

    """
}

/// `text` between double quotes, as YAML reads it back.
func quoted(_ text: String) -> String {
  let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  return "\"\(escaped)\""
}

func writeText(_ text: String, to file: URL) throws {
  try Data(text.utf8).write(to: file)
}
