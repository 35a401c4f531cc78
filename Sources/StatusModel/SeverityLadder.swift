/// The levels by id, and how bad each is.
struct SeverityLadder {
  private let places: [Severity.ID: Int]
  private let levels: [Severity]

  init(_ levels: [Severity]) {
    self.levels = levels
    places = Dictionary(
      levels.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  subscript(id: Severity.ID) -> Severity? { places[id].map { levels[$0] } }

  /// The one that stands higher on the ladder; of unknown ones the first.
  func worst(_ one: Severity, _ other: Severity) -> Severity {
    guard let place = places[one.id], let otherPlace = places[other.id] else { return one }
    return otherPlace < place ? other : one
  }

  /// Those that an incident had, each once, the worst first.
  func levels(of incident: Incident, _ shown: IncidentSnapshot) -> [Severity] {
    let had = Set(
      ([incident.severity] + shown.updates.compactMap(\.severity)).compactMap { places[$0] })
    return had.sorted().map { levels[$0] }
  }
}
