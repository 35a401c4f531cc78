import Diagnostics
import StatusModel

extension Diagnostic {
  /// An entry names a component that `status.yml` does not list.
  static func unknownComponent(
    _ text: Located<String>, known: [String], groups: [String] = []
  ) -> Diagnostic {
    let all = known + groups
    let names =
      groups.isEmpty
      ? "components are \(list(known))"
      : "components are \(list(known)); groups are \(list(groups))"
    return .misspelt(
      .unknownComponent,
      "unknown component \(quoted(text.value))\(guess(nearest(to: text.value, among: all)))",
      hint: all.isEmpty || all.count > 12 ? "components are listed in status.yml" : names,
      text)
  }

  /// An entry names what was no longer on the page.
  static func componentGone(
    _ text: Located<String>, until: CivilDate?, isGroup: Bool
  ) -> Diagnostic {
    let when = until.map { ", since \($0.iso8601) was the last day" } ?? ""
    return .error(
      .componentGone,
      isGroup
        ? "no component of the group \(quoted(text.value)) was on the page then"
        : "\(quoted(text.value)) was no longer on the page then\(when)",
      hint: "name what was affected, or correct 'since' or 'until' in status.yml",
      at: text.position)
  }

  static func unknownSeverity(_ text: Located<String>, known: [String]) -> Diagnostic {
    .misspelt(
      .unknownSeverity,
      "unknown severity \(quoted(text.value))\(guess(nearest(to: text.value, among: known)))",
      hint: "severities are \(list(known))", text)
  }

  static func unknownState(_ text: Located<String>, known: [String]) -> Diagnostic {
    .misspelt(
      .unknownState,
      "unknown state \(quoted(text.value))\(guess(stateMeant(by: text.value, among: known)))",
      hint: "states are \(list(known))", text)
  }

  /// The state by its name in another language, or by one that is nearly its own.
  private static func stateMeant(by text: String, among known: [String]) -> String? {
    if let state = writtenStates[text.lowercased()], known.contains(state) { return state }
    return nearest(to: text, among: known)
  }

  static func unknownStatus(_ text: Located<String>, known: [String]) -> Diagnostic {
    .misspelt(
      .unknownStatus,
      "unknown status \(quoted(text.value))\(guess(nearest(to: text.value, among: known)))",
      hint: "a status is \(list(known))", text)
  }

  static func repeatedComponent(_ text: Located<String>) -> Diagnostic {
    .error(
      .repeatedComponent, "'\(text.value)' is named twice", hint: "name each component once",
      at: text.position)
  }

  /// - Parameter what: `severity`, `next`, or a component's id.
  static func repeatedChange(of what: String, at place: SourcePosition) -> Diagnostic {
    .error(
      .repeatedChange, "this heading changes '\(what)' twice", hint: "keep one of the two",
      at: place)
  }

  static func changeInMaintenance(_ text: Located<String>) -> Diagnostic {
    .error(
      .changeInMaintenance, "a maintenance has no change such as \(quoted(text.value))",
      hint: "write 'State - time' alone; the window stands in the front matter",
      at: text.position)
  }

  static func updateWithoutTime(_ text: Located<String>) -> Diagnostic {
    .misspelt(
      .updateWithoutTime, "the heading \(quoted(text.value)) has no time",
      hint: "write '## State - 2026-11-20 10:10 UTC'; use ### for headings inside an update",
      text)
  }

  /// - Parameter whole: the heading without what is empty in it.
  static func emptyHeadingPart(at place: SourcePosition, whole: String) -> Diagnostic {
    .error(
      .emptyHeadingPart, "nothing stands between two dashes of this heading",
      hint: "write '## \(whole)'", at: place)
  }

  static func updateOutOfOrder(_ text: Located<String>) -> Diagnostic {
    .error(
      .updateOutOfOrder, "\(quoted(text.value)) lies before the update above it",
      hint: "correct the time, or put the updates in the order of their times",
      at: text.position)
  }

  /// An update whose text is missing, a comment, or nothing but marks.
  static func emptyUpdate(_ heading: Located<String>) -> Diagnostic {
    .error(
      .emptyUpdate, "this update shows readers no words",
      hint: "write below \(quoted("## " + heading.value)) what readers should know",
      at: heading.position)
  }

