import StatusModel

/// What is to be said of the maintenances that are still to come or running, and of their texts.
func maintenanceFindings(of snapshot: Snapshot, with words: CheckWords) -> [ContentFinding] {
  overlaps(in: snapshot) + snapshot.maintenances.compactMap { $0.overrun(in: snapshot) }
    + snapshot.maintenances.flatMap { maintenance in
      maintenance.updates.enumerated().filter { !$1.state.isOver }.flatMap { number, update in
        promiseFindings(in: TextWords(update.text), of: update.text, with: words)
          .map { $0.finding(in: maintenance.file, under: number, of: update.text) }
      }
    }
}

/// Windows that overlap another one on the same component, each told once, of the later one.
///
/// By component, in the order of the starts: what overlaps any window before it overlaps the one
/// that ends last.
private func overlaps(in snapshot: Snapshot) -> [ContentFinding] {
  let planned = snapshot.maintenances.filter { !$0.state.isOver }
    .sorted { ($0.window.lowerBound, $0.id) < ($1.window.lowerBound, $1.id) }
  var longest = [Int?](repeating: nil, count: snapshot.components.count)
  var found: [(later: Int, earlier: Int, components: [ComponentIndex])] = []
  for (number, maintenance) in planned.enumerated() {
    for component in maintenance.components {
      let end = maintenance.window.upperBound
      guard let earlier = longest[component] else {
        longest[component] = number
        continue
      }
      if planned[earlier].window.upperBound > maintenance.window.lowerBound {
        if let last = found.last, last.later == number, last.earlier == earlier {
          found[found.count - 1].components.append(component)
        } else {
          found.append((number, earlier, [component]))
        }
      }
      if end > planned[earlier].window.upperBound { longest[component] = number }
    }
  }
  return found.map { pair in
    planned[pair.later].overlap(
      with: planned[pair.earlier], on: pair.components.map { snapshot.components[$0].component.id })
  }
}

extension MaintenanceSnapshot {
  fileprivate var file: String { "maintenance/\(id).md" }

  fileprivate func overlap(
    with earlier: MaintenanceSnapshot, on components: [Component.ID]
  ) -> ContentFinding {
    let common =
      max(
        window.lowerBound, earlier.window.lowerBound)..<min(
        window.upperBound, earlier.window.upperBound)
    return ContentFinding(
      .maintenanceOverlap,
      "this window overlaps that of '\(earlier.id)' on \(listWords(components)), so the page announces two works "
        + "from \(common.lowerBound.written) to \(common.upperBound.written)",
      hint: "move one of the two windows, or make one maintenance of them",
      in: file, at: .key(["starts"]))
  }

  fileprivate func overrun(in snapshot: Snapshot) -> ContentFinding? {
    let late = snapshot.moment.seconds(since: window.upperBound)
    guard state.isActive, late >= 86_400 else { return nil }
    let names = components.map { snapshot.components[$0].component.id }
    let effect =
      names.isEmpty
      ? "the page still shows the work as running"
      : "the page still shows \(listWords(names)) under maintenance"
    return ContentFinding(
      .maintenanceOverrun,
      "the window ended \(spanWords(late)) ago and the work is not completed, so \(effect)",
      hint: "write '## Completed - …'; if the work goes on, move 'ends' and say so in an update",
      in: file, at: .key(["ends"]))
  }
}
