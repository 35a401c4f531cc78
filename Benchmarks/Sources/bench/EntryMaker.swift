/// Invents entries about a fixed list of components.
struct EntryMaker {
  let components: [CorpusComponent]

  /// A resolved or retracted incident, and for some of the worst a postmortem.
  func closedIncident(
    starting start: Minute, ids: inout GivenIDs, using random: inout SeededGenerator
  ) -> [CorpusEntry] {
    let severity = drawSeverity(using: &random)
    let states = closedStates(using: &random)
    let end = start.advanced(by: duration(of: severity, using: &random))
    let times = moments(states.count, from: start, to: end, using: &random)
    let incident = incident(
      severity, updates: Array(zip(states, times)), ids: &ids, using: &random)
    guard severity == 1, states.last == "Resolved", random.chance(percent: 33) else {
      return [incident]
    }
    return [incident, postmortem(of: incident, resolved: end, using: &random)]
  }

  /// An incident of the last hours that is still open when the corpus ends, and not overdue.
  func openIncident(ids: inout GivenIDs, using random: inout SeededGenerator) -> CorpusEntry {
    let last = Minute.endOfCorpus.advanced(by: -random.number(in: 2...20))
    let first = last.advanced(by: -random.number(in: 60...300))
    let middle = first.advanced(by: first.distance(to: last) / 2)
    return incident(
      drawSeverity(using: &random),
      updates: [("Investigating", first), ("Update", middle), ("Identified", last)],
      ids: &ids, using: &random)
  }

  private func incident(
    _ severity: Int, updates: [(state: String, at: Minute)], ids: inout GivenIDs,
    using random: inout SeededGenerator
  ) -> CorpusEntry {
    let affected = drawComponents(using: &random)
    let prose = Prose(component: affected[0].name)
    let title = prose.filled(random.pick(Vocabulary.incidentTitles), using: &random)
    let first = updates[0].at
    return CorpusEntry(
      folder: "incidents", id: ids.id(for: title, on: first),
      frontMatter: ["title: \(quoted(title))", "severity: SEV\(severity)"]
        + componentLines(affected, using: &random)
        + privateLines(severity, first: first, using: &random),
      updates: updates.enumerated().map { index, update in
        let mayChange = index > 0 && !["Resolved", "Retracted"].contains(update.state)
        let opening = update.state == "Resolved" ? random.pick(Vocabulary.resolutions) : nil
        return .init(
          state: update.state, at: update.at,
          changes: mayChange ? drawChanges(to: affected, severity, using: &random) : [],
          text: prose.message(opening: opening, using: &random))
      })
  }

  private func drawSeverity(using random: inout SeededGenerator) -> Int {
    switch random.number(in: 1...100) {
    case ...10: 1
    case ...45: 2
    default: 3
    }
  }

  /// Three to six states; now and then a reopened incident or a false alarm.
  private func closedStates(using random: inout SeededGenerator) -> [String] {
    let between = (0..<random.number(in: 0...3)).map { _ in random.number(in: 0...2) }.sorted()
    let middle = between.map { ["Investigating", "Update", "Identified"][$0] }
    switch random.number(in: 1...100) {
    case ...2: return ["Investigating"] + middle + ["Update", "Retracted"]
    case ...5: return ["Investigating", "Resolved", "Investigating", "Monitoring", "Resolved"]
    default: return ["Investigating"] + middle + ["Monitoring", "Resolved"]
    }
  }

  /// Minutes from 10 on: each doubling up to six hours, one day or three days is as likely.
  private func duration(of severity: Int, using random: inout SeededGenerator) -> Int {
    let doublings = [1: 4, 2: 6, 3: 8][severity, default: 8]
    let least = 10 << random.number(in: 0...doublings)
    return least + random.number(in: 0...least)
  }

  /// `count` moments in order, the first and the last as given.
  private func moments(
    _ count: Int, from start: Minute, to end: Minute, using random: inout SeededGenerator
  ) -> [Minute] {
    let between = (0..<(count - 2)).map { _ in
      start.advanced(by: random.number(in: 0...start.distance(to: end)))
    }
    return [start] + between.sorted() + [end]
  }

  /// One component or two, seldom three; those early in the list far more often.
  func drawComponents(using random: inout SeededGenerator) -> [CorpusComponent] {
    let wanted = random.pick([1, 1, 1, 1, 1, 1, 2, 2, 2, 3])
    var drawn: [CorpusComponent] = []
    for _ in 0..<wanted {
      let last = random.number(in: 0...components.count - 1)
      let component = components[random.number(in: 0...last)]
      if !drawn.contains(component) { drawn.append(component) }
    }
    return drawn
  }

  private func componentLines(
    _ affected: [CorpusComponent], using random: inout SeededGenerator
  ) -> [String] {
    guard random.chance(percent: 10) else {
      return ["components: [\(affected.map(\.id).joined(separator: ", "))]"]
    }
    return ["components:"] + affected.map { "  \($0.id): degraded_performance" }
  }

  /// What only the team may read: it must cost a build its time and never reach a page.
  private func privateLines(
    _ severity: Int, first: Minute, using random: inout SeededGenerator
  ) -> [String] {
    var lines: [String] = []
    if random.chance(percent: 40) {
      let started = first.advanced(by: -random.number(in: 4...12))
      let detected = started.advanced(by: random.number(in: 1...4))
      lines = ["started: \(started.text)", "detected: \(detected.text)"]
    }
    if severity == 1 {
      lines += ["roles: {commander: Ida Holm, communications: Tomas Reyes, scribe: Noor Aziz}"]
    }
    return lines
  }

  /// What an update's heading changes, mostly nothing. One component always stays affected.
  private func drawChanges(
    to affected: [CorpusComponent], _ severity: Int, using random: inout SeededGenerator
  ) -> [String] {
    switch random.number(in: 1...100) {
    case ...8: ["SEV\(severity == 1 ? 2 : severity - 1)"]
    case ...16 where affected.count > 1: ["\(affected[affected.count - 1].id): operational"]
    case ...20: ["\(affected[0].id): partial_outage"]
    case ...24: ["next: 2h"]
    default: []
    }
  }
}