  static func textBeforeUpdate(at place: SourcePosition) -> Diagnostic {
    .error(
      .textBeforeUpdate, "this text stands before the first update",
      hint: "put a heading above it, like '## Investigating - 2026-11-20 10:10 UTC'", at: place)
  }

  static func topLevelHeading(at place: SourcePosition) -> Diagnostic {
    .error(
      .topLevelHeading, "a level-1 heading has no place here",
      hint: "the title stands in the front matter; an update starts with ##", at: place)
  }

  /// `components: [api: operational]`: a list of ids, or a mapping of ids, but not both.
  static func statusInList(of component: String, at place: SourcePosition) -> Diagnostic {
    .error(
      .wrongType, "\(quoted(component)) has a value here, where 'components' is a list of ids",
      hint: "write [\(component)], or in an incident {\(component): operational}", at: place)
  }

  /// - Parameters:
  ///   - proposed: the heading as it is to be written, without `## `.
  ///   - isSure: whether nothing else can be meant; else it is a warning.
  static func lostHeading(
    _ proposed: String, isSure: Bool, at place: SourcePosition
  ) -> Diagnostic {
    Diagnostic(
      isSure ? .error : .warning, DiagnosticCatalog.lostHeading.rawValue,
      "this is no heading of an update, so readers find it in the text of the one above",
      hint: "write '## \(proposed)' on a line of its own, outside of quotes, lists and code",
      at: place)
  }

  static func noUpdate(in owner: String, example: String, path: String) -> Diagnostic {
    .error(
      .noUpdate, "\(owner) has no update",
      hint: "add a heading like '## \(example) - 2026-11-20 10:10 UTC', and a text below it",
      at: SourcePosition(path: path))
  }

  static func badNext(_ text: Located<String>) -> Diagnostic {
    .misspelt(
      .badNext, "\(quoted(text.value)) is neither a time nor a span of time",
      hint: "write 'next: 2h', 'next: 12:30 UTC' or 'next: 2026-11-20 12:30 UTC'",
      text)
  }

  static func nextNotLater(_ text: Located<String>) -> Diagnostic {
    .error(
      .nextNotLater, "the next update is promised for \(quoted(text.value)), not after this one",
      hint: "write a time after the update's own", at: text.position)
  }

  static func tooManyDefinitions(limit: Int, at place: SourcePosition) -> Diagnostic {
    .error(
      .tooManyDefinitions, "the link definitions have more than \(limit) bytes",
      hint: "write the addresses where the links are: [text](https://…)", at: place)
  }

  static func endsBeforeStart(_ text: Located<String>) -> Diagnostic {
    .error(
      .endsBeforeStart, "the end \(quoted(text.value)) does not come after the start",
      hint: "correct 'starts' or 'ends'", at: text.position)
  }

  static func postmortemWithoutIncident(
    _ id: String, nearest: String?, path: String
  ) -> Diagnostic {
    .error(
      .postmortemWithoutIncident, "there is no incident \(quoted(id))\(guess(nearest))",
      hint: "a postmortem has the file name of its incident", at: SourcePosition(path: path))
  }

  static func unknownPlaceholder(_ text: Located<String>, known: [String]) -> Diagnostic {
    .misspelt(
      .unknownPlaceholder,
      "unknown placeholder \(quoted(text.value))\(guess(nearest(to: text.value, among: known)))",
      hint: "placeholders are \(list(known))", text)
  }

  static func startedLate(_ text: Located<String>) -> Diagnostic {
    .warning(
      .startedLate, "'started' \(quoted(text.value)) lies after the first update",
      hint:
        "the page shows an impact that starts after it was first told of; correct one of the two",
      at: text.position)
  }

  /// - Parameter mark: `<!--`, `<script>`.
  static func unclosedHTML(_ mark: String, at place: SourcePosition) -> Diagnostic {
    let ends = ["<!--": "-->", "<?": "?>", "<script>": "</script>", "<style>": "</style>"]
    return .error(
      .unclosedHTML, "nothing closes this \(mark), so it would hide the rest of the text",
      hint: "close it with \(ends[mark] ?? "its end"), or write `\(mark)` if readers should see it",
      at: place)
  }

  static func rawHTML(at place: SourcePosition) -> Diagnostic {
    .warning(
      .rawHTML, "the page shows the words of this HTML without its tags",
      hint: "write it in Markdown, or as `code` if readers should see the tags", at: place)
  }
}
