package import Notifying

/// Where an outbox lies that nobody else changes meanwhile.
package protocol OutboxStore: AnyObject {
  /// With all that was added.
  var outbox: Outbox { get }

  /// Returns when a machine that stops now could not lose the records any more.
  func add(_ records: [OutboxRecord]) async throws(SendingError)

  /// Lets others go on. To be called after the last record, also after an error.
  func finish() async throws(SendingError)
}
