package import StatusModel

/// The moment that a page is of.
package enum BuildMoment: Sendable {
  /// As the page stood then, by the site's time zone; what is dated later is not yet known.
  case asOf(@Sendable (TimeZoneRules) throws -> Timestamp)
  /// The clock's. What is dated later is a mistake.
  case now(Timestamp)

  /// How far an update may lie ahead of the clock, in seconds: clocks differ, and people round up.
  private static let grace = 5 * 60

  /// No entry may be dated later than this; nil where later entries are left out instead.
  package var latest: Timestamp? {
    switch self {
    case .asOf: nil
    case .now(let moment): moment.advanced(by: BuildMoment.grace)
    }
  }

  /// The latest moment that the page can be of.
  func horizon(in zone: TimeZoneRules) throws -> Timestamp {
    switch self {
    case .asOf(let moment): try moment(zone)
    case .now(let moment): moment.advanced(by: BuildMoment.grace)
    }
  }

  /// The moment that the page is of.
  ///
  /// An update that lies ahead of the clock and was let pass must not be hidden: what it tells of has
  /// happened. So the page is then one of that update's moment. Nothing on it is dated later than the
  /// page itself.
  ///
  /// - Parameter lastUpdates: of each entry that is no draft, the time of its last update.
  package func timestamp(
    in zone: TimeZoneRules, lastUpdates: some Sequence<Timestamp>
  ) throws -> Timestamp {
    guard case .now(let moment) = self else { return try horizon(in: zone) }
    let grace = moment...moment.advanced(by: BuildMoment.grace)
    return lastUpdates.lazy.filter(grace.contains).max() ?? moment
  }
}

extension History {
  /// Of each entry that is no draft, the time of its last update.
  package var lastUpdates: [Timestamp] {
    // By their places: to copy ten thousand incidents costs more than to look at them.
    incidents.indices.lazy.filter { !incidents[$0].isDraft }
      .compactMap { incidents[$0].updates.last?.time }
      + maintenances.indices.lazy.filter { !maintenances[$0].isDraft }
      .compactMap { maintenances[$0].updates.last?.time }
  }
}
