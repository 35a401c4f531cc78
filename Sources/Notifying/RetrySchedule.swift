package import StatusModel

/// When a message that failed is tried again.
///
/// - Source: Standard Webhooks 1.0.0, "Deliverability and reliability".
package enum RetrySchedule {
  /// Seconds after each failure; then it is given up.
  private static let delays = [
    5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400,
  ]

  /// - Parameters:
  ///   - attempt: the one that failed, from 1.
  ///   - wait: what the target asked for, in seconds.
  /// - Returns: nil where it is given up.
  package static func next(
    after attempt: Int, failedAt now: Timestamp, asked wait: Int? = nil
  ) -> Timestamp? {
    guard attempt <= delays.count else { return nil }
    return now.advanced(by: max(delays[attempt - 1], min(wait ?? 0, 86_400)))
  }
}
