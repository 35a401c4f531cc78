package import StatusModel

/// What readers have seen and would no longer find.
///
/// New entries, new updates and corrected texts are no findings, nor is a postmortem's date: its
/// address does not hold it.
///
/// - Parameters:
///   - history: what `current` was made from; of it, drafts alone are looked at.
///   - places: components that `status.yml` still lists, though readers may not see them at `moment`.
///   - moment: what was dated later than this has not vanished, it is not yet known.
/// - Complexity: linear in the number of updates.
package func compare(
  _ previous: PublishedLedger, with current: PublishedLedger, of history: History,
  keeping places: Set<EntryAddress> = [], at moment: Timestamp
) -> [LedgerFinding] {
  let present = Dictionary(
    current.entries.map { ($0.address, $0) }, uniquingKeysWith: { one, _ in one })
  let known = previous.entries.map { $0.known(at: moment) }.filter { !$0.updates.isEmpty }
  let lost = known.filter { present[$0.address] == nil }
  let kept =
    lostPlaces(of: previous, in: current).filter { !places.contains($0.entry) }
    + known.flatMap { old in
      present[old.address].map { old.findings(in: $0, at: moment) } ?? []
    }
  let postmortems = known.filter { $0.hasPostmortem && present[$0.address]?.hasPostmortem == false }
  guard !lost.isEmpty || !postmortems.isEmpty else { return kept }
  let drafts = Drafts(of: history)
  let explained = Set(kept.map(\.entry))
  let renamed = Renames(from: previous, to: current)
  return kept
    + postmortems.compactMap { old in
      // An update that closed the incident and is gone takes the postmortem with it.
      drafts.finding(
        onPostmortemOf: old, isExplained: explained.contains(old.address))
    }
    + lost.map { old in
      LedgerFinding(
        old.address,
        drafts.entries.contains(old.address) ? .drafted : .lost(renamed: renamed.newName(of: old)))
    }
}

extension Site {
  /// The addresses of all components that `status.yml` lists.
  package var componentAddresses: Set<EntryAddress> {
    Set(catalog.components.map { EntryAddress(.component, $0.id) })
  }
}

/// Components and extra pages that are gone.
private func lostPlaces(
  of previous: PublishedLedger, in current: PublishedLedger
) -> [LedgerFinding] {
  let present = Set(current.places ?? [])
  return (previous.places ?? []).filter { !present.contains($0) }
    .map { LedgerFinding($0, .lost(renamed: nil)) }
}

extension PublishedLedger.Entry {
  fileprivate var hasPostmortem: Bool { posts.contains { $0.isPostmortem } }
  fileprivate var updates: [PublishedLedger.Post] { posts.filter { !$0.isPostmortem } }

  fileprivate func known(at moment: Timestamp) -> PublishedLedger.Entry {
    guard posts.contains(where: { $0.time > moment }) else { return self }
    return PublishedLedger.Entry(
      address: address, window: window, posts: posts.filter { $0.time <= moment })
  }

  fileprivate func findings(
    in present: PublishedLedger.Entry, at moment: Timestamp
  ) -> [LedgerFinding] {
    gone(from: present) + displaced(in: present) + rescheduled(in: present, at: moment)
  }

  /// Another window than readers have in their calendars, which take it over with an update alone.
  ///
  /// Nobody waits for what is past.
  private func rescheduled(
    in present: PublishedLedger.Entry, at moment: Timestamp
  ) -> [LedgerFinding] {
    guard let old = window, let new = present.window, old != new,
      !(old.isOver(at: moment) && new.isOver(at: moment)),
      present.posts.last.map({ last in posts.contains { $0.anchor == last.anchor } }) ?? true
    else { return [] }
    return [LedgerFinding(address, .rescheduled(startsAnew: old.start != new.start))]
  }

  /// Updates whose address now leads to another one of the same time; one finding for each time.
  private func displaced(in present: PublishedLedger.Entry) -> [LedgerFinding] {
    let isSame = posts.elementsEqual(present.posts.prefix(posts.count)) {
      $0.anchor == $1.anchor && $0.digest == $1.digest
    }
    guard !isSame else { return [] }
    let old = Dictionary(updates.map { ($0.anchor, $0) }, uniquingKeysWith: { one, _ in one })
    let now = present.updates
    let byTime = Dictionary(grouping: now.indices) { now[$0].time }
    return byTime.sorted { $0.key < $1.key }.map(\.value).filter { $0.count > 1 }.compactMap {
      numbers in
      let displaced = numbers.first { number in
        guard let seen = old[now[number].anchor], seen.digest != now[number].digest else {
          return false
        }
        return numbers.contains { other in
          now[other].digest == seen.digest && old[now[other].anchor]?.digest != seen.digest
        }
      }
      return displaced.map { LedgerFinding(address, .displaced(now[$0].time, by: $0)) }
    }
  }

