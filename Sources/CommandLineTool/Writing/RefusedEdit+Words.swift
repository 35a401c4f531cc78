import Authoring
import ContentReading
import ContentWriting
import Diagnostics

extension RefusedEdit {
  /// Why, and what to write instead.
  var words: String {
    switch reason {
    case .text(let problem): problem.refusal.text
    case .content(let errors):
      errors.map { error in
        "error: \(error.message)\(privateWords(at: error).map { ": '\($0)'" } ?? "")\n"
          + "  hint: \(error.hint)"
      }.joined(separator: "\n")
    case .readsOtherwise: refusal.text
    }
  }

  /// Where the file would say something else than was meant.
  var refusal: Refusal {
    .content(
      "\(planned.edit.path) would not say what you meant",
      hint:
        "something in the file or in the text changes how the rest is read; edit the file by hand")
  }

  /// What a pattern of the site has matched, and what stands behind it: the pattern alone says little.
  private func privateWords(at error: Diagnostic) -> String? {
    guard error.id == DiagnosticCatalog.privateWord.rawValue else { return nil }
    let lines = planned.edit.after.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let line = lines[min(error.position.line, lines.count) - 1].dropFirst(error.position.column - 1)
    let words = String(decoding: line, as: UTF8.self)
    return words.count > 40 ? words.prefix(39) + "…" : words
  }
}

extension TextProblem {
  fileprivate var refusal: Refusal {
    switch self {
    case .showsNothing:
      .content(
        "readers would see nothing of this text",
        hint: "say what customers notice; comments and lines across are not shown as words")
    case .leavesOpen(let mark, let line):
      .content(
        "the text leaves \(mark) in line \(line) open, and what is written below would be swallowed",
        hint: "close it, or take it out. Between backticks, `\(mark)`, it is shown as it is")
    case .beginsUpdate(let heading, let line):
      .content(
        "line \(line) of the text would begin a second update: '## \(heading)'",
        hint: "write ### for a heading inside a text; for another update run the command again")
    case .underlined(let words, let line):
      .content(
        "line \(line) of the text makes a heading of the line above it, and would begin a second "
          + "update: '\(words)'",
        hint: "put a blank line before the ---, or write '### \(words)'")
    }
  }
}
