import StatusModel

/// What `live.mustache` is given: what the script needs on a page that the clock changes.
struct LiveValues: TemplateValues {
  let view: SiteView
  let isOpen: Bool
  /// The moment at which the page changes by itself.
  let until: Timestamp

  static let fields = TemplateFields<LiveValues>([
    .text("until", "the moment at which the page changes by itself: `2026-11-20T12:30:00Z`") {
      $0.until.iso8601
    },
    .flag("is_open", "whether readers wait for news: what the page tells of is not over") {
      $0.isOpen
    },
    .html("page_is_old", "what to say once that moment is past and the page is still this one") {
      $0.view.words.html(
        .pageIsOld, ["time": $0.view.moments.moment($0.until)])
    },
    .text("late", "how late a promised update is, with `{span}` where the time stands") {
      $0.view.words.text(.late, ["span": "{span}"])
    },
    .text("aside", "how what the script adds stands behind a time, with `{text}` where it stands") {
      $0.view.words.text(.aside, ["text": "{text}"])
    },
  ])
}

extension SiteView {
  /// `live.mustache` for a page; empty for a picture of another moment, which the clock leaves alone.
  func live(isOpen: Bool, isQuiet: Bool = false) -> HTML {
    if isPicture { return .empty }
    let until = isQuiet ? snapshot.quietUntil : snapshot.holdsUntil
    return theme.renderAll(.live, [LiveValues(view: self, isOpen: isOpen, until: until)])
  }
}
