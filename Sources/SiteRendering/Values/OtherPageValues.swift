import Addresses
import StatusModel

/// What `severity-levels.mustache` is given.
struct SeverityLevelsValues: TemplateValues {
  struct Level: TemplateValues {
    let view: SiteView
    let severity: Severity
    let promises: [SentenceValues]
    let status: String

    static let fields = TemplateFields<Level>([
      .text("id", "the level's id: `SEV1`") { $0.severity.id },
      .text("name", "its name: `Critical`") { $0.view.name(of: $0.severity) },
      .text("definition", "when it applies; empty where the team does not say") {
        $0.view.definition(of: $0.severity) ?? ""
      },
      .text("status", "what the affected components become") { $0.status },
      .text("look", "the class of that status") { $0.severity.status.look },
      .html("icon", "its picture") { icon($0.severity.status.look) },
      .list("promises", "what the team promises, a sentence each") { $0.promises },
      .flag("has_promises", "whether it promises anything") { !$0.promises.isEmpty },
    ])
  }

  let view: SiteView

  static let fields = TemplateFields<SeverityLevelsValues>([
    .list("levels", "the levels, worst first") { values in
      values.view.severities.map(values.level)
    }
  ])

  private func level(_ severity: Severity) -> Level {
    let promises: [(Word, Int?)] = [
      (.promiseFirst, severity.firstUpdateWithin), (.promiseEvery, severity.updateEvery),
      (.promisePostmortem, severity.postmortemWithin),
    ]
    return Level(
      view: view, severity: severity,
      promises: promises.compactMap { word, seconds in
        seconds.map {
          SentenceValues(sentence: view.words.text(word, ["span": view.moments.span($0)]))
        }
      },
      status: view.words.text(severity.status.word))
  }
}

struct SentenceValues: TemplateValues {
  let sentence: String

  static let fields = TemplateFields<SentenceValues>([
    .text("sentence", "the sentence") { $0.sentence }
  ])
}

/// What `extra-page.mustache` is given.
struct ExtraPageValues: TemplateValues {
  let title: String
  let text: HTML

  static let fields = TemplateFields<ExtraPageValues>([
    .text("title", "the page's title") { $0.title },
    .html("text", "its text") { $0.text },
  ])
}

/// What `not-found.mustache` is given.
struct NotFoundValues: TemplateValues {
  let view: SiteView
  let root: RootPath

  static let fields = TemplateFields<NotFoundValues>([
    .text("status", "the page's status: `Partial System Outage`") {
      $0.view.words.text($0.view.snapshot.pageStatus.word)
    },
    .text("look", "the status's class: `ok`, `work`, `slow`, `part` or `down`") {
      $0.view.snapshot.pageStatus.look
    },
    .html("icon", "the status's picture") { icon($0.view.snapshot.pageStatus.look) },
    .text("home", "a link to the home page") { $0.root.link(to: .home) },
    .text("history", "a link to the history") { $0.root.link(to: .history) },
  ])
}
