package import StatusModel

/// How a target took a message.
package enum Outcome: Hashable, Sendable {
  case sent
  /// Tried again later.
  ///
  /// - Parameters:
  ///   - reason: without a secret.
  ///   - wait: seconds that the target asked for.
  case failedForNow(reason: String, wait: Int? = nil)
  /// Not tried again.
  case refused(reason: String)
  /// The target wants nothing more at all.
  case gone(reason: String)
}

extension Notifier {
  /// - Parameters:
  ///   - status: of HTTP.
  ///   - body: the beginning of what was answered.
  ///   - wait: `Retry-After`, in seconds.
  package func outcome(ofStatus status: Int, body: [UInt8], wait: Int?) -> Outcome {
    switch status {
    case 200..<300:
      if case .slack = channel, status != 200 || !body.trimmed.elementsEqual("ok".utf8) {
        return .refused(reason: "it answered \(status), but not 'ok'")
      }
      return .sent
    case 410: return .gone(reason: "it answered 410: it is gone")
    case 408, 425, 429, 500...: return .failedForNow(reason: "it answered \(status)", wait: wait)
    default: return .refused(reason: "it answered \(status)")
    }
  }

  /// Of a `sendmail`, by its exit status.
  ///
  /// - Source: `sysexits.h`; msmtp and Postfix use it.
  package static func outcome(ofSendmail status: Int32) -> Outcome {
    switch status {
    case 0: .sent
    case 65, 64, 77, 78: .refused(reason: "sendmail ended with \(status)")
    default: .failedForNow(reason: "sendmail ended with \(status)")
    }
  }
}

extension [UInt8] {
  fileprivate var trimmed: ArraySlice<UInt8> {
    let start = drop { $0 <= 0x20 }
    return start.prefix(start.lastIndex { $0 > 0x20 }.map { $0 - start.startIndex + 1 } ?? 0)
  }
}

extension Message {
  /// What to write down after a message was tried.
  package func records(of outcome: Outcome, at now: Timestamp) -> [OutboxRecord] {
    func record(
      _ state: OutboxRecord.State, due: Timestamp? = nil, _ reason: String? = nil
    ) -> OutboxRecord {
      OutboxRecord(
        state, marks, for: [target.name], at: now, attempt: attempt, due: due, reason: reason)
    }
    switch outcome {
    case .sent: return [record(.sent)]
    case .failedForNow(let reason, let wait):
      let next = RetrySchedule.next(after: attempt, of: webhookID, failedAt: now, asked: wait)
      guard let due = next else {
        return [record(.failed, "\(reason), \(attempt) times")]
      }
      return [record(.pending, due: due, reason)]
    case .refused(let reason): return [record(.failed, reason)]
    case .gone(let reason):
      return [
        record(.pending, due: now, reason),
        OutboxRecord(.off, for: [target.name], at: now, reason: reason),
      ]
    }
  }
}
