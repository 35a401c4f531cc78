/// When work is planned: from its start on, up to an end that may not be known yet.
package struct MaintenanceWindow: Hashable, Sendable {
  package let start: Timestamp
  /// Not part of the window; later than the start. Nil while it is not known: the work then ends with a
  /// written `Completed`.
  package let end: Timestamp?

  package init(start: Timestamp, end: Timestamp?) {
    self.start = start
    self.end = end
  }

  package init(_ range: Range<Timestamp>) {
    self.init(start: range.lowerBound, end: range.upperBound)
  }

  /// Whether `moment` lies after the window; never where the end is not known.
  package func isOver(at moment: Timestamp) -> Bool { end.map { $0 <= moment } ?? false }
}
