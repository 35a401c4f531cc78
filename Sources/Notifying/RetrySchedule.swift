package import StatusModel

/// When a message that failed is tried again.
///
/// - Source: Standard Webhooks 1.0.0, "Deliverability and reliability".
package enum RetrySchedule {
  /// Seconds after each failure; then it is given up.
  private static let delays = [
    5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400,
  ]

  /// Each wait is up to a fifth longer, by the message, so that what failed together does not come back together.
  ///
  /// - Parameters:
  ///   - attempt: the one that failed, from 1.
  ///   - id: of the message. The same one waits as long each time.
  ///   - wait: what the target asked for, in seconds.
  /// - Returns: nil where it is given up.
  package static func next(
    after attempt: Int, of id: String, failedAt now: Timestamp, asked wait: Int? = nil
  ) -> Timestamp? {
    guard attempt <= delays.count else { return nil }
    let delay = delays[attempt - 1]
    let share = id.utf8.reduce(0) { ($0 * 31 + Int($1)) % 1_009 } % 201
    return now.advanced(by: max(delay + delay * share / 1_000, min(wait ?? 0, 86_400)))
  }
}