  /// What became of each update that is no longer at its address.
  private func gone(from present: PublishedLedger.Entry) -> [LedgerFinding] {
    guard !posts.elementsEqual(present.posts.prefix(posts.count), by: { $0.anchor == $1.anchor })
    else { return [] }
    let mine = Set(posts.map(\.anchor))
    let theirs = Set(present.posts.map(\.anchor))
    let old = updates
    guard old.contains(where: { !theirs.contains($0.anchor) }) else { return [] }
    let new = present.updates
    let gone = gaps(in: old, around: theirs)
    let moves = pairs(of: gone, with: gaps(in: new, around: mine), old: old, new: new)
    return gone.map { place in
      guard let number = moves[place.number] else {
        let time = old[place.number].time
        let next = new.firstIndex { $0.time > time } ?? new.count
        return LedgerFinding(address, .vanished(time, before: next))
      }
      let (from, to) = (old[place.number].time, new[number].time)
      return LedgerFinding(address, .moved(from: from, to: to, number: number))
    }
  }
}

/// A post that only one of two ledgers has.
private struct Gap {
  let number: Int
  /// How many posts before it stand in both: posts of the same gap have the same neighbours.
  let neighbours: Int
}

private func gaps(in posts: [PublishedLedger.Post], around shared: Set<String>) -> [Gap] {
  var gaps: [Gap] = []
  for (number, post) in posts.enumerated() where !shared.contains(post.anchor) {
    gaps.append(Gap(number: number, neighbours: number - gaps.count))
  }
  return gaps
}

/// Which new post each old one became: one with the same words, else the one in the same place where
/// as many came as went.
private func pairs(
  of gone: [Gap], with come: [Gap], old: [PublishedLedger.Post], new: [PublishedLedger.Post]
) -> [Int: Int] {
  var pairs: [Int: Int] = [:]
  var comeByWords = Dictionary(grouping: come.reversed()) { new[$0.number].digest }
  for gap in gone {
    pairs[gap.number] = comeByWords[old[gap.number].digest]?.popLast()?.number
  }
  let taken = Set(pairs.values)
  let rest = Dictionary(grouping: come.filter { !taken.contains($0.number) }, by: \.neighbours)
  let unpaired = Dictionary(grouping: gone.filter { pairs[$0.number] == nil }, by: \.neighbours)
  for (neighbours, gaps) in unpaired {
    guard let others = rest[neighbours], others.count == gaps.count else { continue }
    for (gap, other) in zip(gaps, others) { pairs[gap.number] = other.number }
  }
  return pairs
}

/// What a team has taken back from readers for now.
private struct Drafts {
  let entries: Set<EntryAddress>
  let postmortems: [Incident.ID: Postmortem]

  init(of history: History) {
    let incidents = history.incidents.filter(\.isDraft).map { EntryAddress(.incident, $0.id) }
    let maintenances = history.maintenances.filter(\.isDraft)
      .map { EntryAddress(.maintenance, $0.id) }
    entries = Set(incidents + maintenances)
    postmortems = Dictionary(
      history.postmortems.map { ($0.incident, $0) }, uniquingKeysWith: { one, _ in one })
  }

  /// - Parameter isExplained: whether another finding of the entry says why it is not shown.
  func finding(
    onPostmortemOf entry: PublishedLedger.Entry, isExplained: Bool
  ) -> LedgerFinding? {
    guard let postmortem = postmortems[entry.address.id] else {
      return LedgerFinding(entry.address, .postmortemVanished)
    }
    if postmortem.isDraft { return LedgerFinding(entry.address, .postmortemDrafted) }
    return isExplained ? nil : LedgerFinding(entry.address, .postmortemPostponed)
  }
}

/// Entries that were not there before, to be found by their first update.
private struct Renames {
  private struct Key: Hashable {
    let kind: EntryAddress.Kind
    let anchor: String
    let digest: UInt64

    init?(_ entry: PublishedLedger.Entry) {
      guard let first = entry.posts.first else { return nil }
      kind = entry.address.kind
      anchor = first.anchor
      digest = first.digest
    }
  }

  private let new: [Key: PublishedLedger.Entry]

  init(from previous: PublishedLedger, to current: PublishedLedger) {
    let old = Set(previous.entries.map(\.address))
    let new = current.entries.filter { !old.contains($0.address) }
    self.new = Dictionary(
      new.compactMap { entry in Key(entry).map { ($0, entry) } },
      uniquingKeysWith: { one, _ in one })
  }

  /// The new entry that has every update of `old`.
  func newName(of old: PublishedLedger.Entry) -> EntryAddress? {
    guard let key = Key(old), let candidate = new[key] else { return nil }
    let digests = Dictionary(
      candidate.posts.map { ($0.anchor, $0.digest) }, uniquingKeysWith: { one, _ in one })
    let isSame = old.updates.allSatisfy { digests[$0.anchor] == $0.digest }
    return isSame ? candidate.address : nil
  }
}
