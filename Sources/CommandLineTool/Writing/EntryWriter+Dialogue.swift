import Authoring
import Building
import ChildProcesses
import ContentWriting
import Foundation
import SiteFiles
import StatusModel

// What a person sees of an entry, and may still change, before it is written.

extension EntryWriter {
  /// Something of an entry, beside its text, that a person may change before saying yes.
  struct Revision {
    /// `t`
    let key: String
    /// `title`
    let name: String
    /// Asks for it anew; the plan then goes by the answer.
    let ask: (PresentSite) async throws -> Void
  }

  /// Shows what will be published and waits for a yes, unless `isAgreed`; then writes it.
  ///
  /// - Parameters:
  ///   - site: as the command has read it.
  ///   - isSeenNow: false where a person has been asked since; the site is then read again.
  func publish(
    _ words: Words, in site: PresentSite, isSeenNow: Bool, isAgreed: Bool, _ plan: Plan,
    revisions: [Revision] = []
  ) async throws {
    let now = try clockTime()
    let site =
      isSeenNow ? site.seen(at: now) : try await readPresentSite(folder, at: now)
    if isAgreed { return try await finish(try await write(words, in: site, plan)) }
    guard let conversation else {
      throw Refusal.usage(
        "nobody is at a terminal to say yes", hint: "add --yes to publish without asking")
    }
    try await finish(try await publishAfterYes(words, in: site, conversation, plan, revisions))
  }

  /// Whether a person was asked for the words, which takes time.
  ///
  /// - Parameter given: those of the command line.
  func hasAsked(_ text: TextOptions, _ given: Words?) -> Bool {
    given == nil && (conversation != nil || text.editor)
  }

  private func publishAfterYes(
    _ words: Words, in site: PresentSite, _ conversation: Conversation, _ plan: Plan,
    _ revisions: [Revision]
  ) async throws -> WrittenEntry {
    var (words, read) = (words, site)
    let builtIn = try await loadTheme(from: starterFolder())
    while true {
      let now = try clockTime()
      let site = read.seen(at: now)
      let planned = try plan(site, words)
      do {
        conversation.show(
          try preview(of: planned, in: site, builtIn: builtIn, columns: conversation.columns))
      } catch let refused as RefusedEdit where refused.isOfText {
        conversation.show(refused.words)
        words = .written(try await anotherText(for: planned.text, conversation))
        continue
      }
      let other = revisions.isEmpty ? "" : " c (change the rest),"
      switch try conversation.ask(
        "Publish with the next build? y, e (edit the text),\(other) n (no):",
        { try consent($0, mayChange: !revisions.isEmpty) })
      {
      case .no: throw Declined()
      case .change:
        let keys = revisions.map { "\($0.key) (\($0.name))" }.joined(separator: ", ")
        let chosen = try conversation.ask("Change what? \(keys):") { answer in
          try revision(answer, among: revisions)
        }
        try await chosen.ask(site)
      case .edit:
        let text = try await edited(planned.text, conversation) ?? planned.text
        if text.isEmpty { conversation.show("  There is no text left, so it stays as it was.") }
        words = .written(text.isEmpty ? planned.text : text)
      case .yes:
        let shown = Shown(edit: planned.edit, at: now)
        if let written = try await write(words, at: clockTime(), after: shown, plan) {
          return written
        }
        conversation.show("The site changed while you were reading. Please look again.")
        read = try await readPresentSite(folder, at: clockTime())
      }
    }
  }

  /// What will be published, with what the page will say and what `check` would.
  private func preview(
    of planned: PlannedEdit, in site: PresentSite, builtIn: [SourceFile], columns: Int?
  ) throws -> String {
    let checked = try site.checked(planned)
    let warnings = site.warnings(about: planned, builtIn: builtIn)
      .spokenWarnings(columns: columns)
    guard let report = EntryReport(of: checked) else { return warnings }
    let page = checked.site.words(for: report.page, builtIn: builtIn) + site.problems.withoutThem
    return report.preview(of: checked, page: page, columns: columns) + warnings
  }

