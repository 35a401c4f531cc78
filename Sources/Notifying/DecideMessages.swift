package import StatusModel

/// What a run has to do, and what it has to write down first.
package struct Decision: Sendable {
  /// To be written to the outbox before anything is sent, in this order.
  package var records: [OutboxRecord] = []
  /// In the order of the targets, then the oldest first.
  package var messages: [Message] = []
  /// Targets that were not known before, and how many incidents and maintenances each was spared.
  package var firstSeen: [(target: String, entries: Int)] = []
  /// Targets whose newest news wait for a later run, and until when.
  package var waiting: [(target: String, items: Int, due: Timestamp)] = []
  /// Targets that are off, and have news.
  package var off: [(target: String, items: Int)] = []
  /// What may or may not have arrived, until somebody decides; `isNew` where this run found it.
  package var held: [(target: String, item: String, isNew: Bool)] = []

  package init() {}
}

/// How many messages a target gets at once; more become one digest.
private let mostMessages = 5

/// How old news may be, in seconds, before it is told in a digest.
private let oldestNews = 24 * 3_600

/// Decides who is sent what.
///
/// Pure: the same news, outbox and moment give the same messages.
package func decideMessages(
  _ news: PublishedNews, _ outbox: Outbox, for targets: [Notifier], at now: Timestamp
) -> Decision {
  var decision = Decision()
  for target in targets {
    TargetDecision(target: target, news: news, outbox: outbox, now: now).add(to: &decision)
  }
  return decision
}

private struct TargetDecision {
  let target: Notifier
  let news: PublishedNews
  let outbox: Outbox
  let now: Timestamp

  func add(to decision: inout Decision) {
    guard outbox.knows(target.name) else { return addFirst(to: &decision) }
    let rows = outbox.rows[target.name] ?? [:]
    resumeSent(rows, &decision)
    var fresh = unknown(besides: rows)
    var skipped: [NewsMark] = []
    let corrected = Corrections(news.marks, rows: rows)
    skip(&fresh, where: { corrected.covers($0.mark) }, into: &skipped)
    skip(&fresh, where: { news.isQuiet($0.mark) || !target.wants($0.item) }, into: &skipped)
    if !skipped.isEmpty {
      decision.records.append(OutboxRecord(.skipped, skipped, for: [target.name], at: now))
    }
    if case .statuspage = target.channel { addParts(to: &fresh, &decision) }
    let open = rows.values.filter { $0.state == .pending }
    guard !outbox.off.contains(target.name) else {
      let count = fresh.count + open.count
      if count > 0 { decision.off.append((target.name, count)) }
      if !fresh.isEmpty {
        decision.records.append(
          OutboxRecord(.pending, fresh.map(\.mark), for: [target.name], at: now, due: now))
      }
      return
    }
    addMessages(fresh: fresh, open: open, to: &decision)
  }

  /// A new target starts at now: it is not told the past.
  private func addFirst(to decision: inout Decision) {
    decision.records.append(OutboxRecord(.skipped, news.marks, for: [target.name], at: now))
    decision.firstSeen.append((target.name, Set(news.marks.map(\.entry)).count))
  }

  private func resumeSent(_ rows: [String: Outbox.Row], _ decision: inout Decision) {
    var seen: Set<[NewsMark]> = []
    for row in outbox.rows(of: target.name) where row.state == .sending {
      guard seen.insert(row.message).inserted else { continue }
      let items = row.message.compactMap(news.item)
      if target.tellsDoubles, items.count == row.message.count, !outbox.off.contains(target.name) {
        decision.messages.append(
          message(zip(row.message, items).map { Candidate(mark: $0, item: $1) }, row.attempt))
      } else {
        let reason = "it is not known whether it arrived"
        decision.records.append(
          OutboxRecord(
            .held, row.message, for: [target.name], at: now, attempt: row.attempt, reason: reason))
        decision.held += row.message.map { (target.name, $0.id, true) }
      }
    }
    // A run that found them may have been killed before it could say so.
    decision.held += outbox.rows(of: target.name).filter { $0.state == .held }
      .map { (target.name, $0.mark.id, false) }
  }

  private struct Candidate {
    let mark: NewsMark
    let item: NewsItem
    var attempt = 0
  }

  /// Items of which nothing is written yet.
  private func unknown(besides rows: [String: Outbox.Row]) -> [Candidate] {
    news.marks.filter { rows[$0.id] == nil }.compactMap { mark in
      news.item(of: mark).map { Candidate(mark: mark, item: $0) }
    }
  }

  /// Statuspage tells of each component's change in a message of its own. All are written down before the first one
  /// goes out, since nothing else leads back to what a kill between two of them would leave.
  private func addParts(to fresh: inout [Candidate], _ decision: inout Decision) {
    let parts = fresh.flatMap(\.item.parts).filter(target.wants).map { part in
      Candidate(mark: NewsMark(entry: part.entry.key, anchor: part.anchor), item: part)
    }
    guard !parts.isEmpty else { return }
    fresh += parts
    decision.records.append(
      OutboxRecord(.pending, fresh.map(\.mark), for: [target.name], at: now, due: now))
  }

