import Foundation
package import StatusModel

/// What became of each item for each target.
package struct Outbox: Hashable, Sendable {
  package struct Row: Hashable, Sendable {
    package let mark: NewsMark
    package let state: OutboxRecord.State
    /// The whole message, oldest first; the item is one of them.
    package let message: [NewsMark]
    package let time: Timestamp
    package let attempt: Int
    package let due: Timestamp?
    package let reason: String?

    /// Nothing more happens to it by itself.
    package var isSettled: Bool { state != .pending && state != .sending }
  }

  /// By target, then by the item's id.
  package private(set) var rows: [String: [String: Row]] = [:]
  /// Targets that want nothing more.
  package private(set) var off: Set<String> = []
  /// How many lines it was read from.
  package private(set) var lineCount = 0

  package init() {}

  package mutating func add(_ record: OutboxRecord) {
    lineCount += 1
    for target in record.targets {
      switch record.state {
      case .off: off.insert(target)
      case .on: off.remove(target)
      default: break
      }
      // Also without an item: from now on the target is known.
      var own = rows[target] ?? [:]
      for mark in record.items {
        own[mark.id] = Row(
          mark: mark, state: record.state, message: record.items, time: record.time,
          attempt: record.attempt, due: record.due, reason: record.reason)
      }
      rows[target] = own
    }
  }

  package func knows(_ target: String) -> Bool { rows[target] != nil }

  /// Rows of one target, in the order of their items' ids.
  package func rows(of target: String) -> [Row] {
    (rows[target] ?? [:]).values.sorted { $0.mark.id < $1.mark.id }
  }
}

extension Outbox {
  /// What was read, and how far the file is whole.
  package struct Reading: Sendable {
    package let outbox: Outbox
    /// Bytes up to the end of the last whole line; what follows was torn by a kill.
    package let wholeLength: Int
    /// The number of a line, from 1, that is not the last one and cannot be read; nil where all can.
    package let damagedLine: Int?
  }

  /// Reads a log. A last line without its end, or one that is no record, was torn by a kill.
  package static func read(_ bytes: [UInt8]) -> Reading {
    var outbox = Outbox()
    let decoder = JSONDecoder()
    var start = 0
    var number = 0
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      number += 1
      guard let record = try? decoder.decode(OutboxRecord.self, from: Data(bytes[start..<end]))
      else {
        let isLast = end == bytes.count - 1
        return Reading(
          outbox: outbox, wholeLength: start, damagedLine: isLast ? nil : number)
      }
      outbox.add(record)
      start = end + 1
    }
    return Reading(outbox: outbox, wholeLength: start, damagedLine: nil)
  }

  /// The same in as few records as say it: what is settled in one for each target and state.
  package var compacted: [OutboxRecord] {
    rows.keys.sorted().flatMap { target -> [OutboxRecord] in
      let rows = rows(of: target)
      let groups = Dictionary(grouping: rows.filter(\.isPlainlyOver), by: \.state)
      let over = [OutboxRecord.State.skipped, .sent].compactMap { state in
        groups[state].map { rows in
          OutboxRecord(
            state, rows.map(\.mark), for: [target], at: rows.map(\.time).max() ?? rows[0].time)
        }
      }
      var written: Set<[NewsMark]> = []
      let open = rows.filter { !$0.isPlainlyOver && written.insert($0.message).inserted }
      let others = open.sorted { $0.time < $1.time }.map {
        OutboxRecord(
          $0.state, $0.message, for: [target], at: $0.time, attempt: $0.attempt, due: $0.due,
          reason: $0.reason)
      }
      let known =
        over.isEmpty && others.isEmpty
        ? [OutboxRecord(.skipped, for: [target], at: Timestamp(seconds: 0))] : []
      let switched =
        off.contains(target)
        ? [OutboxRecord(.off, for: [target], at: rows.map(\.time).max() ?? Timestamp(seconds: 0))]
        : []
      // Of a message whose items went on apart, what came later counts.
      return known + others + over + switched
    }
  }

  /// Whether it has grown far beyond what it says.
  package var isWorthCompacting: Bool { lineCount > 200 && lineCount > 4 * compacted.count }
}

extension Outbox.Row {
  fileprivate var isPlainlyOver: Bool { state == .sent || state == .skipped }
}