  /// - Parameter refused: the text that cannot be published.
  private func anotherText(
    for refused: String, _ conversation: Conversation
  ) async throws -> String {
    while true {
      switch try conversation.ask("e (edit the text), w (write it anew), n (no):", editWriteNo) {
      case .no: throw Declined()
      case .edit:
        if let text = try await edited(refused, conversation), !text.isEmpty { return text }
      case .write:
        let text = tidied(try conversation.typedText(keep: keep(typing:)))
        if !text.isEmpty { return text }
      }
      conversation.show("  There is no text yet.")
    }
  }

  /// The text, after a person changed it in an editor; nil where that did not work. What an editor has
  /// saved before it failed is there when it is opened again.
  func edited(_ text: String, _ conversation: Conversation) async throws -> String? {
    var start: String? = text
    while true {
      do {
        return try await edit(start)
      } catch let refusal as Refusal {
        conversation.show(refusal.spoken)
      } catch let mistyped as MistypedText {
        conversation.show(mistyped.refusal.spoken)
      }
      start = nil
      guard try conversation.ask("Open the editor again? y (yes), n (no):", yesNo) else {
        return nil
      }
    }
  }

  /// The text, after a person changed it in an editor; the editor's file is the one that is kept.
  ///
  /// - Parameter text: what to begin with; nil: what is kept.
  func edit(_ text: String?) async throws -> String {
    let environment = ProcessInfo.processInfo.environment
    let named = [environment["VISUAL"], environment["EDITOR"]].compactMap { $0 }
      .first { !$0.isEmpty }
    let editor = named ?? "vi"
    let start = try text.map { Array(($0.isEmpty ? "" : $0 + "\n").utf8) } ?? unsent.bytes() ?? []
    // The shell parts the words and takes quotes away, as git lets it.
    let result = try await runChild(
      ["sh", "-c", editor + " \"$@\"", editor, try keep(bytes: start)])
    guard result.status == 0 else {
      let hasStarted = result.status != 126 && result.status != 127
      throw Refusal.machine(
        hasStarted
          ? "\(editor) ended with status \(result.status)" : "\(editor) could not be started",
        hint: "name another editor in EDITOR, or write the text with -m")
    }
    return tidied(try validText(unsent.bytes() ?? [], "the text"))
  }
}

private enum Consent {
  case yes, edit, change, no
}

private func consent(_ answer: String, mayChange: Bool) throws -> Consent {
  switch answer.lowercased() {
  case "y", "yes": return .yes
  case "e", "edit": return .edit
  case "c", "change": if mayChange { return .change }
  case "n", "no": return .no
  default: break
  }
  throw Refusal.usage(
    "Nothing is published yet.",
    hint: mayChange ? "Please answer y, e, c or n." : "Please answer y, e or n.")
}

private func revision(
  _ answer: String, among revisions: [EntryWriter.Revision]
) throws -> EntryWriter.Revision {
  let word = answer.lowercased()
  if let found = revisions.first(where: { $0.key == word || $0.name == word }) { return found }
  let keys = revisions.map(\.key).joined(separator: ", ")
  throw Refusal.usage("Nothing is changed yet.", hint: "Please answer one of these: \(keys).")
}

private enum OtherText {
  case edit, write, no
}

private func editWriteNo(_ answer: String) throws -> OtherText {
  switch answer.lowercased() {
  case "e", "edit": return .edit
  case "w", "write": return .write
  case "n", "no": return .no
  default:
    throw Refusal.usage("Nothing is published yet.", hint: "Please answer e, w or n.")
  }
}

private func yesNo(_ answer: String) throws -> Bool {
  switch answer.lowercased() {
  case "y", "yes": return true
  case "n", "no": return false
  default: throw Refusal.usage("Nothing is published yet.", hint: "Please answer y or n.")
  }
}
