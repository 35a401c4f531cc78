/// A moment: whole seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
package struct Timestamp: Hashable, Comparable, Sendable {
  package let seconds: Int

  package init(seconds: Int) {
    self.seconds = seconds
  }

  /// The moment that lies `interval` seconds later; earlier for a negative interval.
  package func advanced(by interval: Int) -> Timestamp {
    Timestamp(seconds: seconds + interval)
  }

  /// Seconds from `earlier` to this moment; negative when this moment comes first.
  package func seconds(since earlier: Timestamp) -> Int {
    seconds - earlier.seconds
  }

  package static func < (one: Timestamp, other: Timestamp) -> Bool {
    one.seconds < other.seconds
  }
}
