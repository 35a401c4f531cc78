import Diagnostics
import Markdown

extension EntryText {
  /// What means something elsewhere, and readers would see as it is written.
  var foreignMarkDiagnostics: [Diagnostic] {
    foreignMarks(in: body).map { mark in
      let line = mark.line + bodyLine - 1
      return .foreignMark(
        mark.kind, at: source.position(line: line, column: source.column(of: mark.words, in: line)))
    }
  }
}

extension SourceText {
  /// Where words begin in a line; where the line's own begin, if they are written otherwise.
  func column(of words: String, in number: Int) -> Int {
    let line = line(number)
    let words = Array(words.utf8)
    let found = line.indices.first { line[$0...].starts(with: words) }
    let start = found ?? line.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? line.startIndex
    return start - line.startIndex + 1
  }
}

extension Diagnostic {
  static func foreignMark(_ kind: ForeignMark.Kind, at place: SourcePosition) -> Diagnostic {
    let (what, hint) =
      switch kind {
      case .table: ("this table", "write a list: '- EU: down'")
      case .strikethrough: ("this text between tildes", "say what is no longer so: 'corrected: …'")
      case .task: ("this box of a task", "write a list without boxes: '- API: fixed'")
      case .footnote: ("this mark of a footnote", "write the note where it belongs, in brackets")
      case .slackLink: ("this link from Slack", "write '[words](https://…)'")
      case .slackMention: ("this mention from Slack", "take it out; nobody is notified by it")
      case .emojiCode: ("this code of an emoji", "write the emoji itself: '✅'")
      }
    return .warning(
      .foreignMarkup, "the page shows \(what) as it is written", hint: hint, at: place)
  }
}
