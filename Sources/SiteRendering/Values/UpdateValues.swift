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
    return updates.reversed().map { update in
      UpdateValues(
        anchor: update.anchor,
        link: "\(target)#\(update.anchor)",
        state: words.text(update.declared?.word ?? .update),
        look: update.state.look,
        time: moments.moment(update.time),
        edited: edited(update.anchor, of: entry),
        text: html(update.text, update.translations, root: root, page: target),
        changes: changes(update))
    }
  }

  /// What an update changes, as a list; an ending's changes are its state.
  private func changes<State: StateWords>(_ update: UpdateSnapshot<State>) -> HTML {
    var items: [HTML] = []
    if let severity = update.newSeverity {
      items.append(words.html(.severityChanged, ["severity": isolated(severity.name)]))
    }
    if update.state.look != "ok", update.state.look != "none" {
      items += update.changes.filter { $0.old != $0.new }.map(sentence)
    }
    guard !items.isEmpty else { return .empty }
    return "<ul class=\"changes\">\(items.map { "<li>\($0)</li>" as HTML }.joined())</ul>"
  }

  private func sentence(_ change: ComponentChange) -> HTML {
    let name = isolated(component(change.component).name)
    guard change.new != .operational else {
      return words.html(.componentRestored, ["component": name])
    }
    return words.html(
      .componentChanged, ["component": name, "status": words.html(change.new.word)])
  }
}
