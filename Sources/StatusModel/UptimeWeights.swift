/// How much of a second each status takes from the uptime, in millionths.
///
/// Whole numbers, because 0.3 has no exact binary form and a percentage is cut, not rounded.
package struct UptimeWeights: Hashable, Sendable {
  package static let one = 1_000_000

  package let underMaintenance: Int
  package let degradedPerformance: Int
  package let partialOutage: Int
  package let majorOutage: Int

  package init(
    underMaintenance: Int, degradedPerformance: Int, partialOutage: Int, majorOutage: Int
  ) {
    self.underMaintenance = underMaintenance
    self.degradedPerformance = degradedPerformance
    self.partialOutage = partialOutage
    self.majorOutage = majorOutage
  }

  /// The hosted standard's own.
  package static let standard = UptimeWeights(
    underMaintenance: 0, degradedPerformance: 0, partialOutage: 300_000, majorOutage: one)

  package subscript(status: ComponentStatus) -> Int {
    switch status {
    case .operational: 0
    case .underMaintenance: underMaintenance
    case .degradedPerformance: degradedPerformance
    case .partialOutage: partialOutage
    case .majorOutage: majorOutage
    }
  }
}
