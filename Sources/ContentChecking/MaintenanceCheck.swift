import Addresses
import PlainEnglish
import StatusModel

/// What is to be said of the maintenances that are still to come or running, and of their texts.
func maintenanceFindings(
  of history: History, in snapshot: Snapshot, _ languages: SpokenLanguages
) -> [ContentFinding] {
  let written = Dictionary(
    history.maintenances.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  return overlaps(in: snapshot) + snapshot.maintenances.compactMap { $0.overrun(in: snapshot) }
    + snapshot.maintenances.compactMap { shown in
      written[shown.id].flatMap {
        shown.lateAnnouncement(isAutomatic: $0.isAutomatic, in: snapshot)
      }
    }
    + snapshot.maintenances.flatMap { maintenance in
      maintenance.updates.enumerated().filter { !$1.state.isOver }.flatMap { number, update in
        languages.texts(of: update.text, update.translations).flatMap { text in
          promises(in: text).map { $0.finding(in: maintenance.file, under: number, of: text) }
        }
      }
    }
}

/// Windows that overlap another one on the same component, each told once, of the later one.
///
/// By component, in the order of the starts: what overlaps any window before it overlaps the one
/// that ends last.
private func overlaps(in snapshot: Snapshot) -> [ContentFinding] {
  let planned = snapshot.maintenances.filter { !$0.state.isOver }
    .sorted { ($0.window.start, $0.id) < ($1.window.start, $1.id) }
  var longest = [Int?](repeating: nil, count: snapshot.components.count)
  var found: [(later: Int, earlier: Int, components: [ComponentIndex])] = []
  for (number, maintenance) in planned.enumerated() {
    for component in maintenance.components {
      let window = maintenance.window
      guard let earlier = longest[component] else {
        longest[component] = number
        continue
      }
      if !planned[earlier].window.isOver(at: window.start) {
        if let last = found.last, last.later == number, last.earlier == earlier {
          found[found.count - 1].components.append(component)
        } else {
          found.append((number, earlier, [component]))
        }
      }
      if window.endsLater(than: planned[earlier].window) { longest[component] = number }
    }
  }
  return found.map { pair in
    planned[pair.later].overlap(
      with: planned[pair.earlier], on: pair.components.map { snapshot.components[$0].component.id })
  }
}

extension MaintenanceWindow {
  fileprivate func endsLater(than other: MaintenanceWindow) -> Bool {
    guard let otherEnd = other.end else { return false }
    return end.map { $0 > otherEnd } ?? true
  }
}

extension MaintenanceSnapshot {
  fileprivate var file: String { EntryPath.maintenance(id).path }

  fileprivate func overlap(
    with earlier: MaintenanceSnapshot, on components: [Component.ID]
  ) -> ContentFinding {
    // It does not start before the other one.
    let end = [window.end, earlier.window.end].compactMap { $0 }.min()
    return ContentFinding(
      .maintenanceOverlap,
      "this window overlaps that of '\(earlier.id)' on \(listWords(components)), so the page announces two works "
        + "from \(window.start.written) \(end.map { "to \($0.written)" } ?? "on")",
      hint: earlier.window.end == nil
        ? "write 'ends' in '\(earlier.id)', move one of the two windows, or make one maintenance of them"
        : "move one of the two windows, or make one maintenance of them",
      in: file, at: .key(["starts"]))
  }

  fileprivate func overrun(in snapshot: Snapshot) -> ContentFinding? {
    let last = window.end ?? max(window.start, updates.last?.time ?? window.start)
    let late = snapshot.moment.seconds(since: last)
    guard state.isActive, late >= 86_400 else { return nil }
    let names = components.map { snapshot.components[$0].component.id }
    let effect =
      names.isEmpty
      ? "the page still shows the work as running"
      : "the page still shows \(listWords(names)) under maintenance"
    guard window.end != nil else {
      return ContentFinding(
        .maintenanceOverrun,
        "this work has no 'ends', and nothing was said of it for \(spanWords(late, .brief)), so \(effect)",
        hint: "write '## Completed - …'; if the work goes on, say so in an update, or write 'ends'",
        in: file, at: .key(["starts"]))
    }
    return ContentFinding(
      .maintenanceOverrun,
      "the window ended \(spanWords(late, .brief)) ago and the work is not completed, so \(effect)",
      hint: "write '## Completed - …'; if the work goes on, move 'ends' and say so in an update",
      in: file, at: .key(["ends"]))
  }

  /// Announced when it should have begun, by words that leave the beginning to the clock.
  fileprivate func lateAnnouncement(
    isAutomatic: Bool, in snapshot: Snapshot
  ) -> ContentFinding? {
    let declared = updates[0].declared
    let late = createdAt.seconds(since: window.start)
    guard declared == .scheduled ? late >= 0 : isAutomatic && late > 0, declared != .cancelled
    else {
      return nil
    }
    let time = late == 0 ? "at its very start" : "\(spanWords(late, .brief)) after its start"
    return ContentFinding(
      .announcedLate,
      "this work is announced \(time), "
        + lateEffect(
          isScheduled: declared == .scheduled, isAutomatic: isAutomatic,
          on: components.map { snapshot.components[$0].component.id }),
      hint: "announce work before it starts; if it began later, correct 'starts'",
      in: file, at: .heading(0))
  }

  private func lateEffect(
    isScheduled: Bool, isAutomatic: Bool, on names: [Component.ID]
  ) -> String {
    guard isAutomatic else { return "and the page shows it as scheduled until an update moves it" }
    guard isScheduled else {
      return names.isEmpty
        ? "so the page shows a start of which nobody was told"
        : "so the page shows \(listWords(names)) under maintenance before anybody was told"
    }
    return !window.isOver(at: createdAt)
      ? "so the page shows it in progress from this update on"
      : "when its window was over, so the page shows it completed and never in progress"
  }
}
