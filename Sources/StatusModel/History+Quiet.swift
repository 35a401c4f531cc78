extension History {
  /// The updates that nobody is sent: `incident/2026-11-20-api-errors#2026-11-20T10-40-00Z`.
  package var quietItems: Set<String> {
    quiet(incidents, "incident") { ($0.id, $0.updates.map { ($0.time, $0.isQuiet) }) }
      .union(
        quiet(maintenances, "maintenance") { ($0.id, $0.updates.map { ($0.time, $0.isQuiet) }) })
  }

  private func quiet<Entry>(
    _ entries: [Entry], _ kind: String,
    _ told: (Entry) -> (id: String, updates: [(time: Timestamp, isQuiet: Bool)])
  ) -> Set<String> {
    var items: Set<String> = []
    for entry in entries {
      let (id, updates) = told(entry)
      guard updates.contains(where: \.isQuiet) else { continue }
      for (anchor, update) in zip(anchors(for: updates.map(\.time)), updates) where update.isQuiet {
        items.insert("\(kind)/\(id)#\(anchor)")
      }
    }
    return items
  }
}
