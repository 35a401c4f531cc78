import Addresses
import StatusModel

/// One update of an incident or a maintenance.
struct UpdateValues: TemplateValues {
  let anchor: String
  let link: String
  let state: String
  let look: String
  let time: HTML
  let edited: HTML
  let text: HTML
  let changes: HTML

  static let fields = TemplateFields<UpdateValues>([
    .text("anchor", "the fragment of its permanent address: `2026-11-20T10-35-00Z`") {
      $0.anchor
    },
    .text("link", "a link to it on the page of its incident") { $0.link },
    .text("state", "`Identified`") { $0.state },
    .text("look", "the state's class: `open`, `watch`, `ok`, `work`, `plan` or `none`") {
      $0.look
    },
    .html("time", "when it was written") { $0.time },
    .html("edited", "when its text was last corrected; empty for its first words") { $0.edited },
    .html("text", "its text") { $0.text },
    .html("changes", "a list of what it changes; empty where it changes nothing") {
      $0.changes
    },
  ])
}

extension SiteView {
  /// The updates, newest first.
  ///
  /// - Parameters:
  ///   - entry: the page of their incident or maintenance.
  ///   - isElsewhere: another page shows the updates; links then lead to that of the entry.
  func updates<State: StateWords>(
    _ updates: [UpdateSnapshot<State>], of entry: PageAddress, root: RootPath, isElsewhere: Bool
  ) -> [UpdateValues] {
    let target = isElsewhere ? root.link(to: entry) : ""
    return updates.indices.reversed().map { place in
      let anchor = updates[place].anchor
      return UpdateValues(
        anchor: anchor,
        link: "\(target)#\(anchor)",
        state: words.text(updates[place].declared?.word ?? .update),
        look: updates[place].state.look,
        time: moments.moment(updates[place].time),
        edited: edits.isEmpty ? .empty : edited(anchor, of: entry),
        text: html(
          updates[place].text, updates[place].translations, root: root, page: target),
        changes: changes(
          updates[place].changes, severity: updates[place].newSeverity.map { name(of: $0) },
          look: updates[place].state.look))
    }
  }

  /// The updates of a maintenance and what the clock did to it, newest first.
  ///
  /// - Parameter isElsewhere: as in `updates`.
  func timeline(
    of maintenance: MaintenanceSnapshot, root: RootPath, isElsewhere: Bool
  ) -> [UpdateValues] {
    let entry = PageAddress.maintenance(maintenance.id)
    let updates = updates(maintenance.updates, of: entry, root: root, isElsewhere: isElsewhere)
    let target = isElsewhere ? root.link(to: entry) : ""
    return (0...updates.count).flatMap { place in
      let updatesBefore = updates.count - place
      let moves = maintenance.clockMoves.reversed().filter { $0.updatesBefore == updatesBefore }
      return moves.map { row(of: $0, target: target) } + updates.dropFirst(place).prefix(1)
    }
  }

  private func row(of move: MaintenanceSnapshot.ClockMove, target: String) -> UpdateValues {
    UpdateValues(
      anchor: move.anchor, link: "\(target)#\(move.anchor)", state: words.text(move.state.word),
      look: move.state.look, time: moments.moment(move.time), edited: .empty,
      text: "<p>\(words.html(move.state == .completed ? .endedAsPlanned : .beganAsPlanned))</p>",
      changes: changes(move.changes, severity: nil, look: move.state.look))
  }

  /// What an update changes, as a list; an ending's changes are its state.
  ///
  /// - Parameters:
  ///   - severity: the name of the new one; nil where it stays.
  ///   - look: of the state after it.
  private func changes(_ changes: [ComponentChange], severity: String?, look: String) -> HTML {
    var items: [HTML] = []
    if let severity {
      items.append(words.html(.severityChanged, ["severity": isolated(severity)]))
    }
    if look != "ok", look != "none" {
      items += changes.filter { $0.old != $0.new }.map(sentence)
    }
    guard !items.isEmpty else { return .empty }
    return "<ul class=\"changes\">\(items.map { "<li>\($0)</li>" as HTML }.joined())</ul>"
  }

  private func sentence(_ change: ComponentChange) -> HTML {
    let name = isolated(name(of: component(change.component)))
    guard change.new != .operational else {
      return words.html(.componentRestored, ["component": name])
    }
    return words.html(
      .componentChanged, ["component": name, "status": words.html(change.new.word)])
  }
}