  private func skip(
    _ candidates: inout [Candidate], where isUnwanted: (Candidate) -> Bool,
    into skipped: inout [NewsMark]
  ) {
    skipped += candidates.filter(isUnwanted).map(\.mark)
    candidates.removeAll(where: isUnwanted)
  }

  private func addMessages(
    fresh: [Candidate], open: [Outbox.Row], to decision: inout Decision
  ) {
    let freshEntries = Set(fresh.map(\.mark.entry))
    var pending: [Candidate] = []
    var waiting: [Outbox.Row] = []
    var gone: [NewsMark] = []
    for row in open {
      guard let item = news.item(of: row.mark) else {
        gone.append(row.mark)
        continue
      }
      if row.due.map({ $0 <= now }) ?? true || freshEntries.contains(row.mark.entry) {
        pending.append(Candidate(mark: row.mark, item: item, attempt: row.attempt))
      } else {
        waiting.append(row)
      }
    }
    if !gone.isEmpty {
      decision.records.append(
        OutboxRecord(
          .skipped, gone, for: [target.name], at: now, reason: "it is no longer on the page"))
    }
    if let due = waiting.compactMap(\.due).min() {
      decision.waiting.append((target.name, waiting.count, due))
    }
    decision.messages += messages(fresh + pending)
  }

  private func messages(_ candidates: [Candidate]) -> [Message] {
    let candidates = candidates.sorted {
      ($0.item.time, $0.item.id) < ($1.item.time, $1.item.id)
    }
    guard !candidates.isEmpty else { return [] }
    if case .webSub = target.channel { return [message(candidates, nil)] }
    guard target.takesDigests else { return byEntry(candidates) }
    let old = candidates.filter { now.seconds(since: $0.item.time) > oldestNews }
    let new = byEntry(candidates.filter { now.seconds(since: $0.item.time) <= oldestNews })
    if new.count + (old.isEmpty ? 0 : 1) > mostMessages { return [digest(candidates)] }
    return (old.isEmpty ? [] : [digest(old)]) + new
  }

  private struct Subject: Hashable {
    let entry: String
    let part: Component.ID?
  }

  /// One message for each entry, or component in it, the newest item of which it tells.
  private func byEntry(_ candidates: [Candidate]) -> [Message] {
    Dictionary(grouping: candidates) { Subject(entry: $0.mark.entry, part: $0.item.part) }.values
      .sorted { ($0[0].item.time, $0[0].item.id) < ($1[0].item.time, $1[0].item.id) }
      .map { message($0, nil) }
  }

  private func message(_ candidates: [Candidate], _ attempt: Int?) -> Message {
    let isOfOneEntry = Set(candidates.map(\.mark.entry)).count == 1
    return Message(
      to: target, candidates.map(\.item), marks: candidates.map(\.mark),
      form: isOfOneEntry ? .update(earlier: candidates.count - 1) : .digest,
      attempt: attempt ?? nextAttempt(candidates))
  }

  private func digest(_ candidates: [Candidate]) -> Message {
    Message(
      to: target, candidates.map(\.item), marks: candidates.map(\.mark), form: .digest,
      attempt: nextAttempt(candidates))
  }

  private func nextAttempt(_ candidates: [Candidate]) -> Int {
    (candidates.map(\.attempt).max() ?? 0) + 1
  }
}

extension Notifier {
  fileprivate func wants(_ item: NewsItem) -> Bool {
    guard kinds.contains(item.kind) else { return false }
    if let least = impact, let own = item.impact, own < least { return false }
    return components.isEmpty || item.components.contains { components.contains($0.id) }
  }
}

/// Items that are known under another name: the time of an update was corrected, or an entry has
/// another file name.
private struct Corrections {
  private let covered: Set<String>

  init(_ marks: [NewsMark], rows: [String: Outbox.Row]) {
    let present = Set(marks.map(\.id))
    let entries = Set(marks.map(\.entry))
    let gone = rows.values.map(\.mark).filter { !present.contains($0.id) }
    guard !gone.isEmpty else {
      covered = []
      return
    }
    var free = Dictionary(grouping: gone.filter { $0.digest != nil }) {
      Words(entry: $0.entry, digest: $0.digest)
    }
    let renamed = Set(
      gone.lazy.filter { !entries.contains($0.entry) }
        .map { Renamed(kind: kind($0.entry), anchor: $0.anchor, digest: $0.digest) })
    var covered: Set<String> = []
    for mark in marks where rows[mark.id] == nil {
      let words = Words(entry: mark.entry, digest: mark.digest)
      if mark.digest != nil, free[words]?.popLast() != nil {
        covered.insert(mark.id)
      } else if renamed.contains(
        Renamed(kind: kind(mark.entry), anchor: mark.anchor, digest: mark.digest))
      {
        covered.insert(mark.id)
      }
    }
    self.covered = covered
  }

  func covers(_ mark: NewsMark) -> Bool { covered.contains(mark.id) }
}

private struct Words: Hashable {
  let entry: String
  let digest: UInt64?
}

private struct Renamed: Hashable {
  let kind: Substring
  let anchor: String
  let digest: UInt64?
}

private func kind(_ entry: String) -> Substring { entry.prefix { $0 != "/" } }
