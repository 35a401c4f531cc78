import ArgumentParser
import Authoring
import Foundation
import Notifying
import Sending
import StatusModel

struct NotifyStatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "What became of what was to be sent.",
    discussion: """
      Examples:
        allclear notify status
        allclear notify status --json
      """)

  @OptionGroup var site: SiteOption
  @OptionGroup var outbox: OutboxOption

  @Flag(name: .long, help: "Print one JSON object.")
  var json = false

  func run() async throws {
    try await leavingWithStatus { _ in
      let folder = try site.folder()
      let now = try clockTime()
      let site = try await readPresentSite(folder, at: now).site
      let outbox = try await outbox.place.peek(ofSite: folder, at: now)
      let rows = site.team.delivery.notifiers.map { TargetStatus(of: $0.name, in: outbox) }
      guard !json else { return try answer(try jsonLine(["targets": rows])) }
      for row in rows { for line in row.lines { try answer(line) } }
    }
  }
}

/// What the outbox says of one target.
private struct TargetStatus: Encodable {
  struct Open: Encodable {
    let attempt: Int
    let due: String?
    let item: String
    let reason: String?
    let state: String
  }

  let known: Bool
  let name: String
  let off: Bool
  /// What is neither sent nor skipped.
  let open: [Open]
  let sent: Int
  let skipped: Int

  init(of name: String, in outbox: Outbox) {
    let rows = outbox.rows(of: name)
    self.name = name
    known = outbox.knows(name)
    off = outbox.off.contains(name)
    sent = rows.count { $0.state == .sent }
    skipped = rows.count { $0.state == .skipped }
    open = rows.filter { $0.state != .sent && $0.state != .skipped }.map { row in
      Open(
        attempt: row.attempt, due: row.due?.iso8601, item: row.mark.id, reason: row.reason,
        state: row.state.rawValue)
    }
  }

  var lines: [String] {
    guard known else { return ["\(name): new; it is told nothing of what is on the page now"] }
    let head = "\(name): \(off ? "off, " : "")\(sent) sent, \(skipped) skipped, \(open.count) open"
    return [head]
      + open.map { row in
        "  \(row.state) \(row.item)" + (row.reason.map { ": \($0)" } ?? "")
          + (row.state == "pending" ? row.due.map { ", due \($0)" } ?? "" : "")
      }
  }
}

struct NotifyRetryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry",
    abstract: "Let what failed, is held or waits go out with the next `allclear notify`.",
    discussion: """
      Turns a target on again that was gone.

      Examples:
        allclear notify retry
        allclear notify retry team
      """)

  @Argument(help: "The target's name. Default: all.")
  var name: String?

  @OptionGroup var site: SiteOption
  @OptionGroup var outbox: OutboxOption

  func run() async throws {
    try await changeOutbox(outbox.place, of: try site.folder(), target: name) {
      outbox, target, now in
      let marks = outbox.openMarks(of: target)
      let isOff = outbox.off.contains(target)
      return (
        (isOff ? [OutboxRecord(.on, for: [target], at: now)] : [])
          + (marks.isEmpty
            ? [] : [OutboxRecord(.pending, marks, for: [target], at: now, due: now)]),
        "\(target): \(marks.count) to be sent with the next `allclear notify`"
      )
    }
  }
}

struct NotifySkipCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "skip",
    abstract: "Send nothing of what failed, is held or waits.",
    discussion: """
      Examples:
        allclear notify skip
        allclear notify skip team
      """)

  @Argument(help: "The target's name. Default: all.")
  var name: String?

  @OptionGroup var site: SiteOption
  @OptionGroup var outbox: OutboxOption

  func run() async throws {
    try await changeOutbox(outbox.place, of: try site.folder(), target: name) {
      outbox, target, now in
      let marks = outbox.openMarks(of: target)
      return (
        marks.isEmpty ? [] : [OutboxRecord(.skipped, marks, for: [target], at: now)],
        "\(target): \(marks.count) skipped"
      )
    }
  }
}

/// Changes what the outbox says of one target, or of all, and says what.
private func changeOutbox(
  _ place: OutboxPlace, of folder: String, target name: String?,
  _ change: (Outbox, String, Timestamp) -> (records: [OutboxRecord], words: String)
) async throws {
  try await leavingWithStatus { _ in
    let now = try clockTime()
    let names = try await readPresentSite(folder, at: now).site.team.delivery.notifiers.map(\.name)
    if let name, !names.contains(name) {
      throw Refusal.usage(
        "status.yml names no target '\(name)'", hint: "one of: \(names.joined(separator: ", "))")
    }
    let store = try await place.open(ofSite: folder, clock: { now })
    let changes = (name.map { [$0] } ?? names).map { change(store.outbox, $0, now) }
    try await store.add(changes.flatMap(\.records))
    try await store.finish()
    for change in changes { try answer(change.words) }
  }
}

extension Outbox {
  /// What is neither sent nor skipped, in the order of the ids.
  fileprivate func openMarks(of target: String) -> [NewsMark] {
    rows(of: target).filter { $0.state != .sent && $0.state != .skipped }.map(\.mark)
  }
}
