import Authoring
import ContentReading
import ContentWriting
import Diagnostics
import SiteFiles
import StatusModel

/// What a command is about to write, and what it means by it.
struct PlannedEdit: Sendable {
  let edit: EntryEdit
  let meant: MeantEntry
  /// What readers will read, filled in.
  let text: String
  /// The moment of the update.
  let time: Timestamp
  /// `Incident api-errors: Investigating`.
  let commitMessage: String
}

extension PlannedEdit {
  /// - Parameters:
  ///   - kind: `Incident`.
  ///   - what: `Investigating`.
  init(
    _ edit: EntryEdit, meaning meant: MeantEntry, text: String = "", at time: Timestamp,
    kind: String, id: String, what: String
  ) {
    self.edit = edit
    self.meant = meant
    self.text = text
    self.time = time
    commitMessage = "\(kind) \(withoutDay(id)): \(what)"
  }

  var id: String {
    switch meant {
    case .incident(let incident): incident.id
    case .maintenance(let maintenance): maintenance.id
    case .postmortem(let id): id
    }
  }
}

/// The words of an entry cannot be published. Nothing was written.
protocol RefusedWords: Error {
  /// Whether another text may do; the title and the times stay as they are.
  var isOfText: Bool { get }
  /// Why, and what to write instead.
  var told: String { get }
}

/// The site would not take what was to be written.
struct RefusedEdit: RefusedWords {
  let diagnostics: [Diagnostic]
  let planned: PlannedEdit

  var isOfText: Bool {
    let lines = planned.edit.after.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let first =
      lines.count
      - planned.text.split(
        separator: "\n", omittingEmptySubsequences: false
      ).count
    return errors.contains { $0.position.line >= first }
  }

  var told: String {
    errors.map { error in
      "error: \(error.message)\(words(at: error).map { ": '\($0)'" } ?? "")\n  hint: \(error.hint)"
    }.joined(separator: "\n")
  }

  private var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }

  /// What a pattern of the site has matched, and what stands behind it: the pattern alone says little.
  private func words(at error: Diagnostic) -> String? {
    guard error.id == DiagnosticCatalog.privateWord.rawValue else { return nil }
    let lines = planned.edit.after.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let line = lines[min(error.position.line, lines.count) - 1].dropFirst(error.position.column - 1)
    let words = String(decoding: line, as: UTF8.self)
    return words.count > 40 ? words.prefix(39) + "…" : words
  }
}

/// The text would be more than the text of one update, or less.
struct RefusedText: RefusedWords {
  let problem: TextProblem

  var isOfText: Bool { true }
  var told: String { problem.refusal.text }
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

extension SiteToWrite {
  /// Reads the site as it would be.
  ///
  /// - Throws: `RefusedWords`, or a `Refusal` where the file would say something else than was meant.
  func tried(_ planned: PlannedEdit) async throws -> SiteToWrite {
    do throws(TextProblem) {
      try checkUpdateText(planned.text)
    } catch {
      throw RefusedText(problem: error)
    }
    let tried = try await tryEdit(
      planned.edit, meaning: planned.meant, in: sources, latest: latest)
    guard let site = tried.site else {
      throw RefusedEdit(diagnostics: tried.diagnostics, planned: planned)
    }
    guard tried.readsAsMeant else {
      throw Refusal.content(
        "\(planned.edit.path) would not say what you meant",
        hint:
          "something in the file or in the text changes how the rest is read; edit the file by hand"
      )
    }
    return SiteToWrite(
      folder: folder, sources: sources, site: site, now: now, problems: problems)
  }

  /// Refuses to add to a file whose last text would swallow what is written below it.
  ///
  /// - Parameter file: of an incident or a maintenance.
  func refuseOpenBlock(in file: SourceFile, of id: String) throws {
    let folder = file.path.prefix { $0 != "/" }
    let path = "\(folder)/\(id).md"
    guard let text = entryPlaces(of: [path], in: [file])[path]?.texts.last,
      let block = swallowingBlock(atEndOf: file.bytes, from: text.line)
    else { return }
    let what = block.isCode ? "the code block" : "the \(block.mark)"
    throw Refusal.content(
      "\(file.path):\(block.line): \(what) that begins here is never closed, and would swallow "
        + "the update",
      hint: block.isCode
        ? "write a line \(block.mark) below the code in the file, then try again"
        : "close it in the file, or take it out, then try again")
  }
}
