import StatusModel

/// What went on at each day of a month.
struct DayIndex: Sendable {
  /// How an entry looks in a calendar, least first.
  enum Look: Int, Comparable, Sendable {
    case none, work, slow, part, down

    init(_ impact: Impact) {
      self =
        switch impact {
        case .none: .none
        case .minor: .slow
        case .major: .part
        case .critical: .down
        }
    }

    /// The name of its icon and its class in the style.
    var name: String {
      switch self {
      case .none: "none"
      case .work: "work"
      case .slow: "slow"
      case .part: "part"
      case .down: "down"
      }
    }

    var level: BarLevel {
      switch self {
      case .none: .operational
      case .work: .maintenance
      case .slow: .degraded
      case .part: .partial
      case .down: .major
      }
    }

    static func < (one: Look, other: Look) -> Bool { one.rawValue < other.rawValue }
  }

  /// What one entry did on one day.
  struct Cause: Sendable, Hashable {
    /// The worst of that day.
    let look: Look
    let entry: EntryIndex.Entry
    /// The level that the incident had that day, or once it is closed its worst; nil for a maintenance.
    let severity: Severity.ID?
  }

  /// By days since 1970, in the order of the entries; nothing for a quiet day.
  private var days: [Int: [Cause]] = [:]

  /// - Parameter entries: those that touched the month.
  init(_ entries: [EntryIndex.Entry], in view: SiteView) {
    let marks = DayMarks(view)
    for entry in entries.sorted(by: <) {
      marks.each(of: entry) { first, last, look, severity in
        mark(Cause(look: look, entry: entry, severity: severity), from: first, to: last)
      }
    }
  }

  /// What went on that day, the worst first, and of equally bad ones the newest.
  subscript(day: CivilDate) -> [Cause] {
    let causes = days[day.daysSinceEpoch] ?? []
    return causes.indices.sorted { one, other in
      (causes[other].look, one) < (causes[one].look, other)
    }.map { causes[$0] }
  }

  private mutating func mark(_ cause: Cause, from first: Int, to last: Int) {
    for number in first...last {
      // One entry is marked at once, so what it did before on that day stands last.
      if let before = days[number]?.last, before.entry == cause.entry {
        guard before.look < cause.look else { continue }
        days[number]?.removeLast()
      }
      days[number, default: []].append(cause)
    }
  }
}

/// How bad each day was, over the whole history.
struct WorstDays: Sendable {
  /// From `firstDay` on; nil for a quiet day.
  private var looks: [DayIndex.Look?] = []
  /// In days since 1970.
  private var firstDay = 0

  /// - Complexity: linear in the days that the entries lasted, all together.
  init(in view: SiteView) {
    let marks = DayMarks(view)
    let incidents = view.snapshot.incidents.indices.lazy.map { EntryIndex.Entry.incident($0) }
    let maintenances = view.snapshot.maintenances.indices.lazy
      .map { EntryIndex.Entry.maintenance($0) }
    for entry in incidents {
      marks.each(of: entry) { first, last, look, _ in mark(look, from: first, to: last) }
    }
    for entry in maintenances {
      marks.each(of: entry) { first, last, look, _ in mark(look, from: first, to: last) }
    }
  }

  /// Nil for a quiet day.
  subscript(day: CivilDate) -> DayIndex.Look? {
    let place = day.daysSinceEpoch - firstDay
    return looks.indices.contains(place) ? looks[place] : nil
  }

  private mutating func mark(_ look: DayIndex.Look, from first: Int, to last: Int) {
    makeRoom(from: first, to: last)
    for place in first - firstDay...last - firstDay {
      looks[place] = max(look, looks[place] ?? look)
    }
  }

  private mutating func makeRoom(from first: Int, to last: Int) {
    if looks.isEmpty { firstDay = first }
    if first < firstDay {
      looks.insert(contentsOf: repeatElement(nil, count: firstDay - first), at: 0)
      firstDay = first
    }
    let missing = last - firstDay + 1 - looks.count
    if missing > 0 { looks.append(contentsOf: repeatElement(nil, count: missing)) }
  }
}

/// The days on which an entry was under way, and how it looked.
private struct DayMarks {
  private let snapshot: Snapshot
  private let zone: TimeZoneRules
  private let looks: [Severity.ID: DayIndex.Look]

  init(_ view: SiteView) {
    snapshot = view.snapshot
    zone = view.settings.timeZone
    looks = Dictionary(view.severities.map { ($0.id, DayIndex.Look($0.impact)) }) { first, _ in
      first
    }
  }

  /// Each span of days since 1970; a false alarm has none.
  func each(
    of entry: EntryIndex.Entry,
    _ body: (_ first: Int, _ last: Int, _ look: DayIndex.Look, _ severity: Severity.ID?) -> Void
  ) {
    switch entry {
    case .incident(let place) where snapshot.incidents[place].state == .retracted: break
    case .incident(let place):
      let isOpen = snapshot.incidents[place].state.isOpen
      for span in snapshot.incidents[place].openSpans {
        // While it is open a day has the level that it had then.
        let severity = isOpen ? span.severity : snapshot.incidents[place].severity.id
        let look = severity.flatMap { looks[$0] } ?? .none
        mark(from: span.start, to: span.end) { body($0, $1, look, severity) }
      }
    case .maintenance(let place):
      for interval in snapshot.maintenances[place].activeIntervals {
        mark(from: interval.start, to: interval.end) { body($0, $1, .work, nil) }
      }
    }
  }

  /// - Parameter end: not part of the span: what ends at midnight does not touch the day that begins
  ///   then. Nil: it goes on.
  private func mark(
    from start: Timestamp, to end: Timestamp?, _ body: (_ first: Int, _ last: Int) -> Void
  ) {
    let first = zone.date(at: start).daysSinceEpoch
    let last = zone.date(at: end.map { $0.advanced(by: -1) } ?? snapshot.moment).daysSinceEpoch
    body(first, max(first, last))
  }
}
