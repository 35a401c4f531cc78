/// A time zone as a table: which offset from UTC holds from when on.
///
/// The table is made once, from the system's zone data, where a site is read; all that follows is
/// arithmetic.
package struct TimeZoneRules: Hashable, Sendable {
  package struct Transition: Hashable, Sendable {
    package let from: Timestamp
    /// Seconds ahead of UTC.
    package let offset: Int

    package init(from: Timestamp, offset: Int) {
      self.from = from
      self.offset = offset
    }
  }

  /// IANA name: `Europe/Berlin`.
  package let identifier: String
  /// Seconds ahead of UTC before the first transition.
  package let firstOffset: Int
  /// In the order of time.
  package let transitions: [Transition]

  package init(identifier: String, firstOffset: Int, transitions: [Transition]) {
    self.identifier = identifier
    self.firstOffset = firstOffset
    self.transitions = transitions
  }

  package static let utc = TimeZoneRules(identifier: "UTC", firstOffset: 0, transitions: [])

  /// Seconds ahead of UTC at `moment`.
  ///
  /// - Complexity: O(log transitions).
  package func offset(at moment: Timestamp) -> Int {
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle].from <= moment { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? firstOffset : transitions[low - 1].offset
  }

  package func civilTime(at moment: Timestamp) -> CivilTime {
    moment.civilTime(offset: offset(at: moment))
  }

  package func date(at moment: Timestamp) -> CivilDate {
    civilTime(at: moment).date
  }

  /// The moments at which a clock of this zone shows `time`, in order: none when the clock was put
  /// forward over it, two when it was put back over it, else one.
  package func moments(of time: CivilTime) -> [Timestamp] {
    // No zone's offset moves by more than a day, so both candidates lie within a day of the UTC one.
    let middle = time.moment(offset: 0)
    let offsets = Set(
      [-86_400, 0, 86_400].map { offset(at: middle.advanced(by: $0)) }
        + transitions.filter { abs($0.from.seconds(since: middle)) <= 2 * 86_400 }.map(\.offset))
    return offsets.map { time.moment(offset: $0) }
      .filter { civilTime(at: $0) == time }
      .sorted()
  }

  /// The first moment of a day: midnight, or the end of the gap where midnight was skipped.
  package func start(of date: CivilDate) -> Timestamp {
    let midnight = CivilTime(date: date, secondOfDay: 0)
    if let first = moments(of: midnight).first { return first }
    let utc = midnight.moment(offset: 0)
    let gap = transitions.first {
      abs($0.from.seconds(since: utc)) <= 86_400 && self.date(at: $0.from) == date
    }
    return gap?.from ?? utc.advanced(by: -offset(at: utc))
  }
}
