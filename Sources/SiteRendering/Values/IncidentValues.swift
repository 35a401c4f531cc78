import Addresses
import StatusModel

/// What `incident.mustache` is given, and an open incident on the home page.
struct IncidentPageValues: TemplateValues {
  struct Effect: TemplateValues {
    let link: String
    let name: String
    let look: String
    let words: HTML

    static let fields = TemplateFields<Effect>([
      .text("link", "a link to the component's page") { $0.link },
      .text("name", "the component's name") { $0.name },
      .text("look", "the class of its worst status in this incident; `none` if it had none") {
        $0.look
      },
      .html("icon", "the picture of that status") { icon($0.look) },
      .html("words", "what it suffers, or suffered, and for how long; empty if nothing") {
        $0.words
      },
    ])
  }

  let view: SiteView
  let incident: IncidentSnapshot
  let root: RootPath
  /// The page of the incident, where it is shown on another page.
  var page: PageAddress?

  static let fields = TemplateFields<IncidentPageValues>([
    .text("title", "its title") { $0.view.title(of: $0.incident) },
    .text("link", "a link to its page") { $0.root.link(to: .incident($0.incident.id)) },
    .text("files", "the way to its feed; empty where it lies beside the page") {
      $0.root.files(of: .incident($0.incident.id), isElsewhere: $0.page != nil)
    },
    .text("state", "where it stands: `Identified`") {
      $0.view.words.text($0.incident.state.word)
    },
    .text("state_look", "the state's class: `open`, `watch`, `ok` or `none`") {
      $0.incident.state.look
    },
    .text("severity", "the severity's name; once it is closed, that of the worst it had") {
      $0.view.name(of: $0.incident.severity)
    },
    .text("look", "the class of that severity's impact: `down`, `part`, `slow` or `none`") {
      $0.incident.look
    },
    .html("icon", "the picture of that impact") { icon($0.incident.look) },
    .html("when", "when it began, and when it ended or that it lasts") {
      $0.view.when($0.incident)
    },
    .html("promise", "by when the next update is promised; empty without a promise") {
      $0.promise
    },
    .html("afterwards", "when readers first saw it, if more than a day late; else empty") {
      $0.view.afterwards($0.incident.publishedAfterwards)
    },
    .flag("is_open", "whether it is not over") { $0.incident.state.isOpen },
    .flag("is_retracted", "whether it turned out to be no incident") {
      $0.incident.state == .retracted
    },
    .flag("has_effects", "whether it names any component; a false alarm affected none") {
      !$0.shownEffects.isEmpty
    },
    .list("effects", "the components that it names") { $0.effects },
    .html("all_effects", "each of `effects` through `effect.mustache`") { values in
      values.view.theme.renderAll(.effect, values.effects)
    },
    .list("updates", "its updates, newest first") { $0.updates },
    .html("all_updates", "each of `updates` through `update.mustache`") { values in
      values.view.theme.renderAll(.update, values.updates)
    },
    .html("live", "what the script needs, through `live.mustache`; empty once it is over") {
      $0.incident.state.isOpen ? $0.view.live(isOpen: true) : .empty
    },
    .html("postmortem", "its postmortem through `postmortem.mustache`; empty without one") {
      $0.postmortem
    },
  ])

  private var updates: [UpdateValues] {
    view.updates(
      incident.updates, of: .incident(incident.id), root: root, isElsewhere: page != nil)
  }

  private var postmortem: HTML {
    guard let postmortem = incident.postmortem else { return .empty }
    let edited = view.edited(PostmortemSnapshot.anchor, of: .incident(incident.id))
    let values = PostmortemValues(
      view: view, postmortem: postmortem, edited: edited, root: root)
    return view.theme.renderAll(.postmortem, [values])
  }

  private var promise: HTML {
    guard let due = incident.nextUpdateDue else { return .empty }
    let time = view.moments.moment(due, seenFrom: view.snapshot.moment)
    return view.words.html(.nextUpdateBy, ["time": time])
  }

  /// On the home page what a component suffers now, on the incident's own page for how long. Readers
  /// look for the name of what they use, also where the level changes no component, or where nobody
  /// wrote how long it lasted.
  private var shownEffects: [IncidentSnapshot.Effect] {
    incident.state == .retracted ? [] : incident.effects
  }

  private var effects: [Effect] {
    shownEffects.map { effect in
      let worst = effect.intervals.map(\.status).max()
      let component = view.component(effect.component)
      let isBrief = page != nil
      let look = isBrief ? effect.status.look : worst?.look ?? Impact.none.look
      return Effect(
        link: root.link(to: .component(component.id)), name: view.name(of: component),
        look: look,
        words: isBrief
          ? view.words.html(effect.status.word) : view.history(of: effect.intervals))
    }
  }
}

extension SiteView {
  /// `Major outage for 33 minutes, partial outage for 45 minutes`.
  fileprivate func history(of intervals: [StatusInterval]) -> HTML {
    let moment = snapshot.moment
    let held = ComponentStatus.allCases.reversed().compactMap { status -> HTML? in
      let seconds = intervals.reduce(0) { sum, interval in
        interval.status == status
          ? sum + (interval.end ?? moment).seconds(since: interval.start) : sum
      }
      guard seconds > 0 else { return nil }
      return words.html(
        .affectedFor,
        ["status": words.html(status.word), "span": HTML(escaping: moments.span(seconds))])
    }
    return held.joined(separator: HTML(escaping: words.text(.listSeparator)))
  }
}

/// A published postmortem.
struct PostmortemValues: TemplateValues {
  struct Action: TemplateValues {
    let kind: String
    let what: String
    let done: HTML
    let isDone: Bool

    static let fields = TemplateFields<Action>([
      .text("kind", "`Alert`") { $0.kind },
      .text("what", "what is to be done") { $0.what },
      .html("done", "when it was done, or that it is not done yet") { $0.done },
      .flag("is_done", "whether it is done") { $0.isDone },
    ])
  }

  let view: SiteView
  let postmortem: PostmortemSnapshot
  let edited: HTML
  let root: RootPath

  static let fields = TemplateFields<PostmortemValues>([
    .text("anchor", "the fragment of its permanent address: `postmortem`") { _ in
      PostmortemSnapshot.anchor
    },
    .html("published", "the day on which it was published") {
      $0.view.moments.day($0.view.settings.timeZone.date(at: $0.postmortem.publishedAt))
    },
    .html("edited", "when its text was last corrected; empty for its first words") { $0.edited },
    .html("text", "its text") {
      $0.view.html(
        $0.postmortem.text, $0.postmortem.translations, root: $0.root, firstHeading: 3)
    },
    .list("actions", "what the team does about it") { values in
      values.postmortem.actions.map(values.action)
    },
    .flag("has_actions", "whether there are any actions") { !$0.postmortem.actions.isEmpty },
  ])

  private func action(_ action: PostmortemSnapshot.Action) -> Action {
    let done = action.done.map {
      view.words.html(.doneOn, ["day": view.moments.day($0)])
    }
    return Action(
      kind: view.words.text(action.kind.word), what: action.what,
      done: done ?? view.words.html(.notDoneYet), isDone: action.done != nil)
  }
}
