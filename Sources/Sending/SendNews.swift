package import Notifying
package import StatusModel

/// What a run did.
package struct SendingReport: Sendable {
  package struct Failure: Hashable, Sendable {
    package let target: String
    package let items: [String]
    package let reason: String
    /// When it is tried again; nil where it was given up.
    package let due: Timestamp?
    /// The target wants nothing more.
    package let isOff: Bool
  }

  package var sent: [Message] = []
  /// The last one of each target.
  package var failures: [Failure] = []
  package var decision = Decision()

  package init() {}
}

/// How long one run goes on trying again, in seconds.
private let patience = 30

/// Sends what is due, each message written down before and after.
///
/// - Parameters:
///   - clock: the time, asked for again and again.
///   - deliver: tries to send a message.
package func sendNews(
  _ news: PublishedNews, to targets: [Notifier], keeping store: any OutboxStore,
  clock: () -> Timestamp, deliver: (Message, Timestamp) async -> Outcome
) async throws(SendingError) -> SendingReport {
  let report: SendingReport
  do throws(SendingError) {
    report = try await send(news, to: targets, keeping: store, clock: clock, deliver: deliver)
  } catch {
    // Of two errors the first one says more.
    try? await store.finish()
    throw error
  }
  try await store.finish()
  return report
}

private func send(
  _ news: PublishedNews, to targets: [Notifier], keeping store: any OutboxStore,
  clock: () -> Timestamp, deliver: (Message, Timestamp) async -> Outcome
) async throws(SendingError) -> SendingReport {
  var report = SendingReport()
  let end = clock().advanced(by: patience)
  var isFirst = true
  while true {
    let now = clock()
    let decision = decideMessages(news, store.outbox, for: targets, at: now)
    try await store.add(decision.records)
    if isFirst { report.decision = decision }
    isFirst = false
    var stopped: Set<String> = []
    for message in decision.messages where !stopped.contains(message.target.name) {
      report.failures.removeAll { $0.target == message.target.name && message.covers($0) }
      let outcome = try await send(message, keeping: store, clock: clock, deliver: deliver)
      guard outcome != .sent else {
        report.sent.append(message)
        continue
      }
      stopped.insert(message.target.name)
      report.failures.append(failure(of: message, outcome, in: store.outbox))
    }
    guard let due = report.failures.compactMap({ $0.isOff ? nil : $0.due }).min(), due <= end
    else { return report }
    try? await Task.sleep(for: .seconds(max(1, due.seconds(since: clock()))))
  }
}

private func send(
  _ message: Message, keeping store: any OutboxStore, clock: () -> Timestamp,
  deliver: (Message, Timestamp) async -> Outcome
) async throws(SendingError) -> Outcome {
  let now = clock()
  try await store.add([
    OutboxRecord(
      .sending, message.marks, for: [message.target.name], at: now, attempt: message.attempt)
  ])
  let outcome = await deliver(message, now)
  try await store.add(message.records(of: outcome, at: clock()))
  return outcome
}

private func failure(
  of message: Message, _ outcome: Outcome, in outbox: Outbox
) -> SendingReport.Failure {
  let row = outbox.rows[message.target.name]?[message.newest.id]
  let isOff = outbox.off.contains(message.target.name)
  return SendingReport.Failure(
    target: message.target.name, items: message.items.map(\.id),
    reason: row?.reason ?? "", due: row?.state == .pending ? row?.due : nil, isOff: isOff)
}

extension Message {
  fileprivate func covers(_ failure: SendingReport.Failure) -> Bool {
    Set(failure.items).isSubset(of: items.map(\.id))
  }
}
