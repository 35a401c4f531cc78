extension EntryMaker {
  func pastMaintenance(
    starting start: Minute, ids: inout GivenIDs, using random: inout SeededGenerator
  ) -> CorpusEntry {
    let length = random.pick([30, 60, 120, 240])
    let end = start.advanced(by: length)
    let announced = start.advanced(by: -random.number(in: 2...10) * Minute.day)
    if random.chance(percent: 5) {
      let updates = [("Scheduled", announced), ("Cancelled", start.advanced(by: -Minute.hour))]
      return maintenance(from: start, to: end, updates: updates, ids: &ids, using: &random)
    }
    let halfway = (0..<random.number(in: 0...3)).map { _ in
      ("Update", start.advanced(by: length / 2))
    }
    let updates =
      [("Scheduled", announced), ("In progress", start)] + halfway + [("Completed", end)]
    return maintenance(from: start, to: end, updates: updates, ids: &ids, using: &random)
  }

  /// A maintenance that was announced last week and starts in three days.
  func upcomingMaintenance(
    ids: inout GivenIDs, using random: inout SeededGenerator
  ) -> CorpusEntry {
    let start = Minute.endOfCorpus.advanced(by: 3 * Minute.day + random.number(in: 0...1200))
    let announced = Minute.endOfCorpus.advanced(by: -random.number(in: 5...7) * Minute.day)
    let updates = [("Scheduled", announced), ("Update", announced.advanced(by: 2 * Minute.day))]
    return maintenance(
      from: start, to: start.advanced(by: 120), updates: updates, ids: &ids, using: &random)
  }

  private func maintenance(
    from start: Minute, to end: Minute, updates: [(state: String, at: Minute)],
    ids: inout GivenIDs, using random: inout SeededGenerator
  ) -> CorpusEntry {
    let affected = drawComponents(using: &random)
    let prose = Prose(component: affected[0].name)
    let title = prose.filled(random.pick(Vocabulary.maintenanceTitles), using: &random)
    return CorpusEntry(
      folder: "maintenance", id: ids.id(for: title, on: start),
      frontMatter: [
        "title: \(quoted(title))",
        "components: [\(affected.map(\.id).joined(separator: ", "))]",
        "starts: \(start.text)", "ends: \(end.text)",
      ],
      updates: updates.map { update in
        .init(
          state: update.state, at: update.at, changes: [],
          text: prose.message(using: &random))
      })
  }
}
