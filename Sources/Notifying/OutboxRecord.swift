import Foundation
package import StatusModel

/// A line of the outbox: what became of some items for some targets.
package struct OutboxRecord: Hashable, Sendable {
  package enum State: String, Codable, Sendable {
    /// It failed for now, and is tried again.
    case pending
    /// A request is on its way; after a kill nobody knows whether it arrived.
    case sending
    case sent, failed, skipped
    /// Whether it arrived is not known, and the target could not tell it from a second one.
    case held
    /// The target wants nothing more, or again something; of no items.
    case off, on
  }

  /// The names of the targets.
  package let targets: [String]
  package let state: State
  /// Of one message, oldest first.
  package let items: [NewsMark]
  package let time: Timestamp
  /// How often it was tried.
  package let attempt: Int
  /// Not tried again before.
  package let due: Timestamp?
  /// Why, in words without a secret.
  package let reason: String?

  package init(
    _ state: State, _ items: [NewsMark] = [], for targets: [String], at time: Timestamp,
    attempt: Int = 0, due: Timestamp? = nil, reason: String? = nil
  ) {
    self.state = state
    self.items = items
    self.targets = targets
    self.time = time
    self.attempt = attempt
    self.due = due
    self.reason = reason
  }
}

extension OutboxRecord: Codable {
  private enum CodingKeys: String, CodingKey {
    case targets, state, items, time, attempt, due, reason
  }

  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    targets = try fields.decode([String].self, forKey: .targets)
    state = try fields.decode(State.self, forKey: .state)
    items =
      try fields.decodeIfPresent([String].self, forKey: .items)?.map { text in
        guard let mark = NewsMark(written: text) else { throw NotAnOutboxRecord() }
        return mark
      } ?? []
    time = Timestamp(seconds: try fields.decode(Int.self, forKey: .time))
    attempt = try fields.decodeIfPresent(Int.self, forKey: .attempt) ?? 0
    due = try fields.decodeIfPresent(Int.self, forKey: .due).map(Timestamp.init)
    reason = try fields.decodeIfPresent(String.self, forKey: .reason)
  }

  package func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(targets, forKey: .targets)
    try fields.encode(state, forKey: .state)
    if !items.isEmpty { try fields.encode(items.map(\.written), forKey: .items) }
    try fields.encode(time.seconds, forKey: .time)
    if attempt > 0 { try fields.encode(attempt, forKey: .attempt) }
    try fields.encodeIfPresent(due?.seconds, forKey: .due)
    try fields.encodeIfPresent(reason, forKey: .reason)
  }

  /// One line of JSON with sorted keys, and its line end.
  package var line: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Strings and numbers alone, which always can be encoded.
    return [UInt8]((try? encoder.encode(self)) ?? Data()) + [UInt8(ascii: "\n")]
  }
}

private struct NotAnOutboxRecord: Error {}

extension NewsMark {
  /// `incident/api-errors#2026-11-20T10-35-00Z 00a1b2c3d4e5f607`.
  fileprivate var written: String {
    guard let digest else { return id }
    let digits = String(digest, radix: 16)
    return "\(id) \(String(repeating: "0", count: 16 - digits.utf8.count))\(digits)"
  }

  fileprivate init?(written text: String) {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    let names = (parts.first ?? "").split(separator: "#", omittingEmptySubsequences: false)
    guard parts.count <= 2, names.count == 2 else { return nil }
    let digest = parts.count == 2 ? UInt64(parts[1], radix: 16) : nil
    guard parts.count == 1 || digest != nil else { return nil }
    self.init(entry: String(names[0]), anchor: String(names[1]), digest: digest)
  }
}
